package nabla.expr;

/// A statement that compares two expressions: an equation, an inequality, a condition.
public final class Relation extends Expr {

  /// How the sides compare.
  public enum Comparison {
    /// `=`
    EQUAL,
    /// `≠`
    NOT_EQUAL,
    /// `<`
    LESS,
    /// `≤`
    LESS_OR_EQUAL,
    /// `>`
    GREATER,
    /// `≥`
    GREATER_OR_EQUAL,
    /// `≈`
    APPROXIMATELY;

    /// What holds when this does not.
    public Comparison negated() {
      return switch (this) {
        case EQUAL, APPROXIMATELY -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> GREATER_OR_EQUAL;
        case LESS_OR_EQUAL -> GREATER;
        case GREATER -> LESS_OR_EQUAL;
        case GREATER_OR_EQUAL -> LESS;
      };
    }

    /// The comparison with its sides exchanged.
    public Comparison flipped() {
      return switch (this) {
        case EQUAL, NOT_EQUAL, APPROXIMATELY -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }

    /// The comparison without equality, `<` for `≤`.
    public Comparison strict() {
      return switch (this) {
        case EQUAL, NOT_EQUAL, LESS, GREATER, APPROXIMATELY -> this;
        case LESS_OR_EQUAL -> LESS;
        case GREATER_OR_EQUAL -> GREATER;
      };
    }

    /// Whether it says which side is the larger.
    public boolean isOrder() {
      return switch (this) {
        case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
        case EQUAL, NOT_EQUAL, APPROXIMATELY -> false;
      };
    }

    /// Whether it holds for a left side that compares to the right side with this sign.
    public boolean holds(int sign) {
      return switch (this) {
        case EQUAL, APPROXIMATELY -> sign == 0;
        case NOT_EQUAL -> sign != 0;
        case LESS -> sign < 0;
        case LESS_OR_EQUAL -> sign <= 0;
        case GREATER -> sign > 0;
        case GREATER_OR_EQUAL -> sign >= 0;
      };
    }
  }

  private final Comparison comparison;

  private Relation(Comparison comparison, Expr left, Expr right) {
    super(0x9e3779b9 + comparison.ordinal(), Shape.TRUTH, left, right);
    this.comparison = comparison;
  }

  /// `left comparison right`.
  public static Relation of(Comparison comparison, Expr left, Expr right) {
    return intern(new Relation(comparison, left, right));
  }

  /// How the sides compare.
  public Comparison comparison() {
    return comparison;
  }

  /// The left side.
  public Expr left() {
    return child(0);
  }

  /// The right side.
  public Expr right() {
    return child(1);
  }

  /// The left side less the right, which compares to 0 as the sides do.
  public Expr difference() {
    return right().equals(Num.ZERO) ? left() : Sum.of(left(), Negate.of(right()));
  }

  @Override
  boolean sameFacts(Expr other) {
    return comparison == ((Relation) other).comparison;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return of(comparison, others[0], others[1]);
  }

  @Override
  String facts() {
    return comparison.name();
  }
}
