package nabla.calculus;

import java.util.List;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.CommonFactor;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// The lines that bring a differentiated expression to its closed form, each one move of a teacher:
/// cancel in each term, take out what all terms have in common, multiply out, collect.
final class Closing {

  static final Reason SIMPLIFY = new Reason("simplify", "simplify", null);
  private static final Reason CANCEL = new Reason("cancel", "cancel", null);
  private static final Reason TERMS = new Reason("simplify-terms", "simplify each term", null);
  private static final Reason EXPAND = new Reason("expand", "multiply out", null);
  private static final Reason COLLECT =
      new Reason("collect-like-terms", "collect like terms", null);
  private static final Reason BOTH =
      new Reason("expand", "multiply out and collect like terms", null);
  private static final Reason COLLECT_AND_FACTOR =
      new Reason("factor", "collect like terms and factor", null);
  private static final Reason DENOMINATOR =
      new Reason("common-denominator", "common denominator", null);
  private static final Reason FRACTION =
      new Reason("compound-fraction", "simplify the compound fraction", null);

  private final Written written;

  Closing(Written written) {
    this.written = written;
  }

  /// Adds the lines from `last` to its closed form; a mere change of order joins the line before.
  void finish(List<Step> steps, Expr last) {
    Expr canonical = Canonical.of(last);
    ClosedForm.Result closed = ClosedForm.of(canonical, written);
    Expr shown = present(closed.expression());
    if (shown.equals(last)) {
      return;
    }
    if (!steps.isEmpty() && isSameUpToOrder(last, shown)) {
      Step step = steps.removeLast();
      steps.add(new Step(step.before(), shown, step.reasons(), step.within()));
      return;
    }
    Reason reason = presented(closed.reason());
    Expr line = last;
    if (!takeOut(steps, line, canonical, shown, reason)) {
      line = terms(steps, line, canonical, shown, reason);
      line = multiplyOut(steps, line, canonical, shown, reason);
      if (!line.equals(shown)) {
        List<Reason> functions = NewFunctions.in(line, shown);
        boolean recognised = reason.rule().equals("recognise-function") || isPlain(reason);
        if (recognised && !functions.isEmpty()) {
          steps.add(new Step(line, shown, functions, List.of()));
        } else {
          add(steps, line, shown, name(line, shown, reason));
        }
      }
    }
  }

  /// What a person does with a fraction before differentiating it: cancel a common factor, or write
  /// a fraction of fractions as one. Null where there is nothing of the kind.
  static @Nullable Reason tidied(Expr before, Expr after) {
    if (!(Glance.withoutSigns(before) instanceof Quotient fraction)
        || fraction.denominator() instanceof Num
        || isSum(Glance.withoutSigns(after))) {
      return null;
    }
    if (fraction.numerator() instanceof Quotient || fraction.denominator() instanceof Quotient) {
      return leaves(after) <= leaves(before) ? FRACTION : null;
    }
    boolean shorter =
        !(Glance.withoutSigns(after) instanceof Quotient rest)
            || (leaves(rest.denominator()) <= leaves(fraction.denominator())
                && !Canonical.of(rest.denominator()).equals(Canonical.of(fraction.denominator())));
    return shorter && leaves(after) < leaves(before) ? CANCEL : null;
  }

  private static void add(List<Step> steps, Expr before, Expr after, Reason reason) {
    steps.add(new Step(before, after, List.of(reason), List.of()));
  }

  private Expr present(Expr canonical) {
    return Presentation.of(canonical, written);
  }

