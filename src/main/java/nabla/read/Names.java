package nabla.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Walks over all parts of a syntax tree, without recursion.
final class Names {

  private Names() {}

  /// Whether any name in the syntax satisfies the test.
  static boolean any(Syntax root, Predicate<Syntax.Letter> test) {
    Deque<Syntax> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Letter letter && test.test(letter)) {
        return true;
      }
      children(next, open);
    }
    return false;
  }

  /// Whether a suffix is the F of `‖X‖_F`, which is no name.
  private static boolean isFrobenius(Syntax.Factor factor, Syntax.Suffix suffix) {
    return factor.primary() instanceof Syntax.Group group
        && group.bracket() == NablaLexer.NORM_OPEN
        && suffix.type() == NablaLexer.UNDERSCORE
        && Factors.inner(suffix.content()) instanceof Syntax.Letter letter
        && letter.name().equals(Name.of("F"));
  }

  /// Pushes the parts of `syntax`.
  static void children(Syntax syntax, Deque<Syntax> into) {
    switch (syntax) {
      case Syntax.Comparison comparison -> comparison.operands().forEach(into::push);
      case Syntax.Connected connected -> connected.operands().forEach(into::push);
      case Syntax.Total total -> total.terms().forEach(into::push);
      case Syntax.Minus minus -> into.push(minus.operand());
      case Syntax.Entrywise entrywise -> entrywise.operands().forEach(into::push);
      case Syntax.Sequence sequence -> sequence.items().forEach(into::push);
      case Syntax.Factor factor -> {
        into.push(factor.primary());
        factor.suffixes().stream()
            .filter(suffix -> !isFrobenius(factor, suffix))
            .forEach(suffix -> push(suffix.content(), into));
      }
      case Syntax.Group group -> group.rows().forEach(row -> row.forEach(into::push));
      case Syntax.Fraction fraction -> {
        into.push(fraction.numerator());
        into.push(fraction.denominator());
      }
      case Syntax.Choice choice -> {
        into.push(choice.upper());
        into.push(choice.lower());
      }
      case Syntax.Root root -> {
        push(root.index(), into);
        into.push(root.radicand());
      }
      case Syntax.Range range -> {
        into.push(range.from());
        into.push(range.to());
      }
      case Syntax.Part part -> {
        push(part.from(), into);
        push(part.to(), into);
      }
      case Syntax.Mark mark -> {}
      case Syntax.Digits digits -> {}
      case Syntax.Letter letter -> {}
      case Syntax.Sign sign -> {}
      case Syntax.Otherwise otherwise -> {}
    }
  }

  private static void push(@Nullable Syntax syntax, Deque<Syntax> into) {
    if (syntax != null) {
      into.push(syntax);
    }
  }
}
