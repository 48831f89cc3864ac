package nabla.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nabla.calculus.OperatorFormulas;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.check.Verdict.Kind;
import nabla.check.Verdict.Remedy;
import nabla.check.Verdict.Road;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Shape;
import nabla.expr.UnknownFunction;
import nabla.simplify.Written;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// One relation between two sides with vectors or matrices: numbers first, then a proof by the laws
/// of matrices, then one in entries.
final class ArrayClaim {

  /// A search for a proof takes one part in so many of the time; the numbers are there before it.
  private static final int SHARE_OF_PROOF = 2;

  private final Relation relation;
  private final Assumptions assumptions;
  private final Written written;
  private final boolean smooth;
  private final List<String> remarks = new ArrayList<>();

  private ArrayClaim(Relation relation, Assumptions assumptions, Written written, boolean smooth) {
    this.smooth = smooth;
    this.relation = relation;
    this.assumptions = assumptions;
    this.written = written.under(assumptions);
  }

  /// What is made of both sides under assumptions: derivatives are carried out, and intermediates
  /// replaced.
  interface Meaning {
    /// The relation with the derivatives in it carried out under these assumptions.
    Relation under(Assumptions assumptions);
  }

  /// Whether an equation between arrays, or numbers that they make, is assumed, which arrays chosen
  /// at random hardly ever satisfy.
  private boolean isHardToMeet() {
    return relation.comparison() == Comparison.EQUAL
        && assumptions.facts().stream()
            .anyMatch(fact ->
                fact instanceof Relation assumed
                    && assumed.comparison() == Comparison.EQUAL
                    && concerns(assumed));
  }

  /// The verdict on a relation. A [NablaException] of kind `SHAPE` where the sides have different
  /// shapes, of kind `UNSUPPORTED` for an inequality between arrays.
  ///
  /// @param claim the relation as it was written, with its derivatives
  static Verdict verdict(
      Relation claim, Meaning meaning, Assumptions assumptions, Written written) {
    Set<Expr> differentiated = new LinkedHashSet<>();
    boolean smooth = true;
    for (Expr node : Dag.of(claim).nodes()) {
      if (node instanceof Derivative derivative) {
        smooth &= !Dag.any(derivative.body(), ArrayClaim::hasKink);
        differentiated.addAll(ArrayProvisos.of(derivative.body(), assumptions, written));
      }
    }
    Assumptions inside = assumptions;
    for (Expr condition : differentiated) {
      inside = inside.and(condition);
    }
    Relation relation = fitting(meaning.under(assumptions));
    Verdict verdict = new ArrayClaim(relation, inside, written, smooth).verdict(meaning);
    return verdict.on(claim, verdict.isGood() ? differentiated : Set.of());
  }

  private static boolean hasKink(Expr node) {
    return node instanceof Cases
        || (node instanceof Apply apply
            && apply.operator() instanceof Function function
            && (function == Elementary.INDICATOR
                || function.kink() != null
                || OperatorFormulas.condition(function, apply) != null
                || (function == Norms.NORM && apply.arity() > 1)));
  }

  /// Whether a claim speaks of arrays.
  static boolean concerns(Expr claim) {
    return Dag.any(claim, node -> !node.isScalar() && !node.shape().isTruth());
  }

