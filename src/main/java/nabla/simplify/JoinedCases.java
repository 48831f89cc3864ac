package nabla.simplify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Definitions by cases under the same conditions are one: `2{1 if x > 0; 3 otherwise} − {0 if x >
/// 0; 1 otherwise}` is `{2 if x > 0; 5 otherwise}`.
final class JoinedCases {

  /// A term or factor with cases in it.
  ///
  /// @param others the factors beside the cases
  private record Part(Cases cases, List<Expr> others) {}

  /// What two definitions must share to be one.
  ///
  /// @param otherwise whether there is a value where no condition holds
  private record Conditions(List<Expr> conditions, boolean otherwise) {
    static Conditions of(Cases cases) {
      return new Conditions(
          cases.branches().stream().map(Cases.Branch::condition).toList(),
          cases.otherwise() != null);
    }
  }

  private JoinedCases() {}

  /// The canonical expression with the cases in its sums and products joined.
  static Expr of(Expr canonical) {
    Dag dag = Dag.of(canonical);
    if (dag.nodes().stream().filter(Cases.class::isInstance).limit(2).count() < 2) {
      return canonical;
    }
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr rebuilt = node.arity() == 0 ? node : Canonical.rebuilt(node, children);
      results[position] = rebuilt.isScalar() ? joined(rebuilt) : rebuilt;
    }
    return results[results.length - 1];
  }

  private static Expr joined(Expr node) {
    boolean sum = node instanceof Sum;
    if (!sum && !(node instanceof Product)) {
      return node;
    }
    Map<Conditions, List<Part>> groups = new LinkedHashMap<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr child : node.children()) {
      Part part = sum ? term(child) : child instanceof Cases cases ? alone(cases) : null;
      if (part == null) {
        rest.add(child);
      } else {
        groups.computeIfAbsent(Conditions.of(part.cases), key -> new ArrayList<>()).add(part);
      }
    }
    if (groups.values().stream().allMatch(group -> group.size() == 1)) {
      return node;
    }
    groups.values().forEach(group -> rest.add(join(group, sum)));
    return sum ? Canonical.sum(rest) : Canonical.product(rest);
  }

  private static Part alone(Cases cases) {
    return new Part(cases, List.of());
  }

  private static @Nullable Part term(Expr term) {
    if (term instanceof Cases cases) {
      return alone(cases);
    }
    List<Expr> others = new ArrayList<>();
    Cases only = null;
    for (Expr factor : term instanceof Product product ? product.children() : List.<Expr>of()) {
      if (factor instanceof Cases cases && only == null) {
        only = cases;
      } else {
        others.add(factor);
      }
    }
    return only == null ? null : new Part(only, others);
  }

  private static Expr join(List<Part> group, boolean sum) {
    Expr[] parts = group.getFirst().cases.children().toArray(Expr[]::new);
    for (int i = 0; i < parts.length; i++) {
      boolean value = i % 2 == 1 || i == parts.length - 1;
      if (!value) {
        continue;
      }
      List<Expr> values = new ArrayList<>();
      for (Part part : group) {
        List<Expr> factors = new ArrayList<>(part.others);
        factors.add(part.cases.child(i));
        values.add(Canonical.product(factors));
      }
      parts[i] = sum ? Canonical.sum(values) : Canonical.product(values);
    }
    return DecidedCases.of(parts);
  }
}
