package nabla.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Blocks;
import nabla.catalogue.Computing;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Cases;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ComputingForm;
import nabla.write.CodeStyle.Spelled;

/// One entry of an array as a formula of numbers, in the entries of arrays that have names: the
/// body of a loop. What stands for a piece of Java in such a formula is a symbol of that name.
final class JavaEntries {

  /// The pieces of Java that symbols stand for.
  private final Map<Symbol, Spelled> pieces = new HashMap<>();

  /// The names of arrays and numbers that are computed already.
  private final Map<Expr, String> names;

  private final java.util.function.Function<Dimension, String> sizes;

  JavaEntries(Map<Expr, String> names, java.util.function.Function<Dimension, String> sizes) {
    this.names = names;
    this.sizes = sizes;
  }

  Map<Symbol, Spelled> pieces() {
    return pieces;
  }

  Symbol piece(String java, boolean atom) {
    Symbol symbol = Symbol.of("java " + java);
    pieces.put(symbol, atom ? Spelled.atom(java) : new Spelled(java, CodeStyle.Binding.SUM));
    return symbol;
  }

  /// Whether an array is made from its parts entry by entry, so that it needs no memory.
  static boolean isByEntries(Expr node) {
    return switch (node) {
      case Sum sum -> true;
      case Negate negate -> true;
      case Quotient quotient -> true;
      case Relation relation -> true;
      case Logic logic -> true;
      case Cases cases -> true;
      case Product product -> product.children().stream().anyMatch(Expr::isScalar) || isOuter(node);
      case Apply apply ->
          apply.operator().isElementwise()
              || apply.operator() == Elementary.INDICATOR
              || ENTRYWISE.contains(apply.operator());
      default -> false;
    };
  }

  private static final List<Operator> ENTRYWISE =
      List.of(
          Matrices.TRANSPOSE,
          Matrices.IDENTITY,
          Matrices.ONES,
          Matrices.ZEROS,
          Matrices.DIAG,
          Matrices.KRONECKER,
          Vectorization.COMMUTATION,
          Vectorization.VEC,
          Blocks.UNIT,
          Blocks.UPTO,
          Blocks.UNVEC,
          Blocks.KHATRI_RAO,
          Blocks.BELOW,
          Blocks.BESIDE,
          Blocks.ROW,
          Blocks.ROWS,
          Blocks.COLUMNS,
          Matrices.ELEMENTWISE_PRODUCT,
          Matrices.ELEMENTWISE_QUOTIENT,
          Matrices.ELEMENTWISE_POWER,
          Computing.DIAGONAL,
          Computing.GUARDED_ARRAY,
          Computing.SCALED_ROWS,
          Computing.SCALED_COLUMNS);

  /// Whether it is a column times a row.
  static boolean isOuter(Expr node) {
    return node instanceof Product product
        && product.children().stream().noneMatch(Expr::isScalar)
        && product.child(0).shape().columns().equals(Dimension.ONE)
        && product.child(1).shape().rows().equals(Dimension.ONE);
  }

  /// The entry in row `i` and column `j`; of a vector the one that is not 0 counts.
  Expr of(Expr node, String i, String j) {
    Shape shape = node.shape();
    String name = names.get(node);
    if (name != null && shape.isScalar()) {
      return piece(name, true);
    }
    if (name != null) {
      boolean column = shape.columns().equals(Dimension.ONE);
      boolean row = shape.rows().equals(Dimension.ONE);
      return piece(name + (column ? at(i) : row ? at(j) : at(i) + at(j)), true);
    }
    return switch (node) {
      case Sum sum -> Sum.of(each(sum, i, j));
      case Negate negate -> Negate.of(of(negate.operand(), i, j));
      case Quotient quotient ->
          Quotient.of(of(quotient.child(0), i, j), of(quotient.child(1), i, j));
      case Relation relation ->
          Relation.of(relation.comparison(), of(relation.left(), i, j), of(relation.right(), i, j));
      case Product product when isOuter(product) ->
          Product.of(of(product.child(0), i, "0"), of(product.child(1), "0", j));
      case Product product when isByEntries(product) -> Product.of(each(product, i, j));
      case Apply apply when apply.operator() instanceof Function function ->
          apply(apply, function, i, j);
      case Logic logic -> logic.withChildren(each(logic, i, j).toArray(Expr[]::new));
      case Cases cases -> cases.withChildren(each(cases, i, j).toArray(Expr[]::new));
      default -> {
        if (node.isScalar()) {
          yield node;
        }
        throw unsupported(node);
      }
    };
  }

  private static String at(String index) {
    return "[" + index + "]";
  }

  private List<Expr> each(Expr node, String i, String j) {
    List<Expr> entries = new ArrayList<>();
    for (Expr child : node.children()) {
      entries.add(of(child, i, j));
    }
    return entries;
  }

