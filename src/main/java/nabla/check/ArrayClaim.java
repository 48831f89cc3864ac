package nabla.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nabla.calculus.index.EntryEquality;
import nabla.calculus.index.InEntries;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.check.Verdict.Kind;
import nabla.check.Verdict.Remedy;
import nabla.check.Verdict.Road;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.ArrayConditions;
import nabla.simplify.arrays.ArrayEquality;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// One relation between two sides with vectors or matrices: numbers first, then a proof by the laws
/// of matrices, then one in entries.
final class ArrayClaim {

  /// Beyond so many matrices, assumptions about them are not guessed.
  private static final int MOST_MATRICES = 3;

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
        differentiated.addAll(conditions(derivative.body(), assumptions, written));
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
                || (function == Norms.NORM && apply.arity() > 1)));
  }

  /// Whether a claim speaks of arrays.
  static boolean concerns(Expr claim) {
    return Dag.any(claim, node -> !node.isScalar() && !node.shape().isTruth());
  }

  /// The relation with sides of one shape: a 0 beside an array is the array of zeros.
  private static Relation fitting(Relation relation) {
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
      Proof proof = proof(relation, assumptions, written);
      if (proof != null) {
        remarks.add("no random arrays meet the assumptions: the proof alone decides");
        return verdict(Kind.PROVED, proof.road, outcome, proof.conditions, List.of());
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
    Proof proof =
        switch (relation.comparison()) {
          case EQUAL -> proof(relation, assumptions, written);
          case GREATER_OR_EQUAL -> ordered(relation.left(), relation.right());
          case LESS_OR_EQUAL -> ordered(relation.right(), relation.left());
          case NOT_EQUAL, LESS, GREATER, APPROXIMATELY -> null;
        };
    return proof == null
        ? verdict(
            Kind.SUPPORTED,
            null,
            outcome,
            conditions(relation.left(), relation.right(), assumptions, written),
            List.of())
        : verdict(Kind.PROVED, proof.road, outcome, proof.conditions, List.of());
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
    List<Remedy> remedies =
        relation.comparison() == Comparison.EQUAL ? remedies(meaning) : List.of();
    return verdict(Kind.REFUTED, null, outcome, List.of(), remedies);
  }

  /// A proof, by which road, and where it holds.
  private record Proof(Road road, List<Expr> conditions) {}

  private static @Nullable Proof proof(
      Relation equation, Assumptions assumptions, Written written) {
    Substitution diagonals = diagonals(assumptions);
    Expr left = diagonals.apply(equation.left());
    Expr right = diagonals.apply(equation.right());
    ArrayEquality.Proof found = ArrayEquality.prove(left, right, written);
    if (found == null && !provedInEntries(left, right, assumptions, written)) {
      return null;
    }
    Set<Expr> conditions = new LinkedHashSet<>();
    if (found != null) {
      conditions.addAll(found.conditions());
      for (Expr divisor : found.divisors()) {
        Relation condition = Relation.of(Comparison.NOT_EQUAL, divisor, Num.ZERO);
        if (!isAlmostEverywhere(condition, assumptions)) {
          conditions.add(condition);
        }
      }
    }
    conditions.addAll(conditions(equation.left(), equation.right(), assumptions, written));
    return new Proof(found == null ? Road.ENTRIES : Road.LAWS, EntryProvisos.without(conditions));
  }

  /// Whether a condition holds at all arrays but some, near which it holds: then sides that are
  /// continuous where they are defined are equal at those, too. Arrays that satisfy no equation, or
  /// are symmetric, are a linear space, in which an analytic number that is not 0 somewhere is not
  /// 0 almost everywhere.
  private static boolean isAlmostEverywhere(Relation condition, Assumptions assumptions) {
    return assumptions.facts().stream().noneMatch(ArrayClaim::bends)
        && ArrayTrial.survives(condition, assumptions);
  }

  /// Whether arrays that satisfy a fact are no linear space, nor an open part of one.
  private static boolean bends(Expr fact) {
    return !(fact instanceof Relation relation)
        || (relation.comparison() == Comparison.EQUAL && !fact.equals(symmetric(relation.right())));
  }

  /// Each matrix that is diagonal as `diag(d)` of a vector.
  private static Substitution diagonals(Assumptions assumptions) {
    Map<Expr, Expr> diagonals = new HashMap<>();
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation
          && relation.left() instanceof Symbol matrix
          && isSquareMatrix(matrix.shape())
          && relation.right().equals(diagonalOf(matrix))) {
        Name name = Name.of("diagonal of " + matrix.name());
        Symbol vector = Symbol.of(name, Shape.vector(matrix.shape().rows()));
        diagonals.put(matrix, Apply.of(Matrices.DIAG, vector));
      }
    }
    return Substitution.of(diagonals);
  }

  private static Expr diagonalOf(Symbol matrix) {
    return Apply.of(Matrices.DIAG, Apply.of(Matrices.DIAG, matrix));
  }

  /// Where both sides are defined.
  private static List<Expr> conditions(
      Expr left, Expr right, Assumptions assumptions, Written written) {
    Set<Expr> conditions = new LinkedHashSet<>(conditions(left, assumptions, written));
    conditions.addAll(conditions(right, assumptions, written));
    return List.copyOf(conditions);
  }

  /// A proof that one number is no less than another: the difference is a sum of squares.
  private @Nullable Proof ordered(Expr large, Expr small) {
    return EntryEquality.isSumOfSquares(large, small, assumptions)
        ? new Proof(Road.ENTRIES, conditions(large, small, assumptions, written))
        : null;
  }

  private static boolean provedInEntries(
      Expr left, Expr right, Assumptions assumptions, Written written) {
    if (EntryEquality.proves(left, right, assumptions)) {
      return true;
    }
    try {
      ArrayClosedForm closed = new ArrayClosedForm(written, left, right);
      return EntryEquality.proves(closed.of(left), closed.of(right), assumptions);
    } catch (NablaException unknown) {
      if (unknown.kind() == NablaException.Kind.BUDGET) {
        throw unknown;
      }
      return false;
    }
  }

  /// Where a side is defined: that a product is not 0 says so of each factor.
  private static Set<Expr> conditions(Expr side, Assumptions assumptions, Written written) {
    Set<Expr> conditions = new LinkedHashSet<>();
    ArrayClosedForm closed = new ArrayClosedForm(written, side);
    for (Expr node : Dag.of(side).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() == Matrices.ELEMENTWISE_QUOTIENT
          && apply.child(1) instanceof Symbol below
          && !below.isScalar()) {
        Expr entry = InEntries.entry(below, Symbol.of("i"), Symbol.of("j"));
        conditions.add(Relation.of(Comparison.NOT_EQUAL, entry, Num.ZERO));
      }
    }
    for (Expr condition : ArrayConditions.of(closed, assumptions, side)) {
      Expr form =
          condition instanceof Relation relation
                  && relation.comparison() == Comparison.NOT_EQUAL
                  && relation.left() instanceof Apply apply
                  && apply.operator() == Matrices.DET
              ? closed.of(apply)
              : Num.ONE;
      if (form instanceof Product || form instanceof Apply || form instanceof Power) {
        for (Expr factor : form instanceof Product ? form.children() : List.of(form)) {
          Expr base = factor instanceof Power power ? power.base() : factor;
          if (!(base instanceof Num)) {
            conditions.add(Relation.of(Comparison.NOT_EQUAL, base, Num.ZERO));
          }
        }
      } else {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  private static Expr symmetric(Expr array) {
    return Relation.of(Comparison.EQUAL, Apply.of(Matrices.TRANSPOSE, array), array);
  }

  /// The assumptions under which a refuted equation holds: that square matrices in it are
  /// symmetric, diagonal or orthogonal; the weakest that do.
  private List<Remedy> remedies(Meaning meaning) {
    List<Symbol> matrices = new ArrayList<>();
    for (Expr node : Dag.of(relation).nodes()) {
      if (node instanceof Symbol symbol && isSquareMatrix(symbol.shape())) {
        matrices.add(symbol);
      }
    }
    List<Remedy> remedies = new ArrayList<>();
    if (matrices.isEmpty() || matrices.size() > MOST_MATRICES) {
      return remedies;
    }
    for (Symbol matrix : matrices) {
      Remedy remedy = remedy(List.of(symmetric(matrix)), meaning);
      Expr inverse = Apply.of(Matrices.INVERSE, matrix);
      Expr diagonal = diagonalOf(matrix);
      if (remedy == null) {
        remedy =
            remedy(
                List.of(Relation.of(Comparison.EQUAL, matrix, diagonal), symmetric(matrix)),
                meaning);
      }
      Remedy other =
          remedy(
              List.of(Relation.of(Comparison.EQUAL, Apply.of(Matrices.TRANSPOSE, matrix), inverse)),
              meaning);
      for (Remedy found : java.util.Arrays.asList(remedy, other)) {
        if (found != null) {
          remedies.add(found);
        }
      }
    }
    for (Symbol first : matrices) {
      for (Symbol second : matrices.subList(matrices.indexOf(first) + 1, matrices.size())) {
        if (remedies.isEmpty() && first.shape().equals(second.shape())) {
          commuting(first, second, meaning).ifPresent(remedies::add);
        }
      }
    }
    if (remedies.isEmpty() && matrices.size() > 1) {
      Remedy all = remedy(matrices.stream().map(ArrayClaim::symmetric).toList(), meaning);
      if (all != null) {
        remedies.add(all);
      }
    }
    return remedies;
  }

  private static boolean isSquareMatrix(Shape shape) {
    return !shape.isScalar() && shape.isSquare() && !shape.rows().equals(Dimension.ONE);
  }

  /// Whether the claim holds under facts, the first of which says it all.
  private @Nullable Remedy remedy(List<Expr> facts, Meaning meaning) {
    Assumptions more = assumptions;
    for (Expr fact : facts) {
      more = more.and(fact);
    }
    if (more.equals(assumptions)) {
      return null;
    }
    Relation equation = fitting(meaning.under(more));
    if (!ArrayTrial.survives(equation, more)) {
      return null;
    }
    Proof proof = proof(equation, more, written.under(more));
    boolean all = facts.size() > 1 && facts.stream().allMatch(fact -> isOneOfMany(fact));
    Expr shown =
        all ? nabla.expr.Logic.of(nabla.expr.Logic.Connective.AND, facts) : facts.getFirst();
    if (proof == null && ArrayTrial.of(equation, more, smooth).counterexample() != null) {
      return null;
    }
    return new Remedy(shown, proof == null ? Kind.SUPPORTED : Kind.PROVED);
  }

  /// That two matrices commute, where the claim can be proved then: random ones do not.
  private Optional<Remedy> commuting(Symbol first, Symbol second, Meaning meaning) {
    Expr fact = Relation.of(Comparison.EQUAL, Product.of(first, second), Product.of(second, first));
    Assumptions more = assumptions.and(fact);
    return fact.equals(relation)
            || proof(fitting(meaning.under(more)), more, written.under(more)) == null
        ? Optional.empty()
        : Optional.of(new Remedy(fact, Kind.PROVED));
  }

  private static boolean isOneOfMany(Expr fact) {
    return fact instanceof Relation relation
        && relation.left() instanceof Apply apply
        && apply.operator() == Matrices.TRANSPOSE;
  }
}
