package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.rewrite.Step.Reason;

/// Functions that are rational in each other: e^u, σ(u), tanh(u/2), sinh u and cosh u; sin, cos and
/// tan. An expression in one member can be written in another, as 1/(1 + e^(−x)) is σ(x).
final class Families {

  private static final int MOST_UNITS = 3;

  private Families() {}

  /// The same value written with other functions.
  record Variant(Expr expression, @org.jspecify.annotations.Nullable Reason recognised) {

    /// Why this form was reached: the recognition itself, or what came after it.
    Reason reason(Reason otherwise) {
      return recognised != null ? recognised : otherwise;
    }
  }

  /// Whether a product without sums may still simplify, because functions of one family meet in it.
  static boolean mayCancel(Expr expression) {
    return applications(expression).size() > 1;
  }

  /// Of how many exponentials an expression speaks.
  static long exponents(Expr expression) {
    return applications(expression).stream()
        .filter(apply -> apply.operator() == Elementary.EXP)
        .count();
  }

  private static Set<Apply> applications(Expr expression) {
    Set<Apply> found = new LinkedHashSet<>();
    Dag region =
        Dag.below(
            node -> node instanceof Sum || node instanceof Product || node instanceof Power,
            expression);
    for (Expr node : region.nodes()) {
      if (node instanceof Apply apply && apply.arity() == 1 && apply.argument().isScalar()) {
        found.add(apply);
      }
    }
    return found;
  }

  /// The expression itself, and its forms in other members of the families it speaks of.
  static List<Variant> variants(Expr expression) {
    Set<Apply> applications = applications(expression);
    List<Variant> variants = new ArrayList<>();
    if (applications.isEmpty()) {
      variants.add(new Variant(expression, null));
      Hypotenuse.addVariants(variants, expression);
      return variants;
    }
    Expr settled = oneMember(expression, applications);
    variants.add(new Variant(settled, null));
    if (!settled.equals(expression)) {
      variants.add(new Variant(expression, null));
      applications = applications(settled);
    }
    addQuotients(variants, settled, applications);
    addTrigonometric(variants, settled, applications);
    Map<Expr, Rational> units = units(applications);
    if (units.size() <= MOST_UNITS) {
      for (Map.Entry<Expr, Rational> unit : units.entrySet()) {
        Expr exponent = Canonical.product(Num.of(unit.getValue()), unit.getKey());
        addExponentialVariants(variants, settled, applications, unit.getKey(), exponent);
      }
    }
    return variants;
  }

  /// Where several members of a family meet, all are written in the one that is an atom: σ(−u) as 1
  /// − σ(u), and e^u as σ/(1 − σ) beside σ(u).
  private static Expr oneMember(Expr expression, Set<Apply> applications) {
    Map<Expr, Expr> replacements = new HashMap<>();
    for (Apply apply : applications) {
      if (apply.operator() == Activations.SIGMOID) {
        Expr opposite = Canonical.negate(apply.argument());
        Expr partner = Apply.of(Activations.SIGMOID, opposite);
        if (Canonical.hasLeadingMinus(apply.argument())
            && (contains(applications, partner) || speaksOf(applications, opposite))) {
          replacements.put(apply, Canonical.difference(Num.ONE, partner));
        }
        addPowersOf(replacements, applications, apply);
      }
    }
    return replacements.isEmpty()
        ? expression
        : Canonical.of(Substitution.of(replacements).apply(expression));
  }

  private static boolean contains(Set<Apply> applications, Expr apply) {
    return applications.stream().anyMatch(apply::equals);
  }

  private static boolean speaksOf(Set<Apply> applications, Expr exponent) {
    return contains(applications, Apply.of(Elementary.EXP, exponent));
  }

  /// e^{k u} as (σ(u)/(1 − σ(u)))^k for the integers k beside σ(u).
  private static void addPowersOf(
      Map<Expr, Expr> replacements, Set<Apply> applications, Apply sigmoid) {
    Expr argument = sigmoid.argument();
    if (Canonical.hasLeadingMinus(argument) || argument instanceof Sum) {
      return;
    }
    for (Apply apply : applications) {
      if (apply.operator() == Elementary.EXP
          && Canonical.withoutCoefficient(apply.argument())
              .equals(Canonical.withoutCoefficient(argument))) {
        Rational multiple =
            Canonical.coefficient(apply.argument()).dividedBy(Canonical.coefficient(argument));
        if (multiple.isInt()) {
          Expr odds = Canonical.quotient(sigmoid, Canonical.difference(Num.ONE, sigmoid));
          replacements.put(apply, Canonical.power(odds, multiple.intValue()));
        }
      }
    }
  }

