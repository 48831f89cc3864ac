package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// All partial derivatives of one formula in one backward sweep: every node hands its adjoint,
/// times its partial derivative, to each of its parts. Linear in the size of the formula, whatever
/// the number of variables.
public final class Gradient {

  private Gradient() {}

  /// The partial derivatives by each of the variables, as the rules give them, before any
  /// simplification.
  public static List<Expr> of(Expr formula, List<Symbol> variables) {
    if (!formula.isScalar() || variables.stream().anyMatch(variable -> !variable.isScalar())) {
      throw Unsupported.matrices();
    }
    Dag dag = Dag.of(formula);
    if (!isPlain(dag)) {
      return variables.stream().map(variable -> Derivatives.of(formula, variable)).toList();
    }
    Sweep sweep = new Sweep(dag);
    sweep.run();
    return variables.stream().map(sweep::adjoint).toList();
  }

  /// Whether every node has partial derivatives by its parts; cases and binders have rules of their
  /// own.
  private static boolean isPlain(Dag dag) {
    for (Expr node : dag.nodes()) {
      boolean plain =
          switch (node) {
            case Num n -> true;
            case Symbol s -> s.isScalar();
            case Sum s -> s.isScalar();
            case Product p -> p.isScalar();
            case Negate n -> true;
            case Quotient q -> true;
            case Power p -> true;
            case Apply a -> a.isScalar() && hasPartials(a);
            case Bound b -> false;
            case Cases c -> false;
            case Binder b -> false;
            case Derivative d -> false;
            case Relation r -> false;
            case Logic l -> false;
            case Literal l -> false;
          };
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasPartials(Apply apply) {
    for (int i = 0; i < apply.arity(); i++) {
      if (apply.child(i).shape().isTruth() || Differential.partial(apply, i) == null) {
        return false;
      }
    }
    return true;
  }

  private static final class Sweep {
    private final Dag dag;

    /// What each node was handed, the latest first.
    private final @Nullable Contribution[] contributions;

    private record Contribution(Expr adjoint, @Nullable Contribution before) {}

    Sweep(Dag dag) {
      this.dag = dag;
      this.contributions = new Contribution[dag.size()];
    }

    Expr adjoint(Symbol variable) {
      int position = dag.position(variable);
      return position < 0 ? Num.ZERO : total(position);
    }

    private Expr total(int position) {
      Contribution last = contributions[position];
      if (last == null) {
        return Num.ZERO;
      }
      if (last.before == null) {
        return last.adjoint;
      }
      List<Expr> parts = new ArrayList<>();
      for (Contribution part = last; part != null; part = part.before) {
        parts.add(part.adjoint);
      }
      return Build.sum(parts.reversed());
    }

    void run() {
      give(dag.node(dag.size() - 1), Num.ONE);
      for (int position = dag.size() - 1; position >= 0; position--) {
        Expr node = dag.node(position);
        if (node.arity() > 0) {
          Expr adjoint = total(position);
          contributions[position] = null;
          if (!Build.isZero(adjoint)) {
            hand(node, adjoint);
          }
        }
      }
    }

    private void give(Expr part, Expr adjoint) {
      int position = dag.position(part);
      contributions[position] = new Contribution(adjoint, contributions[position]);
    }

    private void hand(Expr node, Expr adjoint) {
      switch (node) {
        case Sum sum -> {
          for (int i = 0; i < sum.arity(); i++) {
            give(sum.child(i), adjoint);
          }
        }
        case Negate negate -> give(negate.operand(), Build.negate(adjoint));
        case Product product -> handProduct(product, adjoint);
        case Quotient quotient -> {
          give(quotient.numerator(), Build.quotient(adjoint, quotient.denominator()));
          if (!(quotient.denominator() instanceof Num)) {
            Expr square = Power.of(quotient.denominator(), 2);
            give(
                quotient.denominator(),
                Build.negate(Build.quotient(Build.product(adjoint, quotient.numerator()), square)));
          }
        }
        case Power power -> handPower(power, adjoint);
        case Apply apply -> {
          for (int i = 0; i < apply.arity(); i++) {
            Expr partial = Differential.partial(apply, i);
            if (partial == null) {
              throw new IllegalStateException("no partial derivative of " + apply.operator());
            }
            give(apply.child(i), Build.product(adjoint, partial));
          }
        }
        default ->
            throw new IllegalStateException(
                "no partial derivatives of " + node.getClass().getSimpleName());
      }
    }

    private void handProduct(Product product, Expr adjoint) {
      int last = product.arity() - 1;
      Expr[] after = new Expr[last + 1];
      after[last] = Num.ONE;
      for (int i = last; i > 0; i--) {
        after[i - 1] = Build.product(product.child(i), after[i]);
      }
      Expr before = adjoint;
      for (int i = 0; i <= last; i++) {
        if (!(product.child(i) instanceof Num)) {
          give(product.child(i), Build.product(before, after[i]));
        }
        before = Build.product(before, product.child(i));
      }
    }

    private void handPower(Power power, Expr adjoint) {
      if (!(power.base() instanceof Apply apply && apply.operator() == Elementary.E)) {
        give(power.base(), Build.product(adjoint, PowerDifferentials.lowered(power)));
      }
      if (Num.valueOf(power.exponent()) == null) {
        Expr logarithm =
            power.base() instanceof Apply apply && apply.operator() == Elementary.E
                ? Num.ONE
                : Apply.of(Elementary.LN, power.base());
        give(power.exponent(), Build.product(adjoint, Build.product(power, logarithm)));
      }
    }
  }
}
