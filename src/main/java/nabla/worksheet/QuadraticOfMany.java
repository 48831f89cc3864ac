package nabla.worksheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.Formula;
import nabla.Nabla;
import nabla.calculus.CarryOut;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Sizes;
import org.jspecify.annotations.Nullable;

/// A loss over many examples that is quadratic in its parameters, numbers and vectors: a constant,
/// `gᵀw` and `½ wᵀHw`. Its value and gradient at 0 and at a point on each axis say all of it, and
/// are computed in floating point by one compiled program.
///
/// That it is quadratic is not read off the formula: the result has to agree with value and
/// gradient at other points, near and far.
final class QuadraticOfMany {

  /// The loss has more parameters than one would read in a formula.
  private static final int MOST_PARAMETERS = 10;

  /// As sums over many numbers in floating point have them.
  private static final int DIGITS = 13;

  /// The point on an axis is far away, so that the gradient at 0 is small beside that there.
  private static final double FAR = 1 << 20;

  /// How far from 0 the result is compared.
  private static final double[] DISTANCES = {0.1, 1, 10, 1000};

  private static final double TOLERANCE = 1e-9;

  private final Sheet sheet;
  private final Formula formula;
  private final boolean atOnce;
  private final List<Symbol> parameters = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final Map<Symbol, Expr> counts = new LinkedHashMap<>();

  private QuadraticOfMany(Sheet sheet, Formula formula, boolean atOnce) {
    this.sheet = sheet;
    this.formula = formula;
    this.atOnce = atOnce;
  }

  /// A loss with the numbers of all examples in it; null where it is none of these.
  ///
  /// @param atOnce whether it takes all examples at once; else it is that of one, and the mean is
  ///   meant
  static @Nullable Expr of(Sheet sheet, Formula formula, boolean atOnce) {
    Sheet before = sheet.saved();
    try {
      QuadraticOfMany work = new QuadraticOfMany(sheet, formula, atOnce);
      Expr quadratic = work.takesParameters() ? work.of(formula.reading().expanded()) : null;
      return quadratic == null ? null : Substitution.of(work.counts).apply(quadratic);
    } catch (NablaException none) {
      Budget.check();
      return null; // which has no value at some of the points, or no gradient
    } finally {
      sheet.restore(before);
    }
  }

  /// Takes what is not of the examples as parameters, and says whether each is a number or a vector
  /// of known length.
  private boolean takesParameters() {
    Examples examples = Objects.requireNonNull(sheet.examples());
    Set<String> letters = formula.reading().sizes().keySet();
    Sizes sizes = new Sizes();
    List<Symbol> open = new ArrayList<>();
    for (Symbol variable : WholeColumns.variables(formula)) {
      int place = examples.names().indexOf(variable.name());
      if (place >= 0) {
        int length = examples.numbers(0, place).length;
        boolean column = atOnce || variable.isScalar() || variable.shape().isVector();
        if (!column) {
          return false;
        }
        sizes.give(variable, atOnce ? examples.count() : length, atOnce ? length : 1);
      } else if (!letters.contains(variable.toString())) {
        open.add(variable);
      }
    }
    for (Symbol variable : open) {
      if (!variable.isScalar() && !variable.shape().isVector()) {
        return false;
      }
      parameters.add(variable);
      int length = TrainingReport.shape(variable, sizes.known()).rows();
      if (length == 1 && !variable.isScalar()) {
        return false; // whose numbers a formula takes for a number
      }
      lengths.add(length);
    }
    sizes.known().forEach((letter, size) -> counts.put(Symbol.of(letter), Num.of(size)));
    return lengths.stream().mapToInt(each -> each).sum() <= MOST_PARAMETERS;
  }

