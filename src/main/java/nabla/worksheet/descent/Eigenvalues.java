package nabla.worksheet.descent;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/// The eigenvalues of a symmetric matrix, from the smallest to the largest.
///
/// @param values exact ones, or decimals
/// @param exact whether they are exact
record Eigenvalues(List<Expr> values, boolean exact) {
  private static final int LARGEST_EXACT = 4;
  private static final MathContext DIGITS = new MathContext(12);

  /// Of a matrix with numbers for entries.
  static Eigenvalues of(List<List<Expr>> symmetric, Forms forms) {
    int size = symmetric.size();
    if (size <= LARGEST_EXACT && isRational(symmetric)) {
      List<Expr> roots = exactly(symmetric, forms);
      boolean readable = roots.stream().noneMatch(Forms::isLong) || !isHeld(symmetric);
      if (roots.size() == size && readable) {
        roots.sort(Comparator.comparingDouble(each -> Evaluation.of(each, Map.of()).value()));
        return new Eigenvalues(List.copyOf(roots), true);
      }
    }
    if (!isHeld(symmetric)) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "the Hessian has entries beyond all floating-point numbers, so that its eigenvalues are"
              + " not found by numbers");
    }
    double[][] entries = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        entries[i][j] = Evaluation.of(symmetric.get(i).get(j), Map.of()).value();
      }
    }
    double[] values =
        new EigenDecomposition(new Array2DRowRealMatrix(entries)).getRealEigenvalues();
    java.util.Arrays.sort(values);
    List<Expr> decimals = new ArrayList<>();
    for (double value : values) {
      decimals.add(
          Num.decimal(Rational.parse(BigDecimal.valueOf(value).round(DIGITS).toPlainString())));
    }
    return new Eigenvalues(decimals, false);
  }

  /// Whether doubles are as large as the entries.
  private static boolean isHeld(List<List<Expr>> matrix) {
    return matrix.stream()
        .flatMap(List::stream)
        .allMatch(entry -> Double.isFinite(Evaluation.of(entry, Map.of()).value()));
  }

  /// Of a symmetric matrix of 2 rows, whatever its entries: the half of `tr ± √(tr² − 4 det)`.
  static List<Expr> ofTwo(List<List<Expr>> symmetric, Forms forms) {
    Expr trace = Sum.of(symmetric.get(0).get(0), symmetric.get(1).get(1));
    Expr root =
        Apply.of(
            Elementary.SQRT,
            forms.closed(
                Sum.of(
                    Power.of(
                        Sum.of(symmetric.get(0).get(0), Negate.of(symmetric.get(1).get(1))), 2),
                    Product.of(Num.of(4), Power.of(symmetric.get(0).get(1), 2)))));
    return List.of(
        forms.closed(Quotient.of(Sum.of(trace, Negate.of(root)), Num.TWO)),
        forms.closed(Quotient.of(Sum.of(trace, root), Num.TWO)));
  }

  private static boolean isRational(List<List<Expr>> matrix) {
    return matrix.stream().allMatch(row -> Forms.rationals(row) != null);
  }

  /// The roots of the characteristic polynomial as often as they are ones; too few where they have
  /// no formula.
  private static List<Expr> exactly(List<List<Expr>> symmetric, Forms forms) {
    Symbol value = Symbol.of("λ");
    List<List<Expr>> shifted = new ArrayList<>();
    for (int i = 0; i < symmetric.size(); i++) {
      List<Expr> row = new ArrayList<>(symmetric.get(i));
      row.set(i, Sum.of(row.get(i), Negate.of(value)));
      shifted.add(row);
    }
    Expr polynomial = LinearSystem.determinant(shifted);
    List<Expr> all = new ArrayList<>();
    Expr rest = polynomial;
    // each pass finds the roots that are left in the derivative: those of higher multiplicity
    for (int pass = 0; pass < symmetric.size(); pass++) {
      Expr present = rest;
      Roots.Found found = Roots.of(pass == 0 ? polynomial : present, value, forms);
      for (Root root : found.roots()) {
        boolean again =
            pass == 0
                || all.stream()
                    .anyMatch(known -> forms.isZero(Sum.of(known, Negate.of(root.value()))));
        if (root.exact() && again && isRoot(polynomial, value, root.value(), pass, forms)) {
          all.add(root.value());
        }
      }
      rest = forms.expanded(nabla.calculus.Gradient.of(rest, List.of(value)).getFirst());
      if (!Forms.hasSymbols(rest)) {
        break;
      }
    }
    return all;
  }

  private static boolean isRoot(Expr polynomial, Symbol value, Expr root, int order, Forms forms) {
    Expr derivative = polynomial;
    for (int i = 0; i <= order; i++) {
      if (!forms.isZero(nabla.expr.Substitution.of(value, root).apply(derivative))) {
        return false;
      }
      derivative = nabla.calculus.Gradient.of(derivative, List.of(value)).getFirst();
    }
    return true;
  }

  Expr least() {
    return values.getFirst();
  }

  Expr greatest() {
    return values.getLast();
  }
}