  /// What all terms have in common, times what is left of them, where that is a line of its own.
  private boolean takeOut(List<Step> steps, Expr last, Expr canonical, Expr shown, Reason reason) {
    if (!(canonical instanceof Sum sum) || isSum(shown)) {
      return false;
    }
    CommonFactor common = CommonFactor.of(sum);
    Expr factor = present(common.factor());
    if (!Dag.any(common.factor(), node -> node.arity() > 0 || node instanceof nabla.expr.Symbol)
        || Dag.any(factor, Quotient.class::isInstance)) {
      return false;
    }
    Expr inverse = Canonical.power(common.factor(), -1);
    List<Expr> rest =
        sum.children().stream().map(term -> present(Canonical.product(term, inverse))).toList();
    if (rest.stream().noneMatch(Closing::isOpen)) {
      return false;
    }
    Expr line = Tidy.of(Product.of(factor, Sum.of(rest)));
    if (isSameUpToOrder(line, shown) || leaves(line) <= leaves(shown)) {
      return false;
    }
    add(steps, last, line, new Reason("factor-out", "factor out", factor));
    boolean identity = !isPlain(reason);
    if (identity) {
      Expansion expansion = Expansion.of(common.rest());
      if (expansion != null) {
        Expr expanded = Tidy.of(Product.of(factor, expansion.shown(this::present)));
        if (!expanded.equals(line) && !expanded.equals(shown)) {
          add(steps, line, expanded, EXPAND);
          line = expanded;
        }
      }
    }
    boolean factored = brackets(shown) > brackets(factor) + 1;
    add(steps, line, shown, identity ? reason : factored ? COLLECT_AND_FACTOR : BOTH);
    return true;
  }

  /// Whether a term of what is left has to be worked on: a bracket behind a factor or a minus.
  private static boolean isOpen(Expr term) {
    return (term instanceof Negate negate && (isSum(negate.operand()) || isOpen(negate.operand())))
        || (term instanceof Product product
            && product.children().stream().anyMatch(Closing::isSum));
  }

  private static boolean isSum(Expr part) {
    return part instanceof Sum;
  }

  private static boolean isPlain(Reason reason) {
    return switch (reason.rule()) {
      case "factor", "factor-out", "expand", "collect-like-terms", "common-denominator" -> true;
      default -> false;
    };
  }

  /// Each term by itself: numbers multiplied, factors cancelled.
  private Expr terms(List<Step> steps, Expr last, Expr canonical, Expr shown, Reason reason) {
    Expr line = present(canonical);
    if (line.equals(shown) || leaves(line) >= leaves(last) || leaves(line) < leaves(shown)) {
      return last;
    }
    boolean cancels = count(line, Quotient.class) < count(last, Quotient.class);
    if (reason.rule().equals("factor-out") && !cancels && !multipliesNumbers(last)) {
      return last;
    }
    add(steps, last, line, terms(line) < terms(last) ? COLLECT : cancels ? CANCEL : TERMS);
    return line;
  }

  /// Whether numbers in different brackets of one term are to be multiplied.
  private static boolean multipliesNumbers(Expr line) {
    return Dag.of(line).nodes().stream()
        .anyMatch(node ->
            node instanceof Product product
                && hasNumber(product)
                && product.children().stream()
                    .map(Glance::withoutSigns)
                    .anyMatch(factor -> factor instanceof Product && hasNumber(factor)));
  }

  private static boolean hasNumber(Expr product) {
    return product.children().stream().anyMatch(Num.class::isInstance);
  }

  /// Brackets multiplied out, before like terms are collected; over a common denominator in the
  /// numerator.
  private Expr multiplyOut(List<Step> steps, Expr last, Expr canonical, Expr shown, Reason reason) {
    boolean direct =
        reason.rule().equals("factor-out") || reason.rule().equals("recognise-function");
    Expansion expansion = direct ? null : Expansion.of(canonical);
    if (expansion == null || (isPlain(reason) && !expansion.collects())) {
      return last;
    }
    Expr line = expansion.shown(this::present);
    Expr collected = present(expansion.collected());
    if (line.equals(last) || line.equals(shown) || leaves(collected) > leaves(last)) {
      return last;
    }
    add(steps, last, line, EXPAND);
    if (!expansion.collects()) {
      return line;
    }
    if (!isSameUpToOrder(collected, shown)) {
      add(steps, line, collected, COLLECT);
      return collected;
    }
    add(steps, line, shown, COLLECT);
    return shown;
  }

