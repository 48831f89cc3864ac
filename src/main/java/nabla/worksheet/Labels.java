package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// What a loss takes for its labels. Cross-entropy is the mean surprise at outcomes of which the
/// labels are the probabilities (Goodfellow, Bengio and Courville, Deep Learning, 2016, section
/// 3.13): from 0 to 1 each, and of several classes with the sum 1; with others it has no least
/// value. The margins of the hinge loss are those of −1 and 1 (Cortes and Vapnik, 1995).
///
/// @param label the variable
/// @param demand what its values are
record Labels(Symbol label, Demand demand) {

  /// Shares that were rounded have about the sum 1.
  private static final double ROUNDED = 0.005;

  private static final int MOST_CLASSES = 12;

  private static final List<Function> OF_CLASSES =
      List.of(Reductions.SOFTMAX, Reductions.LOGSOFTMAX, Rows.SOFTMAX, Rows.LOGSOFTMAX);

  /// What the values of a label are.
  enum Demand {
    /// A probability, or several, each of its own: `−y ln p − (1 − y) ln(1 − p)`.
    PROBABILITIES,
    /// The probabilities of classes: `−yᵀ ln softmax(z)`.
    DISTRIBUTION,
    /// −1 or 1: `max(0, 1 − y s)`.
    SIGNS
  }

  /// The labels in a loss, with all names in it expanded; null where there are none.
  static @Nullable Labels of(Expr loss) {
    Map<Symbol, Boolean> positive = new LinkedHashMap<>();
    Map<Symbol, Boolean> negative = new LinkedHashMap<>();
    for (Expr node : Dag.of(loss).nodes()) {
      Labels whole = node instanceof Sum sum ? ofScores(sum) : sign(node);
      if (whole != null) {
        return whole;
      }
      List<Expr> factors = new ArrayList<>();
      addFactors(node, factors);
      Expr logarithm = factors.stream().filter(Labels::isLogarithm).findFirst().orElse(null);
      if (logarithm == null) {
        continue;
      }
      boolean classes = isOfClasses(logarithm);
      for (Expr factor : factors) {
        Symbol label = symbol(factor);
        Symbol rest = rest(factor);
        if (label != null && !Dag.any(logarithm, label::equals)) {
          positive.merge(label, classes, Boolean::logicalOr);
        } else if (rest != null && !Dag.any(logarithm, rest::equals)) {
          negative.put(rest, true);
        }
      }
    }
    for (Map.Entry<Symbol, Boolean> each : positive.entrySet()) {
      if (negative.containsKey(each.getKey())) {
        return new Labels(each.getKey(), Demand.PROBABILITIES);
      }
      if (each.getValue()) {
        return new Labels(each.getKey(), Demand.DISTRIBUTION);
      }
    }
    return null;
  }

  /// Cross-entropy in the scores: `softplus(z) − y z` and `logsumexp(z) − yᵀz`.
  private static @Nullable Labels ofScores(Sum sum) {
    for (Expr term : sum.children()) {
      boolean classes = term instanceof Apply apply && apply.operator() == Reductions.LOGSUMEXP;
      boolean one = term instanceof Apply apply && apply.operator() == Activations.SOFTPLUS;
      if (!classes && !one) {
        continue;
      }
      List<Expr> scores = new ArrayList<>();
      addFactors(((Apply) term).argument(), scores);
      for (Expr other : sum.children()) {
        List<Expr> factors = new ArrayList<>();
        addFactors(other, factors);
        boolean taken = scores.stream().allMatch(factors::remove);
        if (other instanceof Negate && taken && factors.size() == 1) {
          Symbol label = symbol(factors.getFirst());
          if (label != null) {
            return new Labels(label, classes ? Demand.DISTRIBUTION : Demand.PROBABILITIES);
          }
        }
      }
    }
    return null;
  }

  private static void addFactors(Expr expression, List<Expr> factors) {
    switch (expression) {
      case Product product -> product.children().forEach(each -> addFactors(each, factors));
      case Negate negate -> addFactors(negate.operand(), factors);
      case Quotient quotient -> addFactors(quotient.child(0), factors);
      case Apply apply when apply.operator() == Matrices.ELEMENTWISE_PRODUCT ->
          apply.children().forEach(each -> addFactors(each, factors));
      case Apply apply
          when apply.operator() == Matrices.TRANSPOSE || apply.operator() == Matrices.ENTRY ->
          addFactors(apply.argument(), factors);
      default -> factors.add(expression);
    }
  }

