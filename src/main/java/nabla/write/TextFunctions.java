package nabla.write;

import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Symbol;

/// Applications of the functions of the catalogue in text, as each one's notation says.
final class TextFunctions {

  private final boolean ascii;
  private final TextNames names;

  TextFunctions(boolean ascii, TextNames names) {
    this.ascii = ascii;
    this.names = names;
  }

  void write(Function function, Apply apply, boolean followed, Pieces pieces) {
    switch (function.notation()) {
      case CONSTANT -> pieces.sign(names.function(function));
      case PREFIX, BINOMIAL -> {
        if (function == Blocks.BESIDE && Style.isOfMatrices(apply)) {
          pieces.sign("[").list(Style.stacked(apply), ", ", Level.OR).sign("]");
        } else if (function.ofEachRow()) {
          pieces.sign(names.function(function) + "(").part(apply.argument(), Level.OR);
          pieces.sign(", rows)");
        } else {
          prefix(names.function(function), apply, pieces);
        }
      }
      case SQUARE_ROOT -> root("√", "sqrt", apply, followed, pieces);
      case CUBE_ROOT -> root("∛", "cbrt", apply, followed, pieces);
      case BARS -> bars(function, apply, pieces);
      case FLOOR -> around("⌊", "⌋", function, apply, pieces);
      case CEILING -> around("⌈", "⌉", function, apply, pieces);
      case FACTORIAL -> pieces.part(apply.argument(), Level.ATOM).sign("!");
      case LOGARITHM -> logarithm(apply, pieces);
      case INDICATOR -> indicator(function, apply, pieces);
      case TRANSPOSE -> transpose(apply.argument(), pieces);
      case INVERSE -> pieces.part(apply.argument(), Level.ATOM).sign(ascii ? "^(-1)" : "⁻¹");
      case ELEMENTWISE_PRODUCT -> infix(ascii ? " .* " : " ⊙ ", apply, pieces);
      case ELEMENTWISE_QUOTIENT -> infix(ascii ? " ./ " : " ⊘ ", apply, pieces);
      case STACK -> {
        List<List<Expr>> blocks = BlockRows.of(apply);
        if (blocks == null) {
          pieces.sign("[").list(Style.stacked(apply), "; ", Level.OR).sign("]");
        } else {
          String before = "[";
          for (List<Expr> row : blocks) {
            pieces.sign(before).list(row, ", ", Level.OR);
            before = "; ";
          }
          pieces.sign("]");
        }
      }
      case ELEMENTWISE_POWER -> elementwisePower(apply, pieces);
      case KRONECKER -> infix(ascii ? " \\otimes " : " ⊗ ", apply, pieces);
      case NORM -> norm(function, apply, pieces);
      case ENTRY -> IndicesBelow.entry(apply, pieces);
      case MEMBER -> {
        if (IndicesBelow.isMember(apply)) {
          IndicesBelow.entry(apply, pieces);
        } else {
          prefix(names.function(function), apply, pieces);
        }
      }
      case SLICE -> Slices.write(apply, "[", "]", pieces);
      case SIZED -> sized(function, apply, pieces);
      case DELTA -> {
        if (IndicesBelow.areIndices(apply.children())) {
          pieces.sign(ascii ? "delta" : "δ").below(apply.children());
        } else {
          prefix(names.function(function), apply, pieces);
        }
      }
    }
  }

  private void transpose(Expr argument, Pieces pieces) {
    if (Style.isInverse(argument)) {
      pieces.part(argument.child(0), Level.ATOM).sign(ascii ? "^(-T)" : "⁻ᵀ");
    } else {
      pieces.part(argument, Level.ATOM).sign(ascii ? "^T" : "ᵀ");
    }
  }

  private void sized(Function function, Apply apply, Pieces pieces) {
    if (ascii || !IndicesBelow.isSymbolicSize(apply)) {
      prefix(names.function(function), apply, pieces);
      return;
    }
    String letter = function == Matrices.IDENTITY ? "I" : "𝟏";
    String size = apply.argument() instanceof Symbol symbol ? symbol.name().toString() : "";
    String below = Letters.subscriptLetter(size);
    if (!below.isEmpty()) {
      pieces.sign(letter + below);
    } else {
      pieces.sign(letter + "_{").part(apply.argument(), Level.OR).sign("}");
    }
  }

