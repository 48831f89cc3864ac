package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Turns a linear map around: for a formula L(H) that is linear in the array H, and an array V of
/// the shape of L(H), the array G with `⟨V, L(H)⟩ = ⟨G, H⟩` for every H, where ⟨A, B⟩ = tr(AᵀB).
/// For the differential of a number, V = 1 and G is the gradient. One backward sweep over the
/// distinct nodes: what arrives at a node is the adjoint of backpropagation.
final class Transposition {

  private final Dag dag;
  private final Expr direction;
  private final boolean[] moves;
  private final @Nullable List<Expr>[] arrived;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists cannot be made otherwise
  private Transposition(Expr linear, Expr direction) {
    this.dag = Dag.of(linear);
    this.direction = direction;
    this.moves = new boolean[dag.size()];
    this.arrived = new List[dag.size()];
    for (int position = 0; position < moves.length; position++) {
      Expr node = dag.node(position);
      moves[position] = node.equals(direction);
      for (int i = 0; i < node.arity(); i++) {
        moves[position] |= moves[dag.position(node.child(i))];
      }
    }
  }

  /// G for the linear formula and V; the number 0 where the formula does not mention the direction.
  static Expr of(Expr linear, Expr direction, Expr cotangent) {
    return new Transposition(linear, direction).run(cotangent);
  }

  private Expr run(Expr cotangent) {
    int root = dag.size() - 1;
    arrived[root] = new ArrayList<>(List.of(cotangent));
    for (int position = root; position >= 0; position--) {
      Expr node = dag.node(position);
      if (moves[position] && !node.equals(direction)) {
        Expr adjoint = total(position);
        if (!Build.isZero(adjoint)) {
          hand(node, adjoint);
        }
        arrived[position] = null;
      }
    }
    int place = dag.position(direction);
    return place < 0 ? Num.ZERO : total(place);
  }

  private Expr total(int position) {
    List<Expr> parts = arrived[position];
    return parts == null ? Num.ZERO : Build.sum(parts.reversed()); // in the order of the formula
  }

  private boolean moves(Expr part) {
    return moves[dag.position(part)];
  }

  private void give(Expr part, Expr adjoint) {
    int position = dag.position(part);
    List<Expr> parts = arrived[position];
    if (parts == null) {
      parts = new ArrayList<>();
      arrived[position] = parts;
    }
    parts.add(adjoint);
  }

  private void hand(Expr node, Expr adjoint) {
    switch (node) {
      case Sum sum -> {
        for (Expr term : sum.children()) {
          if (moves(term)) {
            give(term, term.isScalar() && !sum.isScalar() ? sumOf(adjoint) : adjoint);
          }
        }
      }
      case Negate negate -> give(negate.operand(), Build.negate(adjoint));
      case Product product -> product(product, adjoint);
      case Quotient quotient ->
          give(quotient.numerator(), Build.quotient(adjoint, quotient.denominator()));
      case Apply apply when apply.operator() instanceof Function function ->
          apply(function, apply, adjoint);
      case Binder binder -> binder(binder, adjoint);
      case Literal literal -> literal(literal, adjoint);
      case Cases cases -> cases(cases, adjoint);
      default -> throw Unsupported.operator("this expression");
    }
  }

  private static Expr sumOf(Expr array) {
    return Apply.of(Matrices.SUM, array);
  }

  /// `⟨A, B⟩` for two arrays of one shape.
  static Expr inner(Expr a, Expr b) {
    if (a.isScalar() || b.isScalar()) {
      return Build.product(a, b);
    }
    if (a.shape().isVector()) {
      return Build.product(Build.transpose(a), b);
    }
    if (a.shape().transposed().isVector()) {
      return Build.product(a, Build.transpose(b));
    }
    return Apply.of(Matrices.TRACE, Build.product(Build.transpose(a), b));
  }

  /// `L H R ↦ Lᵀ V Rᵀ`; a moving number in front of an array, `h A ↦ ⟨A, V⟩`.
  private void product(Product product, Expr adjoint) {
    List<Expr> factors = Build.factors(product);
    if (factors.size() == 1) {
      factors = product.children();
    }
    int moving = movingFactor(factors);
    Expr factor = factors.get(moving);
    Expr left = productOf(factors.subList(0, moving));
    Expr right = productOf(factors.subList(moving + 1, factors.size()));
    Expr arrived;
    if (factor.isScalar()) {
      arrived = inner(Build.product(left, right), adjoint);
    } else {
      arrived =
          Build.product(Build.product(Build.transpose(left), adjoint), Build.transpose(right));
    }
    if (dag.position(factor) < 0) {
      product((Product) factor, arrived); // a part that is a number by itself
    } else {
      give(factor, arrived);
    }
  }

