package nabla.simplify.arrays;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Symbol;

/// What is assumed of arrays: `Aᵀ = A`, `Qᵀ = Q⁻¹`, `XᵀX = I`, `Y𝟏 = 𝟏`, `P² = P`, `diag(diag(D))
/// = D`, `y ⊙ y = y`, and values of numbers that they make, as in `1ᵀy = 1`.
final class Facts {

  private final Assumptions assumptions;
  private final Set<Expr> symmetric = new HashSet<>();
  private final Set<Expr> orthogonal = new HashSet<>();
  private final Set<Expr> diagonal = new HashSet<>();
  private final Set<Expr> idempotent = new HashSet<>();
  private final Set<Expr> ownSquares = new HashSet<>();

  /// The matrices of which each row has the sum 1, and their transposes.
  private final Set<Expr> distributions = new HashSet<>();

  /// The products that are the identity: `XᵀX` of orthonormal columns, `XXᵀ` of rows.
  private final Set<Expr> identities = new HashSet<>();

  private final Map<Expr, Expr> values = new HashMap<>();

  Facts(Assumptions assumptions) {
    this.assumptions = assumptions;
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && isSquare(relation.left(), relation.right())) {
        idempotent.add(relation.right());
      } else if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && relation.left() instanceof Apply square
          && square.operator() == Matrices.ELEMENTWISE_PRODUCT
          && square.children().stream().allMatch(relation.right()::equals)) {
        ownSquares.add(relation.right());
      } else if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && Matrices.isOnes(relation.right())
          && relation.left() instanceof Product total
          && total.arity() == 2) {
        if (Matrices.isOnes(total.child(1))) {
          distributions.add(total.child(0));
        } else if (Matrices.isOnes(total.child(0))) {
          distributions.add(Apply.of(Matrices.TRANSPOSE, total.child(1)));
        }
      } else if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && relation.left() instanceof Product
          && relation.right() instanceof Apply identity
          && identity.operator() == Matrices.IDENTITY) {
        identities.add(relation.left());
      } else if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && relation.right() instanceof Apply diagonalMatrix
          && diagonalMatrix.operator() == Matrices.DIAG) {
        diagonal.add(relation.left());
      } else if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && relation.left() instanceof Apply left
          && left.operator() == Matrices.TRANSPOSE) {
        Expr array = left.argument();
        if (relation.right().equals(array)) {
          symmetric.add(array);
        } else if (relation.right() instanceof Apply right
            && right.operator() == Matrices.INVERSE
            && right.argument().equals(array)) {
          orthogonal.add(array);
        }
      }
    }
  }

  /// Brings the numbers that are assumed to have a value into the words of an algebra.
  void learn(Algebra algebra) {
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && relation.left().isScalar()
          && algebra.of(relation.left()).scalar() instanceof Symbol number
          && algebra.numbers.meaning(number) != null) {
        values.put(number, algebra.of(relation.right()).scalar());
      }
    }
  }

  boolean isSymmetric(Expr array) {
    return symmetric.contains(array);
  }

  boolean isDiagonal(Expr array) {
    return diagonal.contains(array);
  }

  boolean isOrthogonal(Expr array) {
    return orthogonal.contains(array);
  }

  /// Whether a letter is a diagonal matrix or the inverse of one: these commute.
  boolean isDiagonal(Letter letter) {
    return diagonal.contains(letter.atom())
        || (letter.is(Matrices.INVERSE) && diagonal.contains(((Apply) letter.atom()).argument()));
  }

  /// Whether the entries of a vector are 0 and 1.
  boolean isOwnSquare(Expr vector) {
    return ownSquares.contains(vector) || isOfOnesAndZeros(vector);
  }

  /// Whether each entry says where a condition holds, `𝟙[x > 0]`, as it is or as a column.
  static boolean isOfOnesAndZeros(Expr array) {
    return array instanceof Apply apply
        && (apply.operator() == Elementary.INDICATOR
            || ((apply.operator() == Vectorization.VEC || apply.operator() == Matrices.TRANSPOSE)
                && isOfOnesAndZeros(apply.argument())));
  }

  /// The inverse of an orthogonal matrix as its transpose; any other letter as it is.
  Letter turned(Letter letter) {
    return letter.is(Matrices.INVERSE) && orthogonal.contains(((Apply) letter.atom()).argument())
        ? new Letter(((Apply) letter.atom()).argument(), !letter.transposed())
        : letter;
  }

  /// Whether two neighbours are an orthogonal matrix and its transpose.
  boolean cancel(Letter a, Letter b) {
    return a.atom().equals(b.atom())
        && (a.transposed() != b.transposed() || symmetric.contains(a.atom()))
        && orthogonal.contains(a.atom());
  }

  private static boolean isSquare(Expr square, Expr matrix) {
    return matrix.shape().isSquare()
        && !matrix.isScalar()
        && (square.equals(Power.of(matrix, Num.TWO)) || square.equals(Product.of(matrix, matrix)));
  }

  /// Whether a matrix is its own square, as projections are.
  boolean isIdempotent(Letter letter) {
    return idempotent.contains(letter.atom());
  }

  /// Whether each row of a matrix is assumed to have the sum 1.
  boolean isDistribution(Letter letter) {
    return !distributions.isEmpty() && distributions.contains(letter.expression());
  }

  /// Whether the product of two neighbours is assumed to be the identity.
  boolean isIdentity(Letter a, Letter b) {
    return !identities.isEmpty() && identities.contains(Product.of(a.expression(), b.expression()));
  }

  /// The value of a number where it is known; else the number.
  Expr value(Expr number) {
    return values.getOrDefault(number, number);
  }
}
