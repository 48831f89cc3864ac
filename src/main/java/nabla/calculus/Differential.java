package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nabla.catalogue.Elementary;
import nabla.catalogue.EntryCases;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
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
import nabla.expr.UnknownFunction;
import org.jspecify.annotations.Nullable;

/// The rules of differentiation, each once, against an abstract linear `d`: where `d` makes the
/// unevaluated derivative of a part, a rule yields a step to show; where `d` is the result already
/// known for the part, it yields the derivative.
final class Differential {

  private final Symbol variable;
  private final Expr direction;
  private final UnaryOperator<Expr> d;

  /// The rules for derivatives by the scalar `variable`, with `d` for the derivatives of the parts.
  Differential(Symbol variable, UnaryOperator<Expr> d) {
    this(variable, Num.ONE, d);
  }

  /// The rules for differentials, where `variable` changes by `direction`, which has its shape.
  /// What does not change has the differential 0, whatever its shape.
  Differential(Symbol variable, Expr direction, UnaryOperator<Expr> d) {
    this.variable = variable;
    this.direction = direction;
    this.d = d;
  }

  /// The derivative of `node`; an explicit ∂ where no rule covers it.
  Expr of(Expr node) {
    return switch (node) {
      case Num number -> Num.ZERO;
      case Symbol symbol -> symbol.equals(variable) ? direction : Num.ZERO;
      case Bound bound -> Num.ZERO;
      case Sum sum -> sum(sum);
      case Product product -> product(product);
      case Negate negate -> Build.negate(d.apply(negate.operand()));
      case Quotient quotient -> quotient(quotient);
      case Power power -> new PowerDifferentials(d).of(power);
      case Apply apply -> apply(apply);
      case Cases cases -> cases(cases);
      case Binder binder -> binder(binder);
      case Derivative derivative -> derivative(derivative);
      case Relation relation -> Num.ZERO;
      case Logic logic -> Num.ZERO;
      case Literal literal -> literal(literal);
    };
  }

  private Expr sum(Sum sum) {
    List<Expr> terms = new ArrayList<>(sum.arity());
    for (int i = 0; i < sum.arity(); i++) {
      terms.add(d.apply(sum.child(i)));
    }
    return Build.sum(terms);
  }

  /// Each factor in turn, in its place, so that the order of the factors stays.
  private Expr product(Product product) {
    if (product.arity() == 2) {
      Expr first = product.child(0);
      Expr second = product.child(1);
      return Build.sum(
          Build.product(d.apply(first), second), Build.product(first, d.apply(second)));
    }
    return product(Build.factors(product));
  }

  private Expr product(List<Expr> factors) {
    int last = factors.size() - 1;
    Expr[] after = new Expr[factors.size()];
    after[last] = Num.ONE;
    for (int i = last; i > 0; i--) {
      after[i - 1] = Build.product(factors.get(i), after[i]);
    }
    List<Expr> terms = new ArrayList<>();
    Expr before = Num.ONE;
    for (int i = 0; i <= last; i++) {
      Expr factor = factors.get(i);
      // a part of the product that is a number by itself is not a node of the formula
      Expr change =
          factor instanceof Product part && Build.isPart(part, factors)
              ? product(part.children())
              : d.apply(factor);
      terms.add(Build.product(before, Build.product(change, after[i])));
      before = Build.product(before, factor);
    }
    return Build.sum(terms);
  }

  private Expr quotient(Quotient quotient) {
    Expr above = quotient.numerator();
    Expr below = quotient.denominator();
    Expr changeAbove = d.apply(above);
    Expr changeBelow = d.apply(below);
    if (Build.isZero(changeBelow)) {
      return Build.quotient(changeAbove, below);
    }
    Expr square = Power.of(below, 2);
    Expr second = Build.product(above, changeBelow);
    if (Build.isZero(changeAbove)) {
      return Build.negate(Build.quotient(second, square));
    }
    return Build.quotient(
        Build.sum(Build.product(changeAbove, below), Build.negate(second)), square);
  }

