package nabla.rewrite;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Special;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// What is known of the signs of scalar expressions under assumptions: `1 − σ(x)` is positive, `x²
/// + 1` is not 0, and `x − y` is positive where `x > y` is assumed. An answer holds wherever the
///   expression is defined. Expressions may be raw or canonical.
///
/// Each answer comes from one pass over the expression, from the bounds of parts to the bounds of
/// the whole.
public final class Signs {

  private static final Signs NOTHING = new Signs(Assumptions.NONE, Map.of(), true, 0);

  /// Results are remembered up to this many.
  private static final int REMEMBERED = 50_000;

  /// Definitions by cases inside of each other are looked into up to this depth.
  private static final int DEEPEST = 3;

  private final Assumptions assumptions;
  private final Map<Symbol, Bounds> given;
  private final boolean complete;
  private final int depth;
  private final Facts facts;
  private final Map<Expr, Bounds> remembered = new ConcurrentHashMap<>();

  private Signs(Assumptions assumptions, Map<Symbol, Bounds> given, boolean complete, int depth) {
    this.assumptions = assumptions;
    this.given = given;
    this.complete = complete;
    this.depth = depth;
    this.facts = new Facts(assumptions);
    facts.propagate(this::fresh);
    remembered.clear();
  }

  /// What follows from these assumptions.
  public static Signs of(Assumptions assumptions) {
    return assumptions.equals(Assumptions.NONE)
        ? NOTHING
        : new Signs(assumptions, Map.of(), true, 0);
  }

  /// What follows without asking for the derivatives of functions, which are found by these
  /// answers.
  static Signs structural(Assumptions assumptions) {
    return new Signs(assumptions, Map.of(), false, 0);
  }

  /// Whether the value is above 0 wherever there is one.
  public boolean isPositive(Expr expression) {
    return bounds(expression).isPositive();
  }

  /// Whether the value is below 0 wherever there is one.
  public boolean isNegative(Expr expression) {
    return bounds(expression).isNegative();
  }

  /// Whether the value is nowhere below 0.
  public boolean isNonNegative(Expr expression) {
    return bounds(expression).isNonNegative();
  }

  /// Whether the value is nowhere 0.
  public boolean isNonZero(Expr expression) {
    return bounds(expression).nonZero();
  }

  /// Whether the value is an integer wherever there is one.
  public boolean isInteger(Expr expression) {
    return bounds(expression).integer();
  }

  /// Whether a condition holds: a comparison, or several joined.
  public Truth holds(Expr condition) {
    Expr turned = Facts.turned(condition);
    return switch (turned) {
      case Relation relation -> holds(relation);
      case Logic logic ->
          switch (logic.connective()) {
            case NOT -> holds(logic.child(0)).not();
            case AND -> logic.children().stream().map(this::holds).reduce(Truth.TRUE, Truth::and);
            case OR -> logic.children().stream().map(this::holds).reduce(Truth.FALSE, Truth::or);
          };
      default -> Truth.of(assumptions.facts().contains(condition)).or(Truth.UNKNOWN);
    };
  }

  private Truth holds(Relation relation) {
    if (assumptions.facts().contains(relation)) {
      return Truth.TRUE;
    }
    if (!relation.left().isScalar() || !relation.right().isScalar()) {
      return Truth.UNKNOWN;
    }
    if (isRounded(relation.left(), relation.right()) && isInteger(relation.left())) {
      return Bounds.of(Rational.ZERO).compare(relation.comparison());
    }
    return bounds(Conditions.difference(relation)).compare(relation.comparison());
  }

  /// Whether a comparison asks if `value` is an integer: `x = ⌊x⌋`.
  private static boolean isRounded(Expr value, Expr rounded) {
    return rounded instanceof Apply apply
        && (apply.operator() == Elementary.FLOOR || apply.operator() == Elementary.CEILING)
        && apply.argument().equals(value);
  }

  /// The bounds of an expression.
  Bounds bounds(Expr expression) {
    Bounds known = remembered.get(expression);
    return known != null ? known : fresh(expression);
  }

  private Bounds fresh(Expr expression) {
    Dag dag =
        Dag.below(node -> !remembered.containsKey(node) && !(node instanceof Binder), expression);
    return bounds(dag)[dag.position(expression)];
  }

  /// The bounds of every node, by position.
  Bounds[] bounds(Dag dag) {
    Bounds[] results = new Bounds[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Bounds known = remembered.get(node);
      if (known == null) {
        known = node.isScalar() ? at(node, dag, results) : Bounds.ANY;
        if (remembered.size() < REMEMBERED) {
          remembered.put(node, known);
        }
      }
      results[position] = known;
    }
    return results;
  }

