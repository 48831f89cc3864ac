package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The matrix of a linear map: for a formula L(H) that is linear in the array H, the matrix J with
/// `vec L(H) = J vec(H)`, where vec puts the columns of a matrix below each other and leaves a
/// vector as it is. From `vec(P F Q) = (Qᵀ ⊗ P) vec F`, `vec(Fᵀ) = K vec F` and `vec(U ⊙ F) =
/// diag(vec U) vec F` (Magnus and Neudecker, Matrix Differential Calculus, chapters 2 and 3).
final class Jacobian {

  private final Dag dag;
  private final Expr direction;
  private final @Nullable Expr[] matrices;

  /// Why a node that moves has no matrix, which is no harm where what is around it needs none.
  private final @Nullable NablaException[] refusals;

  private Jacobian(Expr linear, Expr direction) {
    this.dag = Dag.of(linear);
    this.direction = direction;
    this.matrices = new Expr[dag.size()];
    this.refusals = new NablaException[dag.size()];
  }

  /// The matrix of a formula that is linear in the direction; the number 0 where it does not
  /// mention it.
  static Expr of(Expr linear, Expr direction) {
    Jacobian jacobian = new Jacobian(linear, direction);
    for (int position = 0; position < jacobian.matrices.length; position++) {
      Expr node = jacobian.dag.node(position);
      try {
        jacobian.matrices[position] = jacobian.at(node);
      } catch (NablaException refusal) {
        jacobian.refusals[position] = refusal;
      }
    }
    return jacobian.moves(linear) ? jacobian.matrix(linear) : Num.ZERO;
  }

  private static Dimension size(Shape shape) {
    return shape.rows().times(shape.columns());
  }

  private boolean moves(Expr part) {
    int position = dag.position(part);
    return position >= 0
        ? matrices[position] != null || refusals[position] != null
        : part.children().stream().anyMatch(this::moves);
  }

  private Expr matrix(Expr part) {
    int position = dag.position(part);
    NablaException refusal = position >= 0 ? refusals[position] : null;
    if (refusal != null) {
      throw refusal;
    }
    Expr matrix = position >= 0 ? matrices[position] : product((Product) part);
    if (matrix == null) {
      throw new IllegalStateException("a part that does not move");
    }
    return matrix;
  }

  /// The matrix of a node; null where it does not move.
  private @Nullable Expr at(Expr node) {
    if (node.equals(direction)) {
      return Matrices.identity(size(direction.shape()));
    }
    if (node.children().stream().noneMatch(this::moves)) {
      return null;
    }
    return switch (node) {
      case Sum sum -> sum(sum);
      case Negate negate -> Build.negate(matrix(negate.operand()));
      case Product product -> product(product);
      case Quotient quotient ->
          Build.quotient(matrix(quotient.numerator()), quotient.denominator());
      case Apply apply when apply.operator() instanceof Function function -> apply(function, apply);
      case Binder binder -> binder(binder);
      default -> throw Unsupported.operator("this expression, as a matrix");
    };
  }

  private Expr sum(Sum sum) {
    List<Expr> parts = new ArrayList<>();
    for (Expr term : sum.children()) {
      if (moves(term)) {
        Expr matrix = matrix(term);
        boolean spread = term.isScalar() && !sum.isScalar();
        parts.add(
            spread
                ? Build.product(Matrices.ones(Shape.vector(size(sum.shape()))), matrix)
                : matrix);
      }
    }
    return Build.sum(parts);
  }

  private Expr product(Product product) {
    List<Expr> factors = flattened(product);
    int moving = 0;
    while (!moves(factors.get(moving))) {
      moving++;
    }
    Expr factor = factors.get(moving);
    Expr left = productOf(factors.subList(0, moving));
    Expr right = productOf(factors.subList(moving + 1, factors.size()));
    if (factor.isScalar()) {
      return Build.product(vec(Build.product(left, right)), matrix(factor));
    }
    if (factor instanceof Apply apply
        && apply.operator() == Matrices.DIAG
        && apply.argument().shape().isVector()
        && right.shape().isVector()) {
      // diag(h) r = r ⊙ h
      Expr scaled = Build.product(left, Apply.of(Matrices.DIAG, right));
      return Build.product(scaled, matrix(apply.argument()));
    }
    return Build.product(around(left, right, factor.shape()), matrix(factor));
  }