  /// The relation with sides of one shape: a 0 beside an array is the array of zeros.
  static Relation fitting(Relation relation) {
    Shape left = relation.left().shape();
    Shape right = relation.right().shape();
    boolean equation =
        relation.comparison() == Comparison.EQUAL || relation.comparison() == Comparison.NOT_EQUAL;
    if (!left.equals(right)) {
      if (relation.right().equals(Num.ZERO)) {
        return fitting(Relation.of(relation.comparison(), relation.left(), Matrices.zeros(left)));
      }
      if (relation.left().equals(Num.ZERO)) {
        return fitting(Relation.of(relation.comparison(), Matrices.zeros(right), relation.right()));
      }
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "the sides have different shapes: "
              + Text.of(relation.left())
              + " is "
              + named(left)
              + ", "
              + Text.of(relation.right())
              + " is "
              + named(right));
    }
    if (!left.isScalar() && !equation) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "an inequality between arrays has more than one meaning; compare numbers, such as their"
              + " norms, or entries x_i");
    }
    return relation;
  }

  private static String named(Shape shape) {
    return shape.isScalar() ? "a number" : shape.toString();
  }

  private Verdict verdict(Meaning meaning) {
    ArrayTrial.Outcome outcome = ArrayTrial.of(relation, assumptions, smooth);
    if (outcome.counterexample() != null) {
      return refuted(outcome, meaning);
    }
    if (outcome.denied()) {
      remarks.add("the sides differ at random arrays, but nothing smaller was found that shows it");
      return verdict(Kind.UNDECIDED, null, outcome, List.of(), List.of());
    }
    if (outcome.points() == 0 && outcome.obstacle().isEmpty() && isHardToMeet()) {
      ArrayProof proof = ArrayProof.of(relation, assumptions, written);
      if (proof != null) {
        remarks.add("no random arrays meet the assumptions: the proof alone decides");
        return verdict(Kind.PROVED, proof.road(), outcome, proof.conditions(), List.of());
      }
    }
    if (outcome.points() == 0) {
      remarks.add(
          outcome.obstacle().isEmpty()
              ? "no arrays were found at which both sides are defined"
              : "the sides could not be compared: " + outcome.obstacle());
      return verdict(Kind.UNDECIDED, null, outcome, List.of(), List.of());
    }
    if (!smooth) {
      remarks.add("derivatives are compared where they exist, away from kinks");
    }
    ArrayProof proof =
        switch (relation.comparison()) {
          case EQUAL -> proof();
          case GREATER_OR_EQUAL ->
              ArrayProof.ofOrder(relation.left(), relation.right(), assumptions, written);
          case LESS_OR_EQUAL ->
              ArrayProof.ofOrder(relation.right(), relation.left(), assumptions, written);
          case NOT_EQUAL, LESS, GREATER, APPROXIMATELY -> null;
        };
    return proof == null
        ? verdict(
            Kind.SUPPORTED,
            null,
            outcome,
            ArrayProvisos.of(relation.left(), relation.right(), assumptions, written),
            List.of())
        : verdict(Kind.PROVED, proof.road(), outcome, proof.conditions(), List.of());
  }

  /// A proof of the equation; null where none is found in a part of the time.
  private @Nullable ArrayProof proof() {
    Optional<ArrayProof> found =
        Budget.attempt(
            SHARE_OF_PROOF,
            () -> Optional.ofNullable(ArrayProof.of(relation, assumptions, written)));
    return found == null ? null : found.orElse(null);
  }

  private Verdict verdict(
      Kind kind,
      @Nullable Road road,
      ArrayTrial.Outcome outcome,
      List<Expr> conditions,
      List<Remedy> remedies) {
    return new Verdict(
        kind,
        relation,
        outcome.points(),
        0,
        null,
        outcome.counterexample(),
        road,
        conditions,
        remedies,
        remarks);
  }

  private Verdict refuted(ArrayTrial.Outcome outcome, Meaning meaning) {
    if (Dag.any(
        relation,
        node -> node instanceof Apply apply && apply.operator() instanceof UnknownFunction)) {
      remarks.add("the values are those for a smooth random function in place of each unknown one");
    }
    ArrayRemedies search = new ArrayRemedies(relation, assumptions, written, smooth, meaning);
    List<Remedy> remedies =
        relation.comparison() == Comparison.EQUAL
            ? Budget.attempt(SHARE_OF_PROOF, search::weakest)
            : null;
    return verdict(Kind.REFUTED, null, outcome, List.of(), remedies == null ? List.of() : remedies);
  }
}
