package nabla.answer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import nabla.check.ArrayCounterexample;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.Precise;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// Counterexamples with vectors and matrices, as sentences and as JSON.
final class ArrayCounterexamples {

  private static final int DIGITS = 10;

  private ArrayCounterexamples() {}

  /// Whether a claim speaks of vectors or matrices.
  static boolean concern(Expr claim) {
    return Dag.any(claim, node -> !node.isScalar() && !node.shape().isTruth());
  }

  /// `at A = [1, 0; 0, 0] the left side is 1, the right side 2`
  static Wording sentence(ArrayCounterexample example, WriteOptions writing) {
    Wording wording = new Wording(List.of());
    for (Map.Entry<Symbol, Expr> place : example.at().entrySet()) {
      Expr equation = Relation.of(Relation.Comparison.EQUAL, place.getKey(), place.getValue());
      wording = wording.and(wording.pieces().isEmpty() ? "at " : ", ").and(equation, writing);
    }
    wording = wording.and(wording.pieces().isEmpty() ? "" : " ").and("the left side is ");
    wording = value(wording, example.left(), writing).and(", the right side ");
    return value(wording, example.right(), writing);
  }

  /// The exact value, and the decimals of a number that shows none.
  private static Wording value(Wording before, Expr value, WriteOptions writing) {
    Wording wording = before.and(value, writing);
    if (!value.isScalar() || value instanceof Num) {
      return wording;
    }
    try {
      String decimals = Precise.value(value, Map.of(), DIGITS).stripTrailingZeros().toPlainString();
      return wording.and(" ").andNumber("≈ " + decimals, writing);
    } catch (NablaException none) {
      if (none.kind() == NablaException.Kind.BUDGET) {
        nabla.expr.Budget.check();
      }
      return wording;
    }
  }

  /// The arrays as arrays, a vector as one of numbers and a matrix as one of its rows; the values
  /// of both sides as doubles.
  static JsonObject json(ArrayCounterexample example, WriteOptions writing) {
    JsonObject at = new JsonObject();
    example
        .at()
        .forEach((symbol, value) ->
            at.add(Text.of(symbol, writing), json(value, symbol, entry -> exact(entry, writing))));
    JsonObject object = new JsonObject();
    object.add("at", at);
    object.add("left", json(example.left(), example.left(), entry -> decimal(entry, writing)));
    object.add("right", json(example.right(), example.right(), entry -> decimal(entry, writing)));
    return object;
  }

  private static JsonElement json(
      Expr value, Expr shaped, java.util.function.Function<Expr, JsonElement> entry) {
    if (!(value instanceof Literal array)) {
      if (shaped.isScalar()) {
        return entry.apply(value);
      }
      JsonArray only = new JsonArray(); // an array of one entry
      only.add(entry.apply(value));
      if (shaped.shape().isVector()) {
        return only;
      }
      JsonArray rows = new JsonArray();
      rows.add(only);
      return rows;
    }
    JsonArray rows = new JsonArray();
    for (int i = 0; i < array.rows(); i++) {
      if (array.shape().isVector()) {
        rows.add(entry.apply(array.entry(i, 0)));
        continue;
      }
      JsonArray row = new JsonArray();
      for (int j = 0; j < array.columns(); j++) {
        row.add(entry.apply(array.entry(i, j)));
      }
      rows.add(row);
    }
    return rows;
  }

  /// A whole number as a number, anything else as text.
  private static JsonElement exact(Expr entry, WriteOptions writing) {
    return entry instanceof Num number && number.value().isInteger()
        ? new JsonPrimitive(number.value().numerator())
        : new JsonPrimitive(Text.of(entry, writing));
  }

  private static JsonElement decimal(Expr entry, WriteOptions writing) {
    if (entry instanceof Num number) {
      return number.value().isInteger()
          ? new JsonPrimitive(number.value().numerator())
          : new JsonPrimitive(number.value().doubleValue());
    }
    try {
      return new JsonPrimitive(Precise.value(entry, Map.of(), 2 * DIGITS).doubleValue());
    } catch (NablaException none) {
      if (none.kind() == NablaException.Kind.BUDGET) {
        nabla.expr.Budget.check();
      }
      return new JsonPrimitive(Text.of(entry, writing));
    }
  }
}