  private Bounds at(Expr node, Dag dag, Bounds[] results) {
    Bounds[] parts = new Bounds[node.arity()];
    int here = dag.position(node);
    for (int i = 0; i < parts.length; i++) {
      // below a node that is not gone into, a part may be met later, elsewhere
      int position = dag.position(node.child(i));
      parts[i] = position < 0 || position > here ? Bounds.ANY : results[position];
    }
    Bounds own =
        switch (node) {
          case Num number -> Bounds.of(number.value());
          case Symbol symbol -> symbol(symbol);
          case Bound bound -> Bounds.ANY;
          case Sum sum -> sum(sum, parts);
          case Product product -> product(product, parts);
          case Power power -> power(parts);
          case Negate negate -> parts[0].negate();
          case Quotient quotient -> parts[0].times(parts[1].reciprocal());
          case Apply apply -> apply(apply, parts);
          case Derivative derivative -> Bounds.ANY;
          case Relation relation -> Bounds.ANY;
          case Logic logic -> Bounds.ANY;
          case Cases cases -> cases(cases, parts);
          case Binder binder -> binder(binder);
          case Literal literal -> Bounds.ANY;
        };
    return facts.isEmpty() || node instanceof Num ? own : own.and(facts.of(LinearForm.of(node)));
  }

  /// A sum of terms that are never negative is not, and is 0 where it has none.
  private Bounds binder(Binder binder) {
    if (binder.kind() != Binder.Kind.SUM || depth >= DEEPEST || !binder.body().isScalar()) {
      return Bounds.ANY;
    }
    Bounds term = new Signs(assumptions, given, complete, depth + 1).bounds(binder.body());
    return term.isNonNegative()
        ? Bounds.NONNEGATIVE
        : term.isNonPositive() ? Bounds.NONNEGATIVE.negate() : Bounds.ANY;
  }

  private Bounds symbol(Symbol symbol) {
    Bounds known = given.getOrDefault(symbol, Bounds.ANY);
    return assumptions.integers().contains(symbol) ? known.asInteger() : known;
  }

  private Bounds sum(Sum sum, Bounds[] terms) {
    Bounds total = terms[0];
    for (int i = 1; i < terms.length; i++) {
      total = total.plus(terms[i]);
    }
    if ((total.lower() != null && total.upper() != null) || terms.length > 40) {
      return total;
    }
    LinearForm form = LinearForm.of(sum);
    if (form.terms().size() >= terms.length) {
      return total.and(form.extremum());
    }
    // like terms met: x − x is 0, whatever x is
    Bounds collected = Bounds.of(form.constant());
    for (Map.Entry<Expr, Rational> term : form.terms().entrySet()) {
      Bounds part = remembered.get(term.getKey());
      if (part == null) {
        return total.and(form.isConstant() ? collected : form.extremum());
      }
      collected = collected.plus(part.times(term.getValue()));
    }
    return total.and(collected).and(form.extremum());
  }

  /// Equal factors are powers: x·x is not negative.
  private static Bounds product(Product product, Bounds[] factors) {
    Bounds result = Bounds.of(Rational.ONE);
    if (factors.length > 40) {
      for (Bounds factor : factors) {
        result = result.times(factor);
      }
      return result;
    }
    Map<Expr, Integer> powers = new LinkedHashMap<>();
    Map<Expr, Bounds> bounds = new HashMap<>();
    for (int i = 0; i < factors.length; i++) {
      powers.merge(product.child(i), 1, Integer::sum);
      bounds.put(product.child(i), factors[i]);
    }
    for (Map.Entry<Expr, Integer> power : powers.entrySet()) {
      Bounds base = bounds.getOrDefault(power.getKey(), Bounds.ANY);
      result = result.times(base.power(Rational.of(power.getValue())));
    }
    return result;
  }

  private static Bounds power(Bounds[] parts) {
    Bounds base = parts[0];
    Bounds exponent = parts[1];
    Rational low = exponent.lower();
    if (low != null && exponent.is(low)) {
      return base.power(low);
    }
    if (exponent.integer()) {
      Bounds sign =
          base.isPositive()
              ? Bounds.POSITIVE
              : base.isNonNegative() ? Bounds.NONNEGATIVE : Bounds.ANY;
      Bounds known = exponential(base, exponent, sign);
      return base.nonZero() || exponent.isNonPositive() ? known.asNonZero() : known;
    }
    return exponential(base, exponent, base.nonZero() ? Bounds.POSITIVE : Bounds.NONNEGATIVE);
  }

