package nabla.simplify;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nabla.catalogue.Activations;
import nabla.catalogue.Combinatorial;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Special;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// Exact values of functions at exact arguments: those that the catalogue lists (`sin(π/6) = 1/2`),
/// and those that integer arithmetic gives (`⌊7/2⌋ = 3`, `5! = 120`).
final class KnownValues {

  private static final int LARGEST_FACTORIAL = 10_000;

  private static final int LARGEST_EXPONENT = 1_000;

  private static final Map<Function, Map<Expr, Expr>> TABLES = new ConcurrentHashMap<>();
  private static final Map<Function, Expr> DOMAINS = new ConcurrentHashMap<>();

  private static final Set<Function> OF_EXPONENTIALS =
      Set.of(
          Hyperbolic.SINH,
          Hyperbolic.COSH,
          Hyperbolic.TANH,
          Hyperbolic.COTH,
          Hyperbolic.SECH,
          Hyperbolic.CSCH,
          Activations.SIGMOID,
          Activations.SOFTPLUS);

  private KnownValues() {}

  /// The exact value of `function(arguments)`; null where none is known.
  static @Nullable Expr of(Function function, Expr... arguments) {
    for (Expr argument : arguments) {
      if (!isConstant(argument)) {
        return null;
      }
    }
    if (arguments.length == 1) {
      checkDomain(function, arguments[0]);
    }
    if (arguments.length == 1 && !function.exactValues().isEmpty()) {
      Expr value = table(function).get(arguments[0]);
      if (value != null) {
        return value;
      }
    }
    Expr exponentials = arguments.length == 1 ? atLogarithm(function, arguments[0]) : null;
    if (exponentials != null) {
      return exponentials;
    }
    if (arguments.length == 0 || !allNumbers(arguments)) {
      return arguments.length == 0 ? null : stepwise(function, arguments);
    }
    Expr value = arithmetic(function, arguments);
    return value == null ? PiecewiseValues.of(function, arguments) : value;
  }

  /// At multiples of logarithms a function of exponentials has the value that its definition gives
  /// where that is a rational number or its logarithm: tanh(ln 2) is 3/5, softplus(ln 2) is ln 3.
  private static @Nullable Expr atLogarithm(Function function, Expr argument) {
    boolean logarithm =
        Canonical.withoutCoefficient(argument) instanceof Apply apply
            && apply.operator() == Elementary.LN
            && Canonical.coefficient(argument).isInteger();
    if (!logarithm || !OF_EXPONENTIALS.contains(function)) {
      return null;
    }
    Expr meaning = Reader.standard().expression(Objects.requireNonNull(function.meaning()));
    Substitution place = Substitution.of(Symbol.of(function.parameters().getFirst()), argument);
    Expr value = Canonical.of(place.apply(meaning));
    Expr inside =
        value instanceof Apply apply && apply.operator() == Elementary.LN
            ? apply.argument()
            : value;
    return inside instanceof Num ? value : null;
  }

  /// What bounds decide: ⌊π⌋ is 3, |π − 4| is 4 − π, and max(3, π) is π. The logarithm of a power
  /// that is not written out, as 10^5000, is 5000 ln 10.
  private static @Nullable Expr stepwise(Function function, Expr... arguments) {
    Expr first = arguments[0];
    if (function == Elementary.LN) {
      return first instanceof Power power
              && power.base() instanceof Num base
              && base.value().signum() > 0
              && power.exponent() instanceof Num
          ? Canonical.product(power.exponent(), Canonical.apply(Elementary.LN, base))
          : null;
    }
    if (function == Elementary.FLOOR || function == Elementary.CEILING) {
      boolean up = function == Elementary.CEILING;
      Rational floor = Constants.floor(up ? Canonical.negate(first) : first);
      return floor == null ? null : Num.of(up ? floor.negate() : floor);
    }
    if (function == Elementary.SIGN || function == Elementary.ABS) {
      Integer sign = Constants.compare(first, Num.ZERO);
      return sign == null
          ? null
          : function == Elementary.SIGN ? Num.of(sign) : Canonical.product(Num.of(sign), first);
    }
    return function == Elementary.MIN || function == Elementary.MAX
        ? extremum(function == Elementary.MAX ? 1 : -1, arguments)
        : null;
  }

  /// Refuses an exact argument at which the function is known to be undefined, as tan is at π/2.
  private static void checkDomain(Function function, Expr argument) {
    String domain = function.domain();
    if (domain == null || argument instanceof Num) {
      return;
    }
    Expr condition = DOMAINS.get(function);
    if (condition == null) {
      condition = Reader.standard().expression(domain);
      DOMAINS.put(function, condition);
    }
    if (condition instanceof Relation relation) {
      Substitution place = Substitution.of(Symbol.of(function.parameters().getFirst()), argument);
      Expr left = Canonical.of(place.apply(relation.left()));
      Expr right = Canonical.of(place.apply(relation.right()));
      if (left instanceof Num a
          && right instanceof Num b
          && !relation.comparison().holds(a.value().compareTo(b.value()))) {
        throw Canonical.undefined(function.name() + " at this argument");
      }
    }
  }

  /// Cheap, and true for every argument that a table lists.
  private static boolean isConstant(Expr argument) {
    if (argument.weight() > 12) {
      return false;
    }
    Expr node = argument;
    while (node.arity() > 0) {
      node = node.child(node.arity() - 1);
    }
    return node instanceof Num || node instanceof Apply;
  }

  private static boolean allNumbers(Expr... arguments) {
    for (Expr argument : arguments) {
      if (!(argument instanceof Num)) {
        return false;
      }
    }
    return true;
  }

