package nabla.simplify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.read.Reader;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;

/// The places at which a function of one variable may change its sign: the zeros of its factors,
/// and the borders of where it is defined and smooth. Between two neighbours it has one sign, or is
/// 0, or is undefined, throughout. A place too many does no harm; where it is not certain that none
/// is missing, the function is [Unsolved].
final class SignChart {

  /// Zeros are looked for in no more expressions than this, one following from the other.
  private static final int MOST_EXPRESSIONS = 60;

  private static final int LARGEST_DEGREE = 64;

  private static final Symbol VALUE = Symbol.of("r");

  /// Where a function has the value r; it has each value once, or at two places that differ by
  /// their sign.
  private static final Map<Function, String> INVERSES =
      Map.ofEntries(
          Map.entry(Elementary.LN, "e^r"),
          Map.entry(Elementary.EXP, "ln(r)"),
          Map.entry(Elementary.CBRT, "r^3"),
          Map.entry(Elementary.ABS, "r"),
          Map.entry(Elementary.SQRT, "r^2"),
          Map.entry(Activations.SIGMOID, "ln(r/(1 - r))"),
          Map.entry(Activations.SOFTPLUS, "ln(e^r - 1)"),
          Map.entry(Activations.RELU, "r"),
          Map.entry(Hyperbolic.SINH, "arsinh(r)"),
          Map.entry(Hyperbolic.COSH, "arcosh(r)"),
          Map.entry(Hyperbolic.TANH, "artanh(r)"),
          Map.entry(Hyperbolic.ARSINH, "sinh(r)"),
          Map.entry(Hyperbolic.ARCOSH, "cosh(r)"),
          Map.entry(Hyperbolic.ARTANH, "tanh(r)"),
          Map.entry(Trigonometric.ARCSIN, "sin(r)"),
          Map.entry(Trigonometric.ARCCOS, "cos(r)"),
          Map.entry(Trigonometric.ARCTAN, "tan(r)"));

  /// Those that have each value at two places.
  private static final Set<Function> EVEN = Set.of(Elementary.ABS, Hyperbolic.COSH);

  private final Symbol variable;
  private final TreeSet<Place> places = new TreeSet<>();
  private final Deque<Expr> waiting = new ArrayDeque<>();
  private final Set<Expr> seen = new HashSet<>();

  private SignChart(Symbol variable) {
    this.variable = variable;
  }

  /// The places for a canonical expression in one variable, in order.
  static List<Place> places(Expr function, Symbol variable) {
    SignChart chart = new SignChart(variable);
    chart.later(function);
    return chart.found();
  }

  /// The borders of where a function is defined and smooth, in order.
  static List<Place> borders(Expr function, Symbol variable) {
    SignChart chart = new SignChart(variable);
    chart.borders(function);
    return chart.found();
  }

  /// The borders of a function, and the places for its derivative: between them it rises or falls
  /// or is constant.
  static List<Place> turns(Expr function, Expr derivative, Symbol variable) {
    SignChart chart = new SignChart(variable);
    chart.borders(function);
    chart.later(derivative);
    return chart.found();
  }

  private List<Place> found() {
    try {
      while (!waiting.isEmpty()) {
        Budget.check();
        Expr next = waiting.pop();
        borders(next);
        zeros(next);
      }
    } catch (Polynomial.TooLarge | ArithmeticException tooLarge) {
      throw new Unsolved();
    }
    return List.copyOf(places);
  }

  private void later(Expr function) {
    if (moves(function) && seen.add(function)) {
      if (seen.size() > MOST_EXPRESSIONS) {
        throw new Unsolved();
      }
      waiting.add(function);
    }
  }

  private boolean moves(Expr part) {
    return Dag.of(part).contains(variable);
  }

  /// Where a part of the expression may be undefined, or have a jump or a kink.
  private void borders(Expr function) {
    for (Expr node : Dag.of(function).nodes()) {
      if (!moves(node)) {
        continue;
      }
      switch (node) {
        case Symbol x -> {}
        case Sum x -> {}
        case Product x -> {}
        case Negate x -> {}
        case Quotient quotient -> later(quotient.denominator());
        case Power power -> {
          boolean polynomial =
              power.exponent() instanceof Num number
                  && number.value().isInteger()
                  && number.value().signum() > 0;
          if (!polynomial) {
            later(power.base());
          }
        }
        case Apply apply when apply.operator() instanceof Function && apply.arity() == 1 -> {
          for (Relation border : Domain.borders(apply)) {
            later(Canonical.difference(Canonical.of(border.left()), Canonical.of(border.right())));
          }
        }
        default -> throw new Unsolved();
      }
    }
  }

  private void zeros(Expr function) {
    if (function.equals(variable)) {
      places.add(Place.of(Rational.ZERO));
      return;
    }
    Kernels kernels = Kernels.of(function);
    Fraction fraction = kernels.fraction(function);
    for (Polynomial part : List.of(fraction.numerator(), fraction.denominator())) {
      for (PolynomialFactors.Factor factor : PolynomialFactors.of(part).factors()) {
        factor(factor.base(), kernels);
      }
    }
  }

