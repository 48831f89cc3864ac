package nabla.write;

import nabla.catalogue.Computing;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.numeric.arrays.ComputingForm;

/// What comes of a whole array, in Java: sums, norms, softmax, determinants, solutions of linear
/// systems.
final class JavaReductions {

  private static final String LINEAR = "org.apache.commons.math3.linear.";

  private final JavaLoops loops;
  private final JavaEntries entries;
  private final String i;

  JavaReductions(JavaLoops loops, JavaEntries entries, String i) {
    this.loops = loops;
    this.entries = entries;
    this.i = i;
  }

  void compute(Apply apply, Function function) {
    Expr array = apply.argument();
    if (function == Matrices.SUM) {
      loops.name(apply, total(array, entry -> entry));
    } else if (function == Matrices.MEAN) {
      String sum = total(array, entry -> entry);
      Shape shape = array.shape();
      loops.declare(
          apply,
          sum + " / (" + loops.size(shape.rows()) + " * " + loops.size(shape.columns()) + ")");
    } else if (function == Matrices.TRACE) {
      String sum = loops.fresh("trace");
      loops.line("double " + sum + " = 0.0;");
      loops.line(JavaLoops.loop(i, loops.size(array.shape().rows())));
      loops.line("  " + sum + " += " + loops.number(entries.of(array, i, i), "  ") + ";");
      loops.line("}");
      loops.name(apply, sum);
    } else if (function == Norms.NORM) {
      norm(apply, array);
    } else if (function == Reductions.LOGSUMEXP
        || function == Reductions.SOFTMAX
        || function == Reductions.LOGSOFTMAX) {
      exponentials(apply, function, array);
    } else if (function == Reductions.LARGEST) {
      loops.name(apply, largest(array, entry -> entry));
    } else if (function == Reductions.SMALLEST) {
      loops.declare(apply, "-" + largest(array, Negate::of));
    } else if (JavaRows.concern(apply)) {
      new JavaRows(loops, entries).compute(apply, function);
    } else if (JavaSpectra.concern(function)) {
      loops.spectra.compute(apply, function);
    } else if (function == Matrices.DET) {
      loops.declare(apply, decomposition(array) + ".getDeterminant()");
    } else if (function == Matrices.LOGDET) {
      logarithmOfDeterminant(apply, array);
    } else if (function == Matrices.INVERSE) {
      loops.declare(apply, decomposition(array) + ".getSolver().getInverse().getData()");
    } else if (function == Computing.COFACTORS) {
      cofactors(apply);
    } else if (function == Computing.SOLVE) {
      solve(apply);
    } else {
      throw JavaEntries.unsupported(apply);
    }
  }

  /// The sum over all entries of a formula of each.
  private String total(Expr array, java.util.function.UnaryOperator<Expr> formula) {
    String sum = loops.fresh("sum");
    loops.line("double " + sum + " = 0.0;");
    loops.loops(
        array,
        (indent, row, column) -> {
          Expr term = formula.apply(entries.of(array, row, column));
          loops.line(indent + sum + " += " + loops.number(term, indent) + ";");
        });
    return sum;
  }

  private static Expr size(Expr entry) {
    return Apply.of(Elementary.ABS, entry);
  }

  private void norm(Apply apply, Expr array) {
    Expr p = apply.arity() == 1 ? Num.TWO : apply.child(1);
    if (p.equals(Num.TWO)) {
      loops.declare(apply, "Math.sqrt(" + total(array, entry -> Product.of(entry, entry)) + ")");
    } else if (p.equals(Num.ONE)) {
      loops.name(apply, total(array, JavaReductions::size));
    } else if (ComputingForm.isApplied(p, Elementary.INFINITY)) {
      loops.name(apply, largest(array, JavaReductions::size));
    } else {
      String sum = total(array, entry -> Power.of(size(entry), p));
      loops.declare(apply, "Math.pow(" + sum + ", 1.0 / (" + loops.number(p, "") + "))");
    }
  }

  private String largest(Expr array, java.util.function.UnaryOperator<Expr> formula) {
    String largest = loops.fresh("largest");
    loops.line("double " + largest + " = Double.NEGATIVE_INFINITY;");
    loops.loops(
        array,
        (indent, row, column) -> {
          Expr entry = formula.apply(entries.of(array, row, column));
          loops.line(
              indent
                  + largest
                  + " = Math.max("
                  + largest
                  + ", "
                  + loops.number(entry, indent)
                  + ");");
        });
    return largest;
  }

