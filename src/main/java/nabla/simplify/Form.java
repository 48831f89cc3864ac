package nabla.simplify;

import java.util.List;
import java.util.Locale;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.read.Reader;

/// A form that can be asked for by name.
public sealed interface Form {

  /// Products multiplied out.
  record Expanded() implements Form {}

  /// A product of factors.
  record Factored() implements Form {}

  /// By powers of one part.
  record Collected(Expr part) implements Form {}

  /// Activation and hyperbolic functions written with exponentials.
  record Exponential() implements Form {}

  /// What `expanded`, `factored`, `collected:NAME` or `exponential` asks for.
  static Form parse(String text) {
    String name = text.strip();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "expanded" -> new Expanded();
      case "factored" -> new Factored();
      case "exponential" -> new Exponential();
      default -> {
        if (name.startsWith("collected:") && name.length() > "collected:".length()) {
          Expr part =
              Canonical.of(
                  Reader.standard().read(name.substring("collected:".length())).expression());
          yield new Collected(part);
        }
        throw new NablaException(
            NablaException.Kind.NAME,
            "there is no form \""
                + name
                + "\"; there are expanded, factored, collected:NAME and exponential");
      }
    };
  }

  /// The canonical expression in this form.
  default Expr of(Expr canonical, Written written) {
    try {
      return switch (this) {
        case Expanded expanded -> {
          Kernels kernels = Kernels.of(canonical);
          yield kernels.expression(kernels.fraction(canonical));
        }
        case Factored factored -> {
          Kernels kernels = Kernels.of(canonical);
          Families.relate(kernels, canonical);
          yield new FactoredForm(kernels, written).of(kernels.fraction(canonical));
        }
        case Collected collected -> collect(canonical, collected.part(), written);
        case Exponential exponential -> {
          Expr simpler = ExponentialForm.of(canonical);
          Kernels kernels = Kernels.of(simpler);
          yield new FactoredForm(kernels, written).of(kernels.fraction(simpler));
        }
      };
    } catch (Polynomial.TooLarge tooLarge) {
      throw new NablaException(
          NablaException.Kind.BUDGET, "this form has too many terms to be written out");
    }
  }

  private static Expr collect(Expr canonical, Expr part, Written written) {
    Kernels kernels = Kernels.of(canonical, part);
    int variable = kernels.number(part instanceof Symbol ? part : Canonical.of(part));
    Fraction fraction = kernels.fraction(canonical);
    FactoredForm factored = new FactoredForm(kernels, written);
    Expr numerator = factored.collected(fraction.numerator(), variable);
    return fraction.denominator().isOne()
        ? numerator
        : Canonical.product(
            List.of(
                numerator, Canonical.power(factored.of(Fraction.of(fraction.denominator())), -1)));
  }
}