  private void factor(Polynomial factor, Kernels kernels) {
    List<Integer> moving = new ArrayList<>();
    for (int number = 0; number < factor.variables(); number++) {
      if (factor.contains(number) && moves(kernels.kernel(number))) {
        moving.add(number);
      }
    }
    if (moving.size() == 1) {
      for (Expr root : roots(factor, moving.getFirst(), kernels)) {
        hits(kernels.kernel(moving.getFirst()), root);
      }
      return;
    }
    for (int number : moving) {
      if (factor.degree(number) == 1 && isSquareRoot(kernels.kernel(number))) {
        // where A + B √w is 0, so is A² − B² w
        Polynomial[] parts = factor.coefficientsOf(number);
        Expr square = Canonical.power(kernels.kernel(number), 2);
        Expr rest =
            Canonical.difference(
                Canonical.power(kernels.expression(parts[0]), 2),
                Canonical.product(
                    Canonical.power(kernels.expression(parts[1]), 2), withoutSign(square)));
        Kernels expanded = Kernels.of(rest);
        later(expanded.expression(expanded.fraction(rest).numerator()));
        return;
      }
    }
    if (!moving.isEmpty()) {
      throw new Unsolved();
    }
  }

  /// `|w|²` is `w²`.
  private static Expr withoutSign(Expr square) {
    return square instanceof Power power
            && power.base() instanceof Apply apply
            && apply.operator() == Elementary.ABS
        ? Canonical.power(apply.argument(), power.exponent())
        : square;
  }

  private static boolean isSquareRoot(Expr kernel) {
    return (kernel instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().denominator().equals(java.math.BigInteger.TWO))
        || (kernel instanceof Apply apply && apply.operator() == Elementary.ABS);
  }

  /// The real values of a kernel at which a polynomial in it is 0. Of higher degree only those in a
  /// power of the kernel are solved, as k⁴ − 5k² + 4.
  private static List<Expr> roots(Polynomial polynomial, int number, Kernels kernels) {
    Polynomial[] coefficients = polynomial.coefficientsOf(number);
    int step = 0;
    for (int power = 1; power < coefficients.length; power++) {
      step =
          coefficients[power].isZero()
              ? step
              : java.math.BigInteger.valueOf(power)
                  .gcd(java.math.BigInteger.valueOf(step))
                  .intValue();
    }
    int degree = (coefficients.length - 1) / step;
    if (coefficients.length > LARGEST_DEGREE || degree > 2) {
      throw new Unsolved();
    }
    Expr constant = kernels.expression(coefficients[0]);
    Expr leading = kernels.expression(coefficients[degree * step]);
    List<Expr> powers = new ArrayList<>();
    if (degree == 1) {
      powers.add(Canonical.negate(Canonical.quotient(constant, leading)));
    } else {
      Expr linear = kernels.expression(coefficients[step]);
      Expr discriminant =
          Canonical.difference(
              Canonical.power(linear, 2), Canonical.product(Num.of(4), leading, constant));
      if (sign(discriminant) >= 0) {
        Expr root = Canonical.power(discriminant, Num.of(Rational.HALF));
        for (Expr shift : List.of(root, Canonical.negate(root))) {
          powers.add(
              Canonical.quotient(
                  Canonical.difference(shift, linear), Canonical.product(Num.TWO, leading)));
        }
      }
    }
    List<Expr> roots = new ArrayList<>();
    for (Expr power : powers) {
      addRoots(power, step, roots);
    }
    return roots;
  }

  /// The real numbers whose power to `degree` is `power`.
  private static void addRoots(Expr power, int degree, List<Expr> roots) {
    if (degree == 1) {
      roots.add(power);
      return;
    }
    int sign = sign(power);
    if (sign < 0 && degree % 2 == 0) {
      return;
    }
    Expr size = sign < 0 ? Canonical.negate(power) : power;
    Expr root = sign == 0 ? Num.ZERO : Canonical.power(size, Num.of(Rational.of(1, degree)));
    if (degree % 2 == 0) {
      roots.add(root);
      roots.add(Canonical.negate(root));
    } else {
      roots.add(sign < 0 ? Canonical.negate(root) : root);
    }
  }

  private static int sign(Expr constant) {
    Place place = Place.of(constant);
    if (place == null) {
      throw new Unsolved();
    }
    return place.signum();
  }

  /// Adds the places at which a kernel has this value.
  private void hits(Expr kernel, Expr value) {
    if (kernel.equals(variable)) {
      Place place = Place.of(value);
      if (place != null) {
        places.add(place);
      }
    } else if (kernel instanceof Power power && power.exponent() instanceof Num exponent) {
      int sign = sign(value);
      if (sign > 0) {
        reaches(power.base(), Canonical.power(value, Num.of(exponent.value().reciprocal())));
      } else if (sign == 0) {
        later(power.base());
      }
    } else if (kernel instanceof Power power && !moves(power.base())) {
      if (sign(value) > 0) {
        reaches(power.exponent(), Canonical.quotient(logarithm(value), logarithm(power.base())));
      }
    } else if (kernel instanceof Apply apply
        && apply.operator() instanceof Function function
        && INVERSES.containsKey(function)) {
      Expr place =
          Substitution.of(Map.of(VALUE, value))
              .apply(Reader.standard().expression(INVERSES.getOrDefault(function, "r")));
      if (Place.of(place) != null) {
        Expr exact = Canonical.of(place);
        reaches(apply.argument(), exact);
        if (EVEN.contains(function)) {
          reaches(apply.argument(), Canonical.negate(exact));
        }
      }
    } else if (Signs.of(Assumptions.NONE)
            .holds(Relation.of(Relation.Comparison.NOT_EQUAL, kernel, value))
        != Truth.TRUE) {
      throw new Unsolved();
    }
  }

  private static Expr logarithm(Expr value) {
    return Canonical.apply(Elementary.LN, value);
  }

  private void reaches(Expr argument, Expr value) {
    later(Canonical.difference(argument, value));
  }
}
