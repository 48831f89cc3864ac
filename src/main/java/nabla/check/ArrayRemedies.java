package nabla.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nabla.catalogue.Matrices;
import nabla.check.Verdict.Kind;
import nabla.check.Verdict.Remedy;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// Looks for what the author of a refuted equation between arrays may have had in mind: that its
/// matrices are symmetric, diagonal or orthogonal, or commute.
final class ArrayRemedies {

  /// Beyond so many matrices, assumptions about them are not guessed.
  private static final int MOST_MATRICES = 3;

  private final Relation relation;
  private final Assumptions assumptions;
  private final Written written;
  private final boolean smooth;
  private final ArrayClaim.Meaning meaning;

  /// @param smooth whether what was differentiated has no kinks
  ArrayRemedies(
      Relation relation,
      Assumptions assumptions,
      Written written,
      boolean smooth,
      ArrayClaim.Meaning meaning) {
    this.relation = relation;
    this.assumptions = assumptions;
    this.written = written;
    this.smooth = smooth;
    this.meaning = meaning;
  }

  /// The assumptions under which a refuted equation holds: that square matrices in it are
  /// symmetric, diagonal or orthogonal; the weakest that do.
  List<Remedy> weakest() {
    List<Symbol> matrices = new ArrayList<>();
    for (Expr node : Dag.of(relation).nodes()) {
      if (node instanceof Symbol symbol && MatrixStructure.isSquareMatrix(symbol.shape())) {
        matrices.add(symbol);
      }
    }
    List<Remedy> remedies = new ArrayList<>();
    if (matrices.isEmpty() || matrices.size() > MOST_MATRICES) {
      return remedies;
    }
    for (Symbol matrix : matrices) {
      Remedy remedy = remedy(List.of(MatrixStructure.symmetric(matrix)));
      Expr inverse = Apply.of(Matrices.INVERSE, matrix);
      Expr diagonal = MatrixStructure.diagonalOf(matrix);
      if (remedy == null) {
        remedy =
            remedy(
                List.of(
                    Relation.of(Comparison.EQUAL, matrix, diagonal),
                    MatrixStructure.symmetric(matrix)));
      }
      Remedy other =
          remedy(
              List.of(
                  Relation.of(Comparison.EQUAL, Apply.of(Matrices.TRANSPOSE, matrix), inverse)));
      for (Remedy found : Arrays.asList(remedy, other)) {
        if (found != null) {
          remedies.add(found);
        }
      }
    }
    for (Symbol first : matrices) {
      for (Symbol second : matrices.subList(matrices.indexOf(first) + 1, matrices.size())) {
        if (remedies.isEmpty() && first.shape().equals(second.shape())) {
          commuting(first, second).ifPresent(remedies::add);
        }
      }
    }
    if (remedies.isEmpty() && matrices.size() > 1) {
      Remedy all = remedy(matrices.stream().map(MatrixStructure::symmetric).toList());
      if (all != null) {
        remedies.add(all);
      }
    }
    return remedies;
  }

  /// Whether the claim holds under facts, the first of which says it all.
  private @Nullable Remedy remedy(List<Expr> facts) {
    Assumptions more = assumptions;
    for (Expr fact : facts) {
      more = more.and(fact);
    }
    if (more.equals(assumptions)) {
      return null;
    }
    Relation equation = ArrayClaim.fitting(meaning.under(more));
    if (!ArrayTrial.survives(equation, more)) {
      return null;
    }
    ArrayProof proof = ArrayProof.of(equation, more, written.under(more));
    boolean all = facts.size() > 1 && facts.stream().allMatch(ArrayRemedies::isOneOfMany);
    Expr shown = all ? Logic.of(Logic.Connective.AND, facts) : facts.getFirst();
    if (proof == null && ArrayTrial.of(equation, more, smooth).counterexample() != null) {
      return null;
    }
    return new Remedy(shown, proof == null ? Kind.SUPPORTED : Kind.PROVED);
  }

  /// That two matrices commute, where the claim can be proved then: random ones do not.
  private Optional<Remedy> commuting(Symbol first, Symbol second) {
    Expr fact = Relation.of(Comparison.EQUAL, Product.of(first, second), Product.of(second, first));
    Assumptions more = assumptions.and(fact);
    return fact.equals(relation)
            || ArrayProof.of(ArrayClaim.fitting(meaning.under(more)), more, written.under(more))
                == null
        ? Optional.empty()
        : Optional.of(new Remedy(fact, Kind.PROVED));
  }

  private static boolean isOneOfMany(Expr fact) {
    return fact instanceof Relation relation
        && relation.left() instanceof Apply apply
        && apply.operator() == Matrices.TRANSPOSE;
  }
}
