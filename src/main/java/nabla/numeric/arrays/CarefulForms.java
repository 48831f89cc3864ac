package nabla.numeric.arrays;

import static nabla.catalogue.Language.JAVA;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Exponentials;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Parts that lose their digits, or overflow, on doubles where their value does not: `ln(1 + u)`
/// and `e^u − 1` near 0, `ln(1 + e^u)` and `ln(e^u + e^v)` far from it, and the logarithms of what
/// is positive but may be too small for a double: σ, 1 − σ, an entry of softmax, e^u, and their
/// products, quotients and powers. They get the functions that there are for them; for the
/// logarithm of a sum of exponentials the largest is taken out.
public final class CarefulForms {

  private static final Function LOG1P =
      Function.function("log1p")
          .summary("ln(1 + x), without loss of digits near 0")
          .value(Math::log1p)
          .code(NUMPY, "np.log1p({x})")
          .code(JAVA, "Math.log1p({x})")
          .code(TORCH, "torch.log1p({x})")
          .code(JULIA, "log1p({x})")
          .entry();

  private static final Function EXPM1 =
      Function.function("expm1")
          .summary("e^x - 1, without loss of digits near 0")
          .value(Math::expm1)
          .code(NUMPY, "np.expm1({x})")
          .code(JAVA, "Math.expm1({x})")
          .code(TORCH, "torch.expm1({x})")
          .code(JULIA, "expm1({x})")
          .entry();

  private CarefulForms() {}

