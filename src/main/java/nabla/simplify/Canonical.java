package nabla.simplify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Builds sums, products and powers already flattened, ordered and folded: `x + 2 + x` is `2x + 2`,
/// `x·x⁻¹` is 1, `a − b` is `a + (−1)b`, `a/b` is `a b⁻¹`, `√a` is `a^(1/2)`, `e^a` is `exp(a)`.
/// Every value stays the same wherever the original is defined; where the result is defined more
/// widely, `nabla.rewrite.Domain` knows what the original said.
public final class Canonical {

  private Canonical() {}

  /// The canonical form of an expression as written.
  public static Expr of(Expr written) {
    Dag dag = Dag.of(written);
    try {
      return of(dag);
    } catch (NablaException undefined) {
      if (Budget.exhausted() || !Dag.any(written, Cases.class::isInstance)) {
        throw undefined;
      }
      return DecidedCases.canonical(dag);
    }
  }

  private static Expr of(Dag dag) {
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      results[position] = rebuilt(node, children);
    }
    return results[results.length - 1];
  }

  /// The canonical node like `node`, which may be of any shape, with these canonical children.
  static Expr rebuilt(Expr node, Expr... children) {
    return node.isScalar() || node instanceof Logic
        ? rebuild(node, children)
        : node.withChildren(children);
  }

  /// The canonical node like `node` with these canonical children.
  static Expr rebuild(Expr node, Expr[] children) {
    return switch (node) {
      case Num number -> number.isDecimal() ? Num.of(number.value()) : number;
      case Symbol symbol -> symbol;
      case Bound bound -> bound;
      case Sum sum -> sum(children);
      case Product product ->
          allScalar(children) ? product(children) : product.withChildren(children);
      case Power power -> power(children[0], children[1]);
      case Negate negate -> product(Num.MINUS_ONE, children[0]);
      case Quotient quotient -> quotient(children[0], children[1]);
      case Apply apply -> apply(apply.operator(), children);
      case Derivative derivative -> derivative.withChildren(children);
      case Relation relation -> relation.withChildren(children);
      case Logic logic -> DecidedCases.of(logic, children);
      case Cases cases -> DecidedCases.of(children);
      case Binder binder -> {
        Binder bound = (Binder) binder.withChildren(children);
        Expr closed = FiniteSum.of(bound);
        yield closed != null ? closed : FiniteSum.tidied(bound);
      }
      case Literal literal -> literal.withChildren(children);
    };
  }

  private static boolean allScalar(Expr... parts) {
    for (Expr part : parts) {
      if (!part.isScalar()) {
        return false;
      }
    }
    return true;
  }

  /// The sum, flattened, with like terms together.
  public static Expr sum(Expr... terms) {
    if (!allScalar(terms)) {
      return Sum.of(terms);
    }
    if (terms.length == 2) {
      if (isZero(terms[0])) {
        return terms[1];
      }
      if (isZero(terms[1])) {
        return terms[0];
      }
    }
    LikeTerms like = new LikeTerms();
    for (Expr term : terms) {
      like.add(term, Rational.ONE);
    }
    return like.toExpr();
  }

  /// The sum, flattened, with like terms together.
  public static Expr sum(List<Expr> terms) {
    return sum(terms.toArray(Expr[]::new));
  }

  /// `minuend − subtrahend`.
  public static Expr difference(Expr minuend, Expr subtrahend) {
    return sum(minuend, negate(subtrahend));
  }

  /// `−operand`.
  public static Expr negate(Expr operand) {
    return product(Num.MINUS_ONE, operand);
  }

  /// `numerator / denominator`; a denominator that is 0 is a domain error.
  public static Expr quotient(Expr numerator, Expr denominator) {
    return product(numerator, power(denominator, Num.MINUS_ONE));
  }

  /// The product, flattened, with powers of one base together.
  public static Expr product(Expr... factors) {
    LikeFactors like = new LikeFactors();
    for (Expr factor : factors) {
      like.add(factor);
    }
    return like.toExpr();
  }

  /// The product, flattened, with powers of one base together.
  public static Expr product(List<Expr> factors) {
    return product(factors.toArray(Expr[]::new));
  }

  /// `base ^ exponent` for an integer exponent.
  public static Expr power(Expr base, long exponent) {
    return power(base, Num.of(exponent));
  }

  /// `base ^ exponent`.
  public static Expr power(Expr base, Expr exponent) {
    if (exponent instanceof Num number) {
      return power(base, number.value());
    }
    if (base instanceof Num number && number.value().isOne()) {
      return base;
    }
    if (base instanceof Apply apply) {
      if (isE(base)) {
        return exponential(exponent);
      }
      if (apply.operator() == Elementary.EXP) {
        return exponential(product(apply.argument(), exponent));
      }
    }
    return Power.of(base, exponent);
  }

  private static Expr power(Expr base, Rational exponent) {
    if (exponent.isOne()) {
      return base;
    }
    if (base instanceof Num number) {
      return NumericPower.of(number.value(), exponent);
    }
    if (exponent.isZero()) {
      return Num.ONE;
    }
    if (base instanceof Apply apply && (apply.operator() == Elementary.EXP || isE(base))) {
      Expr argument = isE(base) ? Num.ONE : apply.argument();
      return exponential(product(Num.of(exponent), argument));
    }
    Expr known =
        switch (base) {
          case Apply apply -> ArgumentLaws.power(apply, exponent);
          case Power inner -> powerOfPower(inner, exponent);
          case Product product when product.isOfNumbers() -> powerOfProduct(product, exponent);
          case Sum sum -> Surds.power(sum, exponent);
          default -> null;
        };
    return known != null ? known : Power.of(SquaredDifferences.upright(base), Num.of(exponent));
  }

  /// Whether a power with this exponent is the same of a number and its opposite.
  static boolean isEven(Rational exponent) {
    return exponent.isInteger() && !exponent.numerator().testBit(0);
  }

  /// `(b^a)^q`. For an integer q the exponents multiply. For another q they multiply where b^a ≥ 0
  /// says as much as b ≥ 0; with an even a it does not: (x²)^(1/2) is |x|.
  private static @Nullable Expr powerOfPower(Power inner, Rational exponent) {
    if (exponent.isInteger()) {
      return power(inner.base(), product(inner.exponent(), Num.of(exponent)));
    }
    if (inner.exponent() instanceof Num number) {
      Expr base = isEven(number.value()) ? apply(Elementary.ABS, inner.base()) : inner.base();
      return power(base, number.value().times(exponent));
    }
    return null;
  }

  private static Expr powerOfProduct(Product base, Rational exponent) {
    if (exponent.isInteger() || ArgumentLaws.partsUnderRoots(base)) {
      Expr[] factors = new Expr[base.arity()];
      for (int i = 0; i < factors.length; i++) {
        factors[i] = power(base.child(i), exponent);
      }
      return product(factors);
    }
    if (base.child(0) instanceof Num number && !number.value().abs().isOne()) {
      // whole powers come out, √(4x) = 2√x; the sign stays, since (−x)^(1/2) is defined where x ≤ 0
      NumericPower.Root root = NumericPower.root(number.value().abs(), exponent);
      if (!root.outside().isOne()) {
        Expr[] inside = base.children().toArray(Expr[]::new);
        Rational left = root.inside().times(Rational.of(number.value().signum()));
        inside[0] = Num.of(left);
        return product(Num.of(root.outside()), power(product(inside), exponent));
      }
    }
    return Power.of(base, Num.of(exponent));
  }

  /// `e^argument`: logarithms in it become powers.
  private static Expr exponential(Expr argument) {
    if (isZero(argument)) {
      return Num.ONE;
    }
    List<Expr> terms = argument instanceof Sum ? argument.children() : List.of(argument);
    List<Expr> factors = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr term : terms) {
      Expr power = powerFromLogarithm(term);
      (power == null ? rest : factors).add(power == null ? term : power);
    }
    if (factors.isEmpty()) {
      return Apply.of(Elementary.EXP, SquaredDifferences.upright(argument));
    }
    if (!rest.isEmpty()) {
      factors.add(exponential(sum(rest)));
    }
    return product(factors);
  }

  /// `u^c` for the term `c ln u`, and null for another term.
  private static @Nullable Expr powerFromLogarithm(Expr term) {
    List<Expr> factors = term instanceof Product ? term.children() : List.of(term);
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i) instanceof Apply apply && apply.operator() == Elementary.LN) {
        List<Expr> others = new ArrayList<>(factors);
        others.remove(i);
        return power(apply.argument(), product(others));
      }
    }
    return null;
  }

  /// `operator(arguments)`, with what is known at once about it.
  public static Expr apply(Operator operator, Expr... arguments) {
    if (operator == Elementary.INDICATOR) {
      return DecidedCases.indicator(arguments[0]);
    }
    if (!(operator instanceof Function function) || !allScalar(arguments)) {
      return Apply.of(operator, arguments);
    }
    if (function == Elementary.EXP) {
      return exponential(arguments[0]);
    }
    if (function == Elementary.E) {
      return exponential(Num.ONE);
    }
    if (function == Elementary.SQRT) {
      return power(arguments[0], Rational.HALF);
    }
    if (function == Elementary.LN) {
      return logarithm(arguments[0]);
    }
    Expr known = KnownValues.of(function, arguments);
    Expr seen = known != null ? known : ArgumentLaws.of(function, arguments);
    if (seen != null) {
      return seen;
    }
    if (function.parity() != Function.Parity.NEITHER
        && arguments.length == 1
        && hasLeadingMinus(arguments[0])) {
      Expr turned = apply(function, negate(arguments[0]));
      return function.parity() == Function.Parity.EVEN ? turned : negate(turned);
    }
    return Apply.of(function, SquaredDifferences.upright(arguments));
  }

  private static Expr logarithm(Expr argument) {
    if (argument instanceof Apply apply && apply.operator() == Elementary.EXP) {
      return apply.argument();
    }
    Expr known = KnownValues.of(Elementary.LN, argument);
    return known != null ? known : Apply.of(Elementary.LN, SquaredDifferences.upright(argument));
  }

  /// Whether the expression is written with a minus in front; of a sum, whether its first term is.
  static boolean hasLeadingMinus(Expr expression) {
    return switch (expression) {
      case Num number -> number.value().signum() < 0;
      // not that of a first factor (a − b): turning −(a − b)(c + d) would give it back
      case Product product -> product.child(0) instanceof Num number && number.value().signum() < 0;
      case Sum sum -> {
        Expr first = sum.child(0) instanceof Num && sum.arity() > 1 ? sum.child(1) : sum.child(0);
        yield hasLeadingMinus(first);
      }
      case Symbol s -> false;
      case Bound b -> false;
      case Power p -> false;
      case Negate n -> true;
      case Quotient q -> hasLeadingMinus(q.numerator());
      case Apply a -> false;
      case Derivative d -> false;
      case Relation r -> false;
      case Logic l -> false;
      case Cases c -> false;
      case Binder b -> false;
      case Literal l -> false;
    };
  }

  /// Whether this is the number 0.
  public static boolean isZero(Expr expression) {
    return expression instanceof Num number && number.value().isZero();
  }

  /// Whether ∞ stands in an expression, so that nothing may cancel.
  static boolean mentionsInfinity(Expr expression) {
    return expression.weight() < 20
        && Dag.any(
            expression,
            node -> node instanceof Apply apply && apply.operator() == Elementary.INFINITY);
  }

  /// Whether this is the number 1.
  public static boolean isOne(Expr expression) {
    return expression instanceof Num number && number.value().isOne();
  }

  static boolean isE(Expr expression) {
    return expression instanceof Apply apply && apply.operator() == Elementary.E;
  }

  /// The rational factor in front of a canonical term.
  static Rational coefficient(Expr term) {
    return switch (term) {
      case Num number -> number.value();
      case Product product when product.child(0) instanceof Num number -> number.value();
      default -> Rational.ONE;
    };
  }

  /// A canonical term without the rational factor in front.
  static Expr withoutCoefficient(Expr term) {
    if (term instanceof Num) {
      return Num.ONE;
    }
    if (term instanceof Product product && product.child(0) instanceof Num) {
      Expr[] rest = Arrays.copyOfRange(product.children().toArray(Expr[]::new), 1, product.arity());
      return Product.of(rest);
    }
    return term;
  }

  /// A domain error for an expression that has no value.
  static NablaException undefined(String what) {
    return new NablaException(NablaException.Kind.DOMAIN, what + " is undefined");
  }
}