  private @Nullable Expr of(Expr part) {
    if (!isOfExamples(part)) {
      return part;
    }
    Expr whole = quadratic(part);
    if (whole != null) {
      return whole;
    }
    // λ w² beside the sum is a term of its own
    long ofExamples = part.children().stream().filter(this::isOfExamples).count();
    boolean linear =
        switch (part) {
          case Sum sum -> true;
          case Negate negate -> true;
          case Product product -> ofExamples == 1;
          case Quotient quotient -> !isOfExamples(quotient.denominator());
          default -> false;
        };
    List<Expr> terms = new ArrayList<>();
    for (Expr child : linear ? part.children() : List.<Expr>of()) {
      Expr other = of(child);
      if (other == null) {
        return null;
      }
      terms.add(other);
    }
    return linear ? part.withChildren(terms.toArray(Expr[]::new)) : null;
  }

  private boolean isOfExamples(Expr part) {
    return Dag.any(part, node -> node instanceof Symbol symbol && sheet.isData(symbol.name()));
  }

  /// The quadratic that a number is.
  private @Nullable Expr quadratic(Expr part) {
    if (!part.isScalar()) {
      return null;
    }
    List<Symbol> own = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<Expr> outputs = new ArrayList<>(List.of(part));
    for (int i = 0; i < parameters.size(); i++) {
      Symbol parameter = parameters.get(i);
      if (Dag.any(part, parameter::equals)) {
        own.add(parameter);
        places.add(lengths.get(i));
        outputs.add(CarryOut.of(Derivative.of(part, parameter, 1), Map.of(), formula.written()));
      }
    }
    Values values = new Values(own, places, outputs);
    double[] zero = new double[values.size()];
    Coefficients coefficients = coefficients(values, zero);
    return coefficients.agree(values) ? coefficients.written(own, places) : null;
  }

  private static Coefficients coefficients(Values values, double[] zero) {
    double[] atZero = values.at(zero);
    int size = zero.length;
    double[][] second = new double[size][size];
    for (int i = 0; i < size; i++) {
      double[] point = zero.clone();
      point[i] = FAR;
      double[] there = values.at(point);
      for (int j = 0; j < size; j++) {
        second[i][j] = (there[j + 1] - atZero[j + 1]) / FAR;
      }
    }
    return new Coefficients(atZero, second);
  }

  /// A number and its gradient, where the parameters are some numbers.
  private final class Values {
    private final List<Symbol> own;
    private final List<Integer> lengths;
    private final List<Expr> outputs;

    Values(List<Symbol> own, List<Integer> lengths, List<Expr> outputs) {
      this.own = own;
      this.lengths = lengths;
      this.outputs = outputs;
    }

    int size() {
      return lengths.stream().mapToInt(each -> each).sum();
    }

    /// The value, and behind it the gradient.
    double[] at(double[] point) {
      Map<Name, String> texts = new LinkedHashMap<>();
      parameters.forEach(each -> texts.put(each.name(), list(zeros(each))));
      int from = 0;
      for (int i = 0; i < own.size(); i++) {
        double[] numbers = Arrays.copyOfRange(point, from, from + lengths.get(i));
        texts.put(own.get(i).name(), list(numbers));
        from += lengths.get(i);
      }
      sheet.put(texts);
      return EachExample.numbers(sheet, formula, outputs, atOnce);
    }

    private double[] zeros(Symbol parameter) {
      return new double[QuadraticOfMany.this.lengths.get(parameters.indexOf(parameter))];
    }
  }

  private static String list(double[] numbers) {
    List<String> texts = new ArrayList<>();
    for (double number : numbers) {
      texts.add(BigDecimal.valueOf(number).toPlainString());
    }
    return texts.size() == 1 ? texts.getFirst() : "(" + String.join(", ", texts) + ")";
  }

  /// Those of a quadratic.
  ///
  /// @param atZero the value at 0, and behind it the gradient there
  /// @param second the second derivatives
  @SuppressWarnings("ArrayRecordComponent") // as it is computed with
  private record Coefficients(double[] atZero, double[][] second) {

