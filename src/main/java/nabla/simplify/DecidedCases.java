package nabla.simplify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// Puts the value in place of a definition by cases where it is known which case holds. A case that
/// does not hold has no say: `{ln x if x > 0; 0 otherwise}` is 0 at −1, where ln x is nothing.
public final class DecidedCases {

  private DecidedCases() {}

  /// The canonical expression without the cases and indicators that the signs decide.
  public static Expr of(Expr canonical, Signs signs) {
    if (!Dag.any(canonical, node -> node.shape().isTruth())) {
      return canonical;
    }
    Dag dag = Dag.of(canonical);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      results[position] = decided(Canonical.rebuilt(node, children), signs);
    }
    return results[results.length - 1];
  }

  /// A node without cases or an indicator that the assumptions decide.
  static Expr decided(Expr node, Assumptions assumptions) {
    return node instanceof Cases || isIndicator(node) ? decided(node, Signs.of(assumptions)) : node;
  }

  /// The canonical expression without the cases that are decided where they stand: inside the value
  /// for x ≠ 0, x is not 0.
  static Expr nested(Expr canonical, Assumptions assumptions) {
    if (!Dag.any(canonical, Cases.class::isInstance)) {
      return canonical;
    }
    Dag dag = Dag.of(canonical);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      if (node instanceof Cases) {
        Assumptions here = assumptions;
        for (int i = 0; i < children.length; i += 2) {
          boolean otherwise = i + 1 == children.length;
          Expr condition = otherwise ? Num.ZERO : children[i];
          int value = otherwise ? i : i + 1;
          Signs signs = Signs.of(otherwise ? here : here.and(condition));
          children[value] = of(children[value], signs);
          here = otherwise ? here : here.and(Logic.negation(condition));
        }
      }
      results[position] = node.arity() == 0 ? node : Canonical.rebuilt(node, children);
    }
    return results[results.length - 1];
  }

  private static boolean isIndicator(Expr node) {
    return node instanceof Apply apply && apply.operator() == Elementary.INDICATOR;
  }

  private static Expr decided(Expr node, Signs signs) {
    if (node instanceof Cases cases) {
      Expr[] parts = cases.children().toArray(Expr[]::new);
      return chosen(parts, kept(parts, signs::holds));
    }
    return isIndicator(node) ? indicator(node.child(0), signs.holds(node.child(0))) : node;
  }

  /// The canonical definition by cases with these parts, without the cases that constants decide.
  static Expr of(Expr... parts) {
    return chosen(parts, kept(parts, Constants::holds));
  }

  private static Expr chosen(Expr[] parts, int... kept) {
    return switch (kept.length) {
      case 0 -> throw Canonical.undefined("a place that no case covers");
      case 1 -> parts[kept[0]];
      default -> {
        Expr whole = kept.length % 2 == 1 ? withoutLastCase(parts, kept) : null;
        if (whole != null) {
          yield whole;
        }
        List<Cases.Branch> branches = new ArrayList<>();
        for (int i = 0; i + 1 < kept.length; i += 2) {
          branches.add(new Cases.Branch(parts[kept[i]], parts[kept[i + 1]]));
        }
        yield Cases.of(branches, kept.length % 2 == 1 ? parts[kept[kept.length - 1]] : null);
      }
    };
  }

  /// The definition without its last case where that says no more than the rest: `{x² if x > 0; x²
  /// otherwise}` is x², and so is `{x² if x ≠ 0; 0 otherwise}`. Null where it says more.
  private static @Nullable Expr withoutLastCase(Expr[] parts, int... kept) {
    Expr condition = parts[kept[kept.length - 3]];
    Expr value = parts[kept[kept.length - 2]];
    Expr otherwise = parts[kept[kept.length - 1]];
    Expr common =
        value.equals(otherwise) || isAt(condition, Comparison.NOT_EQUAL, value, otherwise)
            ? value
            : isAt(condition, Comparison.EQUAL, otherwise, value) ? otherwise : null;
    if (common == null) {
      return null;
    }
    if (kept.length == 3) {
      return common;
    }
    Expr[] rest = new Expr[kept.length - 2];
    for (int i = 0; i + 1 < rest.length; i++) {
      rest[i] = parts[kept[i]];
    }
    rest[rest.length - 1] = common;
    return chosen(rest, IntStream.range(0, rest.length).toArray());
  }

  /// Whether an expression has a value at the number that a condition sets apart.
  private static boolean isAt(Expr condition, Comparison comparison, Expr expression, Expr value) {
    if (!(condition instanceof Relation relation)
        || relation.comparison() != comparison
        || !(relation.left() instanceof Symbol variable)
        || !(relation.right() instanceof Num place)) {
      return false;
    }
    try {
      Substitution there = Substitution.of(variable, place);
      return Canonical.of(there.apply(expression)).equals(Canonical.of(there.apply(value)));
    } catch (NablaException undefined) {
      Budget.check();
      return false;
    }
  }

  /// Which of the parts of a definition by cases are left when those that do not hold are gone, and
  /// those after one that does. A part that has no value is null.
  private static int[] kept(@Nullable Expr[] parts, Function<Expr, Truth> holds) {
    int[] kept = new int[parts.length];
    int count = 0;
    for (int i = 0; i < parts.length; i += 2) {
      Expr condition = parts[i];
      boolean otherwise = i + 1 == parts.length;
      Truth truth =
          otherwise ? Truth.TRUE : condition == null ? Truth.UNKNOWN : holds.apply(condition);
      if (truth == Truth.UNKNOWN) {
        kept[count++] = i;
      }
      if (truth != Truth.FALSE) {
        kept[count++] = otherwise ? i : i + 1;
      }
      if (truth == Truth.TRUE) {
        break;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /// Conditions joined, without those that constants decide: `1 > 0 and y > 0` is `y > 0`, and `0 >
  /// 1 and y > 0` is `0 > 1`.
  static Expr of(Logic logic, Expr... conditions) {
    if (logic.connective() == Logic.Connective.NOT) {
      return logic.withChildren(conditions);
    }
    List<Expr> open = new ArrayList<>();
    for (Expr condition : conditions) {
      Truth truth = Constants.holds(condition);
      if (truth == decisive(logic)) {
        return condition;
      }
      if (truth == Truth.UNKNOWN) {
        open.add(condition);
      }
    }
    return open.isEmpty() ? conditions[0] : Logic.of(logic.connective(), open);
  }

  /// A part with this truth settles the whole.
  private static Truth decisive(Logic logic) {
    return logic.connective() == Logic.Connective.AND ? Truth.FALSE : Truth.TRUE;
  }

  /// 1 or 0 for a condition that constants decide.
  static Expr indicator(Expr condition) {
    return indicator(condition, Constants.holds(condition));
  }

  private static Expr indicator(Expr condition, Truth holds) {
    return switch (holds) {
      case TRUE -> Num.ONE;
      case FALSE -> Num.ZERO;
      case UNKNOWN -> Apply.of(Elementary.INDICATOR, condition);
    };
  }

  /// The canonical form of an expression of which a part has no value. That does not matter as long
  /// as no case needs the part; else its error is that of the whole.
  static Expr canonical(Dag dag) {
    @Nullable Expr[] results = new Expr[dag.size()];
    @Nullable NablaException[] failures = new NablaException[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      @Nullable Expr[] parts = new Expr[node.arity()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = results[dag.position(node.child(i))];
      }
      try {
        int[] needed = needed(node, parts);
        for (int i : needed) {
          NablaException failure = failures[dag.position(node.child(i))];
          if (failure != null) {
            throw failure;
          }
        }
        results[position] = rebuilt(node, parts, needed);
      } catch (NablaException failure) {
        if (Budget.exhausted()) {
          throw failure;
        }
        failures[position] = failure;
      }
    }
    NablaException failure = failures[results.length - 1];
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(results[results.length - 1]);
  }

  private static Expr rebuilt(Expr node, @Nullable Expr[] parts, int... needed) {
    Expr[] children = new Expr[needed.length];
    for (int i = 0; i < children.length; i++) {
      children[i] = Objects.requireNonNull(parts[needed[i]]);
    }
    return node instanceof Cases
        ? chosen(children, IntStream.range(0, children.length).toArray())
        : Canonical.rebuilt(node, children);
  }

  private static int[] needed(Expr node, @Nullable Expr[] parts) {
    if (node instanceof Cases) {
      return kept(parts, Constants::holds);
    }
    if (node instanceof Logic logic && logic.connective() != Logic.Connective.NOT) {
      for (int i = 0; i < parts.length; i++) {
        Expr condition = parts[i];
        if (condition != null && Constants.holds(condition) == decisive(logic)) {
          return new int[] {i};
        }
      }
    }
    return IntStream.range(0, parts.length).toArray();
  }
}
