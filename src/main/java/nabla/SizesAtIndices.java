package nabla;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Symbol;

/// How far free indices run. The axes at which one index stands have one size, where nothing says
/// another: A of `Σ_j A_{ij} x_j x_i` is square.
final class SizesAtIndices {

  /// Sizes that declarations, or the text of the formula, speak of.
  private final Set<String> said = new HashSet<>();

  /// What the other sizes are.
  private final Map<String, Dimension> same = new HashMap<>();

  private final Map<Symbol, Dimension> sizes = new LinkedHashMap<>();

  /// The indices at axes of several sizes.
  private final Set<Symbol> unclear = new HashSet<>();

  SizesAtIndices(Formula formula) {
    Set<String> all = new HashSet<>();
    for (Symbol array : formula.known()) {
      all.addAll(array.shape().names());
      if (formula.reading().declared().contains(array.name())) {
        said.addAll(array.shape().names());
      }
    }
    all.stream().filter(size -> isWritten(size, formula.toString())).forEach(said::add);
    for (Expr node : Dag.of(formula.expanded()).nodes()) {
      if (node instanceof Apply entry
          && (entry.operator() == Matrices.ENTRY || entry.operator() == Blocks.ROW)) {
        List<Expr> places = Subscripts.of(entry);
        for (int axis = 0; axis < places.size(); axis++) {
          if (places.get(axis) instanceof Symbol index && !all.contains(index.name().toString())) {
            meet(index, Subscripts.axis(entry, axis));
          }
        }
      }
    }
  }

  private static boolean isWritten(String size, String text) {
    String letters = "[\\p{L}_]";
    return Pattern.compile("(?<!" + letters + ")" + Pattern.quote(size) + "(?!" + letters + ")")
        .matcher(text)
        .find();
  }

  private void meet(Symbol index, Dimension axis) {
    Dimension one = of(sizes.computeIfAbsent(index, any -> axis));
    Dimension other = of(axis);
    boolean turned = rank(one) > rank(other); // n stays rather than m
    Dimension left = turned ? other : one;
    Dimension gone = turned ? one : other;
    if (!left.equals(gone) && !isMade(gone, left) && !isMade(left, gone)) {
      unclear.add(index);
    }
  }

  private static int rank(Dimension size) {
    return IndexedFamilies.SIZES.indexOf(size.toString());
  }

  /// Makes a size another one, where it can be that.
  private boolean isMade(Dimension size, Dimension other) {
    String name = size.toString();
    boolean own =
        size.equals(Dimension.named(name))
            && !said.contains(name)
            && other.terms().keySet().stream().noneMatch(names -> names.contains(name));
    if (own) {
      same.put(name, other);
    }
    return own;
  }

  /// A size in those that are left.
  Dimension of(Dimension size) {
    Dimension next = size.substitute(same);
    return next.equals(size) ? size : of(next);
  }

  /// Whether some sizes are others.
  boolean areFewer() {
    return !same.isEmpty();
  }

  /// The free indices, each with the size of its axes.
  Map<Symbol, Dimension> sizes() {
    Map<Symbol, Dimension> clear = new LinkedHashMap<>();
    sizes.forEach((index, size) -> {
      if (!unclear.contains(index)) {
        clear.put(index, of(size));
      }
    });
    return clear;
  }
}