  /// tan, cot, sec and csc by sin and cos, where several functions of one angle meet; and even
  /// powers of one by the other.
  private static void addTrigonometric(
      List<Variant> variants, Expr expression, Set<Apply> applications) {
    Map<Expr, Expr> quotients = new HashMap<>();
    for (Apply apply : applications) {
      Expr sine = Apply.of(Trigonometric.SIN, apply.argument());
      Expr cosine = Apply.of(Trigonometric.COS, apply.argument());
      if (apply.operator() == Trigonometric.TAN) {
        quotients.put(apply, Canonical.quotient(sine, cosine));
      } else if (apply.operator() == Trigonometric.COT) {
        quotients.put(apply, Canonical.quotient(cosine, sine));
      } else if (apply.operator() == Trigonometric.SEC) {
        quotients.put(apply, Canonical.power(cosine, -1));
      } else if (apply.operator() == Trigonometric.CSC) {
        quotients.put(apply, Canonical.power(sine, -1));
      } else if (apply.operator() == Trigonometric.SIN) {
        addSquares(
            variants, expression, apply, Canonical.difference(Num.ONE, Canonical.power(cosine, 2)));
      } else if (apply.operator() == Trigonometric.COS) {
        addSquares(
            variants, expression, apply, Canonical.difference(Num.ONE, Canonical.power(sine, 2)));
      } else if (apply.operator() == Hyperbolic.COSH) {
        Expr partner = Apply.of(Hyperbolic.SINH, apply.argument());
        addSquares(
            variants, expression, apply, Canonical.sum(Num.ONE, Canonical.power(partner, 2)));
      }
    }
    if (!quotients.isEmpty() && (applications.size() > 1 || hasDivided(expression, quotients))) {
      Expr written = Canonical.of(Substitution.of(quotients).apply(expression));
      variants.add(
          new Variant(written, new Reason("sine-and-cosine", "write with sine and cosine", null)));
    }
  }

  /// Whether one of these functions is divided by: 1/tan(x) + tan(x) is 1/(sin(x) cos(x)).
  private static boolean hasDivided(Expr expression, Map<Expr, Expr> functions) {
    return Dag.any(
        expression,
        node ->
            node instanceof Power power
                && functions.containsKey(power.base())
                && power.exponent() instanceof Num number
                && number.value().signum() < 0);
  }

  private static void addSquares(
      List<Variant> variants, Expr expression, Apply function, Expr square) {
    Expr written = withSquares(expression, function, square);
    if (!written.equals(expression)) {
      variants.add(new Variant(written, pythagorean(function)));
    }
  }

