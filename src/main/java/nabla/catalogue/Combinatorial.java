package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JAVA;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;

import java.util.List;
import nabla.catalogue.Function.Notation;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// Factorials and binomial coefficients.
public final class Combinatorial {

  private Combinatorial() {}

  /// The factorial n!, for numbers between the integers too.
  public static final Function FACTORIAL =
      function("factorial")
          .parameters("n")
          .summary("the factorial n!, which is Γ(n + 1)")
          .notation(Notation.FACTORIAL)
          .means("Γ(n + 1)")
          .derivative("factorial(n) digamma(n + 1)")
          .domain("n > -1 or n ≠ floor(n)")
          .limits("∞ at ∞")
          .value(SpecialValues::factorial)
          .precise(n -> ApfloatMath.gamma(n.add(Apfloat.ONE)))
          .code(NUMPY, "scipy.special.gamma({n} + 1)")
          .code(
              JAVA,
              "({n} > 171 ? Double.POSITIVE_INFINITY"
                  + " : org.apache.commons.math3.special.Gamma.gamma({n} + 1))")
          .code(JULIA, "gamma({n} + 1)")
          .entry();

  /// The binomial coefficient, the number of ways to choose k out of n.
  public static final Function BINOMIAL =
      function("binom")
          .aliases("binomial")
          .parameters("n", "k")
          .summary("the binomial coefficient, n over k")
          .latex("\\binom")
          .notation(Notation.BINOMIAL)
          .means("Γ(n + 1)/(Γ(k + 1) Γ(n - k + 1))")
          .derivative(
              "binom(n, k) (digamma(n + 1) - digamma(n - k + 1))",
              "binom(n, k) (digamma(n - k + 1) - digamma(k + 1))")
          .domain("n > -1 or n ≠ floor(n)")
          .value(SpecialValues::binomial)
          .code(NUMPY, "scipy.special.binom({n}, {k})")
          .entry();

  static List<Function> entries() {
    return List.of(FACTORIAL, BINOMIAL);
  }
}
