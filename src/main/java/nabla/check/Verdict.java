package nabla.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import nabla.expr.Expr;
import nabla.expr.Relation;
import org.jspecify.annotations.Nullable;

/// What came of checking a claim. Only [Kind#PROVED] says that it is true.
///
/// @param kind the verdict
/// @param claim the claim as written; of a chain, the link that decided
/// @param points at how many points both sides were defined and compared
/// @param digits to how many digits the sides were found to agree where there are no variables; 0
///   elsewhere
/// @param counterexample where the claim fails; null unless it is refuted, and for claims with
///   vectors or matrices
/// @param arrays the same of a claim with vectors or matrices
/// @param road by what a claim with vectors or matrices was proved; null for any other
/// @param conditions what was assumed without being stated, and for a proof where both sides are
///   defined, as far as one of them does not say so itself; as relations (`x ≠ 0`)
/// @param remedies the natural assumptions under which a refuted claim holds after all, the weakest
///   first
/// @param remarks whole sentences for the reader: why nothing was decided, which link of a chain
///   fails, and the like
public record Verdict(
    Kind kind,
    Relation claim,
    int points,
    int digits,
    @Nullable Counterexample counterexample,
    @Nullable ArrayCounterexample arrays,
    @Nullable Road road,
    List<Expr> conditions,
    List<Remedy> remedies,
    List<String> remarks) {

  /// The four verdicts, the best first.
  public enum Kind {
    /// Equal wherever both sides are defined, by their normal forms.
    PROVED,
    /// Equal at some random points, and no proof was found.
    SUPPORTED,
    /// There was no point that could tell.
    UNDECIDED,
    /// A counterexample is known.
    REFUTED;

    /// The verdict as users read it, in lower case.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a proof about vectors and matrices rests on.
  public enum Road {
    /// The laws of matrices, such as `(AB)ᵀ = BᵀAᵀ` and `tr(AB) = tr(BA)`.
    LAWS,
    /// The entries: both sides written with indices have one canonical form.
    ENTRIES;

    /// The road as users read it, in lower case.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The verdict on a claim about numbers.
  Verdict(
      Kind kind,
      Relation claim,
      int points,
      int digits,
      @Nullable Counterexample counterexample,
      List<Expr> conditions,
      List<Remedy> remedies,
      List<String> remarks) {
    this(kind, claim, points, digits, counterexample, null, null, conditions, remedies, remarks);
  }

  /// An assumption under which a refuted claim holds.
  ///
  /// @param assumption a relation such as `x ≥ 0`
  /// @param kind PROVED or SUPPORTED
  public record Remedy(Expr assumption, Kind kind) {}

  /// Copies the lists.
  public Verdict {
    conditions = List.copyOf(conditions);
    remedies = List.copyOf(remedies);
    remarks = List.copyOf(remarks);
  }

  /// The same verdict, on the claim as it was written, under further conditions.
  Verdict on(Relation written, Collection<Expr> further) {
    List<Expr> all = new ArrayList<>(conditions);
    all.addAll(further);
    return new Verdict(
        kind, written, points, digits, counterexample, arrays, road, all, remedies, remarks);
  }

  /// Whether the claim was found to hold: proved or supported.
  public boolean isGood() {
    return kind == Kind.PROVED || kind == Kind.SUPPORTED;
  }
}
