package nabla.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Program;
import org.jspecify.annotations.Nullable;

/// Cases for languages that compute all branches and choose among the values afterwards: where a
/// branch is not taken, its variables are held at a point where it has a value, so that `{1/x if x
/// ≠ 0; 0 otherwise}` never divides by zero: `1/{x if x ≠ 0; 1 otherwise}` is chosen or not.
final class GuardedCases {

  private static final List<Num> CANDIDATES =
      Stream.of("1", "2", "0.5", "-1", "3", "-2", "0.25", "-0.5", "10", "-10")
          .map(decimal -> Num.of(Rational.parse(decimal)))
          .toList();

  /// They overflow where others have no value.
  private static final Set<Function> STEEP =
      Set.of(Elementary.EXP, Hyperbolic.SINH, Hyperbolic.COSH);

  private GuardedCases() {}

  /// The expression with all branches guarded that need it, as far as a point is found for them.
  static Expr of(Expr expression) {
    Dag dag = Dag.of(expression);
    if (dag.nodes().stream().noneMatch(Cases.class::isInstance)) {
      return expression;
    }
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Budget.check();
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr rebuilt = node.withChildren(children);
      results[position] = rebuilt instanceof Cases cases ? guarded(cases) : rebuilt;
    }
    return results[results.length - 1];
  }

  private static Expr guarded(Cases cases) {
    List<Expr> earlier = new ArrayList<>();
    List<Cases.Branch> branches = new ArrayList<>();
    for (Cases.Branch branch : cases.branches()) {
      Expr value = guarded(branch.value(), earlier, branch.condition());
      branches.add(new Cases.Branch(branch.condition(), value));
      earlier.add(branch.condition());
    }
    Expr otherwise = cases.otherwise();
    return Cases.of(branches, otherwise == null ? null : guarded(otherwise, earlier, null));
  }

  /// The value of one branch.
  ///
  /// @param earlier the conditions of the branches before it
  /// @param condition its own condition; null for the last branch
  private static Expr guarded(Expr value, List<Expr> earlier, @Nullable Expr condition) {
    Dag dag = Dag.of(value);
    if (dag.nodes().stream().noneMatch(GuardedCases::mayFail)
        || dag.nodes().stream().anyMatch(node -> node instanceof Bound || !isNumber(node))) {
      return value;
    }
    List<Symbol> variables = new ArrayList<>();
    for (Expr node : dag.nodes()) {
      if (node instanceof Symbol symbol) {
        variables.add(symbol);
      }
    }
    Num safe = safePoint(value, variables);
    if (safe == null) {
      return value;
    }
    Map<Expr, Expr> held = new HashMap<>();
    for (Symbol variable : variables) {
      List<Cases.Branch> branches = new ArrayList<>();
      earlier.forEach(other -> branches.add(new Cases.Branch(other, safe)));
      if (condition != null) {
        branches.add(new Cases.Branch(condition, variable));
      }
      held.put(variable, Cases.of(branches, condition == null ? variable : safe));
    }
    return Substitution.of(held).apply(value);
  }

  private static boolean isNumber(Expr node) {
    return node.isScalar() || node.shape().isTruth();
  }

  private static boolean mayFail(Expr node) {
    return switch (node) {
      case Quotient quotient -> !(quotient.denominator() instanceof Num);
      case Power power ->
          !(power.exponent() instanceof Num number
              && number.value().isInteger()
              && number.value().signum() >= 0);
      case Apply apply ->
          apply.operator() instanceof Function function
              && apply.arity() > 0
              && (function.domain() != null || STEEP.contains(function));
      default -> false;
    };
  }

  /// A number that may stand for all variables; null where none of a few is found.
  private static @Nullable Num safePoint(Expr value, List<Symbol> variables) {
    try {
      Program program = Program.of(variables, value);
      for (Num candidate : CANDIDATES) {
        double[] point = new double[variables.size()];
        Arrays.fill(point, candidate.value().doubleValue());
        if (Double.isFinite(program.evaluate(point)[0])) {
          return candidate;
        }
      }
    } catch (NablaException withoutNumbers) {
      Budget.check();
    }
    return null;
  }
}
