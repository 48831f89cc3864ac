package nabla.calculus.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Cases whose values are multiples of Kronecker deltas, as multiples of cases: `{δ_ik a if c; δ_ik
/// b otherwise}` is `δ_ik {a if c; b otherwise}`, so that a sum takes the delta away.
final class CasesOfTerms {

  private CasesOfTerms() {}

  /// Whether deltas stand in the values, and in no condition.
  static boolean concern(Cases cases) {
    return cases.otherwise() != null
        && values(cases).stream().anyMatch(value -> Dag.any(value, Contraction::isDelta))
        && cases.branches().stream()
            .noneMatch(branch -> Dag.any(branch.condition(), Contraction::isDelta));
  }

  private static List<Expr> values(Cases cases) {
    List<Expr> values = new ArrayList<>();
    cases.branches().forEach(branch -> values.add(branch.value()));
    values.add(cases.otherwise() == null ? Num.ZERO : cases.otherwise());
    return values;
  }

  /// The terms of such cases; null where a sum stands in a value.
  ///
  /// @param flat the terms of a value
  static @Nullable List<IndexTerm> of(Cases cases, Function<Expr, List<IndexTerm>> flat) {
    Set<Set<Expr>> all = new LinkedHashSet<>();
    List<Map<Set<Expr>, List<Expr>>> multiples = new ArrayList<>();
    for (Expr value : values(cases)) {
      Map<Set<Expr>, List<Expr>> byDeltas = new LinkedHashMap<>();
      for (IndexTerm term : flat.apply(value)) {
        if (!term.ranges().isEmpty()) {
          return null;
        }
        Set<Expr> deltas = new LinkedHashSet<>();
        List<Expr> others = new ArrayList<>();
        term.factors().forEach(each -> (Contraction.isDelta(each) ? deltas : others).add(each));
        byDeltas.computeIfAbsent(deltas, any -> new ArrayList<>()).add(Product.of(others));
      }
      all.addAll(byDeltas.keySet());
      multiples.add(byDeltas);
    }
    List<IndexTerm> terms = new ArrayList<>();
    for (Set<Expr> deltas : all) {
      List<Expr> values = new ArrayList<>();
      for (Map<Set<Expr>, List<Expr>> byDeltas : multiples) {
        List<Expr> sum = byDeltas.getOrDefault(deltas, List.of());
        values.add(sum.isEmpty() ? Num.ZERO : Contraction.reduced(Sum.of(sum)));
      }
      List<Cases.Branch> branches = new ArrayList<>();
      for (int i = 0; i < cases.branches().size(); i++) {
        branches.add(new Cases.Branch(cases.branches().get(i).condition(), values.get(i)));
      }
      List<Expr> factors = new ArrayList<>(deltas);
      factors.add(Cases.of(branches, values.getLast()));
      terms.add(new IndexTerm(factors, List.of()));
    }
    return terms;
  }
}