  /// The factors, with those of a matrix that is a product itself, unless it is a number.
  private static List<Expr> flattened(Product product) {
    List<Expr> flat = new ArrayList<>();
    List<Expr> factors = Build.factors(product);
    for (Expr factor : factors.size() == 1 ? product.children() : factors) {
      if (factor instanceof Product inner && !inner.isScalar()) {
        flat.addAll(flattened(inner));
      } else {
        flat.add(factor);
      }
    }
    return flat;
  }

  /// `Qᵀ ⊗ P`, for the factors P before and Q behind an array of this shape.
  private static Expr around(Expr left, Expr right, Shape shape) {
    Expr number = Num.ONE;
    Expr before = left;
    Expr behind = right;
    if (before.isScalar()) {
      number = before;
      before = Matrices.identity(shape.rows());
    }
    if (behind.isScalar()) {
      number = Build.product(number, behind);
      behind = Matrices.identity(shape.columns());
    }
    Expr turned = Build.transpose(behind);
    Expr matrix =
        isOne(turned)
            ? before
            : isOne(before) ? turned : Apply.of(Matrices.KRONECKER, turned, before);
    return left.isScalar() && right.isScalar() ? number : Build.product(number, matrix);
  }

  private static boolean isOne(Expr factor) {
    return factor.isScalar();
  }

  private static Expr productOf(List<Expr> factors) {
    Expr result = Num.ONE;
    for (Expr factor : factors) {
      result = Build.product(result, factor);
    }
    return result;
  }

  private static Expr vec(Expr array) {
    return array.shape().columns().equals(Dimension.ONE)
        ? array
        : array.shape().rows().equals(Dimension.ONE)
            ? Build.transpose(array)
            : Apply.of(Matrices.VEC, array);
  }

  private static Expr row(Expr array) {
    return Build.transpose(vec(array));
  }

  private Expr apply(Function function, Apply apply) {
    int moving = moves(apply.child(0)) ? 0 : 1;
    Expr part = apply.child(moving);
    Expr other = apply.arity() == 2 ? apply.child(1 - moving) : Num.ONE;
    Expr matrix = matrix(part);
    Shape shape = part.shape();
    if (function == Matrices.TRANSPOSE) {
      boolean vector = shape.isVector() || shape.transposed().isVector();
      Expr rows = Dimensions.expression(shape.rows());
      Expr columns = Dimensions.expression(shape.columns());
      return vector ? matrix : Build.product(Apply.of(Matrices.COMMUTATION, rows, columns), matrix);
    }
    if (function == Matrices.TRACE) {
      return Build.product(row(Matrices.identity(shape.rows())), matrix);
    }
    if (function == Matrices.SUM || function == Matrices.MEAN) {
      Expr total = Build.product(Build.transpose(Matrices.ones(Shape.vector(size(shape)))), matrix);
      return function == Matrices.SUM
          ? total
          : Build.quotient(total, Dimensions.expression(size(shape)));
    }
    if (function == Matrices.ELEMENTWISE_PRODUCT) {
      return part.isScalar()
          ? Build.product(vec(other), matrix)
          : other.isScalar()
              ? Build.product(other, matrix)
              : Build.product(Apply.of(Matrices.DIAG, vec(other)), matrix);
    }
    if (function == Matrices.ELEMENTWISE_QUOTIENT && moving == 0 && !part.isScalar()) {
      Expr inverse = Apply.of(Matrices.ELEMENTWISE_QUOTIENT, Num.ONE, vec(other));
      return Build.product(Apply.of(Matrices.DIAG, inverse), matrix);
    }
    if (function == Matrices.INNER) {
      return Build.product(Build.transpose(other), matrix);
    }
    if (function == Matrices.VEC) {
      return matrix;
    }
    throw Unsupported.operator(function.name() + " in this place, as a matrix");
  }

  private Expr binder(Binder binder) {
    Expr upper = binder.upper();
    if (binder.kind() != Binder.Kind.SUM || upper == null) {
      throw Unsupported.operator("a product, an integral or a limit of arrays");
    }
    Symbol index = Symbol.of(Name.of("index of a sum"));
    return Binder.of(
        Binder.Kind.SUM, index, binder.lower(), upper, of(binder.open(index), direction));
  }
}