  /// The name of the last move, where the form was chosen among several for its shape.
  private static Reason name(Expr before, Expr after, Reason given) {
    Reason seen = NewFunctions.gone(before, after);
    if (seen != null && isPlain(given)) {
      return seen;
    }
    Reason reason = given.rule().equals("recognise-function") ? COLLECT : given;
    if (!isPlain(reason) || reason.rule().equals("factor-out")) {
      return reason;
    }
    if (isCompound(before)) {
      return FRACTION;
    }
    if (isSum(before) && after instanceof Quotient) {
      return DENOMINATOR;
    }
    if (brackets(after) == 0 && !isSum(after) && count(before, Quotient.class) > 0) {
      boolean products = brackets(before) > 1 && count(before, Quotient.class) == 1;
      return products ? EXPAND : CANCEL;
    }
    if (reason.rule().equals("collect-like-terms")
        && count(after, Quotient.class) < count(before, Quotient.class)) {
      return CANCEL;
    }
    return reason.rule().equals("factor") && brackets(after) == 0 ? COLLECT : reason;
  }

  /// Whether there is a fraction in a denominator, or in a bracket that is multiplied or divided.
  private static boolean isCompound(Expr line) {
    return Dag.any(
        line,
        node ->
            node instanceof Quotient quotient
                && (hasFraction(quotient.denominator()) || hasFraction(quotient.numerator())));
  }

  /// Whether a fraction stands in a part, outside of functions.
  private static boolean hasFraction(Expr part) {
    return part instanceof Quotient
        || (!(part instanceof Apply) && part.children().stream().anyMatch(Closing::hasFraction));
  }

  /// How many sums are multiplied.
  private static long brackets(Expr line) {
    long brackets = 0;
    for (Expr node : Dag.of(line).nodes()) {
      if (node instanceof Product product) {
        brackets += product.children().stream().filter(Closing::isBracket).count();
      }
    }
    return brackets;
  }

  private static boolean isBracket(Expr factor) {
    return isSum(factor) || (factor instanceof Power power && isSum(power.base()));
  }

  private static int terms(Expr line) {
    return line instanceof Sum sum ? sum.arity() : 1;
  }

  private static long count(Expr line, Class<?> kind) {
    return Dag.of(line).nodes().stream().filter(kind::isInstance).count();
  }

  /// A reason whose amount is written as the reader likes to see it.
  Reason presented(Reason reason) {
    Expr amount = reason.amount();
    return amount == null ? reason : new Reason(reason.rule(), reason.sentence(), present(amount));
  }

  /// Whether only the order of terms and factors changed: nothing a reader needs a line for.
  private static boolean isSameUpToOrder(Expr last, Expr shown) {
    return leaves(last) - fractions(last) == leaves(shown) - fractions(shown)
        && Canonical.of(last).equals(Canonical.of(shown));
  }

  /// How many numbers are divided by another: 1/100 is one number to a reader.
  private static long fractions(Expr line) {
    return Dag.of(line).nodes().stream()
        .filter(node -> node.arity() == 2)
        .filter(node -> node instanceof Quotient && node.child(0) instanceof Num)
        .filter(node -> node.child(1) instanceof Num)
        .count();
  }

  /// How many numbers and names there are when written out.
  static long leaves(Expr line) {
    Dag dag = Dag.of(line);
    long[] leaves = new long[dag.size()];
    for (int position = 0; position < leaves.length; position++) {
      Expr node = dag.node(position);
      leaves[position] = node.arity() == 0 ? 1 : 0;
      for (Expr child : node.children()) {
        leaves[position] += leaves[dag.position(child)];
      }
    }
    return leaves[leaves.length - 1];
  }
}