  private Expr apply(Apply apply) {
    if (apply.operator() == Matrices.TRACE && apply.argument() instanceof Power power) {
      return new PowerDifferentials(d).trace(power);
    }
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < apply.arity(); i++) {
      if (apply.child(i).shape().isTruth()) {
        continue; // an indicator is constant on either side of its kink
      }
      Expr change = d.apply(apply.child(i));
      if (!Build.isZero(change)) {
        if (!isOnNumbers(apply)) {
          terms.add(ArrayDifferentials.of(apply, i, change));
          continue;
        }
        Expr partial = partial(apply, i);
        if (partial == null) {
          return unevaluated(apply);
        }
        terms.add(Build.product(partial, change));
      }
    }
    return Build.sum(terms);
  }

  /// The derivative of a part that no rule covers; one that moves in a direction has none to stand
  /// for.
  private Expr unevaluated(Expr node) {
    if (!direction.equals(Num.ONE)) {
      throw Unsupported.operator(
          node instanceof Apply apply
              ? apply.operator().name()
              : "a sum, product or limit like this");
    }
    return Derivative.of(node, variable, 1);
  }

  private static boolean isOnNumbers(Apply apply) {
    if (apply.operator() instanceof Function function && function.arrayValue() != null) {
      return false;
    }
    for (int i = 0; i < apply.arity(); i++) {
      if (!apply.child(i).isScalar() && !apply.child(i).shape().isTruth()) {
        return false;
      }
    }
    return apply.isScalar();
  }

  private Expr literal(Literal literal) {
    List<Expr> entries = new ArrayList<>();
    boolean constant = true;
    for (Expr entry : literal.children()) {
      Expr change = d.apply(entry);
      constant &= Build.isZero(change);
      entries.add(change);
    }
    return constant ? Num.ZERO : Literal.of(literal.rows(), entries);
  }

  /// The partial derivative of the function by its i-th argument, at its arguments; null where none
  /// is known.
  static @Nullable Expr partial(Apply apply, int argument) {
    return switch (apply.operator()) {
      case UnknownFunction unknown -> Apply.of(unknown.derivative(argument), apply.children());
      case Function function when function == Elementary.MAX || function == Elementary.MIN ->
          Extremum.partial(function, argument, apply.children());
      case Function function -> FunctionDerivatives.partial(function, argument, apply.children());
      default -> null;
    };
  }

  private Expr cases(Cases cases) {
    List<Cases.Branch> branches = new ArrayList<>();
    boolean constant = true;
    for (Cases.Branch branch : cases.branches()) {
      Expr change = d.apply(branch.value());
      constant &= Build.isZero(change);
      branches.add(new Cases.Branch(branch.condition(), Build.shaped(change, cases.shape())));
    }
    Expr otherwise = cases.otherwise();
    Expr last = otherwise == null ? null : d.apply(otherwise);
    if (constant && (last == null || Build.isZero(last))) {
      return Num.ZERO;
    }
    Expr eachEntry =
        EntryCases.concerns(cases) ? EntryCases.of(cases, changes(branches, last)) : null;
    return eachEntry != null
        ? eachEntry
        : Cases.of(branches, last == null ? null : Build.shaped(last, cases.shape()));
  }

  private static List<Expr> changes(List<Cases.Branch> branches, @Nullable Expr last) {
    List<Expr> changes = new ArrayList<>();
    branches.forEach(branch -> changes.add(branch.value()));
    if (last != null) {
      changes.add(last);
    }
    return changes;
  }

  private Expr binder(Binder binder) {
    Expr upper = binder.upper();
    boolean fixedBounds =
        Build.isZero(d.apply(binder.lower())) && (upper == null || Build.isZero(d.apply(upper)));
    Expr change = d.apply(binder.body());
    if (fixedBounds && Build.isZero(change)) {
      return Num.ZERO;
    }
    return switch (binder.kind()) {
      case SUM -> fixedBounds ? around(binder, change) : unevaluated(binder);
      case INTEGRAL -> integral(binder, change);
      // (Π u)′ = Π u · Σ u′/u, where no factor is 0
      case PRODUCT ->
          fixedBounds && upper != null
              ? Build.product(binder, Binder.sumLike(binder, Build.quotient(change, binder.body())))
              : unevaluated(binder);
      case LIMIT -> unevaluated(binder);
    };
  }

  private static Expr around(Binder binder, Expr body) {
    Expr[] parts = binder.children().toArray(Expr[]::new);
    parts[0] = body;
    return binder.withChildren(parts);
  }

  /// Leibniz's rule: the integrand at each moving bound, and the integral of the derivative.
  private Expr integral(Binder binder, Expr change) {
    Expr upper = binder.upper();
    if (upper == null) {
      return unevaluated(binder);
    }
    List<Expr> terms = new ArrayList<>();
    Expr changeUpper = d.apply(upper);
    Expr changeLower = d.apply(binder.lower());
    if (!Build.isZero(changeUpper)) {
      terms.add(Build.product(binder.open(upper), changeUpper));
    }
    if (!Build.isZero(changeLower)) {
      terms.add(Build.negate(Build.product(binder.open(binder.lower()), changeLower)));
    }
    if (!Build.isZero(change)) {
      terms.add(around(binder, change));
    }
    return Build.sum(terms);
  }

  /// A derivative that stays written: its order grows, or another variable joins.
  private Expr derivative(Derivative derivative) {
    if (derivative.variable().equals(variable)) {
      return Derivative.of(derivative.body(), variable, derivative.order() + 1);
    }
    return Build.isZero(d.apply(derivative.body())) && !(derivative.body() instanceof Symbol)
        ? Num.ZERO
        : Derivative.of(derivative, variable, 1);
  }
}
