package nabla.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Names as they stand alone: `z`, `w_1`, `a^{[l]}`, `x'`.
final class PlainNames {

  private PlainNames() {}

  /// The name that the syntax is; null where it is more than a name.
  static @Nullable Name of(Syntax syntax) {
    if (syntax instanceof Syntax.Letter letter) {
      return letter.name();
    }
    if (!(syntax instanceof Syntax.Factor factor
        && factor.primary() instanceof Syntax.Letter letter)) {
      return null;
    }
    Name name = letter.name();
    for (Suffix suffix : factor.suffixes()) {
      @Nullable String label =
          suffix.type() == NablaLexer.CARET ? LabelText.of(suffix.content()) : null;
      if (suffix.type() == NablaLexer.UNDERSCORE && suffix.content() != null) {
        @Nullable String text = LabelText.text(suffix.content());
        if (text == null) {
          return null;
        }
        name = name.withSubscript(name.subscript() + text);
      } else if (label != null) {
        name = new Name(name.base(), name.accent(), name.primes(), name.subscript(), label);
      } else if (suffix.type() == NablaLexer.PRIME) {
        name = name.primed();
      } else {
        return null;
      }
    }
    return name;
  }

  /// Whether a name stands anywhere in the syntax.
  static boolean occurs(Name name, Syntax root) {
    return in(root).contains(name);
  }

  /// All names that stand in the syntax.
  static Set<Name> in(Syntax root) {
    Set<Name> names = new HashSet<>();
    Deque<Syntax> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Factor factor && factor.primary() instanceof Syntax.Letter) {
        @Nullable Name leading = leading(factor);
        if (leading != null) {
          names.add(leading);
        }
        for (Suffix suffix : factor.suffixes()) {
          if (suffix.type() == NablaLexer.CARET && suffix.content() != null) {
            open.push(suffix.content());
          }
        }
      } else if (next instanceof Syntax.Letter letter) {
        names.add(letter.name());
      } else {
        Names.children(next, open);
      }
    }
    return names;
  }

  /// The longest name that a factor begins with: `w_1` in `w_1^2`.
  static @Nullable Name leading(Syntax.Factor factor) {
    for (int length = factor.suffixes().size(); length >= 0; length--) {
      @Nullable Name name =
          of(
              new Syntax.Factor(
                  factor.at(), factor.primary(), factor.suffixes().subList(0, length)));
      if (name != null) {
        return name;
      }
    }
    return null;
  }
}