  /// The expression with these parts replaced.
  public static Expr of(Expr expression) {
    Dag dag = Dag.of(expression);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr careful = careful(node);
      if (careful == null) {
        results[position] = within(node, dag, results);
      } else {
        // its parts are those of the node, in another arrangement
        Dag inner = Dag.of(careful);
        Expr[] rebuilt = new Expr[inner.size()];
        for (int i = 0; i < rebuilt.length; i++) {
          Expr part = inner.node(i);
          int known = dag.position(part);
          rebuilt[i] =
              known >= 0 && known < position ? results[known] : within(part, inner, rebuilt);
        }
        results[position] = rebuilt[rebuilt.length - 1];
      }
    }
    return results[results.length - 1];
  }

  private static Expr within(Expr node, Dag dag, Expr[] results) {
    if (node.arity() == 0) {
      return node;
    }
    Expr[] children = new Expr[node.arity()];
    boolean changed = false;
    for (int i = 0; i < children.length; i++) {
      children[i] = results[dag.position(node.child(i))];
      changed |= !children[i].equals(node.child(i));
    }
    return changed ? node.withChildren(children) : node;
  }

  private static @Nullable Expr careful(Expr node) {
    if (node.shape().isTruth()) {
      return null;
    }
    if (node instanceof Apply apply && apply.operator() == Elementary.LN) {
      Expr logarithm = positive(apply.argument());
      return logarithm == null && apply.argument() instanceof Sum sum ? logarithm(sum) : logarithm;
    }
    return node instanceof Sum sum && sum.arity() == 2 ? lessOne(sum.child(0), sum.child(1)) : null;
  }

  /// The logarithm of what is positive everywhere, without the value itself; null where it is not
  /// known to be positive.
  private static @Nullable Expr positive(Expr value) {
    return switch (value) {
      case Num number when number.equals(Num.ONE) -> Num.ZERO;
      case Sum sum when sum.arity() == 2 -> {
        Expr odds = complement(sum.child(0), sum.child(1));
        yield odds == null ? exponentials(sum) : odds;
      }
      case Sum sum -> exponentials(sum);
      case Product product when product.isScalar() -> {
        List<Expr> terms = new ArrayList<>();
        for (Expr factor : product.children()) {
          Expr term = positive(factor);
          if (term == null) {
            yield null;
          }
          terms.add(term);
        }
        yield Sum.of(terms);
      }
      case Quotient quotient -> {
        Expr above = positive(quotient.numerator());
        Expr below = above == null ? null : positive(quotient.denominator());
        yield above == null || below == null
            ? null
            : above.equals(Num.ZERO) ? opposite(below) : Sum.of(above, opposite(below));
      }
      case Power power when Exponentials.exponent(power) != null -> Exponentials.exponent(power);
      case Power power when power.isScalar() -> {
        Expr base = positive(power.base());
        yield base == null ? null : Product.of(power.exponent(), base);
      }
      case Apply apply when apply.operator() == Elementary.EXP -> apply.argument();
      case Apply apply when apply.operator() == Activations.SIGMOID ->
          Negate.of(Apply.of(Activations.SOFTPLUS, opposite(apply.argument())));
      case Apply apply when apply.operator() == Matrices.ENTRY ->
          Exponentials.logarithmOfShares(apply);
      default -> null;
    };
  }

  /// ln(1 − σ(u)), with σ by its name or as 1/(1 + e^(−u)).
  private static @Nullable Expr complement(Expr left, Expr right) {
    Expr share =
        isOne(left) && right instanceof Negate minus
            ? minus.operand()
            : isOne(right) && left instanceof Negate minus ? minus.operand() : null;
    if (share instanceof Apply apply && apply.operator() == Activations.SIGMOID) {
      return Negate.of(Apply.of(Activations.SOFTPLUS, apply.argument()));
    }
    if (share instanceof Quotient quotient
        && quotient.numerator().equals(Num.ONE)
        && quotient.denominator() instanceof Sum sum
        && exponentials(sum) instanceof Apply apply
        && apply.operator() == Activations.SOFTPLUS) {
      return Negate.of(Apply.of(Activations.SOFTPLUS, opposite(apply.argument())));
    }
    return null;
  }

  private static boolean isOne(Expr term) {
    return Num.ONE.equals(term) || ComputingForm.isApplied(term, Matrices.ONES);
  }

  private static Expr opposite(Expr value) {
    return value instanceof Negate negate ? negate.operand() : Negate.of(value);
  }

  private static @Nullable Expr exponentials(Sum sum) {
    Expr logarithm = logarithm(sum);
    return logarithm instanceof Apply apply && apply.operator() == LOG1P ? null : logarithm;
  }

  private static @Nullable Expr logarithm(Sum sum) {
    List<Expr> exponents = new ArrayList<>();
    for (Expr term : sum.children()) {
      Expr exponent = Num.ONE.equals(term) ? Num.ZERO : Exponentials.exponent(term);
      if (exponent == null) {
        break;
      }
      exponents.add(exponent);
    }
    boolean exponential = exponents.size() == sum.arity();
    if (sum.arity() == 2 && sum.children().contains(Num.ONE)) {
      int other = Num.ONE.equals(sum.child(0)) ? 1 : 0;
      return exponential
          ? Apply.of(Activations.SOFTPLUS, exponents.get(other))
          : Apply.of(LOG1P, sum.child(other));
    }
    if (!exponential) {
      return null;
    }
    Expr largest = Apply.of(Elementary.MAX, exponents.toArray(Expr[]::new));
    List<Expr> scaled = new ArrayList<>();
    for (Expr exponent : exponents) {
      scaled.add(Apply.of(Elementary.EXP, Sum.of(exponent, Negate.of(largest))));
    }
    return Sum.of(largest, Apply.of(Elementary.LN, Sum.of(scaled)));
  }

  /// `e^u − 1`, or `1 − e^u`.
  private static @Nullable Expr lessOne(Expr left, Expr right) {
    Expr exponent =
        isMinusOne(right)
            ? Exponentials.exponent(left)
            : isMinusOne(left) ? Exponentials.exponent(right) : null;
    if (exponent != null) {
      return Apply.of(EXPM1, exponent);
    }
    Expr turned = Num.ONE.equals(left) && right instanceof Negate minus ? minus.operand() : null;
    Expr inner = turned == null ? null : Exponentials.exponent(turned);
    return inner == null ? null : Negate.of(Apply.of(EXPM1, inner));
  }

  private static boolean isMinusOne(Expr term) {
    return Num.MINUS_ONE.equals(term)
        || (term instanceof Negate minus && Num.ONE.equals(minus.operand()))
        || (term instanceof Num number && number.value().equals(Rational.MINUS_ONE));
  }
}
