package nabla.simplify;

import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Order;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// The order of the factors of a product for readers: names, sums, roots, powers, exponentials,
/// functions, and sums of function values last.
final class FactorOrder {

  /// A factor, canonical and as it is shown.
  record Factor(Expr canonical, Expr shown) {}

  private final Written written;

  FactorOrder(Written written) {
    this.written = written;
  }

  final Order<Factor> order =
      Order.<Factor>by(factor -> factorRank(factor.canonical))
          .then(factor -> factor, this::compareNames)
          .then(factor -> isNews(factor.canonical) ? 1 : 0)
          .then(factor -> factor.canonical instanceof Sum sum ? sum.arity() : 0)
          .then(factor -> size(factor.canonical), Rational::compareTo)
          .then(factor -> base(factor.canonical), CanonicalOrder.ORDER)
          .then(factor -> factor.canonical, CanonicalOrder.ORDER);

  private static Expr base(Expr factor) {
    return factor instanceof Power power && power.exponent() instanceof Num ? power.base() : factor;
  }

  private int compareNames(Factor first, Factor second) {
    return symbol(first) instanceof Symbol a && symbol(second) instanceof Symbol b
        ? written.compareNames(a, b)
        : 0;
  }

  /// What the author wrote comes before what the derivative brought: csc(x) cot(x), Γ(x)
  /// digamma(x).
  private boolean isNews(Expr factor) {
    return base(factor) instanceof Apply apply
        && apply.operator() instanceof Function
        && apply.arity() > 0
        && !written.speaksOf(apply.operator());
  }

  /// A name, or that of the array of an entry: X_ij w_j as in Xw.
  private static Expr symbol(Factor factor) {
    Expr base = factor.canonical instanceof Power power ? power.base() : factor.canonical;
    return base instanceof Apply entry && Presentation.isEntry(entry) ? entry.argument() : base;
  }

  /// The sum of the sizes of the coefficients in a sum, so that 1 − σ stands before 1 − 2σ.
  private static Rational size(Expr factor) {
    Rational size = Rational.ZERO;
    if (factor instanceof Sum sum) {
      for (Expr term : sum.children()) {
        size = size.plus(Canonical.coefficient(term).abs());
      }
    }
    return size;
  }

  private int factorRank(Expr factor) {
    if (isRoot(factor)) {
      return 7;
    }
    return switch (base(factor)) {
      case Num n -> 0;
      case Apply constant when constant.arity() == 0 -> 1;
      case Bound b -> 2;
      case Symbol s -> 3;
      case Apply entry when Presentation.isEntry(entry) -> 3;
      case Apply absolute when absolute.operator() == Elementary.ABS -> 6;
      // n(n − 1)x^(n − 2), but x^x·(1 + ln x)
      case Power p when !Canonical.isE(p.base()) -> 8;
      case Apply exponential when exponential.operator() == Elementary.EXP -> 9;
      case Sum sum -> written.contains(sum) ? 4 : hasAtoms(sum) ? 11 : 5;
      default -> 10;
    };
  }

  /// What is shown with a root sign stands behind names and sums: s √T.
  private static boolean isRoot(Expr factor) {
    return factor instanceof Power power
        && power.exponent() instanceof Num number
        && number.value().abs().equals(Rational.HALF)
        && !(power.base() instanceof Num);
  }

  private static boolean hasAtoms(Sum sum) {
    return sum.children().stream()
        .anyMatch(term -> Presentation.degree(term) == Presentation.ATOMS);
  }
}
