package nabla.worksheet.descent;

import java.util.Map;
import nabla.Value;
import nabla.answer.Decimals;
import nabla.answer.Wording;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.numeric.Evaluation;

/// Numbers in the cells of a table: exact ones where they are short, else decimals.
final class Cells {
  private static final int DIGITS = 7;
  private static final int LONGEST_DECIMAL = 10;
  private static final int LONGEST_FRACTION = 8;

  private final Account account;

  Cells(Account account) {
    this.account = account;
  }

  /// A number.
  Wording of(Evaluation value) {
    Rational exact = value.exact();
    if (exact == null) {
      return number("≈ " + rounded(value));
    }
    return of(exact);
  }

  /// An exact number.
  Wording of(Rational exact) {
    if (exact.isFiniteDecimal()
        && exact.numerator().bitLength() < 60
        && exact.toDecimal().stripTrailingZeros().precision() <= LONGEST_DECIMAL
        && exact.toDecimal().scale() <= LONGEST_DECIMAL) {
      return number(exact.toDecimal().stripTrailingZeros().toPlainString());
    }
    String rounded = rounded(exact);
    return exact.toString().length() <= LONGEST_FRACTION
        ? number(exact + " ≈ " + rounded)
        : number("≈ " + rounded);
  }

  private static String rounded(Rational exact) {
    double value = exact.doubleValue();
    boolean held = Double.isFinite(value) && (value != 0 || exact.isZero());
    return held ? rounded(new Evaluation(value, DIGITS, null)) : beyond(exact);
  }

  /// A double.
  Wording of(double value) {
    return Double.isFinite(value)
        ? number("≈ " + rounded(new Evaluation(value, DIGITS, null)))
        : Wording.of(Double.isNaN(value) ? "no number" : value > 0 ? "∞" : "−∞");
  }

  /// The value of a formula; a dash where it has none.
  Wording of(Expr formula, Map<nabla.expr.Symbol, Rational> values) {
    try {
      return of(Evaluation.of(formula, values));
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return Wording.of("undefined");
    }
  }

  /// The value of a formula where the variables are known in doubles only.
  Wording rounded(Expr formula, Map<nabla.expr.Symbol, Rational> values) {
    try {
      Evaluation value = Evaluation.of(formula, values);
      Rational exact = value.exact();
      return number("≈ " + (exact == null ? rounded(value) : rounded(exact)));
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return Wording.of("undefined");
    }
  }

  private Wording number(String text) {
    return account.sentence(new Account.Figure(text));
  }

  /// A number in few digits.
  static String rounded(Evaluation value) {
    Evaluation few =
        new Evaluation(value.value(), Math.min(DIGITS, value.digits()), null, value.beyond());
    return Decimals.beside(new Value(Num.ZERO, few)).replace("≈ ", "");
  }

  /// Of a number that no double holds.
  private static String beyond(Rational exact) {
    return Decimals.beside(new Value(Num.ZERO, new Evaluation(0, DIGITS, exact)))
        .replaceFirst("^[=≈] ", "");
  }
}
