package nabla.calculus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// A formula cut into links of a chain: the arguments of functions, their values inside products,
/// the bases of powers and what occurs more than once become intermediates with names of their own.
///
/// @param formula the formula in the names of the intermediates
/// @param meanings what each stands for, each after those that it uses
record Links(Expr formula, Map<Symbol, Expr> meanings) {

  private static final Set<Function> SIGNS =
      Set.of(Matrices.TRANSPOSE, Matrices.SUM, Matrices.TRACE, Matrices.DIAG, Matrices.ENTRY);

  private static final Set<Notation> PARTS =
      Set.of(Notation.SLICE, Notation.MEMBER, Notation.STACK);

  /// The links of a formula that moves with the variable.
  static Links of(Expr formula, Symbol variable) {
    return new Cutting(formula, variable).links();
  }

  private static final class Cutting {

    private final Dag dag;
    private final Expr formula;
    private final Symbol variable;
    private final Set<Expr> moving = new HashSet<>();
    private final Map<Expr, Integer> places = new HashMap<>();
    private final Map<Expr, String> letters = new HashMap<>();

    Cutting(Expr formula, Symbol variable) {
      this.formula = formula;
      this.variable = variable;
      this.dag = Dag.of(formula);
      for (Expr node : dag.nodes()) {
        if (node.equals(variable) || node.children().stream().anyMatch(moving::contains)) {
          moving.add(node);
        }
      }
    }

    Links links() {
      for (Expr node : dag.nodes()) {
        node.children().stream().distinct().forEach(part -> places.merge(part, 1, Integer::sum));
        if (moving.contains(node)) {
          mark(node);
        }
      }
      places.forEach((part, count) -> {
        if (count > 1) {
          mark(part, "u");
        }
      });
      letters.remove(formula);
      if (letters.isEmpty()) {
        dag.nodes().stream().filter(moving::contains).forEach(this::markValue);
        letters.remove(formula);
      }
      if (letters.isEmpty()) {
        dag.nodes().stream().filter(moving::contains).forEach(this::markUnderSign);
      }
      Product regrouped = letters.isEmpty() ? regrouped() : null;
      if (regrouped != null) {
        Cutting again = new Cutting(regrouped, variable);
        again.mark(regrouped.child(0), "u");
        again.mark(regrouped.child(1), "u");
        return again.named();
      }
      return named();
    }

    /// What a trace or a sum is of, and numbers in front of an array.
    private void markUnderSign(Expr node) {
      if (node instanceof Apply apply
          && (apply.operator() == Matrices.TRACE || apply.operator() == Matrices.SUM)) {
        mark(apply.argument(), "u", true);
      }
      if (node instanceof Product product && !product.isScalar()) {
        product.children().stream()
            .filter(Expr::isScalar)
            .forEach(factor -> mark(factor, "u", true));
      }
    }

    /// A product of three or more factors as one of two: `(AX)B`, and `diag(x)(Ax)` where a vector
    /// ends it; null of any other formula.
    private @Nullable Product regrouped() {
      if (!(formula instanceof Product product)
          || product.arity() < 3
          || product.children().stream().anyMatch(Expr::isScalar)) {
        return null;
      }
      List<Expr> factors = product.children();
      int last = factors.size() - 1;
      int cut = factors.get(last).shape().isVector() ? 1 : last;
      for (int i = 0; i < last; i++) {
        if (!factors.get(i).shape().columns().equals(factors.get(i + 1).shape().rows())) {
          cut = i + 1; // behind a number, (xᵀAx)x
        }
      }
      Expr front = Product.of(factors.subList(0, cut));
      Expr back = Product.of(factors.subList(cut, last + 1));
      return Product.of(front, back) instanceof Product two && two.arity() == 2 ? two : null;
    }

    /// Where nothing else is cut: the values of functions of arrays, `X⁻¹` in `tr(X⁻¹A)`, and of
    /// the factors of a product of numbers, `tr(X)` in `tr(X) det(X)`.
    private void markValue(Expr node) {
      if (node instanceof Apply apply && !isSign(apply) && !isPart(apply)) {
        mark(apply, "u");
      }
      if (node instanceof Product product && product.isOfNumbers()) {
        product.children().forEach(factor -> mark(factor, "u", true));
      }
    }

