package nabla.read;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// The letters that are an index of something without being bound: i of `x_i/(1 + Σ_{j≠i} x_j)`,
/// which is why `Σ_{j≠i}` there runs over j alone.
final class FreeIndices {

  private static final Pattern LETTERS = Pattern.compile("\\(?([a-zℓ]),?([a-zℓ])?\\)?");

  private final Set<Name> free = new HashSet<>();

  private FreeIndices() {}

  /// Those of a formula, or of one that a name with indices stands for, `y_i = …`.
  static Set<Name> of(@Nullable Name name, Syntax formula) {
    FreeIndices indices = new FreeIndices();
    if (name != null) {
      indices.add(name.subscript(), Set.of());
      indices.add(name.label(), Set.of());
    }
    indices.visit(formula, Set.of());
    return indices.free;
  }

  private void visit(Syntax node, Set<Name> bound) {
    if (node instanceof Syntax.Sequence sequence) {
      Set<Name> inside = bound;
      for (Syntax item : sequence.items()) {
        Set<Name> indices = boundBy(item);
        if (indices.isEmpty()) {
          visit(item, inside);
        } else {
          inside = new HashSet<>(inside);
          inside.addAll(indices);
        }
      }
      return;
    }
    if (node instanceof Syntax.Factor factor) {
      visit(factor.primary(), bound);
      factor.suffixes().forEach(suffix -> visit(suffix, bound));
      return;
    }
    if (node instanceof Syntax.Letter letter) {
      add(letter.name().subscript(), bound);
    }
    Deque<Syntax> children = new ArrayDeque<>();
    Names.children(node, children);
    children.forEach(child -> visit(child, bound));
  }

  private void visit(Syntax.Suffix suffix, Set<Name> bound) {
    Syntax content = suffix.content();
    String label = suffix.type() == NablaLexer.CARET ? LabelText.of(content) : null;
    if (label != null) {
      add(label, bound);
    } else if (content != null && suffix.type() == NablaLexer.UNDERSCORE) {
      for (Syntax index : Indices.split(content)) {
        Name letter = PlainNames.of(index);
        add(letter == null ? "" : letter.toString(), bound);
      }
    } else if (content != null) {
      visit(content, bound);
    }
  }

  private void add(String indices, Collection<Name> bound) {
    Matcher letters = LETTERS.matcher(indices);
    if (letters.matches()) {
      for (int i = 1; i <= 2; i++) {
        Name index = letters.group(i) == null ? null : Name.of(letters.group(i));
        if (index != null && !bound.contains(index)) {
          free.add(index);
        }
      }
    }
  }

  /// The letters below Σ or Π, also those of which one may be free.
  private static Set<Name> boundBy(Syntax item) {
    Set<Name> bound = new HashSet<>();
    if (item instanceof Syntax.Factor factor
        && factor.primary() instanceof Syntax.Sign sign
        && (sign.type() == NablaLexer.SUM || sign.type() == NablaLexer.PRODUCT)) {
      for (Syntax.Suffix suffix : factor.suffixes()) {
        Syntax content = suffix.content();
        if (suffix.type() == NablaLexer.UNDERSCORE && content != null) {
          Indices.split(content).forEach(part -> bound.addAll(letters(part)));
        }
      }
    }
    return bound;
  }

  private static Set<Name> letters(Syntax below) {
    Set<Name> letters = new HashSet<>();
    if (below instanceof Syntax.Comparison pair && OrderedIndices.concerns(pair)) {
      OrderedIndices.pair(pair).forEach(letter -> letters.add(((Syntax.Letter) letter).name()));
      return letters;
    }
    Name name =
        PlainNames.of(
            below instanceof Syntax.Comparison range ? range.operands().getFirst() : below);
    if (name != null) {
      letters.add(name);
    }
    return letters;
  }
}
