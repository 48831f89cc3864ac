package nabla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.ArrayEvaluation;
import nabla.numeric.Evaluation;
import nabla.numeric.arrays.Cofactors;
import nabla.numeric.arrays.Determinants;
import nabla.numeric.arrays.EmptyArrays;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.numeric.arrays.Sizes;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/// Values of formulas with vectors and matrices: exactly where the entries of the answer have
/// formulas that are short enough, in doubles otherwise.
final class ArrayNumbers {

  /// In binary digits: about 400 decimal ones.
  private static final int LONGEST_INTEGER = 1329;

  private static final int LONGEST_DENOMINATOR = 332;

  /// The same for what arrays of numbers give: about 40 and 20 decimal digits.
  private static final int LONGEST_INTEGER_OF_ARRAYS = 133;

  private static final int LONGEST_DENOMINATOR_OF_ARRAYS = 67;

  /// Sums of more logarithms, roots and the like, one for each entry, are left to decimals.
  private static final int MOST_PARTS = 24;

  /// So much of the time that is left may go into exact entries.
  private static final int PART_FOR_EXACT = 8;

  /// The data are moved by so much to see how many digits of a double can be trusted.
  private static final double NUDGE = 0x1p-52;

  private static final int DIGITS = 15;

  private final Map<Symbol, Expr> bindings;
  private final Written written;

  ArrayNumbers(Map<Symbol, Expr> bindings, Written written) {
    this.bindings = bindings;
    this.written = written;
  }

  /// The closed form and the decimals of a number, or of what is left of it.
  static Value number(Expr expression, Written written) {
    Expr exact = ClosedForm.of(Canonical.of(expression), written).expression();
    boolean symbols = Dag.any(exact, node -> node instanceof Symbol || isUnknown(node));
    boolean readable = symbols || !isLong(exact) || isLong(expression);
    return new Value(
        readable ? Presentation.of(exact, written) : expression,
        symbols ? null : Evaluation.of(exact, Map.of()));
  }

  /// Whether a number in an expression has more digits than a person reads: 10^(-400) stays as it
  /// is.
  private static boolean isLong(Expr expression) {
    return isLong(expression, LONGEST_INTEGER, LONGEST_DENOMINATOR);
  }

  private static boolean isLong(Expr expression, int integer, int denominator) {
    return Dag.any(
        expression,
        node ->
            node instanceof Num number
                && (number.value().denominator().bitLength() > denominator
                    || number.value().numerator().bitLength() > integer));
  }

  private static boolean isLongForArrays(Expr expression) {
    return isLong(expression, LONGEST_INTEGER_OF_ARRAYS, LONGEST_DENOMINATOR_OF_ARRAYS);
  }

  /// Whether an expression has more functions and powers than a person reads.
  private static boolean hasManyParts(Expr expression) {
    return Dag.of(expression).nodes().stream()
            .filter(node -> node instanceof Power || (node instanceof Apply && node.arity() > 0))
            .count()
        > MOST_PARTS;
  }

  private static boolean isUnknown(Expr node) {
    return node instanceof Apply apply && apply.operator() instanceof UnknownFunction;
  }