    /// Whether value and gradient are at other points what the quadratic has there.
    boolean agree(Values values) {
      int size = second.length;
      for (double distance : DISTANCES) {
        double[] point = new double[size];
        for (int i = 0; i < size; i++) {
          point[i] = distance * (i % 2 == 0 ? 1 : -1) * (1 + i / (i + 1.5));
        }
        for (double[] each : List.of(point, opposite(point))) {
          double[] there = values.at(each);
          double value = atZero[0];
          double scale = Math.abs(atZero[0]);
          for (int i = 0; i < size; i++) {
            double slope = 0;
            double steepness = Math.abs(atZero[i + 1]);
            for (int j = 0; j < size; j++) {
              slope += second[i][j] * each[j];
              steepness += Math.abs(second[i][j] * each[j]);
            }
            value += (atZero[i + 1] + slope / 2) * each[i];
            scale += steepness * Math.abs(each[i]);
            if (differ(there[i + 1], atZero[i + 1] + slope, steepness)) {
              return false;
            }
          }
          if (differ(there[0], value, scale)) {
            return false;
          }
        }
      }
      return true;
    }

    private static double[] opposite(double[] point) {
      return Arrays.stream(point).map(each -> -0.7 * each).toArray();
    }

    private static boolean differ(double one, double other, double scale) {
      return !(Math.abs(one - other) <= TOLERANCE * scale);
    }

    /// As a formula of the parameters.
    Expr written(List<Symbol> own, List<Integer> lengths) {
      StringBuilder text = new StringBuilder();
      List<String> facts = new ArrayList<>();
      int row = 0;
      for (int i = 0; i < own.size(); i++) {
        String name = NameText.quoted(own.get(i).name());
        int rows = lengths.get(i);
        boolean number = own.get(i).isScalar();
        facts.add(name + " ∈ " + (number ? "R" : "R^" + rows));
        int column = 0;
        for (int j = 0; j <= i; j++) {
          String other = NameText.quoted(own.get(j).name());
          double half = i == j ? 0.5 : 1;
          String block = block(row, rows, column, lengths.get(j), half);
          text.append(" + ");
          text.append(term(name, number, other, own.get(j).isScalar(), block));
          column += lengths.get(j);
        }
        String slope = row(row, rows);
        text.append(" + ").append(number ? slope + " " + name : slope + "^T " + name);
        row += rows;
      }
      String constant = rounded(atZero[0], 0);
      return Nabla.formula(constant + text, String.join("; ", facts)).simplified();
    }

    private static String term(
        String name, boolean number, String other, boolean otherNumber, String block) {
      return number
          ? name + " " + block + " " + other
          : otherNumber ? other + " " + block + " " + name : name + "^T " + block + " " + other;
    }

    private String row(int from, int length) {
      List<String> entries = new ArrayList<>();
      for (int i = from; i < from + length; i++) {
        double scale = Math.sqrt(Math.abs(2 * second[i][i] * atZero[0]));
        entries.add(rounded(atZero[i + 1], scale));
      }
      return length == 1 ? entries.getFirst() : "(" + String.join(", ", entries) + ")";
    }

    private String block(int top, int rows, int left, int columns, double factor) {
      List<String> lines = new ArrayList<>();
      for (int i = top; i < top + rows; i++) {
        List<String> line = new ArrayList<>();
        for (int j = left; j < left + columns; j++) {
          // as far as it is symmetric in floating point
          double entry = second[Math.max(i, j)][Math.min(i, j)];
          double scale = Math.sqrt(Math.abs(second[i][i] * second[j][j]));
          line.add(rounded(factor * entry, factor * scale));
        }
        lines.add(String.join(", ", line));
      }
      if (rows > 1 && columns > 1) {
        return "[" + String.join("; ", lines) + "]";
      }
      String list = String.join(", ", lines);
      return rows == 1 && columns == 1 ? list : "(" + list + ")^T";
    }

    /// A number to so many digits, and no finer than beside another one.
    private static String rounded(double number, double beside) {
      BigDecimal digits = new BigDecimal(number).round(new MathContext(DIGITS));
      if (beside > 0) {
        BigDecimal unit = new BigDecimal(beside).round(new MathContext(1));
        int places = DIGITS - 1 - (unit.precision() - unit.scale() - 1);
        if (digits.scale() > places) {
          digits = digits.setScale(places, RoundingMode.HALF_EVEN);
        }
      }
      String text = digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
      return text.startsWith("-") ? "(" + text + ")" : text;
    }
  }
}
