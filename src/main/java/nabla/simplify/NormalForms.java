package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Special;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;

/// Writes expressions in the kernels of one [Basis]. Two expressions with one normal form have the
/// same value wherever both are defined; two normal forms that differ prove nothing.
final class NormalForms {

  private static final int LARGEST_SHIFT = 20;
  private static final int DEEPEST = 40;

  private final Basis basis = new Basis();
  private final Magnitudes magnitudes;
  private final Exponentials exponentials;
  private final Map<Expr, PowerRatio> known = new HashMap<>();
  private int depth;

  NormalForms(Signs signs, boolean factoring) {
    this.magnitudes = new Magnitudes(basis, signs, factoring);
    this.exponentials = new Exponentials(basis, magnitudes);
  }

  Basis basis() {
    return basis;
  }

  Magnitudes magnitudes() {
    return magnitudes;
  }

  /// Whether the normal forms of two canonical expressions agree.
  boolean agree(Expr left, Expr right) {
    PowerRatio a = of(left);
    PowerRatio b = of(right);
    return a.equals(b) || basis.plus(a, basis.times(b, Rational.MINUS_ONE)).isZero();
  }

  /// The normal form of a canonical expression; of a condition, 1 where it holds and 0 where not.
  PowerRatio of(Expr expression) {
    if (depth > DEEPEST) {
      throw new Polynomial.TooLarge();
    }
    depth++;
    Dag dag = Dag.below(node -> !known.containsKey(node) && !isOpaque(node), expression);
    for (Expr node : dag.nodes()) {
      if (!known.containsKey(node)) {
        known.put(node, isOpaque(node) ? PowerRatio.of(basis.plain(node)) : form(node));
      }
    }
    depth--;
    return known(expression);
  }

  private PowerRatio known(Expr node) {
    PowerRatio form = known.get(node);
    if (form == null) {
      throw new IllegalStateException("no form of " + node);
    }
    return form;
  }

  /// What is compared as a whole.
  private static boolean isOpaque(Expr node) {
    return switch (node) {
      case Binder b -> true;
      case Derivative d -> true;
      case Literal l -> true;
      case Cases cases -> !Totality.isTotal(cases);
      case Num n -> false;
      case Symbol s -> false;
      case Bound b -> false;
      case Sum s -> false;
      case Product p -> false;
      case Power p -> false;
      case Negate n -> false;
      case Quotient q -> false;
      case Apply a -> false;
      case Relation r -> false;
      case Logic l -> false;
    };
  }

  private PowerRatio form(Expr node) {
    return switch (node) {
      case Num number -> PowerRatio.of(PowerSum.constant(number.value()));
      case Symbol symbol -> PowerRatio.of(basis.plain(symbol));
      case Bound bound -> PowerRatio.of(basis.plain(bound));
      case Sum sum -> {
        PowerRatio total = PowerRatio.ZERO;
        for (Expr term : sum.children()) {
          total = basis.plus(total, known(term));
        }
        yield total;
      }
      case Product product -> {
        PowerRatio total = PowerRatio.ONE;
        for (Expr factor : product.children()) {
          total = basis.times(total, known(factor));
        }
        yield total;
      }
      case Power power -> power(known(power.base()), known(power.exponent()));
      case Negate negate -> basis.times(known(negate.operand()), Rational.MINUS_ONE);
      case Quotient quotient ->
          basis.times(known(quotient.numerator()), basis.reciprocal(known(quotient.denominator())));
      case Apply apply -> apply(apply);
      case Relation relation -> indicator(relation);
      case Logic logic -> indicator(logic);
      case Cases cases -> cases(cases);
      case Binder b -> throw unexpected(b);
      case Derivative d -> throw unexpected(d);
      case Literal l -> throw unexpected(l);
    };
  }

  private static IllegalStateException unexpected(Expr node) {
    return new IllegalStateException(node + " is compared as a whole");
  }

  private PowerRatio power(PowerRatio base, PowerRatio exponent) {
    Rational number = exponent.constant();
    if (number != null) {
      if (number.isInt()) {
        return number.isZero() ? PowerRatio.ONE : basis.power(base, number.intValue());
      }
      return magnitudes.power(base, number);
    }
    Rational value = base.constant();
    if (value != null
        && value.equals(Rational.MINUS_ONE)
        && magnitudes.isInteger(basis.expression(exponent))) {
      return exponentials.alternation(exponent);
    }
    return magnitudes.isNonNegative(base)
        ? exponentials.power(base, exponent)
        : exponentials.signedPower(base, exponent);
  }