  /// The value of an expression. Where no array is given at all, numbers are put into the formula.
  Value at(Expr expression) {
    List<Symbol> missing = new ArrayList<>();
    List<Symbol> given = given();
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Symbol symbol && !symbol.isScalar() && !bindings.containsKey(symbol)) {
        missing.add(symbol);
      }
    }
    if (!missing.isEmpty() && given.isEmpty()) {
      Expr rest = Substitution.of(bindings).apply(expression);
      return new Value(new ArrayClosedForm(written, rest).of(rest), null);
    }
    if (!missing.isEmpty()) {
      Symbol first = missing.getFirst();
      throw new NablaException(
          NablaException.Kind.NAME,
          first.name()
              + " has no value; add for example "
              + first.name()
              + (first.shape().isVector() ? " = (1, 2)" : " = [1, 2; 3, 4]"));
    }
    Sizes sizes = sizes(given);
    Map<Symbol, Expr> values = new LinkedHashMap<>(bindings);
    sizes.known().forEach((name, size) -> values.put(Symbol.of(name), Num.of(size)));
    IndicesGiven.refuseOutside(expression, values, sizes);
    Expr computed = Cofactors.of(EmptyArrays.without(expression, sizes.known()));
    Value exact = Budget.attempt(PART_FOR_EXACT, () -> exact(computed, values));
    return exact == null ? inDoubles(expression, computed, values) : exact;
  }

  /// The values over all values of indices; where these are vectors or matrices, one below the
  /// other, a vector in a row.
  ///
  /// @param indices with the sizes of the axes that they run along
  Value over(Expr expression, Map<Symbol, Dimension> indices) {
    Sizes sizes = sizes(given());
    List<Value> values =
        IndexPlaces.of(indices, sizes).stream().map(place -> placed(place).at(expression)).toList();
    if (!expression.isScalar() && !values.isEmpty()) {
      return below(values, expression.shape());
    }
    int columns = indices.size() == 1 ? 1 : IndexPlaces.lengths(indices, sizes).getLast();
    return array(values, columns);
  }

  private static Value below(List<Value> arrays, Shape shape) {
    List<Value> entries = new ArrayList<>();
    for (Value array : arrays) {
      entries.addAll(array.entries().isEmpty() ? List.of(array) : array.entries());
    }
    boolean vectors = Subscripts.axes(shape).size() == 1;
    return array(entries, vectors ? entries.size() / arrays.size() : arrays.getFirst().columns());
  }

  private static Value array(List<Value> entries, int columns) {
    List<Expr> exact = entries.stream().map(Value::exact).toList();
    return new Value(Literal.of(entries.size() / columns, exact), null, entries, columns);
  }

  /// With values of indices beside those that are given.
  private ArrayNumbers placed(Map<Symbol, Expr> place) {
    Map<Symbol, Expr> places = new LinkedHashMap<>(bindings);
    places.putAll(place);
    return new ArrayNumbers(places, written);
  }

  /// The values of indices where a condition is known not to hold.
  List<Map<Symbol, Expr>> excluded(Expr condition, Map<Symbol, Dimension> indices) {
    return IndexPlaces.of(indices, sizes(given())).stream()
        .filter(place -> placed(place).excludes(condition))
        .toList();
  }

  /// Whether a relation of numbers, or one of each entry, is known not to hold.
  boolean excludes(Expr condition) {
    if (condition instanceof Logic logic) {
      return switch (logic.connective()) {
        case AND -> logic.children().stream().anyMatch(this::excludes);
        case OR -> logic.children().stream().allMatch(this::excludes);
        case NOT -> false;
      };
    }
    boolean every = condition instanceof Apply apply && apply.operator() == Reductions.EVERY;
    if (!((every ? condition.child(0) : condition) instanceof Relation relation)) {
      return false;
    }
    try {
      Expr compared = relation.difference();
      if (!compared.isScalar() && EmptyArrays.is(compared, sizes(given()).known())) {
        return false; // it holds of each of no entries
      }
      Value difference = at(compared);
      if (isVanished(difference.decimal()) && Determinants.logarithm(relation) != null) {
        return !hasLogarithm(relation);
      }
      List<Value> entries = difference.entries();
      return (entries.isEmpty() ? List.of(difference) : entries)
          .stream().anyMatch(entry -> isOut(relation, entry.decimal()));
    } catch (NablaException undefined) {
      return undefined.kind() == NablaException.Kind.DOMAIN && !hasLogarithm(relation);
    }
  }

  private static boolean isVanished(@Nullable Evaluation number) {
    return number != null && number.exact() == null && number.value() == 0;
  }

  /// Whether it is a condition on a determinant that its logarithm shows to hold, be it too large
  /// or too small for a double.
  private boolean hasLogarithm(Relation relation) {
    Expr logarithm = Determinants.logarithm(relation);
    if (logarithm == null) {
      return false;
    }
    try {
      at(logarithm);
      return true;
    } catch (NablaException undefined) {
      return false;
    }
  }

  /// A difference of which no digit can be trusted is 0 but for rounding: where it is not to be 0,
  /// that is taken for a kink, and `1 − σ(1110)`, which is to be positive, is no less so.
  private static boolean isOut(Relation relation, @Nullable Evaluation difference) {
    if (difference == null) {
      return false;
    }
    if (difference.beyond() != null) {
      return !relation.comparison().holds(difference.beyond().signum());
    }
    boolean sure = difference.exact() != null || difference.digits() > 0;
    return sure
        ? !relation.comparison().holds((int) Math.signum(difference.value()))
        : relation.comparison() == Relation.Comparison.NOT_EQUAL;
  }

  /// The arrays; each may give a size that an expression speaks of, as n of 𝟏ₙ.
  private List<Symbol> given() {
    return bindings.keySet().stream().filter(each -> !each.isScalar()).toList();
  }

  private Sizes sizes(List<Symbol> arrays) {
    Sizes sizes = new Sizes();
    for (Symbol array : arrays) {
      for (Dimension dimension : List.of(array.shape().rows(), array.shape().columns())) {
        dimension.terms().keySet().stream()
            .flatMap(List::stream)
            .forEach(name -> {
              if (bindings.get(Symbol.of(name)) instanceof Num size && size.value().isInt()) {
                sizes.give(name, size.value().intValue());
              }
            });
      }
    }
    for (Symbol array : arrays) {
      Literal value = (Literal) value(array);
      sizes.give(array, value.rows(), value.columns());
    }
    return sizes;
  }

  private Expr value(Symbol symbol) {
    Expr value = bindings.get(symbol);
    if (value == null) {
      throw new IllegalStateException(symbol + " has no value");
    }
    return value;
  }

  private @Nullable Value exact(Expr expression, Map<Symbol, Expr> values) {
    Literal array = EntryEvaluation.of(expression, values);
    if (array == null) {
      return null;
    }
    if (array.children().stream().anyMatch(ArrayNumbers::hasManyParts)) {
      return null;
    }
    List<Value> entries = array.children().stream().map(entry -> number(entry, written)).toList();
    if (entries.stream().anyMatch(entry -> isLongForArrays(entry.exact()))) {
      return null;
    }
    if (expression.isScalar() || array.arity() == 1) {
      return entries.getFirst();
    }
    List<Expr> exact = entries.stream().map(Value::exact).toList();
    return new Value(Literal.of(array.rows(), exact), null, entries, array.columns());
  }

  /// The value in doubles, its exact one being the formula itself. How many digits can be trusted
  /// is seen from what a change of the data in their last digit does to it.
  private Value inDoubles(Expr expression, Expr computed, Map<Symbol, Expr> values) {
    for (Expr node : Dag.of(expression).nodes()) {
      if (isUnknown(node)) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "the function "
                + ((Apply) node).operator().name()
                + " is not known, so it has no value");
      }
    }
    Expr stable = Determinants.logarithms(computed);
    RealMatrix value = ArrayEvaluation.of(stable, doubles(values, 0));
    RealMatrix up = ArrayEvaluation.of(stable, doubles(values, NUDGE));
    RealMatrix down = ArrayEvaluation.of(stable, doubles(values, -NUDGE));
    double change =
        Math.max(up.subtract(value).getFrobeniusNorm(), down.subtract(value).getFrobeniusNorm());
    List<Value> entries = new ArrayList<>();
    for (int i = 0; i < value.getRowDimension(); i++) {
      for (int j = 0; j < value.getColumnDimension(); j++) {
        entries.add(new Value(entry(expression, i, j), evaluation(value.getEntry(i, j), change)));
      }
    }
    return entries.size() == 1
        ? entries.getFirst()
        : new Value(expression, null, entries, value.getColumnDimension());
  }

  private static Expr entry(Expr expression, int row, int column) {
    Shape shape = expression.shape();
    return shape.isScalar()
        ? expression
        : shape.isVector()
            ? Apply.of(Matrices.ENTRY, expression, Num.of(row + 1))
            : Apply.of(Matrices.ENTRY, expression, Num.of(row + 1), Num.of(column + 1));
  }

  private static Evaluation evaluation(double value, double change) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "the formula has no value here: an inverse of a singular matrix, a division by 0, a"
              + " logarithm of what is not positive, or a number beyond double precision");
    }
    int digits =
        change >= Math.abs(value)
            ? 0
            : (int) Math.clamp(-Math.log10(4 * change / Math.abs(value)), 0, DIGITS);
    return new Evaluation(value, digits, null);
  }

  private static Map<Symbol, RealMatrix> doubles(Map<Symbol, Expr> values, double nudge) {
    Map<Symbol, RealMatrix> doubles = new LinkedHashMap<>();
    values.forEach((symbol, value) -> doubles.put(symbol, doubles(symbol, value, nudge)));
    return doubles;
  }

  private static RealMatrix doubles(Symbol symbol, Expr value, double nudge) {
    if (!(value instanceof Literal array)) {
      return ArrayEvaluation.number(number(symbol, value));
    }
    RealMatrix matrix = new Array2DRowRealMatrix(array.rows(), array.columns());
    for (int i = 0; i < array.rows(); i++) {
      for (int j = 0; j < array.columns(); j++) {
        double sign = (i + j) % 2 == 0 ? nudge : -nudge;
        matrix.setEntry(i, j, number(symbol, array.entry(i, j)) * (1 + sign));
      }
    }
    return matrix;
  }

  private static double number(Symbol symbol, Expr value) {
    if (value instanceof Num number) {
      return number.value().doubleValue();
    }
    if (Dag.any(value, Symbol.class::isInstance)) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "the value of "
              + symbol.name()
              + " is no number, and there is no formula for the result"
              + " that it could stay in");
    }
    return Evaluation.of(value, Map.of()).value();
  }
}
