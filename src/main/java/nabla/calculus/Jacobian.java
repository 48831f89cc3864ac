package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
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
      case Literal literal -> literal(literal);
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

  /// The columns of an array below each other; a vector is itself.
  static Expr vec(Expr array) {
    return array.shape().columns().equals(Dimension.ONE)
        ? array
        : array.shape().rows().equals(Dimension.ONE)
            ? Build.transpose(array)
            : Apply.of(Vectorization.VEC, array);
  }

  private static Expr row(Expr array) {
    return Build.transpose(vec(array));
  }

  private Expr apply(Function function, Apply apply) {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < apply.arity(); i++) {
      if (moves(apply.child(i))) {
        terms.add(Build.product(outer(function, apply, i), matrix(apply.child(i))));
      }
    }
    return Build.sum(terms);
  }

  /// The matrix of an operator in its i-th argument.
  private static Expr outer(Function function, Apply apply, int i) {
    Expr part = apply.child(i);
    if (function == Matrices.ELEMENTWISE_PRODUCT) {
      Expr other = apply.child(1 - i);
      return part.isScalar()
          ? vec(other)
          : other.isScalar() ? other : Apply.of(Matrices.DIAG, vec(other));
    }
    if (function == Matrices.ELEMENTWISE_QUOTIENT && i == 0) {
      Expr inverse = Apply.of(Matrices.ELEMENTWISE_QUOTIENT, Num.ONE, vec(apply.child(1)));
      return part.isScalar() ? inverse : Apply.of(Matrices.DIAG, inverse);
    }
    if (function == Matrices.DIAG) {
      Expr identity = Matrices.identity(apply.shape().rows());
      Expr spread = Apply.of(Blocks.KHATRI_RAO, identity, identity);
      return part.shape().isVector() ? spread : Build.transpose(spread);
    }
    if (function == Matrices.ENTRY) {
      return row(Entry.of(apply).place());
    }
    Expr stated = OperatorFormulas.matrix(function, apply, i);
    if (stated == null) {
      throw Unsupported.operator(function.name() + " in this place, as a matrix");
    }
    return stated;
  }

  /// A row for each entry, in the order of vec.
  private Expr literal(Literal literal) {
    Expr count = Num.of(literal.arity());
    List<Expr> rows = new ArrayList<>();
    for (int i = 0; i < literal.arity(); i++) {
      Expr entry = literal.entry(i % literal.rows(), i / literal.rows());
      if (moves(entry)) {
        Expr place = Apply.of(Blocks.UNIT, Num.of(i + 1), count);
        rows.add(Build.product(place, matrix(entry)));
      }
    }
    return Build.sum(rows);
  }

  private Expr binder(Binder binder) {
    Expr upper = binder.upper();
    boolean linear = binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.INTEGRAL;
    if (!linear || upper == null) {
      throw Unsupported.operator("a product or a limit of arrays");
    }
    Symbol index = Symbol.of(Name.of("index of a sum", binder.bound().toString()));
    return Binder.of(
        binder.kind(), index, binder.lower(), upper, of(binder.open(index), direction));
  }
}
