package nabla.worksheet.descent;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.write.Derivations;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// What an account found, as data for programs: the gradient, the points at which it is 0, the
/// rates for which descent converges, and the iterates of each rate.
///
/// A number is `{"text", "latex", "value"}`, with its exact form as it is written and the nearest
/// double, which is null where there are symbols; an iterate has its values in doubles, and beside
/// them exactly where they are known so.
final class Findings {
  /// A fraction with more characters is left to its double.
  private static final int LONGEST = 400;

  private final WriteOptions writing;
  private final JsonObject all = new JsonObject();

  Findings(WriteOptions writing) {
    this.writing = writing;
  }

  /// All of them.
  void addTo(JsonObject json) {
    all.entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
  }

  /// What is minimised, by what, and its gradient.
  void loss(Problem problem, List<Expr> gradient) {
    all.add("loss", number(problem.loss()));
    JsonArray variables = new JsonArray();
    problem.variables().forEach(each -> variables.add(each.toString()));
    all.add("variables", variables);
    all.add("gradient", numbers(gradient));
  }

  /// The rates for which descent converges: those between 0 and a number.
  ///
  /// @param local whether that holds only near a point
  static JsonObject rates(JsonObject place, JsonElement below, boolean local) {
    JsonObject rates = new JsonObject();
    rates.addProperty("above", 0);
    rates.add("below", below);
    rates.addProperty("local", local);
    place.add("converges", rates);
    return place;
  }

  /// A point at which the gradient is 0, with what is there.
  ///
  /// @param kind in a word; empty where it is not known
  JsonObject point(JsonArray values, String kind, JsonArray eigenvalues) {
    JsonObject point = new JsonObject();
    point.add("values", values);
    point.add("kind", kind.isEmpty() ? JsonNull.INSTANCE : new JsonPrimitive(kind));
    point.add("eigenvalues", eigenvalues);
    list("stationary").add(point);
    return point;
  }

  /// A solution of equations, each variable with its value.
  void solution(List<Symbol> variables, List<Expr> values) {
    JsonObject solution = new JsonObject();
    for (int i = 0; i < variables.size(); i++) {
      solution.add(variables.get(i).toString(), number(values.get(i)));
    }
    list("solutions").add(solution);
  }

  /// A kink of a loss that is a minimum or a maximum.
  void kink(Expr place, String kind) {
    JsonObject kink = new JsonObject();
    kink.add("place", number(place));
    kink.addProperty("kind", kind);
    list("kinks").add(kink);
  }

  /// The steps with a rate.
  void run(Expr rate, Iteration iteration, Problem problem) {
    JsonObject run = new JsonObject();
    run.add("rate", number(rate));
    run.addProperty("outcome", iteration.outcome().name().toLowerCase(Locale.ROOT));
    run.addProperty("steps", iteration.end().step());
    JsonArray iterates = new JsonArray();
    int shown = -1;
    for (List<Iterate> part : List.of(iteration.first(), iteration.path(), iteration.last())) {
      for (Iterate each : part) {
        if (each.step() > shown) {
          iterates.add(iterate(each, problem));
          shown = each.step();
        }
      }
    }
    run.add("iterates", iterates);
    list("runs").add(run);
  }

  private JsonObject iterate(Iterate iterate, Problem problem) {
    JsonObject object = new JsonObject();
    object.addProperty("step", iterate.step());
    JsonArray values = new JsonArray();
    for (double value : iterate.values()) {
      values.add(finite(value));
    }
    object.add("values", values);
    Rational[] exact = iterate.exact();
    if (exact != null) {
      JsonArray fractions = new JsonArray();
      for (Rational each : exact) {
        String text = each.toString();
        fractions.add(text.length() > LONGEST ? JsonNull.INSTANCE : new JsonPrimitive(text));
      }
      object.add("exact", fractions);
    }
    object.add("loss", loss(iterate, problem));
    return object;
  }

  private static JsonElement loss(Iterate iterate, Problem problem) {
    if (!iterate.isFinite()) {
      return JsonNull.INSTANCE;
    }
    try {
      Map<Symbol, Rational> values = iterate.bindings(problem.variables());
      return finite(Evaluation.of(problem.expression(), values).value());
    } catch (NablaException undefined) { // or beyond all numbers, as e^(10^20) is
      Budget.check();
      return JsonNull.INSTANCE;
    }
  }

  private JsonArray list(String name) {
    if (!all.has(name)) {
      all.add(name, new JsonArray());
    }
    return all.getAsJsonArray(name);
  }

  /// Several numbers.
  JsonArray numbers(List<Expr> expressions) {
    JsonArray array = new JsonArray();
    expressions.forEach(each -> array.add(number(each)));
    return array;
  }

  /// A number, or a formula.
  JsonObject number(Expr expression) {
    JsonObject object = new JsonObject();
    Derivations.addSpellings(object, expression, writing);
    JsonElement value = JsonNull.INSTANCE;
    if (expression.isScalar() && !Forms.hasSymbols(expression)) {
      try {
        value = finite(Evaluation.of(expression, Map.of()).value());
      } catch (NablaException undefined) {
        if (undefined.kind() == NablaException.Kind.BUDGET) {
          throw undefined;
        }
      }
    }
    object.add("value", value);
    return object;
  }

  /// Numbers that are known in doubles only.
  static JsonArray doubles(double... values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      JsonObject object = new JsonObject();
      object.add("value", finite(value));
      array.add(object);
    }
    return array;
  }

  private static JsonElement finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value)
        ? JsonNull.INSTANCE
        : new JsonPrimitive(new BigDecimal(value.toString()));
  }
}