  /// A power of a base that is not negative, against 1, where the exponent has a sign.
  private static Bounds exponential(Bounds base, Bounds exponent, Bounds sign) {
    Bounds excess = base.plus(Rational.MINUS_ONE);
    if (!base.isPositive() || !(excess.isNonNegative() || excess.isNonPositive())) {
      return sign;
    }
    Bounds grows = excess.isNonNegative() ? exponent : exponent.negate();
    boolean strict = (excess.isPositive() || excess.isNegative()) && grows.nonZero();
    if (grows.isNonNegative()) {
      return sign.and(new Bounds(Rational.ONE, strict, null, true, true, false));
    }
    return grows.isNonPositive()
        ? sign.and(new Bounds(Rational.ZERO, true, Rational.ONE, strict, true, false))
        : sign;
  }

  private Bounds cases(Cases cases, Bounds[] parts) {
    List<Cases.Branch> branches = cases.branches();
    Bounds result = null;
    Assumptions remaining = assumptions;
    for (int i = 0; i < branches.size(); i++) {
      Expr condition = branches.get(i).condition();
      Bounds value = under(remaining.and(condition), branches.get(i).value(), parts[2 * i + 1]);
      result = result == null ? value : result.or(value);
      remaining = remaining.and(Logic.of(Logic.Connective.NOT, List.of(condition)));
    }
    Expr otherwise = cases.otherwise();
    if (otherwise != null) {
      Bounds value = under(remaining, otherwise, parts[parts.length - 1]);
      result = result == null ? value : result.or(value);
    }
    return result == null ? Bounds.ANY : result;
  }

  private Bounds under(Assumptions more, Expr value, Bounds otherwise) {
    return depth >= DEEPEST || value.weight() > 200
        ? otherwise
        : otherwise.and(new Signs(more, given, complete, depth + 1).bounds(value));
  }

  private Bounds apply(Apply apply, Bounds[] arguments) {
    if (!(apply.operator() instanceof Function function)) {
      return Bounds.ANY;
    }
    if (arguments.length == 0) {
      return Facets.constant(function);
    }
    if (function == Elementary.ABS) {
      return arguments[0].absolute();
    }
    if (function == Elementary.FLOOR) {
      return arguments[0].floor();
    }
    if (function == Elementary.INDICATOR) {
      return switch (depth > DEEPEST ? Truth.UNKNOWN : holds(apply.argument())) {
        case TRUE -> Bounds.of(Rational.ONE);
        case FALSE -> Bounds.of(Rational.ZERO);
        case UNKNOWN -> Bounds.between(Rational.ZERO, Rational.ONE).asInteger();
      };
    }
    for (Expr argument : apply.children()) {
      if (!argument.isScalar()) {
        return apply.isScalar() ? Facets.of(function).range() : Bounds.ANY;
      }
    }
    Facets facets = Facets.of(function);
    Bounds result = facets.range();
    if (function == Special.GAMMA && arguments[0].isNonNegative()) {
      return Bounds.POSITIVE; // at 0 there is no value
    }
    if (arguments.length == 1 && arguments[0].isUninformed() && !result.isUninformed()) {
      return result;
    }
    if (complete && arguments.length == 1 && !arguments[0].isUninformed()) {
      result = result.and(facets.monotone(arguments[0]));
    }
    return result.isUninformed() || !monotoneKnown(facets)
        ? result.and(defined(facets, apply, arguments))
        : result;
  }

  private boolean monotoneKnown(Facets facets) {
    return complete && facets.direction() != 0;
  }

  /// By the definition of the function, with what is known of its arguments.
  private Bounds defined(Facets facets, Apply apply, Bounds[] arguments) {
    Expr meaning = depth >= DEEPEST ? null : facets.meaning();
    if (meaning == null || !meaning.isScalar()) {
      return Bounds.ANY;
    }
    List<Symbol> parameters = facets.parameters();
    List<Expr> all = facets.complete(apply.children());
    Map<Symbol, Bounds> values = new HashMap<>();
    for (int i = 0; i < parameters.size() && i < all.size(); i++) {
      values.put(parameters.get(i), i < arguments.length ? arguments[i] : bounds(all.get(i)));
    }
    Bounds result = new Signs(Assumptions.NONE, values, complete, depth + 1).bounds(meaning);
    for (int i = parameters.size(); i < arguments.length; i++) {
      values = Map.of(parameters.getFirst(), result, parameters.getLast(), arguments[i]);
      result = new Signs(Assumptions.NONE, values, complete, depth + 1).bounds(meaning);
    }
    return result;
  }
}
