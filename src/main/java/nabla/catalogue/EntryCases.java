package nabla.catalogue;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Apply;
import nabla.expr.Cases;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Definitions by cases at each entry of arrays, `{u if x > 0; v otherwise}` with arrays x, as sums
/// of what holds where: `u ⊙ 𝟙[x > 0] + v ⊙ 𝟙[x ≤ 0]`.
public final class EntryCases {

  private EntryCases() {}

  /// Whether a case is chosen at each entry: a condition compares arrays.
  public static boolean concerns(Cases cases) {
    return cases.branches().stream().anyMatch(branch -> comparesArrays(branch.condition()));
  }

  private static boolean comparesArrays(Expr condition) {
    return !arrays(condition).isEmpty();
  }

  /// The same with arrays in place of values that are numbers, where the conditions compare arrays.
  public static Cases spread(Cases cases) {
    if (!concerns(cases)) {
      return cases;
    }
    Shape shape =
        cases.children().stream()
            .flatMap(part -> arrays(part).stream())
            .map(Expr::shape)
            .findFirst()
            .orElse(Shape.SCALAR);
    List<Cases.Branch> branches =
        cases.branches().stream()
            .map(branch -> new Cases.Branch(branch.condition(), spread(branch.value(), shape)))
            .toList();
    return Cases.of(branches, cases.otherwise() == null ? null : spread(cases.otherwise(), shape));
  }

  /// The sum of the values where all are numbers, such as the slopes of a function in pieces; else
  /// the cases, whose values need not exist where they are not chosen.
  public static Expr ofNumbers(Cases cases) {
    List<Expr> values = new ArrayList<>();
    cases.branches().forEach(branch -> values.add(branch.value()));
    if (cases.otherwise() != null) {
      values.add(cases.otherwise());
    }
    Expr sum =
        concerns(cases) && values.stream().allMatch(Expr::isScalar) ? of(cases, values) : null;
    return sum == null ? spread(cases) : sum;
  }

  /// The arrays that a condition compares, or the value itself.
  private static List<Expr> arrays(Expr part) {
    return part.shape().isTruth()
        ? part.children().stream().flatMap(child -> arrays(child).stream()).toList()
        : part.isScalar() ? List.of() : List.of(part);
  }

  private static Expr spread(Expr value, Shape shape) {
    if (!value.isScalar()) {
      return value;
    }
    return value.equals(Num.ZERO) ? Matrices.zeros(shape) : times(value, Matrices.ones(shape));
  }

  /// The sum of values, one for each branch and the last for what is otherwise, each where its case
  /// is chosen; null where the conditions are none that are decided at each entry, or where nothing
  /// is said of some entries.
  public static @Nullable Expr of(Cases cases, List<Expr> values) {
    if (cases.otherwise() == null) {
      return null;
    }
    List<Expr> terms = new ArrayList<>();
    @Nullable Expr before = null; // 1 where no condition so far held
    for (int i = 0; i < values.size(); i++) {
      boolean last = i == values.size() - 1;
      Expr condition = last ? null : cases.branches().get(i).condition();
      Expr holds = condition == null ? null : indicator(condition);
      if (condition != null && holds == null) {
        return null;
      }
      Expr chosen = holds == null ? before : both(before, holds);
      if (!values.get(i).equals(Num.ZERO)) {
        terms.add(times(values.get(i), java.util.Objects.requireNonNull(chosen)));
      }
      before = condition == null ? before : both(before, indicator(Logic.negation(condition)));
    }
    return terms.isEmpty() ? Num.ZERO : terms.size() == 1 ? terms.getFirst() : Sum.of(terms);
  }

  /// 1 at the entries where a condition holds.
  private static @Nullable Expr indicator(Expr condition) {
    if (condition instanceof Relation && comparesArrays(condition)) {
      return Apply.of(Elementary.INDICATOR, condition);
    }
    if (!(condition instanceof Logic logic)) {
      return null;
    }
    boolean all = logic.connective() == Logic.Connective.AND;
    @Nullable Expr product = null;
    for (Expr part : logic.children()) {
      Expr one = indicator(all ? part : Logic.negation(part));
      if (one == null) {
        return null;
      }
      product = both(product, one);
    }
    return all || product == null ? product : Sum.of(Num.ONE, Negate.of(product));
  }

  private static @Nullable Expr both(@Nullable Expr a, @Nullable Expr b) {
    return a == null ? b : b == null ? a : Apply.of(Matrices.ELEMENTWISE_PRODUCT, a, b);
  }

  private static Expr times(Expr value, Expr chosen) {
    if (value.equals(Num.ONE)) {
      return chosen;
    }
    return value.isScalar()
        ? Product.of(value, chosen)
        : Apply.of(Matrices.ELEMENTWISE_PRODUCT, value, chosen);
  }
}