  /// The largest entry is taken out, so that nothing overflows.
  private void exponentials(Apply apply, Function function, Expr array) {
    String largest = largest(array, entry -> entry);
    String sum = loops.fresh("sum");
    loops.line("double " + sum + " = 0.0;");
    loops.loops(
        array,
        (indent, row, column) -> {
          String entry = loops.number(entries.of(array, row, column), indent);
          loops.line(indent + sum + " += Math.exp(" + entry + " - " + largest + ");");
        });
    if (function == Reductions.LOGSUMEXP) {
      loops.declare(apply, largest + " + Math.log(" + sum + ")");
      return;
    }
    String normaliser = loops.fresh("normaliser");
    loops.line("double " + normaliser + " = " + largest + " + Math.log(" + sum + ");");
    String name = loops.array(apply);
    loops.loops(
        apply,
        (indent, row, column) -> {
          String entry = loops.number(entries.of(array, row, column), indent) + " - " + normaliser;
          loops.line(
              indent
                  + JavaLoops.place(name, apply.shape(), row, column)
                  + " = "
                  + (function == Reductions.SOFTMAX ? "Math.exp(" + entry + ")" : entry)
                  + ";");
        });
    loops.name(apply, name);
  }

  /// Of a matrix that counts as singular only where a pivot is 0.
  private String decomposition(Expr matrix) {
    return "new " + LINEAR + "LUDecomposition(" + loops.matrix(matrix) + ", Double.MIN_VALUE)";
  }

  /// The sum of the logarithms of the pivots, whose product is soon too large or too small for a
  /// double, but has its sign.
  private void logarithmOfDeterminant(Apply apply, Expr array) {
    String parts = loops.fresh("parts");
    String logarithm = loops.fresh("logarithm");
    loops.line("var " + parts + " = " + decomposition(array) + ";");
    loops.line(
        "double %s = Math.log(Math.copySign(1.0, %s.getDeterminant()));"
            .formatted(logarithm, parts));
    loops.line(JavaLoops.loop(i, loops.size(array.shape().rows())));
    loops.line(
        "  %s += Math.log(%s.getSolver().isNonSingular() ? Math.abs(%s.getU().getEntry(%s, %s)) : 0.0);"
            .formatted(logarithm, parts, parts, i, i));
    loops.line("}");
    loops.name(apply, logarithm);
  }

  /// A whole power of a matrix, of the inverse where the exponent is negative.
  String power(Power power) {
    String matrix = loops.matrix(power.base());
    if (power.exponent() instanceof Num whole && whole.value().isInt()) {
      return matrix + ".power(" + whole.value().intValue() + ").getData()";
    }
    Dimension exponent;
    try {
      exponent = Dimensions.polynomial(power.exponent());
    } catch (NablaException noPolynomial) {
      throw JavaEntries.unsupported(power);
    }
    String whole = loops.size(exponent);
    String inverse = decomposition(power.base()) + ".getSolver().getInverse()";
    return "(%s < 0 ? %s : %s).power(Math.abs(%s)).getData()"
        .formatted(whole, inverse, matrix, whole);
  }

  /// Σ has the products of the other singular values as its cofactors.
  private void cofactors(Apply apply) {
    String n = loops.size(apply.shape().rows());
    String parts = loops.fresh("parts");
    String others = loops.fresh("others");
    String turn = loops.fresh("turn");
    String s = loops.fresh("s");
    String matrix = loops.matrix(apply.argument());
    loops.line("var " + parts + " = new " + LINEAR + "SingularValueDecomposition(" + matrix + ");");
    loops.line("double[] " + others + " = new double[" + n + "];");
    loops.line(JavaLoops.loop(i, n));
    loops.line("  " + others + "[" + i + "] = 1.0;");
    loops.line("  " + JavaLoops.loop(s, n));
    loops.line(
        "    %s[%s] *= %s == %s ? 1.0 : %s.getSingularValues()[%s];"
            .formatted(others, i, i, s, parts, s));
    loops.line("  }");
    loops.line("}");
    loops.line(
        "var %s = new %sLUDecomposition(%s.getU().multiply(%s.getVT()));"
            .formatted(turn, LINEAR, parts, parts));
    String diagonal = LINEAR + "MatrixUtils.createRealDiagonalMatrix(" + others + ")";
    loops.declare(
        apply,
        "%s.getU().multiply(%s).multiply(%s.getVT()).scalarMultiply(%s.getDeterminant()).getData()"
            .formatted(parts, diagonal, parts, turn));
  }

  private void solve(Apply apply) {
    Expr right = apply.child(1);
    boolean vector = right.shape().columns().equals(Dimension.ONE);
    String side =
        vector
            ? "new " + LINEAR + "ArrayRealVector(" + loops.named(right) + ", false)"
            : loops.matrix(right);
    loops.declare(
        apply,
        decomposition(apply.child(0))
            + ".getSolver().solve("
            + side
            + ")"
            + (vector ? ".toArray()" : ".getData()"));
  }
}