  private PowerRatio apply(Apply apply) {
    if (!(apply.operator() instanceof Function function) || apply.arity() == 0) {
      return opaque(apply);
    }
    PowerRatio first = known(apply.argument());
    if (function == Elementary.EXP) {
      return exponentials.real(first);
    }
    if (function == Elementary.LN) {
      return magnitudes.logarithm(first);
    }
    if (function == Elementary.ABS) {
      return magnitudes.power(first, Rational.ONE);
    }
    if (function == Elementary.SIGN) {
      return magnitudes.signOf(first);
    }
    if (function == Elementary.CBRT) {
      return cubeRoot(first);
    }
    if (function == Elementary.INDICATOR) {
      return first;
    }
    if (function == Elementary.MAX || function == Elementary.MIN) {
      return extremum(apply, function == Elementary.MAX ? Rational.HALF : Rational.HALF.negate());
    }
    if (function == Trigonometric.SIN) {
      return exponentials.sine(first);
    }
    if (function == Trigonometric.COS) {
      return exponentials.cosine(first);
    }
    if (function == Special.GAMMA || function == Special.DIGAMMA || function == Elementary.FLOOR) {
      return shifted(function, first, apply);
    }
    return opaque(apply);
  }

  /// max(u, v) is (u + v + |u − v|)/2.
  private PowerRatio extremum(Apply apply, Rational half) {
    PowerRatio best = known(apply.child(0));
    for (int i = 1; i < apply.arity(); i++) {
      PowerRatio next = known(apply.child(i));
      PowerRatio distance =
          magnitudes.power(basis.plus(best, basis.times(next, Rational.MINUS_ONE)), Rational.ONE);
      best =
          basis.plus(
              basis.times(basis.plus(best, next), Rational.HALF), basis.times(distance, half));
    }
    return best;
  }

  private PowerRatio cubeRoot(PowerRatio body) {
    if (!body.isSum()) {
      return basis.times(
          cubeRoot(PowerRatio.of(body.numerator())),
          basis.reciprocal(cubeRoot(PowerRatio.of(body.denominator()))));
    }
    if (body.isZero()) {
      return body;
    }
    PowerSum sum = body.numerator();
    int sign = magnitudes.sign(sum);
    Rational third = Rational.of(1, 3);
    if (sign != 0) {
      return basis.times(magnitudes.power(body, third), Rational.of(sign));
    }
    Rational content = sum.numericContent();
    Rational leading = Rational.of(sum.leadingSign());
    PowerSum primitive = sum.times(content.reciprocal().times(leading), PowerProduct.ONE);
    PowerRatio total = basis.times(magnitudes.power(content, third), leading);
    if (basis.isPlainlyReal(primitive)) {
      PowerProduct kernels = primitive.content();
      for (int i = 0; i < kernels.size(); i++) {
        if (kernels.exponent(i).isInteger()) {
          PowerProduct kernel = PowerProduct.of(kernels.kernel(i), Rational.ONE);
          PowerProduct taken = kernel.power(kernels.exponent(i));
          primitive = primitive.times(Rational.ONE, taken.reciprocal());
          PowerSum factor = PowerSum.term(Rational.ONE, kernel);
          total = basis.times(total, cubeRoot(factor, kernels.exponent(i)));
        }
      }
    }
    return primitive.isOne() ? total : basis.times(total, cubeRoot(primitive, Rational.ONE));
  }

  /// (∛body)^power
  private PowerRatio cubeRoot(PowerSum body, Rational power) {
    Expr meaning = Apply.of(Elementary.CBRT, basis.expression(body));
    int number = basis.number(new Kernel(meaning, Kernel.Kind.CUBE_ROOT, body, 0));
    return basis.reduced(PowerSum.term(Rational.ONE, PowerProduct.of(number, power)));
  }