  /// The expression with `square` for the square of `part` in its powers.
  static Expr withSquares(Expr expression, Expr part, Expr square) {
    Map<Expr, Expr> powers = new HashMap<>();
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Power power
          && power.base().equals(part)
          && power.exponent() instanceof Num number
          && number.value().isInt()
          && number.value().compareTo(Rational.ONE) > 0) {
        int exponent = number.value().intValue();
        powers.put(
            power,
            Canonical.product(
                Canonical.power(square, exponent / 2), Canonical.power(part, exponent % 2)));
      }
    }
    return powers.isEmpty() ? expression : Canonical.of(Substitution.of(powers).apply(expression));
  }

  /// The identity between the squares of `function` and its partner.
  static Reason pythagorean(Apply function) {
    return function.operator() == Hyperbolic.COSH || function.operator() == Hyperbolic.SINH
        ? new Reason("hyperbolic-pythagoras", "cosh² − sinh² = 1", null)
        : new Reason("pythagorean-identity", "sin² + cos² = 1", null);
  }

  /// sinh and sin as multiples of cosh and cos, so that quotients become tanh and tan. The tangent
  /// comes in only where the cosine is divided by already, since it has no value where that is 0:
  /// cos(x)/sin(x) is 0 at π/2, and 1/tan(x) is undefined there.
  private static void addQuotients(
      List<Variant> variants, Expr expression, Set<Apply> applications) {
    for (Apply apply : applications) {
      if (apply.operator() == Hyperbolic.SINH) {
        addQuotient(variants, expression, applications, apply, Hyperbolic.COSH, Hyperbolic.TANH);
      } else if (apply.operator() == Trigonometric.SIN
          && isDividedBy(expression, Apply.of(Trigonometric.COS, apply.argument()))) {
        addQuotient(
            variants, expression, applications, apply, Trigonometric.COS, Trigonometric.TAN);
      }
    }
  }

  private static boolean isDividedBy(Expr expression, Expr cosine) {
    Expr tangent = Apply.of(Trigonometric.TAN, cosine.child(0));
    return Dag.any(
        expression,
        node ->
            node.equals(tangent)
                || (node instanceof Power power
                    && power.base().equals(cosine)
                    && power.exponent() instanceof Num number
                    && number.value().signum() < 0));
  }

  private static void addQuotient(
      List<Variant> variants,
      Expr expression,
      Set<Apply> applications,
      Apply sine,
      Function cosine,
      Function tangent) {
    Expr below = Apply.of(cosine, sine.argument());
    if (contains(applications, below)) {
      Expr product = Canonical.product(Apply.of(tangent, sine.argument()), below);
      Expr written = Canonical.of(Substitution.of(sine, product).apply(expression));
      variants.add(new Variant(written, recognise(Apply.of(tangent, sine.argument()))));
    }
  }

  /// An exponent without its coefficient; `−b − x` is −1 times `b + x`.
  private static Expr variablePart(Expr exponent) {
    return isTurned(exponent) ? Canonical.negate(exponent) : Canonical.withoutCoefficient(exponent);
  }

  private static Rational measure(Expr exponent) {
    return isTurned(exponent) ? Rational.MINUS_ONE : Canonical.coefficient(exponent);
  }

  private static boolean isTurned(Expr exponent) {
    return exponent instanceof Sum && Canonical.hasLeadingMinus(exponent);
  }

  /// For each variable part of the exponents, the greatest common measure of its coefficients.
  private static Map<Expr, Rational> units(Set<Apply> applications) {
    Map<Expr, Rational> units = new LinkedHashMap<>();
    for (Apply apply : applications) {
      if (apply.operator() == Elementary.EXP && !(apply.argument() instanceof Num)) {
        Rational coefficient = measure(apply.argument()).abs();
        units.merge(variablePart(apply.argument()), coefficient, Kernels::commonMeasure);
      }
    }
    return units;
  }

  private static void addExponentialVariants(
      List<Variant> variants, Expr expression, Set<Apply> applications, Expr variable, Expr unit) {
    Expr sigmoid = Apply.of(Activations.SIGMOID, unit);
    Expr tangent = Apply.of(Hyperbolic.TANH, Canonical.product(Num.of(Rational.HALF), unit));
    Expr odds = Canonical.quotient(sigmoid, Canonical.difference(Num.ONE, sigmoid));
    Expr turns =
        Canonical.quotient(Canonical.sum(Num.ONE, tangent), Canonical.difference(Num.ONE, tangent));
    Expr cosine = Apply.of(Hyperbolic.COSH, unit);
    Expr sine = Apply.of(Hyperbolic.SINH, unit);
    addVariant(variants, expression, applications, variable, unit, odds, null, sigmoid);
    addVariant(variants, expression, applications, variable, unit, turns, null, tangent);
    if (!occursBothWays(applications, variable)) {
      return; // 1/(e^x − 1) has nothing of an even or an odd part
    }
    int before = variants.size();
    addVariant(
        variants,
        expression,
        applications,
        variable,
        unit,
        Canonical.sum(cosine, sine),
        Canonical.difference(cosine, sine),
        cosine);
    if (variants.size() > before) {
      Expr hyperbolic = variants.getLast().expression();
      addQuotients(variants, hyperbolic, applications(hyperbolic));
    }
  }

  /// Whether e^{k u} occurs for positive and for negative k.
  private static boolean occursBothWays(Set<Apply> applications, Expr variable) {
    Set<Integer> signs = new java.util.HashSet<>();
    for (Apply apply : applications) {
      if (apply.operator() == Elementary.EXP && variablePart(apply.argument()).equals(variable)) {
        signs.add(measure(apply.argument()).signum());
      }
    }
    return signs.size() == 2;
  }

  /// Writes e^{k unit} as `positive`^k, or for negative k as `negative`^(−k) where that is given.
  private static void addVariant(
      List<Variant> variants,
      Expr expression,
      Set<Apply> applications,
      Expr variable,
      Expr unit,
      Expr positive,
      @org.jspecify.annotations.Nullable Expr negative,
      Expr atom) {
    Map<Expr, Expr> replacements = new HashMap<>();
    for (Apply apply : applications) {
      if (apply.operator() == Elementary.EXP && variablePart(apply.argument()).equals(variable)) {
        Rational multiple = measure(apply.argument()).dividedBy(Canonical.coefficient(unit));
        if (!multiple.isInt() || Math.abs(multiple.intValue()) > 8) {
          return;
        }
        int power = multiple.intValue();
        replacements.put(
            apply,
            power < 0 && negative != null
                ? Canonical.power(negative, -power)
                : Canonical.power(positive, power));
      }
    }
    if (!replacements.isEmpty()) {
      variants.add(
          new Variant(
              Canonical.of(Substitution.of(replacements).apply(expression)), recognise(atom)));
    }
  }

  private static Reason recognise(Expr atom) {
    return new Reason("recognise-function", "recognise", atom);
  }

  /// Tells the kernels what sin² + cos² and cosh² − sinh² are, where both members occur.
  static void relate(Kernels kernels, Expr expression) {
    Set<Apply> applications = applications(expression);
    for (Apply apply : applications) {
      if (apply.operator() == Trigonometric.SIN) {
        Expr cosine = Apply.of(Trigonometric.COS, apply.argument());
        if (contains(applications, cosine)) {
          kernels.relate(apply, 2, Canonical.difference(Num.ONE, Canonical.power(cosine, 2)));
        }
      } else if (apply.operator() == Hyperbolic.SINH) {
        Expr cosine = Apply.of(Hyperbolic.COSH, apply.argument());
        if (contains(applications, cosine)) {
          kernels.relate(apply, 2, Canonical.difference(Canonical.power(cosine, 2), Num.ONE));
        }
      }
    }
  }
}
