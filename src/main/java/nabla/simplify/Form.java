package nabla.simplify;

import java.util.Locale;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.read.Reader;

/// A form that can be asked for by name.
public sealed interface Form {

  /// Products multiplied out.
  record Expanded() implements Form {}

  /// A product of factors that are irreducible over the rational numbers.
  record Factored() implements Form {}

  /// By falling powers of one part.
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

  /// The canonical expression in this form, in the notation of readers.
  default Expr of(Expr canonical, Written written) {
    try {
      return switch (this) {
        case Expanded expanded -> {
          Kernels kernels = Kernels.of(canonical);
          yield Presentation.of(kernels.expression(kernels.fraction(canonical)), written);
        }
        case Factored factored -> Presentation.of(factored(canonical, written), written);
        case Collected collected ->
            new CollectedForm(canonical, collected.part(), written).presented();
        case Exponential exponential ->
            Presentation.of(ExponentialForm.of(canonical, written), written);
      };
    } catch (Polynomial.TooLarge tooLarge) {
      throw new NablaException(
          NablaException.Kind.BUDGET, "this form has too many terms to be written out");
    }
  }

  /// The canonical expression as a product of factors that are irreducible over the rational
  /// numbers.
  static Expr factored(Expr canonical, Written written) {
    Kernels kernels = Kernels.of(canonical);
    Families.relate(kernels, canonical);
    return FactoredForm.complete(kernels, written).of(kernels.fraction(canonical));
  }
}
