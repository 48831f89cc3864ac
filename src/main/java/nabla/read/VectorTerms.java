package nabla.read;

import java.util.function.Predicate;
import nabla.expr.Name;
import nabla.expr.Num;

/// What is meant as a vector where one can stand, by the letters in it: `x − y`, `1 − y`, `Ax − b`,
/// `x_i − μ` and `W x` behind a transposed vector or a matrix, not `a b`.
final class VectorTerms {

  private final Predicate<Name> open;
  private final Predicate<Term.Entry> members;

  /// @param open whether a name may be a vector: nothing says that it is a number
  /// @param members whether what looks like an entry may be one of several vectors
  VectorTerms(Predicate<Name> open, Predicate<Term.Entry> members) {
    this.open = open;
    this.members = members;
  }

  /// Whether a sum of letters and of products of letters, or a product with a matrix, can only be
  /// meant as a vector.
  boolean canOnlyBe(Term term) {
    return switch (term) {
      case Term.Total total ->
          total.terms().stream().allMatch(part -> isNumber(part) || isOfLetters(part))
              && !total.terms().stream().allMatch(VectorTerms::isNumber);
      case Term.Times times -> isOfLetters(times) && MatrixLetters.hasMatrix(times);
      case Term.Minus minus -> isOfLetters(minus.operand());
      case Term.Over over -> isNumber(over.denominator()) && isOfLetters(over.numerator());
      default -> false;
    };
  }

  /// Whether a term ends in a 1 of its own, `μ 1`: beside vectors a multiple of the vector of ones.
  static boolean endsInOne(Term term) {
    return term instanceof Term.Times times
        && times.factors().size() > 1
        && !times.dotted().getLast()
        && times.factors().getLast() instanceof Term.Known one
        && one.value().equals(Num.ONE);
  }

  static boolean isNumber(Term term) {
    return term instanceof Term.Known
        || (term instanceof Term.Minus minus && minus.operand() instanceof Term.Known);
  }

  /// Whether a letter, a product of letters or a function of one ends in what may be a vector.
  boolean isOfLetters(Term term) {
    return switch (term) {
      case Term.Variable variable -> open.test(variable.name());
      case Term.Entry entry -> members.test(entry);
      case Term.Minus minus -> isOfLetters(minus.operand());
      case Term.Times times ->
          !MatrixLetters.isMatrixLetter(times.factors().getLast())
              && times.factors().stream()
                  .allMatch(factor ->
                      factor instanceof Term.Known
                          || isOfLetters(factor)
                          || (factor instanceof Term.Total && canOnlyBe(factor)));
      case Term.Call call -> MatrixLetters.isElementwise(call) && MatrixLetters.hasMatrix(call);
      case Term.At derivative -> MatrixLetters.hasMatrix(derivative);
      default -> false;
    };
  }

  /// Whether a term is made of numbers alone, without a letter.
  static boolean isOfNumbers(Term term) {
    return switch (term) {
      case Term.Known known -> known.value() instanceof Num;
      case Term.Minus minus -> isOfNumbers(minus.operand());
      case Term.Over over -> isOfNumbers(over.numerator()) && isOfNumbers(over.denominator());
      case Term.Raised raised -> isOfNumbers(raised.base()) && isOfNumbers(raised.exponent());
      case Term.Call call -> call.arguments().stream().allMatch(VectorTerms::isOfNumbers);
      default -> false;
    };
  }
}