    private void mark(Expr node) {
      if (node instanceof Power power && !isNorm(power.base())) {
        mark(power.base(), "u", power.base().isScalar());
      }
      if (node instanceof Quotient quotient) {
        mark(quotient.denominator(), "u");
        if (quotient.numerator().isScalar()) {
          mark(quotient.numerator(), "u");
        }
      }
      if (node instanceof Product product) {
        boolean several = product.children().stream().filter(moving::contains).count() > 1;
        product.children().stream()
            .filter(factor -> factor instanceof Sum && (several || !factor.isScalar()))
            .forEach(factor -> mark(factor, "u"));
      }
      if (!(node instanceof Apply apply) || isSign(apply)) {
        return;
      }
      Operator function = apply.operator();
      boolean product = function == Matrices.ELEMENTWISE_PRODUCT || function == Matrices.KRONECKER;
      for (Expr argument : apply.children()) {
        if (!product && !isOfNumber(function)) {
          mark(argument, function == Norms.NORM ? "r" : function.isElementwise() ? "z" : "u");
        }
      }
      if (function.isElementwise()) {
        mark(apply, "a");
      }
    }

    /// Whether it is a function of a matrix that moves with a number, as `expm(tA)` does: its
    /// differential is that of one of numbers.
    private boolean isOfNumber(Operator function) {
      return variable.isScalar() && function == MatrixFunctions.EXPM;
    }

    private static boolean isSign(Apply apply) {
      return apply.operator() instanceof Function function && SIGNS.contains(function);
    }

    /// Whether it is a part of an array, or made of parts.
    private static boolean isPart(Apply apply) {
      return apply.operator() instanceof Function function && PARTS.contains(function.notation());
    }

    private static boolean isNorm(Expr node) {
      return node instanceof Apply apply && apply.operator() == Norms.NORM;
    }

    private void mark(Expr part, String letter) {
      mark(part, letter, false);
    }

    private void mark(Expr part, String letter, boolean signs) {
      Expr inner = part instanceof Negate negate ? negate.operand() : part;
      boolean sign =
          inner.arity() == 0 || (!signs && inner instanceof Apply apply && isSign(apply));
      boolean inside = Dag.any(inner, node -> node instanceof Bound); // of a sum, say
      if (moving.contains(inner)
          && !sign
          && !inside
          && !(inner instanceof Num)
          && !(inner instanceof Literal)
          && !inner.shape().isTruth()
          && !isShifted(inner)) {
        boolean matrix = !inner.isScalar() && !inner.shape().isVector();
        letters.putIfAbsent(inner, matrix ? letter.toUpperCase(Locale.ROOT) : letter);
      }
    }

    /// Whether a number is added to the value of a function, as in `1 − σ(z)`.
    private boolean isShifted(Expr part) {
      return part instanceof Sum sum
          && sum.arity() == 2
          && sum.children().stream().anyMatch(Num.class::isInstance)
          && sum.children().stream()
              .map(term -> term instanceof Negate negate ? negate.operand() : term)
              .anyMatch(term ->
                  term instanceof Apply apply
                      && apply.operator() instanceof Function function
                      && function.isElementwise());
    }

    private Links named() {
      Set<String> used = new HashSet<>();
      for (Expr node : dag.nodes()) {
        if (node instanceof Symbol symbol) {
          used.add(symbol.name().base());
        }
      }
      Map<Expr, Expr> names = new LinkedHashMap<>();
      Map<Symbol, Expr> meanings = new LinkedHashMap<>();
      Map<String, Integer> counts = new HashMap<>();
      letters.replaceAll((node, letter) -> free(letter, used));
      letters.values().forEach(letter -> counts.merge(letter, 1, Integer::sum));
      Map<String, Integer> given = new HashMap<>();
      for (Expr node : dag.nodes()) {
        String letter = letters.get(node);
        if (letter == null) {
          continue;
        }
        int number = given.merge(letter, 1, Integer::sum);
        boolean alone = counts.getOrDefault(letter, 0) == 1;
        Name name = alone ? Name.of(letter) : Name.of(letter, Integer.toString(number));
        Symbol symbol = Symbol.of(name, node.shape());
        meanings.put(symbol, Substitution.of(names).apply(node));
        names.put(node, symbol);
      }
      return new Links(Substitution.of(names).apply(formula), meanings);
    }

    /// The letter, or another one that the formula does not use.
    private static String free(String letter, Set<String> used) {
      boolean upper = Character.isUpperCase(letter.charAt(0));
      return Stream.of(letter, "u", "v", "g", "q")
          .map(each -> upper ? each.toUpperCase(Locale.ROOT) : each)
          .filter(each -> !used.contains(each))
          .findFirst()
          .orElse(letter + "_z");
    }
  }
}
