package nabla.calculus.index;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Powers of differences of which a sum moves one part, `1/(x_i − x_k)³` under `Σ_i`, turned so
/// that what stays comes first, `−1/(x_k − x_i)³`: terms that differ in this alone become one.
final class FreeFirst {

  private FreeFirst() {}

  /// The terms with such differences turned, where others have them the right way round.
  static List<IndexTerm> of(List<IndexTerm> terms) {
    boolean turned = terms.stream().anyMatch(FreeFirst::isTurned);
    boolean upright = terms.stream().anyMatch(FreeFirst::isUpright);
    return turned && upright ? terms.stream().map(FreeFirst::of).toList() : terms;
  }

  private static boolean isTurned(IndexTerm term) {
    return term.factors().stream().anyMatch(factor -> turned(factor, term) != null);
  }

  private static boolean isUpright(IndexTerm term) {
    return term.factors().stream()
        .anyMatch(factor ->
            Dag.any(
                factor,
                part ->
                    part instanceof Sum sum && isDifference(sum, term, /* movesFirst= */ false)));
  }

  private static IndexTerm of(IndexTerm term) {
    if (!isTurned(term)) {
      return term;
    }
    List<Expr> factors = new ArrayList<>();
    boolean minus = false;
    for (Expr factor : term.factors()) {
      Expr turned = factor instanceof Sum ? opposite(factor, term) : turned(factor, term);
      minus ^= turned != null && isOdd(factor);
      factors.add(turned == null ? factor : turned);
    }
    if (minus) {
      factors.addFirst(Num.of(-1));
    }
    return new IndexTerm(factors, term.ranges()).withNumberFirst();
  }

  /// A factor with its difference turned, its opposite where the power is odd; null where it stays.
  private static @Nullable Expr turned(Expr factor, IndexTerm term) {
    return switch (factor) {
      case Quotient quotient -> {
        Expr below = quotient.denominator();
        Expr turned = below instanceof Power ? turned(below, term) : opposite(below, term);
        yield turned == null ? null : Quotient.of(quotient.numerator(), turned);
      }
      case Power power when isWhole(power) -> {
        Expr base = power.base();
        Expr turned = base instanceof Power ? turned(base, term) : opposite(base, term);
        yield turned == null ? null : Power.of(turned, power.exponent());
      }
      default -> null;
    };
  }

  private static boolean isWhole(Power power) {
    return power.exponent() instanceof Num exponent && exponent.value().isInteger();
  }

  private static boolean isOdd(Expr factor) {
    return switch (factor) {
      case Quotient quotient -> isOdd(quotient.denominator());
      case Power power ->
          ((Num) power.exponent()).value().numerator().testBit(0) && isOdd(power.base());
      default -> true;
    };
  }

  /// `b − a` for `a − b` where only a moves; null for anything else.
  private static @Nullable Expr opposite(Expr difference, IndexTerm term) {
    if (!(difference instanceof Sum sum) || !isDifference(sum, term, /* movesFirst= */ true)) {
      return null;
    }
    boolean turned = isNegative(sum.child(0));
    return Sum.of(positive(sum.child(turned ? 0 : 1)), Negate.of(sum.child(turned ? 1 : 0)));
  }

  private static boolean isDifference(Sum sum, IndexTerm term, boolean movesFirst) {
    if (sum.arity() != 2 || isNegative(sum.child(0)) == isNegative(sum.child(1))) {
      return false;
    }
    boolean turned = isNegative(sum.child(0));
    return isMoved(sum.child(turned ? 1 : 0), term) == movesFirst
        && isMoved(sum.child(turned ? 0 : 1), term) != movesFirst;
  }

  private static Expr positive(Expr part) {
    return part instanceof Negate negate ? negate.operand() : Canonical.negate(part);
  }

  private static boolean isNegative(Expr part) {
    return part instanceof Negate
        || (part instanceof Product product
            && product.child(0) instanceof Num number
            && number.value().signum() < 0);
  }

  private static boolean isMoved(Expr part, IndexTerm term) {
    return term.ranges().stream().anyMatch(range -> IndexTerm.mentions(part, range.index()));
  }
}
