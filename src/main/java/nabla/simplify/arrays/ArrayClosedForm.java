package nabla.simplify.arrays;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.simplify.Canonical;
import nabla.simplify.Form;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// The closed form of a formula with vectors and matrices: of the form as derived and the form
/// multiplied out and collected, the one that is shorter to read.
public final class ArrayClosedForm {

  private final Algebra keeping;

  /// Closed forms for someone who wrote these formulas, under the assumptions that go with them.
  public ArrayClosedForm(Written written, Expr... formulas) {
    this.keeping = Algebra.keeping(written);
    for (Expr formula : formulas) {
      keeping.remember(formula);
    }
  }

  /// Whether an array is assumed to be a diagonal matrix.
  public boolean isDiagonal(Expr array) {
    return keeping.facts().isDiagonal(array);
  }

  /// Whether an array is assumed to be an orthogonal matrix.
  public boolean isOrthogonal(Expr array) {
    return keeping.facts().isOrthogonal(array);
  }

  /// Whether an array is assumed to be symmetric.
  public boolean isSymmetric(Expr array) {
    return keeping.facts().isSymmetric(array);
  }

  /// The closed form of an expression.
  public Expr of(Expr expression) {
    Expr plain = plain(expression);
    Expr inRoot = plain.isScalar() ? null : RootLetters.of(plain, this::plain);
    boolean rooted = inRoot != null && keeping.cost(inRoot) < keeping.cost(plain);
    return alike(rooted ? Objects.requireNonNull(inRoot) : plain);
  }

  /// The expression with one and the same array on both sides where an array is compared with its
  /// own largest or smallest entry.
  public Expr alike(Expr expression) {
    return new Extremes(keeping).alike(expression);
  }

  private Expr plain(Expr expression) {
    Terms kept = keeping.of(expression);
    Set<Terms> forms = new LinkedHashSet<>(List.of(kept));
    Terms expanded = keeping.expanding().of(expression);
    for (Terms terms : List.of(kept, expanded)) {
      Terms collected = new Collecting(keeping, false).of(terms);
      forms.add(collected);
      forms.add(Collecting.byNumbers(keeping, collected));
      forms.add(new Collecting(keeping, true).of(terms));
      forms.add(new Collecting(keeping, false).within(terms));
    }
    forms.add(new SumsTogether(keeping).of(kept));
    forms.add(new SumsTogether(keeping).counted(kept));
    return forms.stream()
        .map(keeping::spell)
        .min(
            Comparator.<Expr>comparingInt(form -> hasKronecker(form) ? 1 : 0)
                .thenComparingLong(keeping::cost))
        .orElseThrow();
  }

  /// A product of vectors around a ⊗ has another form without it, which is plainer to read at any
  /// length: `(yᵀ ⊗ M)(x ⊗ I) = (yᵀx) M`.
  private static boolean hasKronecker(Expr form) {
    return Dag.of(form).nodes().stream()
        .anyMatch(node -> node instanceof Apply apply && apply.operator() == Matrices.KRONECKER);
  }

  /// The expression with products multiplied out.
  public Expr expanded(Expr expression) {
    return inForm(keeping.expanding().of(expression), new Form.Expanded());
  }

  /// The expression as a product; a number made of arrays as one of factors that are irreducible
  /// over the rational numbers. Null for a sum of arrays whose terms have no factor in common.
  public @Nullable Expr factored(Expr expression) {
    Terms terms = new Collecting(keeping, false).of(keeping.expanding().of(expression));
    return terms.shape().isScalar() || terms.terms().size() < 2
        ? inForm(terms, new Form.Factored())
        : null;
  }

  private Expr inForm(Terms terms, Form form) {
    return terms.shape().isScalar()
        ? keeping.numbers.fill(form.of(Canonical.of(terms.scalar()), keeping.written()))
        : keeping.spell(terms);
  }
}
