package nabla.simplify.arrays;

import java.util.List;
import java.util.stream.Stream;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// The laws of ⊗ and of commutation matrices (Magnus and Neudecker, Matrix Differential Calculus,
/// chapters 2.4 and 3.7), with K on the right: `(A ⊗ B)(C ⊗ D) = AC ⊗ BD`, `K (A ⊗ B) = (B ⊗ A) K`,
/// `K K = I`, `(B ⊗ A) vec(X) = vec(A X Bᵀ)`, `K vec(X) = vec(Xᵀ)`.
final class KroneckerLaws {

  private final Algebra algebra;

  KroneckerLaws(Algebra algebra) {
    this.algebra = algebra;
  }

  /// Applies what fits to neighbours, until nothing does; the number that comes in front.
  Expr apply(List<Letter> word) {
    Expr number = Num.ONE;
    for (int i = 0; i < word.size(); i++) {
      word.set(i, plain(word.get(i)));
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i + 1 < word.size() && !changed; i++) {
        Term joined = join(word.get(i), word.get(i + 1));
        if (joined != null) {
          word.remove(i + 1);
          word.remove(i);
          word.addAll(i, joined.word());
          number = Canonical.product(number, joined.scalar());
          changed = true;
        }
      }
    }
    return number;
  }

  /// Transposes go inside: `(A ⊗ B)ᵀ = Aᵀ ⊗ Bᵀ`.
  private Letter plain(Letter letter) {
    if (!letter.transposed()) {
      return letter;
    }
    if (letter.is(Matrices.KRONECKER)) {
      return letter(
          Apply.of(Matrices.KRONECKER, turned(child(letter, 0)), turned(child(letter, 1))));
    }
    return letter.is(Vectorization.COMMUTATION)
        ? commutation(child(letter, 1), child(letter, 0))
        : letter;
  }

  private @Nullable Term join(Letter a, Letter b) {
    if (a.is(Matrices.KRONECKER) && b.is(Matrices.KRONECKER)) {
      Expr left = child(a, 0);
      Expr right = child(a, 1);
      Expr nextLeft = child(b, 0);
      Expr nextRight = child(b, 1);
      return fits(left, nextLeft) && fits(right, nextRight)
          ? term(kronecker(product(left, nextLeft), product(right, nextRight)))
          : null;
    }
    if (a.is(Vectorization.COMMUTATION) && b.is(Matrices.KRONECKER)) {
      Shape left = child(b, 0).shape();
      Shape right = child(b, 1).shape();
      return Dimensions.of(child(a, 0)).equals(right.rows())
              && Dimensions.of(child(a, 1)).equals(left.rows())
          ? term(
              letter(Apply.of(Matrices.KRONECKER, child(b, 1), child(b, 0))),
              commutation(right.columns(), left.columns()))
          : null;
    }
    if (a.is(Vectorization.COMMUTATION) && b.is(Vectorization.COMMUTATION)) {
      return child(a, 0).equals(child(b, 1)) && child(a, 1).equals(child(b, 0)) ? term() : null;
    }
    if (a.is(Vectorization.COMMUTATION) && b.is(Vectorization.VEC) && !b.transposed()) {
      Expr inner = child(b, 0);
      return Dimensions.of(child(a, 0)).equals(inner.shape().rows())
              && Dimensions.of(child(a, 1)).equals(inner.shape().columns())
          ? term(Apply.of(Vectorization.VEC, turned(inner)))
          : null;
    }
    if (a.is(Matrices.KRONECKER) && b.is(Blocks.KHATRI_RAO) && !b.transposed()) {
      return fits(child(a, 0), child(b, 0)) && fits(child(a, 1), child(b, 1))
          ? khatriRao(product(child(a, 0), child(b, 0)), product(child(a, 1), child(b, 1)))
          : null;
    }
    if (a.is(Blocks.KHATRI_RAO) && a.transposed()) {
      Term rows = timesRows(child(a, 0), child(a, 1), b);
      if (rows != null) {
        return rows;
      }
    }
    if (a.is(Blocks.KHATRI_RAO) && a.transposed() && b.is(Vectorization.VEC)) {
      Expr left = child(a, 0);
      Expr right = child(a, 1);
      Expr inner = child(b, 0);
      boolean diagonal =
          isIdentity(left)
              && isIdentity(right)
              && inner.shape().isSquare()
              && inner.shape().rows().equals(left.shape().rows());
      return diagonal ? term(Apply.of(Matrices.DIAG, inner)) : null;
    }
    if (a.atom() instanceof Binder binder && Binders.concerns(binder) && b.is(Vectorization.VEC)) {
      return inside(binder, a.transposed(), b);
    }
    if (a.is(Matrices.KRONECKER) && b.is(Vectorization.VEC) && !b.transposed()) {
      Term apart = ofKronecker(a.atom(), child(b, 0));
      if (apart != null) {
        return apart;
      }
    }
    if (a.is(Matrices.KRONECKER) && b.is(Vectorization.VEC)) {
      Expr inner = child(b, 0);
      Expr right = child(a, 0);
      Expr left = child(a, 1);
      return fits(left, inner) && inner.shape().columns().equals(right.shape().columns())
          ? term(Apply.of(Vectorization.VEC, product(product(left, inner), turned(right))))
          : null;
    }
    if (a.is(Vectorization.VEC) && a.transposed() && b.is(Matrices.KRONECKER)) {
      Expr inner = child(a, 0);
      Expr right = child(b, 0);
      Expr left = child(b, 1);
      return left.shape().rows().equals(inner.shape().rows()) && fits(inner, right)
          ? row(product(product(turned(left), inner), right))
          : null;
    }
    if (a.is(Vectorization.VEC) && a.transposed() && b.is(Vectorization.COMMUTATION)) {
      Expr inner = child(a, 0);
      return Dimensions.of(child(b, 0)).equals(inner.shape().columns())
              && Dimensions.of(child(b, 1)).equals(inner.shape().rows())
          ? row(turned(inner))
          : null;
    }
    return null;
  }

  /// The rows `(a_i ⊗ b_i)ᵀ` times other columns: `(A ∗ B)ᵀ(C ∗ D) = AᵀC ⊙ BᵀD`, and where x is a
  /// vector, `(A ∗ B)ᵀ(x ⊗ D) = diag(Aᵀx) BᵀD`; null for any other.
  private @Nullable Term timesRows(Expr a, Expr b, Letter next) {
    boolean columns = next.is(Blocks.KHATRI_RAO) && !next.transposed();
    if (!columns && !next.is(Matrices.KRONECKER)) {
      return null;
    }
    Expr c = child(next, 0);
    Expr d = child(next, 1);
    if (!fits(turned(a), c) || !fits(turned(b), d)) {
      return null;
    }
    Expr left = product(turned(a), c);
    Expr right = product(turned(b), d);
    if (columns) {
      return isIdentity(left) && isIdentity(right)
          ? term(left)
          : term(Apply.of(Matrices.ELEMENTWISE_PRODUCT, left, right));
    }
    return c.shape().isVector()
        ? term(Product.of(Apply.of(Matrices.DIAG, left), right))
        : d.shape().isVector() ? term(Product.of(Apply.of(Matrices.DIAG, right), left)) : null;
  }

  /// `(I ⊗ K ⊗ I) vec(X ⊗ A) = vec(X) ⊗ vec(A)`, where I is also `I ⊗ I`; null for any other.
  private @Nullable Term ofKronecker(Expr matrix, Expr inner) {
    List<Expr> factors = factors(matrix);
    if (factors.size() != 3
        || !isIdentity(factors.get(0))
        || !isIdentity(factors.get(2))
        || !(factors.get(1) instanceof Apply middle)
        || middle.operator() != Vectorization.COMMUTATION) {
      return null;
    }
    Shape left = Shape.of(Dimensions.of(middle.child(0)), factors.get(0).shape().rows());
    Shape right = Shape.of(factors.get(2).shape().rows(), Dimensions.of(middle.child(1)));
    Expr first = null;
    Expr second = null;
    if (inner instanceof Apply apply && apply.operator() == Matrices.KRONECKER) {
      first = apply.child(0);
      second = apply.child(1);
    } else if (isIdentity(inner) && left.isSquare() && right.isSquare()) {
      first = Matrices.identity(left.rows());
      second = Matrices.identity(right.rows());
    }
    return first != null
            && second != null
            && first.shape().equals(left)
            && second.shape().equals(right)
        ? term(
            Apply.of(
                Matrices.KRONECKER,
                Apply.of(Vectorization.VEC, first),
                Apply.of(Vectorization.VEC, second)))
        : null;
  }

  /// A, B and C of `A ⊗ B ⊗ C`.
  private static List<Expr> factors(Expr matrix) {
    return matrix instanceof Apply apply && apply.operator() == Matrices.KRONECKER
        ? Stream.concat(factors(apply.child(0)).stream(), factors(apply.child(1)).stream()).toList()
        : List.of(matrix);
  }

  /// `A ⊗ B`, a product where one of them is a number.
  private static Expr kronecker(Expr a, Expr b) {
    return a.isScalar() || b.isScalar() ? Product.of(a, b) : Apply.of(Matrices.KRONECKER, a, b);
  }

  /// `vec(X)ᵀ`.
  private Term row(Expr array) {
    return term(Apply.of(Matrices.TRANSPOSE, Apply.of(Vectorization.VEC, array)));
  }

  /// A sum or an integral of matrices times `vec(X)`, as that of the products; null where these are
  /// not simpler.
  private @Nullable Term inside(Binder binder, boolean transposed, Letter vector) {
    Symbol index = Symbol.of(Name.of("factor", binder.bound().toString()));
    Expr body = binder.open(index);
    Expr matrix = transposed ? Apply.of(Matrices.TRANSPOSE, body) : body;
    Term product = term(binder.around(index, Product.of(matrix, vector.expression())));
    return product.word().size() == 1 && product.word().getFirst().is(Vectorization.VEC)
        ? product
        : null;
  }

  private static Letter letter(Expr atom) {
    return new Letter(atom, false);
  }

  private static Term term(Letter... letters) {
    return new Term(Num.ONE, List.of(letters));
  }

  /// An array as a number times letters; a sum is one letter.
  private Term term(Expr array) {
    Terms terms = algebra.of(array);
    return terms.isSingle() ? terms.terms().getFirst() : term(letter(algebra.spell(terms)));
  }

  /// Columns of single entries scale: `aᵀ ∗ B = B ∗ aᵀ = B diag(a)`.
  private Term khatriRao(Expr a, Expr b) {
    boolean left = a.shape().rows().equals(Dimension.ONE);
    return term(
        left || b.shape().rows().equals(Dimension.ONE)
            ? Product.of(left ? b : a, Apply.of(Matrices.DIAG, turned(left ? a : b)))
            : Apply.of(Blocks.KHATRI_RAO, a, b));
  }

  private static boolean fits(Expr a, Expr b) {
    return a.shape().columns().equals(b.shape().rows());
  }

  private static Expr child(Letter letter, int index) {
    return letter.atom().child(index);
  }

  private Expr product(Expr a, Expr b) {
    return algebra.spell(algebra.times(algebra.of(a), algebra.of(b)));
  }

  private Expr turned(Expr array) {
    return algebra.spell(algebra.of(Apply.of(Matrices.TRANSPOSE, array)));
  }

  private static boolean isIdentity(Expr array) {
    return array instanceof Apply apply && apply.operator() == Matrices.IDENTITY;
  }

  private static Letter commutation(Expr rows, Expr columns) {
    return new Letter(Apply.of(Vectorization.COMMUTATION, rows, columns), false);
  }

  private static Letter commutation(Dimension rows, Dimension columns) {
    boolean vector = rows.equals(Dimension.ONE) || columns.equals(Dimension.ONE);
    return vector
        ? new Letter(Matrices.identity(rows.times(columns)), false)
        : commutation(Dimensions.expression(rows), Dimensions.expression(columns));
  }

  static boolean concerns(Letter letter) {
    return letter.is(Matrices.KRONECKER)
        || letter.is(Vectorization.COMMUTATION)
        || letter.is(Vectorization.VEC)
        || letter.is(Blocks.KHATRI_RAO);
  }

  /// Whether a letter is `A ⊗ B` with square A and B: its inverse is `A⁻¹ ⊗ B⁻¹`, and its trace and
  /// its determinant are made of theirs.
  static boolean isOfSquares(Letter letter) {
    return letter.is(Matrices.KRONECKER)
        && letter.atom().children().stream().allMatch(factor -> factor.shape().isSquare());
  }
}
