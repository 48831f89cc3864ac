package nabla.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Name;

/// Names with three or more indices, `T_{ijk}`: the sizes with which they are declared.
final class ManyIndices {

  private final Map<Name, List<Dimension>> declared = new HashMap<>();

  /// Notes a declaration such as `T ∈ R^{m×n×p}`.
  ///
  /// @return whether it is one
  boolean declare(Name name, Syntax content, Resolver resolver) {
    List<Dimension> sizes = new Spaces(resolver).ofMany(content);
    if (sizes.isEmpty()) {
      return false;
    }
    resolver.arrays.add(name);
    resolver.declaredVariables.add(name);
    resolver.shaped = true;
    declared.put(name, sizes);
    return true;
  }

  /// Refuses a name with fewer or more indices than its declaration has sizes.
  void check(Name name, int indices, int at, Resolver resolver) {
    List<Dimension> sizes = declared.get(name);
    if (sizes != null && sizes.size() != indices) {
      String all = "ijklmnpqrst".substring(0, Math.min(sizes.size(), 11));
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found %s with %s, which is declared with %d sizes; write its entries, %s_{%s}"
              .formatted(
                  name,
                  indices == 0 ? "no index" : indices == 1 ? "one index" : indices + " indices",
                  sizes.size(),
                  name,
                  all),
          at);
    }
  }

  /// The axes of a name that stands with so many indices.
  List<Axis> axes(Name name, int indices) {
    List<Dimension> sizes = declared.get(name);
    return sizes == null
        ? Stream.generate(Axis::new).limit(indices).toList()
        : sizes.stream().map(Axis::of).toList();
  }
}
