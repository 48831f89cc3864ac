package nabla.worksheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.simplify.Form;
import org.jspecify.annotations.Nullable;

/// The mean of a loss over many examples where each of its terms, multiplied out, is something of
/// the data times something of the other variables, as of `(w x + b - y)^2`: then only the means of
/// the former are needed, and the formula is as long as that of one example.
final class PolynomialMean {
  private static final MathContext DIGITS = new MathContext(15);
  private static final int MOST_EXAMPLES = 100_000;
  private static final int MOST_TERMS = 60;

  private final Examples examples;
  private final Map<Symbol, Integer> data = new LinkedHashMap<>();

  private PolynomialMean(Formula formula, Examples examples) {
    this.examples = examples;
    for (Symbol variable : formula.variables()) {
      int place = examples.names().indexOf(variable.name());
      if (place >= 0) {
        data.put(variable, place);
      }
    }
  }

  /// The mean, with coefficients of 15 digits; null for another loss, or too many examples.
  static @Nullable Expr of(Formula formula, Examples examples) {
    PolynomialMean work = new PolynomialMean(formula, examples);
    return examples.count() > MOST_EXAMPLES
            || work.data.isEmpty()
            || !formula.variables().stream().allMatch(Symbol::isScalar)
        ? null
        : work.mean(formula.simplified(new Form.Expanded()));
  }

  private @Nullable Expr mean(Expr expanded) {
    List<Expr> terms = expanded instanceof Sum sum ? sum.children() : List.of(expanded);
    Map<Expr, List<Expr>> coefficients = new LinkedHashMap<>();
    for (Expr term : terms) {
      List<Expr> factors = new ArrayList<>();
      addFactors(term, factors);
      List<Expr> own = new ArrayList<>();
      List<Expr> others = new ArrayList<>();
      for (Expr factor : factors) {
        Set<Symbol> symbols = symbols(factor);
        if (data.keySet().containsAll(symbols)) {
          own.add(factor);
        } else if (symbols.stream().noneMatch(data::containsKey)) {
          others.add(factor);
        } else {
          return null;
        }
      }
      coefficients.computeIfAbsent(product(others), key -> new ArrayList<>()).add(product(own));
    }
    if (coefficients.size() > MOST_TERMS) {
      return null;
    }
    List<Expr> means = new ArrayList<>();
    for (Map.Entry<Expr, List<Expr>> each : coefficients.entrySet()) {
      List<Expr> parts = each.getValue();
      Num mean = mean(parts.size() == 1 ? parts.getFirst() : Sum.of(parts), examples.count());
      if (mean == null) {
        return null;
      }
      List<Expr> factors = new ArrayList<>();
      addFactors(each.getKey(), factors);
      factors.removeIf(Num.ONE::equals);
      if (!mean.equals(Num.ONE) || factors.isEmpty()) {
        factors.addFirst(mean);
      }
      means.add(product(factors));
    }
    return means.size() == 1 ? means.getFirst() : Sum.of(means);
  }

  private static Set<Symbol> symbols(Expr expression) {
    return Dag.of(expression).nodes().stream()
        .filter(Symbol.class::isInstance)
        .map(Symbol.class::cast)
        .collect(Collectors.toSet());
  }

  private static void addFactors(Expr term, List<Expr> factors) {
    switch (term) {
      case Product product -> product.children().forEach(each -> addFactors(each, factors));
      case Negate negate -> {
        factors.add(Num.MINUS_ONE);
        addFactors(negate.operand(), factors);
      }
      case Quotient quotient -> {
        addFactors(quotient.numerator(), factors);
        factors.add(Quotient.of(Num.ONE, quotient.denominator()));
      }
      default -> factors.add(term);
    }
  }

  private static Expr product(List<Expr> factors) {
    return factors.isEmpty()
        ? Num.ONE
        : factors.size() == 1 ? factors.getFirst() : Product.of(factors);
  }

  /// The mean of what depends on the data alone; null where it has no exact values.
  private @Nullable Num mean(Expr part, int count) {
    Rational sum = Rational.ZERO;
    for (int row = 0; row < count; row++) {
      Budget.check();
      Map<Symbol, Rational> values = new LinkedHashMap<>();
      for (Map.Entry<Symbol, Integer> each : data.entrySet()) {
        double[] numbers = examples.numbers(row, each.getValue());
        if (numbers.length != 1) {
          return null;
        }
        values.put(each.getKey(), Rational.parse(BigDecimal.valueOf(numbers[0]).toPlainString()));
      }
      Rational value = Evaluation.of(part, values).exact();
      if (value == null) {
        return null;
      }
      sum = sum.plus(value);
    }
    BigDecimal mean =
        new BigDecimal(sum.numerator())
            .divide(new BigDecimal(sum.denominator()).multiply(BigDecimal.valueOf(count)), DIGITS);
    return Num.decimal(Rational.parse(mean.toPlainString()));
  }
}
