package nabla.read;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Capitals with a prime among matrices, `tr(X'X)`, where the prime is the transpose; among numbers
/// T′ is a name of its own.
final class MatrixPrimes {

  private final Resolver resolver;
  private final Set<Name> primed = new LinkedHashSet<>();
  private final Set<Name> lower = new LinkedHashSet<>();
  private boolean matrices;

  MatrixPrimes(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Looks at one part of the text.
  void survey(Syntax part) {
    switch (part) {
      case Syntax.Letter letter -> matrices |= isOfMatrix(letter.function());
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
            && letter.function() == null) {
          (MatrixLetters.isUpper(letter.name()) ? primed : lower).add(letter.name());
        }
      }
      default -> {
        // nothing to learn
      }
    }
  }

  /// `e'e` and `X'X`, a letter with a prime before itself, are products with a transpose.
  void surveyNeighbours(List<Syntax> items) {
    for (int i = 0; i < items.size() - 1; i++) {
      Name first = primedName(items.get(i));
      if (first != null && (isLetter(items.get(i + 1), first) || isForm(items, i + 1, first))) {
        matrices = true;
        primed.add(first);
      }
    }
  }

  /// `x'A x`, with a capital behind the prime.
  private static boolean isForm(List<Syntax> items, int from, Name name) {
    return Products.primary(items.get(from)) instanceof Syntax.Letter capital
        && MatrixLetters.isUpper(capital.name())
        && items.subList(from, items.size()).stream().anyMatch(item -> isLetter(item, name));
  }

  private static boolean isLetter(Syntax item, Name name) {
    return Products.primary(item) instanceof Syntax.Letter letter
        && letter.name().equals(name)
        && letter.function() == null;
  }

  /// The name of a letter with nothing but a prime first behind it; null for anything else.
  private static @Nullable Name primedName(Syntax item) {
    return item instanceof Syntax.Factor factor
            && factor.primary() instanceof Syntax.Letter letter
            && letter.function() == null
            && factor.suffixes().getFirst().type() == NablaLexer.PRIME
            && !Applications.CUSTOMARY.contains(letter.name().base())
        ? letter.name()
        : null;
  }

  /// Whether the catalogue calls the argument by a capital, as it does with matrices.
  private static boolean isOfMatrix(@Nullable Function function) {
    return function != null
        && !function.parameters().isEmpty()
        && Character.isUpperCase(function.parameters().getFirst().charAt(0));
  }

  private boolean isTranspose(Suffix suffix) {
    return resolver.factors.exponents.isTranspose(suffix);
  }

  /// Takes the letters for matrices, where others are some.
  void settle(Source source) {
    if (!matrices && resolver.arrays.isEmpty()) {
      return;
    }
    if (!primed.isEmpty()) {
      primed.addAll(lower); // b'X'y
    }
    for (Name name : primed) {
      Name own = new Name(name.base(), name.accent(), 1, name.subscript(), name.label());
      if (!resolver.declaredVariables.contains(own)
          && !resolver.defined.contains(own)
          && !resolver.functions.containsKey(name)
          && !resolver.isDeclared(name)) {
        resolver.arrays.add(name);
        resolver.shaped = true;
        resolver.notes.addOnce(source, 0, own + " is read as the transpose of " + name);
      }
    }
  }
}
