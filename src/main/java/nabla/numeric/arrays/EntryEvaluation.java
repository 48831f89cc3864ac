package nabla.numeric.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Computing;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Values of formulas with vectors and matrices, entry by entry and exactly: rational where the
/// data are, formulas such as `e/(1 + e)` or `√5` where they have to be. Numbers that are not given
/// stay in the entries by their names.
public final class EntryEvaluation {

  /// Beyond so many operations, rational numbers grow longer than anyone reads.
  private static final long MOST_OPERATIONS = 200_000;

  /// Beyond so many nodes in all entries, closed forms of them take longer than they are worth.
  private static final long MOST_NODES = 3_000;

  private static final int LARGEST_POWER = 64;

  /// An entry that is not there.
  private static final Symbol MISSING = Symbol.of(Name.of("an entry that is not there"));

  /// What has no exact value here, or a long one.
  private static final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1;

    Declined() {
      super(null, null, false, false);
    }
  }

  private final Map<Expr, Grid> known;
  private long operations;

  /// What is wrong with the place of an entry.
  private @Nullable NablaException missing;

  private EntryEvaluation(Map<Expr, Grid> known) {
    this.known = known;
  }

  /// The value of a formula as an array, row by row; null where an operator in it has no exact
  /// value, or the value is too long for one. A [nabla.expr.NablaException] of kind `DOMAIN` where
  /// there is none, as of the inverse of a singular matrix.
  ///
  /// @param values of all arrays in it and of the sizes; a [Literal] for an array
  public static @Nullable Literal of(Expr formula, Map<? extends Expr, Expr> values) {
    Map<Expr, Grid> known = new HashMap<>();
    values.forEach((symbol, value) ->
        known.put(symbol, value instanceof Literal array ? Grid.of(array) : Grid.number(value)));
    try {
      EntryEvaluation run = new EntryEvaluation(known);
      Grid value = run.value(formula);
      long nodes = 0;
      for (Expr entry : value.entries()) {
        if (run.missing != null && Dag.any(entry, MISSING::equals)) {
          throw run.missing;
        }
        nodes += entry instanceof Num ? 0 : entry.weight();
      }
      return nodes > MOST_NODES ? null : Literal.of(value.rows(), value.entries());
    } catch (Declined declined) {
      return null;
    }
  }

  private Grid value(Expr root) {
    Dag dag = Dag.below(node -> !(node instanceof Binder) && !known.containsKey(node), root);
    Grid[] results = new Grid[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Grid value = known.get(node);
      if (value == null) {
        Grid[] children = new Grid[node instanceof Binder ? 0 : node.arity()];
        for (int i = 0; i < children.length; i++) {
          children[i] = results[dag.position(node.child(i))];
        }
        value =
            Brackets.vanishes(node, bracket -> isZero(results[dag.position(bracket)]))
                ? Grid.number(Num.ZERO)
                : value(node, children);
        spend(value.entries().size());
      }
      results[position] = value;
    }
    return results[results.length - 1];
  }

  private static boolean isZero(Grid value) {
    return value.isNumber() && value.number().equals(Num.ZERO);
  }

  private void spend(long more) {
    Budget.check();
    operations += more;
    if (operations > MOST_OPERATIONS) {
      throw new Declined();
    }
  }

  private Grid value(Expr node, Grid[] children) {
    return switch (node) {
      case nabla.expr.Sum sum -> fold(children, (a, b) -> a.with(b, Grid::plus));
      case nabla.expr.Product product -> fold(children, this::product);
      case nabla.expr.Negate negate -> children[0].map(Grid::negated);
      case Quotient quotient -> children[0].with(children[1], Grid::over);
      case Power power -> power(children);
      case Apply apply -> apply(apply, children);
      case Relation relation ->
          children[0].with(children[1], (a, b) -> Relation.of(relation.comparison(), a, b));
      case Binder binder -> binder(binder);
      case Literal literal ->
          Grid.filled(
              literal.rows(),
              literal.columns(),
              (i, j) -> children[i * literal.columns() + j].number());
      default -> rebuilt(node, children);
    };
  }

  /// What concerns numbers only is kept for later.
  private static Grid rebuilt(Expr node, Grid[] children) {
    Expr[] numbers = new Expr[children.length];
    for (int i = 0; i < numbers.length; i++) {
      if (!children[i].isNumber()) {
        throw new Declined();
      }
      numbers[i] = children[i].number();
    }
    return Grid.number(numbers.length == 0 ? node : node.withChildren(numbers));
  }

  private static Grid fold(Grid[] parts, java.util.function.BinaryOperator<Grid> operator) {
    Grid result = parts[0];
    for (int i = 1; i < parts.length; i++) {
      result = operator.apply(result, parts[i]);
    }
    return result;
  }

  private Grid product(Grid a, Grid b) {
    if (a.isNumber() || b.isNumber()) {
      return a.with(b, Grid::times);
    }
    spend((long) a.rows() * a.columns() * b.columns());
    return a.times(b);
  }

  private Grid power(Grid[] children) {
    Grid base = children[0];
    if (base.isNumber()) {
      return Grid.number(Grid.power(base.number(), children[1].number()));
    }
    int exponent = EntryRules.size(children[1]);
    if (!(children[1].number() instanceof Num whole)
        || !whole.value().isInteger()
        || Math.abs(exponent) > LARGEST_POWER) {
      throw new Declined();
    }
    Grid result = LinearSystem.identity(base.rows());
    Grid factor = exponent < 0 ? solved(base, result) : base;
    for (int i = 0; i < Math.abs(exponent); i++) {
      result = product(result, factor);
    }
    return result;
  }

  private Grid solved(Grid matrix, Grid right) {
    long n = matrix.rows();
    spend(n * n * (n + right.columns()));
    return required(LinearSystem.solve(matrix, right));
  }

  private static Grid required(@Nullable Grid value) {
    if (value == null) {
      throw new Declined();
    }
    return value;
  }

  private Grid apply(Apply apply, Grid[] arguments) {
    if (!(apply.operator() instanceof Function function)) {
      return rebuilt(apply, arguments);
    }
    EntryRules.Rule rule = EntryRules.of(function);
    if (function == Matrices.ENTRY) {
      return entry(arguments);
    }
    Boolean holds =
        (function == Elementary.INDICATOR && arguments[0].isNumber())
            ? truth(arguments[0].number())
            : null;
    if (holds != null) {
      return Grid.number(holds ? Num.ONE : Num.ZERO);
    }
    if (rule != null) {
      spend(operations(function, arguments));
      return required(rule.of(arguments));
    }
    if (!function.isElementwise() && function != Elementary.INDICATOR) {
      if (!apply.isScalar()) {
        throw new Declined();
      }
      return rebuilt(apply, arguments);
    }
    Grid shape = arguments.length == 0 ? Grid.number(Num.ZERO) : arguments[0];
    for (Grid argument : arguments) {
      shape = shape.isNumber() ? argument : shape;
    }
    return Grid.filled(
        shape.rows(),
        shape.columns(),
        (i, j) -> {
          List<Expr> places = new ArrayList<>();
          for (Grid argument : arguments) {
            places.add(argument.isNumber() ? argument.number() : argument.at(i, j));
          }
          return function == Elementary.ABS && places.getFirst() instanceof Num number
              ? Num.of(number.value().abs())
              : Apply.of(function, places);
        });
  }

  /// Whether a condition holds; null where that hangs on more than numbers.
  private static @Nullable Boolean truth(Expr condition) {
    if (condition instanceof Relation relation
        && relation.left() instanceof Num left
        && relation.right() instanceof Num right) {
      return relation.comparison().holds(left.value().minus(right.value()).signum());
    }
    if (!(condition instanceof Logic logic)) {
      return null;
    }
    List<@Nullable Boolean> parts = new ArrayList<>();
    logic.children().forEach(part -> parts.add(truth(part)));
    return switch (logic.connective()) {
      case AND -> parts.contains(false) ? Boolean.FALSE : parts.contains(null) ? null : true;
      case OR -> parts.contains(true) ? Boolean.TRUE : parts.contains(null) ? null : false;
      case NOT -> parts.getFirst() == null ? null : !parts.getFirst();
    };
  }

  /// About how many operations on numbers a rule takes.
  private static long operations(Function function, Grid[] arguments) {
    long rows = arguments[0].rows();
    if (function == Matrices.INVERSE || function == Matrices.DET || function == Matrices.LOGDET) {
      return rows * rows * rows;
    }
    if (function == Computing.COFACTORS) {
      return rows * rows * rows * rows * rows;
    }
    long size = arguments[0].isNumber() ? EntryRules.size(arguments[0]) : rows;
    long n = Math.max(rows, size);
    return function == Matrices.KRONECKER ? n * n : n;
  }

  /// An entry that is not there is said at the end, where it is not gone from the answer.
  private Grid entry(Grid[] arguments) {
    try {
      return required(EntryRules.entryOf(arguments));
    } catch (NablaException outOfRange) {
      missing = outOfRange;
      return Grid.number(MISSING);
    }
  }

  private Grid binder(Binder binder) {
    Expr upper = binder.upper();
    if (upper == null || binder.kind() == Binder.Kind.INTEGRAL) {
      throw new Declined();
    }
    if (!Dag.any(binder.body(), node -> known.containsKey(node) || node instanceof Literal)) {
      return Grid.number(
          binder.withChildren(
              binder.body(), value(binder.lower()).number(), value(upper).number()));
    }
    int from = whole(value(binder.lower()));
    int to = whole(value(upper));
    boolean sum = binder.kind() == Binder.Kind.SUM;
    Grid total = Grid.number(sum ? Num.ZERO : Num.ONE);
    for (int k = from; k <= to; k++) {
      known.put(binder.bound(), Grid.number(Num.of(k)));
      Grid term = value(binder.body());
      total = sum ? total.with(term, Grid::plus) : product(total, term);
    }
    known.remove(binder.bound());
    return total;
  }

  /// A bound, which may be below the first value where there are no terms.
  private static int whole(Grid bound) {
    if (bound.number() instanceof Num number && number.value().isInt()) {
      return number.value().intValue();
    }
    throw new Declined();
  }
}
