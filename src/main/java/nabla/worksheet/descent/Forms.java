package nabla.worksheet.descent;

import java.math.MathContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import nabla.Formula;
import nabla.calculus.index.EntryEquality;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.rewrite.Signs;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedSums;
import nabla.simplify.Equality;
import nabla.simplify.Form;
import nabla.simplify.Presentation;
import nabla.simplify.Validity;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// Brings expressions to the forms that answers show, and tells their signs.
///
/// @param assumptions what is known of the variables
/// @param written how the author writes
record Forms(Assumptions assumptions, Written written) {
  private static final MathContext DIGITS = new MathContext(10);
  private static final int LONGEST_FRACTION = 64;

  /// A closed form of a longer one, as of a mean over many examples, takes too long.
  private static final long LONGEST_CLOSED = 300;

  /// As the formula was written, under its assumptions.
  static Forms of(Formula formula) {
    return new Forms(formula.reading().assumptions(), formula.written());
  }

  /// The same under one more condition.
  Forms under(Expr condition) {
    return new Forms(assumptions.and(condition), written);
  }

  /// The same for a letter that stands for whole numbers.
  Forms whole(Symbol letter) {
    return new Forms(
        assumptions.andInteger(letter), written.under(written.assumptions().andInteger(letter)));
  }