  private static Map<Expr, Expr> table(Function function) {
    Map<Expr, Expr> known = TABLES.get(function);
    if (known != null) {
      return known;
    }
    // no computeIfAbsent: the canonical forms below may ask for other tables
    Map<Expr, Expr> table = new HashMap<>();
    for (String entry : function.exactValues()) {
      int at = entry.lastIndexOf(" at ");
      Expr argument = Reader.standard().expression(entry.substring(at + 4));
      table.put(
          Canonical.of(argument),
          Canonical.of(Reader.standard().expression(entry.substring(0, at))));
    }
    TABLES.put(function, table);
    return table;
  }

  private static @Nullable Expr arithmetic(Function function, Expr... arguments) {
    Rational value = ((Num) arguments[0]).value();
    if (function == Elementary.ABS) {
      return Num.of(value.abs());
    }
    if (function == Elementary.SIGN) {
      return Num.of(value.signum());
    }
    if (function == Elementary.FLOOR) {
      return Num.of(Rational.of(value.floor()));
    }
    if (function == Elementary.CEILING) {
      return Num.of(Rational.of(value.negate().floor()).negate());
    }
    if (function == Elementary.MIN || function == Elementary.MAX) {
      return extremum(function == Elementary.MAX ? 1 : -1, arguments);
    }
    if (function == Elementary.CBRT) {
      Expr root = NumericPower.of(value.abs(), Rational.of(1, 3));
      return root instanceof Num number
          ? Num.of(value.signum() < 0 ? number.value().negate() : number.value())
          : null;
    }
    if (function == Combinatorial.FACTORIAL) {
      return factorial(value, "the factorial of a negative integer");
    }
    if (function == Special.GAMMA && value.isInteger()) {
      return factorial(value.minus(Rational.ONE), "Γ of 0 or a negative integer");
    }
    if (function == Elementary.MOD) {
      return remainder(value, ((Num) arguments[1]).value());
    }
    if (function == Elementary.LOG) {
      return logarithm(value, ((Num) arguments[1]).value());
    }
    if (function == Combinatorial.BINOMIAL) {
      return binomial(value, ((Num) arguments[1]).value());
    }
    return function == Elementary.LN ? logarithm(value) : null;
  }

  /// `x − m ⌊x/m⌋`
  private static @Nullable Expr remainder(Rational value, Rational divisor) {
    return divisor.isZero()
        ? null
        : Num.of(value.minus(divisor.times(Rational.of(value.dividedBy(divisor).floor()))));
  }

  /// The whole number n with bⁿ = x, where there is one: log₂ 8 is 3.
  private static @Nullable Expr logarithm(Rational base, Rational value) {
    if (base.signum() <= 0 || base.isOne() || value.signum() <= 0) {
      return null;
    }
    double estimate = Math.log(value.doubleValue()) / Math.log(base.doubleValue());
    if (!(Math.abs(estimate) <= LARGEST_EXPONENT)) {
      return null;
    }
    int exponent = (int) Math.round(estimate);
    return base.power(exponent).equals(value) ? Num.of(exponent) : null;
  }

  /// ln 8 is 3 ln 2 and ln ½ is −ln 2, so that logarithms of powers of one number meet.
  private static @Nullable Expr logarithm(Rational value) {
    if (value.signum() <= 0) {
      throw Canonical.undefined("ln of " + (value.isZero() ? "0" : "a negative number"));
    }
    if (value.compareTo(Rational.ONE) < 0 && value.numerator().equals(BigInteger.ONE)) {
      return Canonical.negate(Canonical.apply(Elementary.LN, Num.of(value.reciprocal())));
    }
    if (!value.isInteger()) {
      return null;
    }
    int power = NumericPower.exponent(value.numerator());
    BigInteger root = NumericPower.integerRoot(value.numerator(), power);
    return power == 1
        ? null
        : Canonical.product(Num.of(power), Apply.of(Elementary.LN, Num.of(Rational.of(root))));
  }

  private static @Nullable Expr extremum(int sign, Expr... arguments) {
    Expr best = arguments[0];
    for (Expr argument : arguments) {
      Integer order =
          argument.equals(best) ? Integer.valueOf(0) : Constants.compare(argument, best);
      if (order == null) {
        return null;
      }
      best = order * sign > 0 ? argument : best;
    }
    return best;
  }

  private static @Nullable Expr factorial(Rational value, String undefined) {
    if (!value.isInteger()) {
      return null;
    }
    if (value.signum() < 0) {
      throw Canonical.undefined(undefined);
    }
    if (!value.isInt() || value.intValue() > LARGEST_FACTORIAL) {
      return null; // 1000000! is read more easily than its digits
    }
    return Num.of(Rational.of(range(BigInteger.ONE, value.intValue(), 1)));
  }

  private static BigInteger range(BigInteger start, int high, int low) {
    BigInteger product = start;
    for (int factor = low; factor <= high; factor++) {
      Budget.check();
      product = product.multiply(BigInteger.valueOf(factor));
    }
    return product;
  }

  private static @Nullable Expr binomial(Rational n, Rational k) {
    if (!n.isInt() || !k.isInt() || n.signum() < 0 || n.intValue() > LARGEST_FACTORIAL) {
      return null;
    }
    if (k.signum() < 0 || k.compareTo(n) > 0) {
      return Num.ZERO;
    }
    int chosen = k.intValue();
    BigInteger numerator = range(BigInteger.ONE, n.intValue(), n.intValue() - chosen + 1);
    return Num.of(Rational.of(numerator, range(BigInteger.ONE, chosen, 1)));
  }
}