  private Expr apply(Apply apply, Function function, String i, String j) {
    if (function == Matrices.TRANSPOSE) {
      return of(apply.argument(), j, i);
    }
    if (function == Matrices.ONES || function == Matrices.ZEROS) {
      return function == Matrices.ONES ? Num.ONE : Num.ZERO;
    }
    if (function == Matrices.IDENTITY) {
      return equal(i, j);
    }
    if (function == Matrices.DIAG) {
      return Product.of(equal(i, j), of(apply.argument(), i, "0"));
    }
    if (function == Computing.DIAGONAL) {
      return of(apply.argument(), i, i);
    }
    if (function == Computing.GUARDED_ARRAY) {
      return Apply.of(Computing.GUARDED, apply.child(0), of(apply.child(1), i, j));
    }
    if (function == Computing.SCALED_ROWS) {
      return Product.of(of(apply.child(0), i, "0"), of(apply.child(1), i, j));
    }
    if (function == Computing.SCALED_COLUMNS) {
      return Product.of(of(apply.child(0), i, j), of(apply.child(1), j, "0"));
    }
    if (function == Matrices.ELEMENTWISE_PRODUCT) {
      return Product.of(each(apply, i, j));
    }
    if (function == Matrices.ELEMENTWISE_QUOTIENT) {
      List<Expr> parts = each(apply, i, j);
      return Quotient.of(parts.get(0), parts.get(1));
    }
    if (function == Matrices.ELEMENTWISE_POWER) {
      List<Expr> parts = each(apply, i, j);
      return nabla.expr.Power.of(parts.get(0), parts.get(1));
    }
    if (function == Matrices.KRONECKER) {
      String rows = sizes.apply(apply.child(1).shape().rows());
      String columns = sizes.apply(apply.child(1).shape().columns());
      return Product.of(
          of(apply.child(0), over(i, rows), over(j, columns)),
          of(apply.child(1), modulo(i, rows), modulo(j, columns)));
    }
    if (function == Blocks.KHATRI_RAO) {
      String rows = sizes.apply(apply.child(1).shape().rows());
      return Product.of(
          of(apply.child(0), over(i, rows), j), of(apply.child(1), modulo(i, rows), j));
    }
    if (function == Blocks.UNVEC) {
      return of(apply.argument(), j + " * " + sizes.apply(apply.shape().rows()) + " + " + i, "0");
    }
    if (function == Vectorization.COMMUTATION) {
      String m = code(apply.child(0));
      String n = code(apply.child(1));
      String same = i + " / " + n + " == " + j + " % " + m;
      String other = i + " % " + n + " == " + j + " / " + m;
      return piece("(" + same + " && " + other + " ? 1.0 : 0.0)", true);
    }
    if (function == Blocks.ROW) {
      return of(apply.argument(), code(apply.child(1)) + " - 1", i);
    }
    if (function == Blocks.ROWS || function == Blocks.COLUMNS) {
      Dimension from = nabla.catalogue.Dimensions.polynomial(apply.child(1));
      boolean rows = function == Blocks.ROWS;
      return of(apply.argument(), rows ? plus(i, from) : i, rows ? j : plus(j, from));
    }
    if (function == Blocks.BELOW || function == Blocks.BESIDE) {
      boolean below = function == Blocks.BELOW;
      Shape first = apply.child(0).shape();
      String border = sizes.apply(below ? first.rows() : first.columns());
      Expr second =
          below
              ? of(apply.child(1), "(" + i + " - " + border + ")", j)
              : of(apply.child(1), i, "(" + j + " - " + border + ")");
      Expr inFirst =
          Relation.of(Relation.Comparison.LESS, piece(below ? i : j, false), piece(border, false));
      return Cases.of(List.of(new Cases.Branch(inFirst, of(apply.child(0), i, j))), second);
    }
    if (function == Blocks.UNIT) {
      return equal(i, code(apply.argument()) + " - 1");
    }
    if (function == Blocks.UPTO) {
      return piece("(" + i + " + 1.0)", true);
    }
    if (function == Vectorization.VEC) {
      String rows = sizes.apply(apply.argument().shape().rows());
      return of(apply.argument(), modulo(i, rows), over(i, rows));
    }
    if (ComputingForm.isEachEntry(apply)) {
      return apply.withChildren(each(apply, i, j).toArray(Expr[]::new));
    }
    if (apply.isScalar()) {
      return apply;
    }
    throw unsupported(apply);
  }

  private String code(Expr size) {
    return sizes.apply(nabla.catalogue.Dimensions.of(size));
  }

  private Expr equal(String i, String j) {
    return piece("(" + i + " == " + j + " ? 1.0 : 0.0)", true);
  }

  private String plus(String index, Dimension more) {
    return more.terms().isEmpty() ? index : "(" + index + " + " + sizes.apply(more) + ")";
  }

  private static String over(String index, String size) {
    return size.equals("1") ? index : index + " / " + size;
  }

  private static String modulo(String index, String size) {
    return size.equals("1") ? "0" : index + " % " + size;
  }

  static NablaException unsupported(Expr node) {
    String what =
        node instanceof Apply apply && apply.operator() instanceof Function function
            ? function.written() + " (" + function.summary() + ")"
            : node.getClass().getSimpleName() + " of arrays";
    return new NablaException(NablaException.Kind.UNSUPPORTED, what + " has no spelling in Java");
  }
}