  /// The same where the sums in an expression have some terms: `n > 0` for Σ_{i=1}^n.
  Forms counting(Expr expression) {
    Forms forms = this;
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Binder sum
          && (sum.kind() == Binder.Kind.SUM || sum.kind() == Binder.Kind.PRODUCT)
          && sum.upper() instanceof Symbol count) {
        forms = forms.under(Relation.of(Relation.Comparison.GREATER, count, Num.ZERO));
      }
    }
    return forms;
  }

  /// The closed form of a number.
  Expr closed(Expr expression) {
    return Presentation.of(canonical(expression), written);
  }

  private Expr canonical(Expr expression) {
    if (expression.weight() > LONGEST_CLOSED) {
      return Canonical.of(expression);
    }
    return ClosedSums.closedForm(Canonical.of(expression), assumptions, written).expression();
  }

  /// Whether an expression is made of arrays, and not only of their entries: of their products the
  /// order says something.
  static boolean hasArrays(Expr expression) {
    return Dag.any(
        expression,
        node -> !node.isScalar() && !node.shape().isTruth() && !(node instanceof Symbol));
  }

  /// Multiplied out.
  Expr expanded(Expr expression) {
    return inForm(new Form.Expanded(), expression);
  }

  /// An expression in a form; as it is where that has too many terms.
  private Expr inForm(Form form, Expr expression) {
    Expr canonical = Canonical.of(expression);
    try {
      return canonical.weight() > LONGEST_CLOSED
          ? Presentation.of(canonical, written)
          : form.of(canonical, written);
    } catch (NablaException tooLong) {
      if (tooLong.kind() != NablaException.Kind.BUDGET) {
        throw tooLong;
      }
      Budget.check();
      return Presentation.of(canonical, written);
    }
  }

  /// By falling powers of a part.
  Expr collected(Expr expression, Expr part) {
    return inForm(new Form.Collected(Canonical.of(part)), expression);
  }

  /// As a product of irreducible factors.
  Expr factored(Expr expression) {
    return inForm(new Form.Factored(), expression);
  }

  /// A number as it is written here.
  Expr number(Rational value) {
    return Presentation.of(Num.of(value), written);
  }

  /// Numbers as they are written here.
  List<Expr> numbers(Rational... values) {
    return Arrays.stream(values).map(this::number).toList();
  }

  /// Whether an expression is known to be 0 wherever it is defined.
  boolean isZero(Expr expression) {
    return Canonical.isZero(canonical(expression))
        || Equality.prove(expression, Num.ZERO, assumptions).proved();
  }

  /// Whether two numbers are known to be equal wherever they are defined, also as sums of the same
  /// terms.
  boolean areEqual(Expr one, Expr other) {
    Expr difference = Sum.of(one, Negate.of(other));
    return isZero(difference)
        || (Dag.any(difference, Binder.class::isInstance)
            && EntryEquality.proves(one, other, assumptions));
  }

  /// The sign of an expression: −1, 0 or 1; null where it is not known, or depends on variables.
  @Nullable Integer sign(Expr expression) {
    if (!hasSymbols(expression)) {
      return constantSign(expression);
    }
    if (isZero(expression)) {
      return 0;
    }
    Expr closed = closed(expression);
    Signs signs = Signs.of(assumptions);
    return signs.isPositive(closed) || signs.isPositive(expression)
        ? Integer.valueOf(1)
        : signs.isNegative(closed) || signs.isNegative(expression) ? Integer.valueOf(-1) : null;
  }

  private @Nullable Integer constantSign(Expr constant) {
    try {
      Evaluation value = Evaluation.of(constant, Map.of());
      if (value.exact() != null) {
        return value.exact().signum();
      }
      if (value.beyond() != null) {
        return value.beyond().signum(); // too small for a double, as σ(862) − 1
      }
      if (value.digits() > 0) {
        return (int) Math.signum(value.value());
      }
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return null;
    }
    return isZero(constant) ? Integer.valueOf(0) : null;
  }

  /// The exact value of a number; null where it is not rational, or depends on variables.
  static @Nullable Rational rational(Expr expression) {
    if (expression instanceof Num number) {
      return number.value();
    }
    return hasSymbols(expression) ? null : Evaluation.of(expression, Map.of()).exact();
  }

  /// The exact values of numbers; null where one of them is not rational.
  static Rational @Nullable [] rationals(List<Expr> expressions) {
    Rational[] values = new Rational[expressions.size()];
    for (int i = 0; i < values.length; i++) {
      Rational value = rational(expressions.get(i));
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return values;
  }

  /// The entries of an array; a number alone is its own.
  static List<Expr> entries(Expr value) {
    return value instanceof Literal array ? array.children() : List.of(value);
  }

  /// Whether there are fractions in an expression of so many digits that nobody reads them.
  static boolean isLong(Expr expression) {
    return Dag.any(
        expression,
        node ->
            node instanceof Num number
                && Math.max(
                        number.value().numerator().bitLength(),
                        number.value().denominator().bitLength())
                    > LONGEST_FRACTION);
  }

  /// A number, or an array of numbers, in ten digits.
  static Expr decimals(Expr constant) {
    if (constant instanceof Literal array) {
      return Literal.of(array.rows(), array.children().stream().map(Forms::decimals).toList());
    }
    Evaluation value = Evaluation.of(constant, Map.of());
    return Num.decimal(Rational.parse(value.toDecimal(DIGITS).toPlainString()));
  }

  static boolean hasSymbols(Expr expression) {
    return Dag.any(expression, Symbol.class::isInstance);
  }

  /// Whether other symbols than these are in an expression.
  static boolean mentionsOthers(Expr expression, List<Symbol> variables) {
    return Dag.any(
        expression, node -> node instanceof Symbol symbol && !variables.contains(symbol));
  }

  static boolean mentions(Expr expression, Collection<Symbol> variables) {
    return Dag.any(expression, node -> node instanceof Symbol symbol && variables.contains(symbol));
  }

  /// What a condition says beyond what is assumed, in short: `x² > 0` is `x ≠ 0`. Empty where it is
  /// known to hold.
  List<Expr> condition(Relation.Comparison comparison, Expr left, Expr right) {
    return conditions(List.of(Relation.of(comparison, left, right)));
  }

  /// What several conditions say together, without those that others imply.
  List<Expr> conditions(List<Expr> conditions) {
    return Validity.of(conditions, assumptions).statements(written);
  }

  /// `left comparison right`, as it stands.
  static Expr relation(Expr left, Relation.Comparison comparison, Expr right) {
    return Relation.of(comparison, left, right);
  }

  /// What an expression is a product of, without numbers and what is never 0.
  static void addFactors(Expr expression, List<Expr> factors) {
    switch (expression) {
      case Product product -> product.children().forEach(each -> addFactors(each, factors));
      case Power power when power.exponent() instanceof Num exponent -> {
        if (exponent.value().signum() > 0) {
          addFactors(power.base(), factors);
        }
      }
      case Apply apply when apply.operator() == Elementary.EXP -> {}
      case Num number -> {}
      default -> factors.add(expression);
    }
  }
}
