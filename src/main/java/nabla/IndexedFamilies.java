package nabla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.expr.Dimension;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;

/// Entries in free indices, such as `w_i x_i`, whose arrays nothing declares: axes with one index
/// have one size, so that w and x are both in Rⁿ.
final class IndexedFamilies {

  /// Names of sizes, the first ones first.
  static final List<String> SIZES = List.of("n", "m", "p", "q", "r", "s", "d", "h");

  /// The axis of a family that stands for all that have to be as long, by family and axis.
  private final Map<String, String> same = new HashMap<>();

  private IndexedFamilies() {}

  /// A declaration for each family, `x ∈ R^{n}`.
  ///
  /// @param members the entries, such as `x_i` and `A_{i,j+1}`
  /// @param known what the formula names already
  /// @param by the entry by which is differentiated
  static List<String> declared(List<Name> members, Collection<Symbol> known, String by) {
    IndexedFamilies families = new IndexedFamilies();
    Map<String, String> firstWith = new HashMap<>();
    Map<String, Integer> axes = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    known.forEach(symbol -> {
      taken.add(symbol.name().toString());
      taken.addAll(symbol.shape().names());
    });
    by.chars().mapToObj(Character::toString).forEach(taken::add);
    for (Name member : members) {
      String family = member.withSubscript("").toString();
      List<String> indices = indices(member.subscript());
      axes.put(family, indices.size());
      for (int axis = 0; axis < indices.size(); axis++) {
        String index = indices.get(axis);
        String place = family + "#" + axis;
        taken.add(index.substring(0, 1));
        if (index.length() == 1) {
          families.join(place, firstWith.computeIfAbsent(index, key -> place));
        }
      }
    }
    List<String> free =
        new ArrayList<>(SIZES.stream().filter(size -> !taken.contains(size)).toList());
    Map<String, String> sizes = new HashMap<>();
    List<String> declarations = new ArrayList<>();
    axes.forEach((family, count) -> {
      List<String> shape = new ArrayList<>();
      for (int axis = 0; axis < count; axis++) {
        String root = families.root(family + "#" + axis);
        if (!sizes.containsKey(root) && !free.isEmpty()) {
          sizes.put(root, free.removeFirst());
        }
        shape.add(sizes.getOrDefault(root, ""));
      }
      declarations.add(
          shape.contains("")
              ? family + (count == 2 ? " a matrix" : " a vector")
              : family + " ∈ R^{" + String.join("×", shape) + "}");
    });
    return declarations;
  }

  /// Declarations for names with an index that is free in entries of arrays, b of `Σ_j w_{ij} x_j +
  /// b_i`, and for these arrays as they were read, with one size for all axes with one index; none
  /// where there is nothing to declare.
  static List<String> besideArrays(Formula formula) {
    SizesAtIndices sizes = new SizesAtIndices(formula);
    Map<Symbol, Dimension> free = sizes.sizes();
    Collection<Symbol> known = formula.known();
    Set<String> names =
        known.stream().map(symbol -> symbol.name().toString()).collect(Collectors.toSet());
    Set<String> found = new LinkedHashSet<>();
    for (Symbol symbol : known) {
      Name name = symbol.name();
      Dimension size = free.get(Symbol.of(name.subscript()));
      String family = name.withSubscript("").toString();
      boolean declared =
          formula.reading().declared().contains(name)
              || formula.intermediates().containsKey(symbol);
      if (symbol.isScalar() && size != null && !names.contains(family) && !declared) {
        found.add(family + " ∈ R^{" + size + "}");
      }
    }
    if (found.isEmpty() && !sizes.areFewer()) {
      return List.of();
    }
    for (Symbol symbol : known) {
      if (!symbol.isScalar() && !formula.reading().declared().contains(symbol.name())) {
        Shape shape = symbol.shape();
        Shape joined = Shape.of(sizes.of(shape.rows()), sizes.of(shape.columns()));
        found.add(symbol.name() + " ∈ R^{" + joined + "}");
      }
    }
    return List.copyOf(found);
  }

  /// `i`, `t−1` and the like.
  private static List<String> indices(String subscript) {
    return subscript.matches("[i-t][i-t]")
        ? subscript.chars().mapToObj(Character::toString).toList()
        : Stream.of(subscript.split(",", -1)).collect(Collectors.toList());
  }

  private String root(String place) {
    String other = same.get(place);
    return other == null || other.equals(place) ? place : root(other);
  }

  private void join(String one, String other) {
    same.put(root(one), root(other));
  }
}
