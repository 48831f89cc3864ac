package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// What stands below a letter, as in `A_ij`, `x_(i+1)` and `I_n`: which arguments can, when their
/// commas may go, and when the letter itself needs parentheses.
final class IndicesBelow {

  private IndicesBelow() {}

  /// Whether all arguments can stand below a letter as indices: `i`, `3`, `i + 1`.
  static boolean areIndices(List<Expr> arguments) {
    return arguments.stream().allMatch(IndicesBelow::isPlace);
  }

  /// An index, or a sum of multiples of indices that starts with one.
  private static boolean isPlace(Expr argument) {
    return switch (argument) {
      case Sum sum ->
          isPlace(sum.child(0))
              && sum.children().stream()
                  .allMatch(
                      term -> isPlace(term instanceof Negate negate ? negate.operand() : term));
      case Product product ->
          product.children().stream().allMatch(IndicesBelow::isPlace)
              && product.children().stream().skip(1).noneMatch(Num.class::isInstance);
      default -> isIndex(argument);
    };
  }

  private static boolean isIndex(Expr argument) {
    return switch (argument) {
      case Num number -> number.value().isInteger() && number.value().signum() >= 0;
      case Symbol symbol ->
          symbol.name().equals(Name.of(symbol.name().base()))
              && symbol.name().base().length() == 1
              && Character.isLetter(symbol.name().base().charAt(0));
      case Bound bound -> true;
      default -> false;
    };
  }

  /// Whether a size is a name or made of names; `I_3` would be read as a name itself.
  static boolean isSymbolicSize(Apply apply) {
    return apply.arity() == 1
        && (apply.argument() instanceof Symbol || apply.argument() instanceof Product);
  }

  /// The indices in a row without commas, where each is one letter that is read as an index.
  static String inRow(String indices) {
    return indices.matches("[ijklmnst](,[ijklmnst])+") ? indices.replace(",", "") : indices;
  }

  /// Whether a row is one of the vectors x₁, …, xₘ of one small letter.
  static boolean isMember(Apply row) {
    return row.argument() instanceof Symbol family
        && Character.isLowerCase(family.name().base().codePointAt(0))
        && areIndices(List.of(row.child(1)));
  }

  /// The array of an entry and its indices; what stands below or above the array's own name keeps
  /// apart from these, as in `(W_1)_ij`. An entry of a row has the number of the row before its
  /// own: `a_ik`.
  static void entry(Apply entry, Pieces pieces) {
    List<Expr> indices = new ArrayList<>(entry.children().subList(1, entry.arity()));
    Expr array = entry.argument();
    if (array instanceof Apply row && row.operator() == Blocks.ROW && isMember(row)) {
      indices.addAll(0, row.children().subList(1, row.arity()));
      array = row.argument();
    }
    if (array instanceof Symbol family && family.name().isAll()) {
      array = Symbol.of(family.name().withSubscript(""), family.shape());
    }
    if (needsBrackets(array)) {
      pieces.sign("(").part(array, Level.OR).sign(")");
    } else {
      pieces.part(array, array instanceof Symbol ? Level.FACTOR : Level.ATOM);
    }
    pieces.below(indices);
  }

  private static boolean needsBrackets(Expr array) {
    return array instanceof Symbol symbol
        ? symbol.name().needsBrackets()
        : array instanceof Apply apply
            && apply.operator() instanceof Function function
            && function.notation() == Function.Notation.SIZED;
  }
}