  private int movingFactor(List<Expr> factors) {
    for (int i = 0; i < factors.size(); i++) {
      Expr factor = factors.get(i);
      if (dag.position(factor) >= 0
          ? moves(factor)
          : factor.children().stream().anyMatch(this::moves)) {
        return i;
      }
    }
    throw new IllegalStateException("no factor moves");
  }

  private static Expr productOf(List<Expr> factors) {
    Expr result = Num.ONE;
    for (Expr factor : factors) {
      result = Build.product(result, factor);
    }
    return result;
  }

  private void apply(Function function, Apply apply, Expr adjoint) {
    for (int i = 0; i < apply.arity(); i++) {
      if (moves(apply.child(i))) {
        give(apply.child(i), handed(function, apply, i, adjoint));
      }
    }
  }

  /// What arrives at the i-th argument.
  private static Expr handed(Function function, Apply apply, int i, Expr adjoint) {
    Expr part = apply.child(i);
    if (function == Matrices.ELEMENTWISE_PRODUCT) {
      Expr other = apply.child(1 - i);
      return part.isScalar() ? inner(other, adjoint) : Build.elementwise(other, adjoint);
    }
    if (function == Matrices.ELEMENTWISE_QUOTIENT && i == 0) {
      Expr other = apply.child(1);
      return part.isScalar()
          ? inner(Apply.of(Matrices.ELEMENTWISE_QUOTIENT, Num.ONE, other), adjoint)
          : Apply.of(Matrices.ELEMENTWISE_QUOTIENT, adjoint, other);
    }
    if (function == Matrices.DIAG) {
      return Apply.of(Matrices.DIAG, adjoint);
    }
    if (function == Matrices.ENTRY) {
      return Build.product(adjoint, Entry.of(apply).place());
    }
    if (function == Matrices.KRONECKER) {
      Expr factor = KroneckerAdjoint.of(apply, i, adjoint);
      if (factor != null) {
        return factor;
      }
    }
    Expr stated = OperatorFormulas.adjoint(function, apply, i, adjoint);
    if (stated != null) {
      return stated;
    }
    Expr matrix = OperatorFormulas.matrix(function, apply, i);
    if (matrix == null) {
      throw Unsupported.operator(function.name() + " in this place");
    }
    Expr column = Build.product(Build.transpose(matrix), Jacobian.vec(adjoint));
    return part.shape().isVector() ? column : Build.unfolded(column, part.shape());
  }

  /// The transpose of a sum or an integral is that of its terms.
  private void binder(Binder binder, Expr adjoint) {
    Symbol index = Symbol.of(Name.of("index of a sum", binder.bound().toString()));
    Expr inside = of(binder.open(index), direction, adjoint);
    Expr upper = binder.upper();
    if (upper == null || binder.kind() == Binder.Kind.PRODUCT) {
      throw Unsupported.operator("a limit or product");
    }
    give(direction, Binder.of(binder.kind(), index, binder.lower(), upper, inside));
  }

  private void literal(Literal literal, Expr adjoint) {
    boolean column = literal.shape().isVector();
    for (int i = 0; i < literal.arity(); i++) {
      if (moves(literal.child(i))) {
        Num row = Num.of(i / literal.columns() + 1);
        Num place = Num.of(i % literal.columns() + 1);
        give(
            literal.child(i),
            column
                ? Apply.of(Matrices.ENTRY, adjoint, row)
                : Apply.of(Matrices.ENTRY, adjoint, row, place));
      }
    }
  }

  private void cases(Cases cases, Expr adjoint) {
    for (int branch = 0; branch < cases.branches().size(); branch++) {
      Expr value = cases.branches().get(branch).value();
      if (moves(value)) {
        give(value, only(cases, branch, adjoint));
      }
    }
    Expr otherwise = cases.otherwise();
    if (otherwise != null && moves(otherwise)) {
      give(otherwise, only(cases, cases.branches().size(), adjoint));
    }
  }

  /// The adjoint where this branch holds, 0 where another does.
  private static Expr only(Cases cases, int chosen, Expr adjoint) {
    Expr zero = Build.shaped(Num.ZERO, adjoint.shape());
    List<Cases.Branch> branches = new ArrayList<>();
    for (int i = 0; i < cases.branches().size(); i++) {
      branches.add(
          new Cases.Branch(cases.branches().get(i).condition(), i == chosen ? adjoint : zero));
    }
    boolean last = chosen == cases.branches().size();
    return Cases.of(branches, cases.otherwise() == null ? null : last ? adjoint : zero);
  }
}
