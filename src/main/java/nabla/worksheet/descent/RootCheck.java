package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;

/// Puts a solution into its equation.
///
/// @param function what is to be 0
record RootCheck(Expr function, Symbol variable, Forms forms) {

  private static final int TRIALS = 400;
  private static final double CLOSE = 1e-9;

  /// Whether the solution is one. Where other variables occur, it is proved, or tried with numbers
  /// for them.
  boolean holds(Root root) {
    Expr value = Substitution.of(variable, root.value()).apply(function);
    List<Symbol> symbols = new ArrayList<>();
    for (Expr node : Dag.of(value).nodes()) {
      if (node instanceof Symbol symbol) {
        symbols.add(symbol);
      }
    }
    if (symbols.isEmpty()) {
      return isZero(value, Map.of(), root);
    }
    try {
      if (forms.isZero(value)) {
        return true;
      }
    } catch (NablaException undefined) {
      if (undefined.kind() != NablaException.Kind.DOMAIN) {
        throw undefined;
      }
    }
    Random random = new Random(7);
    for (int trial = 0; trial < TRIALS; trial++) {
      Map<Symbol, Rational> values = new LinkedHashMap<>();
      for (Symbol symbol : symbols) {
        values.put(
            symbol,
            Inverses.WHOLE.contains(symbol)
                ? Rational.of(random.nextInt(7) - 3)
                : Rational.of(random.nextInt(81) - 40, 1 + random.nextInt(16)));
      }
      if (permits(root, values)) {
        try {
          if (isZero(value, values, root)) {
            return true;
          }
        } catch (NablaException undefined) {
          continue;
        }
        return false;
      }
    }
    return true;
  }

  private boolean permits(Root root, Map<Symbol, Rational> values) {
    List<Expr> all = new ArrayList<>(root.conditions());
    all.addAll(forms.assumptions().facts());
    return all.stream().noneMatch(condition -> fails(condition, values));
  }

  private static boolean fails(Expr condition, Map<Symbol, Rational> values) {
    return switch (condition) {
      case Relation relation -> fails(relation, values);
      case Logic logic when logic.connective() == Logic.Connective.AND ->
          logic.children().stream().anyMatch(part -> fails(part, values));
      case Logic logic when logic.connective() == Logic.Connective.OR ->
          logic.children().stream().allMatch(part -> fails(part, values));
      default -> false;
    };
  }

  /// Whether a condition clearly does not hold of some numbers, or says nothing of them.
  private static boolean fails(Relation condition, Map<Symbol, Rational> values) {
    try {
      double difference = Evaluation.of(condition.difference(), values).value();
      return Math.abs(difference) > CLOSE
          ? !condition.comparison().holds((int) Math.signum(difference))
          : condition.comparison() == Relation.Comparison.NOT_EQUAL;
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return undefined.kind() == NablaException.Kind.DOMAIN;
    }
  }

  private boolean isZero(Expr value, Map<Symbol, Rational> values, Root root) {
    try {
      Evaluation number = Evaluation.of(value, values);
      if (number.exact() != null) {
        return number.exact().isZero()
            || (!root.exact() && Math.abs(number.value()) < CLOSE * size());
      }
      return number.digits() == 0 || Math.abs(number.value()) < CLOSE * size();
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.DOMAIN && values.isEmpty()) {
        return false;
      }
      throw undefined;
    }
  }

  /// A decimal solution leaves a rest in proportion to the numbers in the equation.
  private double size() {
    double size = 1;
    for (Expr node : Dag.of(function).nodes()) {
      if (node instanceof Num number) {
        size = Math.max(size, Math.abs(number.value().doubleValue()));
      }
    }
    return size;
  }
}
