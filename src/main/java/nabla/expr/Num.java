package nabla.expr;

import org.jspecify.annotations.Nullable;

/// An exact number. A number that was written as a decimal fraction (`0.01`) remembers it, so that
/// it prints as it came.
public final class Num extends Expr {

  /// 0
  public static final Num ZERO = of(Rational.ZERO);

  /// 1
  public static final Num ONE = of(Rational.ONE);

  /// −1
  public static final Num MINUS_ONE = of(Rational.MINUS_ONE);

  /// 2
  public static final Num TWO = of(Rational.TWO);

  private final Rational value;
  private final boolean decimal;

  private Num(Rational value, boolean decimal) {
    super(value.hashCode() * 31 + (decimal ? 17 : 3), Shape.SCALAR, LEAF);
    this.value = value;
    this.decimal = decimal;
  }

  /// An exact number.
  public static Num of(Rational value) {
    return intern(new Num(value, false));
  }

  /// An integer.
  public static Num of(long value) {
    return of(Rational.of(value));
  }

  /// A number that is to print as a decimal fraction; one without a finite decimal prints as a
  /// fraction all the same.
  public static Num decimal(Rational value) {
    return intern(new Num(value, !value.isInteger() && value.isFiniteDecimal()));
  }

  /// The exact value.
  public Rational value() {
    return value;
  }

  /// Whether it was written as a decimal fraction.
  public boolean isDecimal() {
    return decimal;
  }

  @Override
  boolean sameFacts(Expr other) {
    Num that = (Num) other;
    return decimal == that.decimal && value.equals(that.value);
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return this;
  }

  @Override
  String facts() {
    return decimal ? value.toDecimal().toPlainString() : value.toString();
  }

  /// The value of a number as it may be written: `3`, `−3`, `3/2`.
  public static @Nullable Rational valueOf(Expr written) {
    return switch (written) {
      case Num number -> number.value();
      case Negate negate when negate.operand() instanceof Num number -> number.value().negate();
      case Quotient quotient
          when quotient.numerator() instanceof Num above
              && quotient.denominator() instanceof Num below
              && !below.value().isZero() ->
          above.value().dividedBy(below.value());
      case Negate negate when negate.operand() instanceof Quotient quotient -> {
        Rational value = valueOf(quotient);
        yield value == null ? null : value.negate();
      }
      default -> null;
    };
  }
}
