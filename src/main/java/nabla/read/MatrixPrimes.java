package nabla.read;

import java.util.LinkedHashSet;
import java.util.Set;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;

/// Capitals with a prime among matrices, `tr(X'X)`, where the prime is the transpose; among numbers
/// T′ is a name of its own.
final class MatrixPrimes {

  private static final Set<String> OF_MATRICES =
      Set.of("tr", "trace", "Tr", "det", "logdet", "vec", "diag", "inv", "norm", "expm", "logm");

  private final Resolver resolver;
  private final Set<Name> primed = new LinkedHashSet<>();
  private boolean matrices;

  MatrixPrimes(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Looks at one part of the text.
  void survey(Syntax part) {
    switch (part) {
      case Syntax.Letter letter -> matrices |= OF_MATRICES.contains(letter.name().toString());
      case Syntax.Group group -> matrices |= group.bracket() == NablaLexer.NORM_OPEN;
      case Syntax.Factor factor -> {
        survey(factor.primary());
        boolean prime =
            factor.suffixes().stream().anyMatch(suffix -> suffix.type() == NablaLexer.PRIME);
        matrices |= factor.suffixes().stream().anyMatch(this::isTranspose);
        if (prime && factor.primary() instanceof Syntax.Group) {
          matrices = true; // (AB)'
        } else if (prime
            && factor.primary() instanceof Syntax.Letter letter
            && factor.suffixes().getFirst().type() == NablaLexer.PRIME
            && MatrixLetters.isUpper(letter.name())) {
          primed.add(letter.name());
        }
      }
      default -> {
        // nothing to learn
      }
    }
  }

  private boolean isTranspose(Suffix suffix) {
    return resolver.factors.exponents.isTranspose(suffix);
  }

  /// Takes the letters for matrices, where others are some.
  void settle(Source source) {
    if (!matrices && resolver.arrays.isEmpty()) {
      return;
    }
    for (Name name : primed) {
      Name own = new Name(name.base(), name.accent(), 1, name.subscript(), name.label());
      if (!resolver.declaredVariables.contains(own)
          && !resolver.defined.contains(own)
          && !resolver.isDeclared(name)) {
        resolver.arrays.add(name);
        resolver.shaped = true;
        resolver.notes.addOnce(source, 0, own + " is read as the transpose of " + name);
      }
    }
  }
}
