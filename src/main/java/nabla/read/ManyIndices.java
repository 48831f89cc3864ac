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

  /// The axes of a name that stands with so many indices.
  ///
  /// @throws NablaException where it is declared with another number of them
  List<Axis> axes(Name name, int indices) {
    List<Dimension> sizes = declared.get(name);
    if (sizes == null) {
      return Stream.generate(Axis::new).limit(indices).toList();
    }
    if (sizes.size() != indices) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "found %d indices of %s, which is declared with %d"
              .formatted(indices, name, sizes.size()));
    }
    return sizes.stream().map(Axis::of).toList();
  }
}
