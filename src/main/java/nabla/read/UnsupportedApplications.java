package nabla.read;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// What is written like a function and is none here: expectations, probabilities, eigenvalues.
final class UnsupportedApplications {

  private static final Set<String> SPECTRA = Set.of("λ", "σ", "s");

  private UnsupportedApplications() {}

  /// Declines what begins with a letter, if it is such.
  ///
  /// @param whole the letter with what stands below it
  static void refuse(
      Resolver resolver,
      Syntax.Letter letter,
      Supplier<Name> whole,
      List<Suffix> suffixes,
      @Nullable Syntax next) {
    String base = letter.name().base();
    if (base.equals("E")
        && suffixes.size() == 1
        && suffixes.getFirst().content() != null
        && Factors.inner(suffixes.getFirst().content()) instanceof Syntax.Comparison) {
      throw SignOperands.expectation(resolver, base, letter.at());
    }
    if (next == null || !(Products.primary(next) instanceof Syntax.Group group)) {
      return;
    }
    if (base.equals("P")
        && (group.single() instanceof Syntax.Comparison
            || group.single() instanceof Syntax.Connected)) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found a probability, P(…) of a condition, which is not supported yet; write the integral"
              + " or the sum that it is",
          letter.at());
    }
    if (SPECTRA.contains(base) && group.bracket() == NablaLexer.LPAREN) {
      refuseSpectrum(resolver, whole.get(), letter.at());
    }
  }

  /// `λ_max(A)` and `σ_max(A)` are no products of a number and A.
  private static void refuseSpectrum(Resolver resolver, Name whole, int at) {
    boolean extreme = whole.subscript().equals("max") || whole.subscript().equals("min");
    boolean known =
        resolver.declaredVariables.contains(whole)
            || resolver.functions.containsKey(whole)
            || resolver.declaredFunctions.contains(whole);
    if (extreme && !known) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found an eigenvalue or singular value, "
              + whole
              + "(…), which has no derivative here yet; the largest singular value is ‖A‖₂, and a"
              + " number of that name is declared by "
              + whole
              + " ∈ R",
          at);
    }
  }
}