  /// A function whose value at u + 1 follows from that at u: the whole number in u is taken out.
  private PowerRatio shifted(Function function, PowerRatio u, Apply apply) {
    if (function == Elementary.FLOOR && magnitudes.isInteger(basis.expression(u))) {
      return u;
    }
    Rational constant = u.isSum() ? u.numerator().coefficient(PowerProduct.ONE) : Rational.ZERO;
    Rational shift = Rational.of(constant.floor());
    if (shift.isZero()
        || u.constant() != null
        || !shift.isInt()
        || Math.abs(shift.intValue()) > LARGEST_SHIFT) {
      return opaque(apply);
    }
    PowerRatio low = PowerRatio.of(u.numerator().plus(PowerSum.constant(shift.negate())));
    PowerRatio value = reappearing(function, low, apply);
    if (function == Elementary.FLOOR) {
      return basis.plus(value, PowerRatio.of(PowerSum.constant(shift)));
    }
    int steps = shift.intValue();
    for (int step = Math.min(steps, 0); step < Math.max(steps, 0); step++) {
      PowerRatio factor = basis.plus(low, PowerRatio.of(PowerSum.constant(Rational.of(step))));
      if (function == Special.GAMMA) {
        value = basis.times(value, steps > 0 ? factor : basis.reciprocal(factor));
      } else {
        value =
            basis.plus(
                value, basis.times(basis.reciprocal(factor), Rational.of(steps > 0 ? 1 : -1)));
      }
    }
    return value;
  }

  private PowerRatio reappearing(Function function, PowerRatio argument, Apply instead) {
    Expr value = Canonical.apply(function, basis.expression(argument));
    return value.equals(instead) ? opaque(instead) : plain(value);
  }

  /// A function about which nothing is known, at arguments in normal form.
  private PowerRatio opaque(Apply apply) {
    Expr[] arguments = new Expr[apply.arity()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          apply.child(i).isScalar() ? basis.expression(known(apply.child(i))) : apply.child(i);
    }
    PowerRatio form = plain(Canonical.apply(apply.operator(), arguments));
    if (apply.operator() == Trigonometric.ARCSIN || apply.operator() == Trigonometric.ARCTAN) {
      learnArgument(form, known(apply.argument()));
    }
    return form;
  }

  /// An odd function may have turned the sign of its argument: then kernel and argument are both
  /// turned.
  private void learnArgument(PowerRatio form, PowerRatio argument) {
    if (form.isSum() && form.numerator().size() == 1) {
      Map.Entry<PowerProduct, Rational> term = form.numerator().first();
      if (term.getKey().size() == 1
          && term.getValue().abs().isOne()
          && term.getKey().exponent(0).isOne()) {
        exponentials.learnArgument(term.getKey().kernel(0), basis.times(argument, term.getValue()));
      }
    }
  }

  private PowerRatio plain(Expr value) {
    return switch (value) {
      case Apply apply -> PowerRatio.of(basis.plain(apply));
      case Product product
          when product.arity() == 2
              && product.child(0) instanceof Num number
              && product.child(1) instanceof Apply apply ->
          PowerRatio.of(basis.plain(apply).times(number.value(), PowerProduct.ONE));
      default -> of(value);
    };
  }

  private PowerRatio indicator(Relation relation) {
    PowerRatio difference =
        basis.plus(
            known(relation.left()), basis.times(known(relation.right()), Rational.MINUS_ONE));
    PowerRatio sign = magnitudes.signOf(difference);
    PowerRatio square = basis.times(sign, sign);
    PowerRatio above = basis.times(basis.plus(sign, square), Rational.HALF);
    PowerRatio below = basis.plus(square, basis.times(above, Rational.MINUS_ONE));
    return switch (relation.comparison()) {
      case GREATER -> above;
      case LESS -> below;
      case LESS_OR_EQUAL -> complement(above);
      case GREATER_OR_EQUAL -> complement(below);
      case NOT_EQUAL -> square;
      case EQUAL -> complement(square);
      case APPROXIMATELY -> throw new Polynomial.TooLarge();
    };
  }

  private PowerRatio complement(PowerRatio truth) {
    return basis.plus(PowerRatio.ONE, basis.times(truth, Rational.MINUS_ONE));
  }

  private PowerRatio indicator(Logic logic) {
    List<PowerRatio> parts = new ArrayList<>();
    logic.children().forEach(child -> parts.add(known(child)));
    return switch (logic.connective()) {
      case NOT -> complement(parts.getFirst());
      case AND -> parts.stream().reduce(PowerRatio.ONE, basis::times);
      case OR ->
          complement(parts.stream().map(this::complement).reduce(PowerRatio.ONE, basis::times));
    };
  }

  private PowerRatio cases(Cases cases) {
    PowerRatio total = PowerRatio.ZERO;
    PowerRatio open = PowerRatio.ONE;
    for (Cases.Branch branch : cases.branches()) {
      PowerRatio holds = basis.times(open, known(branch.condition()));
      total = basis.plus(total, basis.times(holds, known(branch.value())));
      open = basis.times(open, complement(known(branch.condition())));
    }
    Expr otherwise = cases.otherwise();
    return otherwise == null ? total : basis.plus(total, basis.times(open, known(otherwise)));
  }
}