  private static void prefix(String name, Apply apply, Pieces pieces) {
    pieces.sign(name).sign("(").list(apply.children(), ", ", Level.OR).sign(")");
  }

  private void root(String sign, String name, Apply apply, boolean followed, Pieces pieces) {
    Expr argument = apply.argument();
    if (ascii) {
      prefix(name, apply, pieces);
    } else if (!followed && (argument instanceof Num || argument instanceof Symbol)) {
      pieces.sign(sign).part(argument, Level.ATOM);
    } else {
      prefix(sign, apply, pieces);
    }
  }

  /// Bars within bars cannot be told apart, so those that have some inside are written as a name.
  private void bars(Function function, Apply apply, Pieces pieces) {
    Expr argument = apply.argument();
    boolean matrix = !argument.isScalar() && !argument.shape().isVector();
    if (matrix || hasBars(argument)) {
      prefix(names.function(function), apply, pieces); // |X| is a determinant
    } else {
      pieces.sign("|").part(apply.argument(), Level.OR).sign("|");
    }
  }

  /// Does not look below bars, so that bars within bars within bars cost no more than their number.
  static boolean hasBars(Expr expression) {
    return Dag.below(node -> !isBars(node), expression).nodes().stream()
        .anyMatch(TextFunctions::isBars);
  }

  private static boolean isBars(Expr node) {
    return node instanceof Apply inner
        && inner.operator() instanceof Function function
        && (function.notation() == Function.Notation.BARS
            || function.notation() == Function.Notation.NORM);
  }

  private void around(String open, String close, Function function, Apply apply, Pieces pieces) {
    if (ascii) {
      prefix(names.function(function), apply, pieces);
    } else {
      pieces.sign(open).part(apply.argument(), Level.OR).sign(close);
    }
  }

  private void logarithm(Apply apply, Pieces pieces) {
    Expr base = apply.argument();
    boolean small = !ascii && base instanceof Num number && number.value().isInteger();
    if (small) {
      pieces.sign("log" + Letters.subscript(((Num) base).value().toString()));
    } else {
      pieces.sign("log_{").part(base, Level.OR).sign("}");
    }
    pieces.sign("(").part(apply.child(1), Level.OR).sign(")");
  }

  private void indicator(Function function, Apply apply, Pieces pieces) {
    if (ascii) {
      prefix(names.function(function), apply, pieces);
    } else {
      pieces.sign("𝟙[").part(apply.argument(), Level.OR).sign("]");
    }
  }

  private void elementwisePower(Apply apply, Pieces pieces) {
    Expr base = apply.argument();
    Expr exponent = apply.child(1);
    if (Style.isOwnProduct(apply)) {
      pieces.part(base, Level.ELEMENTWISE).sign(ascii ? " .* " : " ⊙ ").part(base, Level.PRODUCT);
    } else if (Style.isPowerOfValues(apply)) {
      Apply values = (Apply) base;
      String number = exponent.toString();
      String raised = ascii ? "^" + number : Letters.superscript(number);
      prefix(names.function((Function) values.operator()) + raised, values, pieces);
    } else if (exponent.arity() == 0) {
      pieces.part(base, Level.ATOM).sign(".^").part(exponent, Level.ATOM).bareEnd();
    } else {
      pieces.part(base, Level.ATOM).sign(".^(").part(exponent, Level.OR).sign(")");
    }
  }

  private static void infix(String sign, Apply apply, Pieces pieces) {
    pieces
        .part(apply.child(0), Level.ELEMENTWISE)
        .sign(sign)
        .part(apply.child(1), Style.secondLevel(apply));
  }

  private void norm(Function function, Apply apply, Pieces pieces) {
    if (hasBars(apply.argument())) {
      prefix(names.function(function), apply, pieces);
      return;
    }
    String bars = ascii ? "||" : "‖";
    pieces.sign(bars).part(apply.argument(), Level.OR).sign(bars);
    if (apply.arity() > 1) {
      Expr order = apply.child(1);
      if (!ascii
          && order instanceof Num number
          && number.value().isInteger()
          && number.value().signum() > 0) {
        pieces.sign(Letters.subscript(number.value().toString()));
      } else {
        pieces.sign("_{").part(order, Level.OR).sign("}");
      }
    }
  }
}
