package nabla.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Step.Reason;
import org.jspecify.annotations.Nullable;

/// Applies the rules of a book to expressions in canonical form. A rule fires where its conditions
/// follow from the assumptions; a rewriter that attaches conditions lets it fire too where nothing
/// is known of them, and says so. Immutable.
public final class Rewriter {

  /// So often may rules apply at one place, one after the other.
  private static final int AT_ONE_PLACE = 64;

  /// So many passes may be needed.
  private static final int PASSES = 200;

  /// Larger expressions are brought to canonical form only once in a pass.
  private static final int LARGE = 1000;

  private final RuleBook book;
  private final Assumptions assumptions;
  private final Signs signs;
  private final Predicate<Expr> constant;
  private final boolean attaching;

  /// Rewrites by these rules under these assumptions.
  public Rewriter(RuleBook book, Assumptions assumptions) {
    this(
        book,
        assumptions,
        expression -> !Dag.any(expression, node -> node instanceof Symbol),
        false);
  }

  private Rewriter(
      RuleBook book, Assumptions assumptions, Predicate<Expr> constant, boolean attaching) {
    this.book = book;
    this.assumptions = assumptions;
    this.signs = Signs.of(assumptions);
    this.constant = constant;
    this.attaching = attaching;
  }

  /// A rewriter that attaches the conditions of which nothing is known.
  public Rewriter attaching() {
    return new Rewriter(book, assumptions, constant, true);
  }

  /// A rewriter for which what does not mention `variable` is constant.
  public Rewriter by(Symbol variable) {
    return new Rewriter(
        book, assumptions, expression -> !Dag.of(expression).contains(variable), attaching);
  }

  /// Each place of the expression once, from the inside out.
  public Rewriting once(Expr expression) {
    return run(expression, 1);
  }

  /// Again and again, until no rule applies. A [NablaException] of kind `BUDGET` names a rule that
  /// goes on forever.
  public Rewriting rewrite(Expr expression) {
    return run(expression, PASSES);
  }

  private Rewriting run(Expr expression, int passes) {
    Pass pass = new Pass();
    List<Step> steps = new ArrayList<>();
    Expr current = expression;
    for (int i = 0; i < passes; i++) {
      pass.local.clear();
      Expr next = pass.over(current);
      if (pass.local.isEmpty()) {
        return new Rewriting(current, List.copyOf(steps), List.copyOf(pass.conditions));
      }
      Set<Reason> reasons = new LinkedHashSet<>();
      pass.local.forEach(step -> reasons.addAll(step.reasons()));
      steps.add(new Step(current, next, List.copyOf(reasons), List.copyOf(pass.local)));
      current = next;
    }
    if (passes == PASSES) {
      throw endless(pass.local.getLast().reasons().getFirst().rule(), PASSES + " passes");
    }
    return new Rewriting(current, List.copyOf(steps), List.copyOf(pass.conditions));
  }

  private static NablaException endless(String rule, String after) {
    return new NablaException(
        NablaException.Kind.BUDGET, "the rule " + rule + " still applies after " + after);
  }

  /// Which rules may match a node: those whose left side is of its class, and applies the same
  /// function.
  private static Object head(Expr expression) {
    return expression instanceof Apply apply ? apply.operator() : expression.getClass();
  }

  private final class Pass {
    final List<Step> local = new ArrayList<>();
    final Set<Expr> conditions = new LinkedHashSet<>();
    private final UnaryOperator<Expr> canonical = book.canonical();
    private Map<Object, List<Rule>> byHead = Map.of();

    Expr over(Expr root) {
      byHead = new HashMap<>();
      for (Rule rule : book.speakingOf(RuleBook.operators(root))) {
        if (!rule.left().equals(rule.right())) {
          byHead.computeIfAbsent(head(rule.left()), key -> new ArrayList<>()).add(rule);
        }
      }
      Dag dag = Dag.of(root);
      Expr[] results = new Expr[dag.size()];
      boolean changed = false;
      for (int position = 0; position < results.length; position++) {
        Expr node = dag.node(position);
        Expr rebuilt = changed ? rebuilt(node, dag, results) : node;
        results[position] = node.isScalar() ? at(rebuilt) : rebuilt;
        changed |= !results[position].equals(node);
        Budget.check();
      }
      Expr result = results[results.length - 1];
      return changed ? canonical.apply(result) : result;
    }

    private Expr rebuilt(Expr node, Dag dag, Expr[] results) {
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr rebuilt = node.withChildren(children);
      return rebuilt.equals(node) || rebuilt.weight() > LARGE ? rebuilt : canonical.apply(rebuilt);
    }

    private Expr at(Expr node) {
      Expr current = node;
      int most = AT_ONE_PLACE + node.arity(); // n logarithms become one in n − 1 steps
      for (int i = 0; i < most; i++) {
        Expr next = apply(current);
        if (next == null) {
          return current;
        }
        current = next;
      }
      throw endless(local.getLast().reasons().getFirst().rule(), most + " times at one place");
    }

    private @Nullable Expr apply(Expr node) {
      for (Rule rule : byHead.getOrDefault(head(node), List.of())) {
        Expr after = apply(rule, node);
        if (after != null) {
          return after;
        }
      }
      return null;
    }

    private @Nullable Expr apply(Rule rule, Expr node) {
      Matching matching = new Matching(canonical, signs);
      Expr[] after = new Expr[1];
      List<Expr> attached = new ArrayList<>();
      boolean found =
          matching.find(
              rule.left(),
              node,
              (terms, factor) -> {
                attached.clear();
                if (!holds(rule, matching, attached)) {
                  return false;
                }
                Expr replaced = matching.instance(rule.right());
                List<Expr> all = new ArrayList<>(terms);
                all.add(factor.equals(Num.ONE) ? replaced : Product.of(factor, replaced));
                after[0] = canonical.apply(Sum.of(all));
                return !after[0].equals(node);
              });
      if (!found) {
        return null;
      }
      if (!after[0].shape().equals(node.shape())) {
        throw new IllegalStateException(
            "the rule " + rule.name() + " changes the shape of " + node);
      }
      conditions.addAll(attached);
      local.add(new Step(node, after[0], List.of(rule.reason()), List.of()));
      return after[0];
    }

    private boolean holds(Rule rule, Matching matching, List<Expr> attached) {
      for (Rule.Condition condition : rule.conditions()) {
        boolean passed =
            switch (condition) {
              case Rule.Holds holds -> {
                Expr statement = Substitution.of(matching.bindings()).apply(holds.statement());
                Truth truth = signs.holds(statement);
                if (truth == Truth.UNKNOWN && attaching) {
                  attached.addAll(Conditions.tidy(statement, signs));
                }
                yield truth == Truth.TRUE || (truth == Truth.UNKNOWN && attaching);
              }
              case Rule.Member member -> isMember(matching.instance(member.value()), member.set());
              case Rule.Constant letter -> constant.test(matching.instance(letter.letter()));
            };
        if (!passed) {
          return false;
        }
      }
      return true;
    }

    private boolean isMember(Expr value, Rule.NumberSet set) {
      return switch (set) {
        case RATIONALS -> value instanceof Num;
        case INTEGERS -> signs.isInteger(value);
        case POSITIVE_INTEGERS -> signs.isInteger(value) && signs.isPositive(value);
      };
    }
  }
}
