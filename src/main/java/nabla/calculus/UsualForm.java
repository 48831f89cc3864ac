package nabla.calculus;

import java.util.List;
import java.util.function.Supplier;
import nabla.calculus.ArrayDifferentiation.Outcome;
import nabla.calculus.index.EntryEquality;
import nabla.calculus.index.InEntries;
import nabla.calculus.index.Places;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.numeric.ArrayAgreement;
import nabla.rewrite.Step.Reason;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayEquality;
import org.jspecify.annotations.Nullable;

/// The one form in which an answer is shown, whichever style has led to it: that of the answer for
/// which no style is chosen, where both are proved to be equal or, where no proof is found, agree
/// at random points.
final class UsualForm {

  static final Reason REASON = new Reason("usual-form", "in the usual form", null);

  private final Outcome own;
  private final Written written;

  /// @param own what a style has led to
  UsualForm(Outcome own, Written written) {
    this.own = own;
    this.written = written;
  }

  /// The outcome as it comes out without a style; that of the style where they are not found to be
  /// equal, or where there is no other.
  Outcome or(Supplier<Outcome> usual) {
    Outcome other;
    try {
      other = usual.get();
    } catch (NablaException refusal) {
      return own;
    }
    return !other.result().equals(own.result()) && isSame(other) ? other : own;
  }

  private boolean isSame(Outcome other) {
    Expr found = own.substituted();
    if (!isOfEntries(other) && isOfEntries(own)) {
      Expr entry = entryAt(other.substituted(), own.stage().place());
      return entry != null && EntryEquality.proves(found, entry, written.assumptions());
    }
    Expr usual = other.substituted();
    return found.shape().equals(usual.shape())
        && isOfEntries(other) == isOfEntries(own)
        && (found.equals(usual)
            || ArrayEquality.prove(found, usual, written) != null
            || EntryEquality.proves(found, usual, written.assumptions())
            || (!isOfEntries(own) && ArrayAgreement.of(found, usual, written.assumptions())));
  }

  private static boolean isOfEntries(Outcome outcome) {
    return !outcome.stage().place().isEmpty();
  }

  /// The entry of a gradient at the indices of an entry of the variable; null where the derivative
  /// has more indices than these.
  private @Nullable Expr entryAt(Expr gradient, List<Expr> place) {
    if (!own.stage().before().isScalar()) {
      return null;
    }
    boolean row = gradient.shape().transposed().isVector();
    Expr first = row ? Num.ONE : place.getFirst();
    Expr second = row || place.size() > 1 ? place.getLast() : Places.orOne(null);
    return InEntries.of(gradient, first, second);
  }
}
