package nabla.read;

import java.util.List;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// The signs of derivatives, the `d` and `∂` of `d/dx` and `∂²L/∂w²`, as they stand in a row.
final class DifferentialSigns {

  private final Resolver resolver;

  DifferentialSigns(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Whether it is `(3)` or `(1, 2)`.
  static boolean isPoint(@Nullable Syntax next) {
    return next instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LPAREN
        && group.rows().stream()
            .flatMap(List::stream)
            .allMatch(cell -> Products.primary(cell) instanceof Syntax.Digits);
  }

  /// Whether parentheses hold d/dx alone, to be applied to what follows: `(d/dx)(x^2)`.
  boolean isOperator(Syntax.Group group) {
    if (group.bracket() != NablaLexer.LPAREN || group.single() == null) {
      return false;
    }
    List<Syntax> items = items(group);
    if (items.size() == 1 && items.getFirst() instanceof Syntax.Fraction fraction) {
      List<Syntax> above = items(fraction.numerator());
      return above.size() == 1
          && isHead(above.getFirst())
          && isDifferentials(items(fraction.denominator()));
    }
    return items.size() > 3
        && isHead(items.getFirst())
        && items.get(1) instanceof Syntax.Mark mark
        && mark.type() == NablaLexer.DIVIDE
        && isDifferentials(items.subList(2, items.size()));
  }

  private boolean isDifferentials(List<Syntax> items) {
    boolean pairs = !items.isEmpty() && items.size() % 2 == 0;
    for (int i = 0; pairs && i < items.size(); i += 2) {
      pairs = isHead(items.get(i)) && isLetter(items.get(i + 1));
    }
    return pairs;
  }

  static List<Syntax> items(Syntax syntax) {
    @Nullable Syntax inner = Factors.inner(syntax);
    return inner == null
        ? List.of()
        : inner instanceof Syntax.Sequence sequence ? sequence.items() : List.of(inner);
  }

  /// `d`, `∂`, `d^2`.
  boolean isHead(Syntax item) {
    Syntax primary = Products.primary(item);
    List<Suffix> suffixes = Products.suffixes(item);
    boolean sign = primary instanceof Syntax.Sign partial && partial.type() == NablaLexer.PARTIAL;
    boolean letter =
        primary instanceof Syntax.Letter d
            && d.name().equals(Name.of("d"))
            && !d.bold()
            && !resolver.declaredVariables.contains(d.name());
    return (sign || letter)
        && (suffixes.isEmpty()
            || (suffixes.size() == 1 && suffixes.getFirst().type() == NablaLexer.CARET));
  }

  static boolean isLetter(Syntax item) {
    return Products.primary(item) instanceof Syntax.Letter;
  }

  /// Whether an item is what a derivative is of, the f of `∂f/∂x`.
  static boolean isNumerator(Syntax.Sequence sequence, int place) {
    List<Syntax> items = sequence.items();
    if (place == 0) {
      return false;
    }
    Syntax head = Products.primary(items.get(place - 1));
    boolean partial = head instanceof Syntax.Sign sign && sign.type() == NablaLexer.PARTIAL;
    boolean ordinary = head instanceof Syntax.Letter d && d.name().equals(Name.of("d"));
    boolean divided =
        place + 1 < items.size()
            && items.get(place + 1) instanceof Syntax.Mark mark
            && mark.type() == NablaLexer.DIVIDE;
    return partial || (ordinary && divided);
  }
}
