package nabla.read;

import java.util.List;
import nabla.expr.Num;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Sets of two numbers, as of labels: `y ∈ {0, 1}`.
final class SetsOfNumbers {

  private SetsOfNumbers() {}

  /// `{0, 1}` is what is whole from 0 to 1; of other sets of numbers nothing is known.
  static void refuseUnlessNeighbours(Syntax.Group group, Resolver resolver) {
    List<Syntax> ends = group.rows().getFirst();
    Rational low = number(ends.getFirst(), resolver);
    Rational high = number(ends.getLast(), resolver);
    if (low == null || high == null || !low.isInteger() || !high.minus(low).equals(Rational.ONE)) {
      throw resolver.syntax(
          "found a set of numbers that are no neighbours, expected one such as {0, 1}, or an"
              + " interval such as [0, 1]",
          group.at());
    }
  }

  private static @Nullable Rational number(Syntax written, Resolver resolver) {
    Term term = resolver.resolve(written);
    Term inner = term instanceof Term.Minus minus ? minus.operand() : term;
    Rational value = inner instanceof Term.Known known ? Num.valueOf(known.value()) : null;
    return value == null || inner.equals(term) ? value : value.negate();
  }
}