  private static boolean isLogarithm(Expr factor) {
    return factor instanceof Apply apply
        && (apply.operator() == Elementary.LN
            || apply.operator() == Elementary.LOG
            || apply.operator() == Reductions.LOGSOFTMAX
            || apply.operator() == Rows.LOGSOFTMAX);
  }

  private static boolean isOfClasses(Expr logarithm) {
    return Dag.any(
        logarithm, node -> node instanceof Apply apply && OF_CLASSES.contains(apply.operator()));
  }

  private static @Nullable Symbol symbol(Expr factor) {
    return factor instanceof Symbol symbol ? symbol : null;
  }

  /// y of `1 − y`.
  private static @Nullable Symbol rest(Expr factor) {
    return factor instanceof Sum sum
            && sum.arity() == 2
            && isOne(sum.child(0))
            && sum.child(1) instanceof Negate negate
        ? symbol(bare(negate.operand()))
        : null;
  }

  private static Expr bare(Expr expression) {
    return expression instanceof Apply entry && entry.operator() == Matrices.ENTRY
        ? entry.argument()
        : expression;
  }

  private static boolean isOne(Expr expression) {
    return (expression instanceof Num number && number.value().isOne())
        || (expression instanceof Apply ones && ones.operator() == Matrices.ONES);
  }

  /// The label of a margin, `max(0, 1 − y s)`.
  private static @Nullable Labels sign(Expr node) {
    if (!(node instanceof Apply apply)
        || (apply.operator() != Elementary.MAX && apply.operator() != Activations.RELU)) {
      return null;
    }
    for (Expr argument : apply.children()) {
      if (argument instanceof Sum sum
          && sum.arity() == 2
          && isOne(sum.child(0))
          && sum.child(1) instanceof Negate margin) {
        List<Expr> factors = new ArrayList<>();
        addFactors(margin.operand(), factors);
        for (Expr factor : factors) {
          Symbol label = symbol(factor);
          if (label != null && factors.size() > 1 && label.name().base().equals("y")) {
            return new Labels(label, Demand.SIGNS);
          }
        }
      }
    }
    return null;
  }

  /// What is wrong with the values of a label; null where nothing is.
  ///
  /// @param numbers all its entries
  @Nullable String wrong(double... numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
      boolean fits = demand == Demand.SIGNS ? Math.abs(number) == 1 : number >= 0 && number <= 1;
      if (!fits) {
        return Text.of(label)
            + (numbers.length == 1 ? " is " : " has the entry ")
            + written(number)
            + ", and "
            + expected(numbers.length);
      }
    }
    return demand == Demand.DISTRIBUTION
            && label.shape().isVector()
            && Math.abs(sum - 1) > ROUNDED * numbers.length
        ? Text.of(label) + " has the sum " + written(sum) + ", and " + expected(numbers.length)
        : null;
  }

  private String expected(int size) {
    return switch (demand) {
      case PROBABILITIES ->
          "the labels of cross-entropy are probabilities, from 0 to 1; of two classes, 0 and 1";
      case DISTRIBUTION ->
          "the labels of cross-entropy with softmax are the probabilities of the classes, with the"
              + " sum 1; "
              + oneHot(size);
      case SIGNS -> "the labels of the hinge loss are −1 and 1";
    };
  }

  /// How a class is written where the labels are those of several; empty where they are not.
  ///
  /// @param classes how many there are
  String oneHot(int classes) {
    if (demand != Demand.DISTRIBUTION || classes < 2 || classes > MOST_CLASSES) {
      return demand == Demand.DISTRIBUTION ? "a class is written one-hot" : "";
    }
    return "the second of "
        + classes
        + " classes is written one-hot, "
        + Text.of(label)
        + " = (0, 1"
        + ", 0".repeat(classes - 2)
        + ")";
  }

  private static String written(double number) {
    return new java.math.BigDecimal(number)
        .round(new java.math.MathContext(6))
        .stripTrailingZeros()
        .toPlainString()
        .replace('-', '−');
  }
}
