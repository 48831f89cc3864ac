package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// What stands below or above a name as part of it.
final class LabelText {

  private LabelText() {}

  /// A label in a superscript, with its brackets: an integer, an index letter, or an index letter ±
  /// an integer. Null where the superscript is a power.
  static @Nullable String of(@Nullable Syntax content) {
    if (!(content instanceof Syntax.Group outer)) {
      return null;
    }
    Syntax.Group group = outer;
    if (outer.bracket() == NablaLexer.LBRACE) {
      if (!(outer.single() instanceof Syntax.Group nested)) {
        return null;
      }
      group = nested;
    }
    boolean round = group.bracket() == NablaLexer.LPAREN;
    @Nullable Syntax single = group.single();
    if (single == null || !(round || group.bracket() == NablaLexer.LBRACKET) || !isLabel(single)) {
      return null;
    }
    String text = text(single);
    return round ? "(" + text + ")" : "[" + text + "]";
  }

  /// The label of a letter. In parentheses without braces (`W^(1)`) only an upper-case letter that
  /// does not stand by itself elsewhere has one; `x^(2)` and `X X^(k-1)` are powers.
  static @Nullable String of(Syntax.Letter letter, Syntax.Suffix suffix, Resolver resolver) {
    @Nullable String label = of(suffix.content());
    boolean bare =
        suffix.content() instanceof Syntax.Group group && group.bracket() == NablaLexer.LPAREN;
    if (label == null || !bare || letter.bold()) {
      return label;
    }
    String name = letter.name().toString();
    boolean lower = !Character.isUpperCase(letter.name().base().codePointAt(0));
    if (lower || resolver.standsAlone(letter.name())) {
      resolver.note(
          name
              + "^"
              + label
              + " is read as a power; write "
              + name
              + "^{"
              + label
              + "} for a name with a label",
          letter.at());
      return null;
    }
    if (label.indexOf('-') > 0 || label.indexOf('+') > 0) {
      String inside = label.substring(1, label.length() - 1);
      resolver.note(
          name
              + "^"
              + label
              + " is read as a name with a label; write "
              + name
              + "^{"
              + inside
              + "} for a power",
          letter.at());
    }
    return label;
  }

  /// How often a function is differentiated by each of its arguments, in `g^{(1,0)}(x,y)`; empty
  /// where the superscript says nothing of the kind.
  static List<Integer> orders(@Nullable Syntax content) {
    Syntax inner = content;
    while (inner instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LBRACE
        && group.single() != null) {
      inner = group.single();
    }
    if (!(inner instanceof Syntax.Group list
        && list.bracket() == NablaLexer.LPAREN
        && list.rows().size() == 1
        && list.rows().getFirst().size() > 1)) {
      return List.of();
    }
    List<Integer> orders = new ArrayList<>();
    for (Syntax cell : list.rows().getFirst()) {
      if (!(cell instanceof Syntax.Digits digits && digits.text().matches("[0-9]{1,6}"))) {
        return List.of();
      }
      orders.add(Integer.parseInt(digits.text()));
    }
    return orders;
  }

  private static boolean isLabel(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Digits digits -> digits.text().chars().allMatch(Character::isDigit);
      case Syntax.Letter letter -> isIndex(letter) || letter.name().base().equals("L");
      case Syntax.Total total ->
          total.terms().size() == 2
              && total.terms().getFirst() instanceof Syntax.Letter letter
              && (isIndex(letter) || letter.name().base().equals("L"))
              && total.terms().getLast() instanceof Syntax.Digits;
      default -> false;
    };
  }

  private static boolean isIndex(Syntax.Letter letter) {
    return Words.isIndexLetter(letter.name().base()) && letter.name().subscript().isEmpty();
  }

  /// The characters of a subscript, as part of a name; null where it is a formula.
  static @Nullable String text(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Digits digits -> digits.text();
      case Syntax.Letter letter -> letter.name().base() + letter.name().subscript();
      case Syntax.Sign sign -> sign.type() == NablaLexer.INFINITY ? "∞" : null;
      case Syntax.Mark mark -> mark.text().equals("*") ? "*" : null;
      case Syntax.Minus minus -> joined("-", text(minus.operand()));
      case Syntax.Sequence sequence -> {
        @Nullable String all = "";
        for (Syntax item : sequence.items()) {
          all = all == null ? null : joined(all, text(item));
        }
        yield all;
      }
      case Syntax.Total total -> {
        @Nullable String all = "";
        for (int i = 0; i < total.terms().size() && all != null; i++) {
          String sign = i == 0 ? "" : total.subtracted().get(i) ? "-" : "+";
          all = joined(all + sign, text(total.terms().get(i)));
        }
        yield all;
      }
      case Syntax.Group group
          when group.rows().size() == 1 && group.bracket() != NablaLexer.BAR_OPEN ->
          listed(group.rows().getFirst());
      case Syntax.Factor factor
          when factor.suffixes().stream().allMatch(suffix -> suffix.type() == NablaLexer.PRIME) ->
          joined(String.valueOf(text(factor.primary())), "'".repeat(factor.suffixes().size()));
      case Syntax.Factor factor -> null;
      case Syntax.Group group -> null;
      case Syntax.Comparison comparison -> null;
      case Syntax.Connected connected -> null;
      case Syntax.Entrywise entrywise -> null;
      case Syntax.Fraction fraction -> null;
      case Syntax.Choice choice -> null;
      case Syntax.Root root -> null;
      case Syntax.Range range -> null;
      case Syntax.Part part -> null;
      case Syntax.Otherwise otherwise -> null;
    };
  }

  private static @Nullable String listed(List<Syntax> cells) {
    @Nullable String all = text(cells.getFirst());
    for (Syntax cell : cells.subList(1, cells.size())) {
      all = all == null ? null : joined(all + ",", text(cell));
    }
    return all;
  }

  private static @Nullable String joined(String left, @Nullable String right) {
    return right == null ? null : left + right;
  }
}
