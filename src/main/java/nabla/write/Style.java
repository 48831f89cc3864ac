package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;

/// A notation: how tightly each node holds together, and which signs stand between its parts. What
/// is common to all notations (sums, signs, products, relations) is written here, the rest by each.
abstract class Style {

  private static final Set<String> CUSTOMARY_FUNCTIONS = Set.of("f", "g", "h", "ℓ");

  final WriteOptions options;
  private final Conditions conditions = new Conditions(this);

  Style(WriteOptions options) {
    this.options = options;
  }

  static boolean isInverse(Expr node) {
    return node instanceof Apply apply && apply.operator() == Matrices.INVERSE;
  }

  /// How tightly `node` holds together as it will be written.
  ///
  /// @param followed whether a factor or a division follows at once
  final Level level(Expr node, boolean followed) {
    return switch (node) {
      case Num number -> numberLevel(number.value(), number.isDecimal());
      case Symbol symbol -> nameLevel(symbol.name());
      case Bound bound -> Level.ATOM;
      case Sum sum -> Level.SUM;
      case Product product -> startsWithMinus(product) ? Level.SIGN : Level.PRODUCT;
      case Power power -> Level.FACTOR;
      case Negate negate -> Level.SIGN;
      case Quotient quotient -> quotientLevel();
      case Apply apply -> applyLevel(apply);
      case Derivative derivative -> derivativeLevel(derivative);
      case Relation relation -> Level.RELATION;
      case Logic logic ->
          switch (logic.connective()) {
            case OR -> Level.OR;
            case AND -> Level.AND;
            case NOT -> Level.RELATION;
          };
      case Cases cases -> Level.ATOM;
      case Binder binder -> followed ? Level.SUM : Level.FACTOR;
      case Literal literal -> Level.ATOM;
    };
  }

  private Level numberLevel(Rational value, boolean decimal) {
    if (value.signum() < 0) {
      return Level.SIGN;
    }
    return value.isInteger() || decimal ? Level.ATOM : quotientLevel();
  }

  /// Indices as they stand below the line.
  ///
  /// @param indices the indices on the line, with commas between them
  abstract String below(String indices);

  /// Writes `node` as pieces.
  final void expand(
      Expr node, boolean followed, Map<Integer, Name> scope, BoundNames boundNames, Pieces pieces) {
    switch (node) {
      case Num number -> number(number, pieces);
      case Symbol symbol -> symbol(symbol.name(), pieces);
      case Bound bound -> symbol(nameInScope(bound, scope), pieces);
      case Sum sum -> sum(sum, pieces);
      case Product product -> product(product, followed, pieces);
      case Power power -> power(power, pieces);
      case Negate negate -> pieces.sign(minus()).part(negate.operand(), Level.ELEMENTWISE);
      case Quotient quotient -> quotient(quotient.numerator(), quotient.denominator(), pieces);
      case Apply apply -> apply(apply, followed, pieces);
      case Derivative derivative -> derivative(derivative, pieces);
      case Relation relation -> conditions.relation(relation, pieces);
      case Logic logic -> conditions.logic(logic, pieces);
      case Cases cases -> cases(cases, pieces);
      case Binder binder -> binder(binder, boundNames.of(binder), pieces);
      case Literal literal -> literal(literal, pieces);
    }
  }

  private static Name nameInScope(Bound bound, Map<Integer, Name> scope) {
    Name name = scope.get(bound.height());
    return name == null ? Name.of("i", "#" + bound.height()) : name;
  }

  private void number(Num number, Pieces pieces) {
    Rational value = number.value();
    if (value.signum() < 0) {
      pieces.sign(minus());
      value = value.negate();
    }
    if (value.isInteger()) {
      pieces.sign(value.toString());
    } else if (number.isDecimal()) {
      pieces.sign(value.toDecimal().toPlainString());
    } else {
      quotient(
          Num.of(Rational.of(value.numerator())), Num.of(Rational.of(value.denominator())), pieces);
    }
  }

  private void sum(Sum sum, Pieces pieces) {
    for (int i = 0; i < sum.arity(); i++) {
      Expr term = sum.child(i);
      if (i == 0) {
        pieces.part(term, Level.SIGN);
      } else if (term instanceof Negate negate) {
        pieces.sign(spacedMinus()).part(negate.operand(), Level.ELEMENTWISE);
      } else if (term instanceof Num number && number.value().signum() < 0) {
        pieces.sign(spacedMinus()).part(absolute(number), Level.ELEMENTWISE);
      } else if (term instanceof Product product && startsWithMinus(product)) {
        pieces.sign(spacedMinus());
        withoutMinus(product, false, pieces);
      } else {
        pieces.sign(spacedPlus()).part(term, Level.ELEMENTWISE);
      }
    }
  }

  private void product(Product product, boolean followed, Pieces pieces) {
    if (startsWithMinus(product)) {
      pieces.sign(minus());
      withoutMinus(product, followed, pieces);
    } else {
      factors(product.children(), followed, pieces);
    }
  }

  /// A canonical coefficient below zero is written as a sign before the whole product.
  static boolean startsWithMinus(Product product) {
    return product.child(0) instanceof Num number && number.value().signum() < 0;
  }

  private void withoutMinus(Product product, boolean followed, Pieces pieces) {
    Num coefficient = absolute((Num) product.child(0));
    List<Expr> rest = product.children().subList(1, product.arity());
    if (!coefficient.equals(Num.ONE)) {
      pieces.part(coefficient, Level.FACTOR, true).join();
    }
    factors(rest, followed, pieces);
  }

  private static Num absolute(Num number) {
    Rational value = number.value().abs();
    return number.isDecimal() ? Num.decimal(value) : Num.of(value);
  }

  private void factors(List<Expr> factors, boolean followed, Pieces pieces) {
    for (int i = 0; i < factors.size(); i++) {
      Expr factor = factors.get(i);
      boolean last = i + 1 == factors.size();
      boolean sign =
          i > 0
              && (level(factor, !last || followed) == Level.SIGN
                  || isArgument(factors.get(i - 1), factor));
      if (sign) {
        pieces.sign(times());
      } else if (i > 0) {
        pieces.join();
      }
      pieces.part(factor, Level.FACTOR, !last || followed);
    }
  }

  private void apply(Apply apply, boolean followed, Pieces pieces) {
    if (apply.operator() instanceof Function function) {
      function(function, apply, followed, pieces);
    } else if (apply.operator() instanceof UnknownFunction array && array.isIndexed()) {
      pieces.part(Symbol.of(array.symbol()), Level.ATOM).below(apply.children());
    } else {
      unknown(apply, pieces);
    }
  }

  /// `σ(x)` differentiated by `x` itself is written with primes, a function of numbers or from
  /// vectors to vectors; `tr(X)` is not.
  static boolean takesPrimes(Derivative derivative, WriteOptions options) {
    return options.primes()
        && derivative.body() instanceof Apply apply
        && apply.operator() instanceof Function function
        && function.notation() == Function.Notation.PREFIX
        && apply.arity() == 1
        && apply.argument().equals(derivative.variable())
        && (apply.argument().isScalar()
            || (apply.argument().shape().isVector() && !apply.isScalar()));
  }

  /// `∂L/∂w`: a name that is no function by custom or declaration would multiply in `L′(w)`.
  final boolean isSlopeOfName(UnknownFunction function, Apply apply) {
    return function.orders().size() == 1
        && function.orders().getFirst() > 0
        && apply.argument() instanceof Symbol
        && !CUSTOMARY_FUNCTIONS.contains(function.symbol().base())
        && !options.functions().contains(function.symbol());
  }

  /// Whether the node may be written as one derivative sign over another.
  final boolean isSlope(Expr node) {
    return node instanceof Derivative
        || (node instanceof Apply apply
            && apply.operator() instanceof UnknownFunction function
            && isSlopeOfName(function, apply));
  }

  /// A raised label or a prime would be taken for a power of what stands before a power.
  static Level nameLevel(Name name) {
    boolean raised =
        name.indices().isEmpty() ? !name.label().isEmpty() || name.primes() > 0 : name.isLayer();
    return raised ? Level.FACTOR : Level.ATOM;
  }

  private Level applyLevel(Apply apply) {
    if (!(apply.operator() instanceof Function function)) {
      return isSlope(apply) ? Level.FACTOR : Level.ATOM;
    }
    return switch (function.notation()) {
      case SQUARE_ROOT, CUBE_ROOT, FACTORIAL, TRANSPOSE, INVERSE, DELTA -> Level.FACTOR;
      case ELEMENTWISE_PRODUCT, ELEMENTWISE_QUOTIENT, KRONECKER -> Level.ELEMENTWISE;
      case ELEMENTWISE_POWER ->
          isOwnProduct(apply)
              ? Level.ELEMENTWISE
              : isPowerOfValues(apply) ? Level.ATOM : Level.FACTOR;
      case PREFIX,
          CONSTANT,
          BARS,
          FLOOR,
          CEILING,
          BINOMIAL,
          LOGARITHM,
          INDICATOR,
          NORM,
          MEMBER,
          SLICE,
          STACK,
          SIZED ->
          Level.ATOM;
      case ENTRY ->
          apply.argument() instanceof Symbol array && array.name().isLayer()
              ? Level.FACTOR
              : Level.ATOM;
    };
  }

  private Level derivativeLevel(Derivative derivative) {
    return takesPrimes(derivative, options) ? Level.ATOM : Level.FACTOR;
  }

  abstract Level quotientLevel();

  abstract void symbol(Name name, Pieces pieces);

  abstract String minus();

  abstract String spacedMinus();

  abstract String spacedPlus();

  /// The sign of multiplication where one must stand.
  abstract String times();

  /// Whether a factor would be read as the argument of the one before it.
  boolean isArgument(Expr before, Expr factor) {
    return false;
  }

  abstract String comparison(Relation.Comparison comparison);

  /// What says of the number before it that it is no integer; empty where there is no such sign.
  abstract String noInteger();

  abstract String or();

  abstract String and();

  abstract String not();

  /// The parenthesis that opens around `node`.
  abstract String open(Expr node);

  /// The parenthesis that closes around `node`.
  abstract String close(Expr node);

  /// What stands between two factors, given what is written so far and what comes next.
  ///
  /// @param afterExponent whether an exponent without brackets ends here
  abstract String between(CharSequence before, String next, boolean afterExponent);

  abstract void power(Power power, Pieces pieces);

  abstract void quotient(Expr numerator, Expr denominator, Pieces pieces);

  abstract void function(Function function, Apply apply, boolean followed, Pieces pieces);

  abstract void unknown(Apply apply, Pieces pieces);

  abstract void derivative(Derivative derivative, Pieces pieces);

  abstract void cases(Cases cases, Pieces pieces);

  abstract void binder(Binder binder, Name name, Pieces pieces);

  abstract void literal(Literal literal, Pieces pieces);

  /// Whether one of the arrays beside each other is no column, so that `[A, B]` is read so.
  static boolean isOfMatrices(Apply stack) {
    return stacked(stack).stream().anyMatch(part -> !part.isScalar() && !part.shape().isVector());
  }

  /// The arrays below each other, whichever were put together first.
  static List<Expr> stacked(Apply stack) {
    List<Expr> parts = new ArrayList<>();
    for (Expr part : stack.children()) {
      if (part instanceof Apply inner && inner.operator() == stack.operator()) {
        parts.addAll(stacked(inner));
      } else {
        parts.add(part);
      }
    }
    return parts;
  }

  /// At which level what stands behind ⊙, ⊘ or ⊗ needs no parentheses: `a ⊙ x ⊙ x` is the same
  /// whichever is multiplied first.
  static Level secondLevel(Apply infix) {
    boolean product =
        infix.operator() instanceof Function function
            && function.notation() == Function.Notation.ELEMENTWISE_PRODUCT;
    return product
            && infix.child(1) instanceof Apply second
            && second.operator() instanceof Function function
            && function.notation() == Function.Notation.ELEMENTWISE_POWER
            && isOwnProduct(second)
        ? Level.ELEMENTWISE
        : Level.PRODUCT;
  }

  /// `x ⊙ x`, the square of each entry of a named array.
  static boolean isOwnProduct(Apply power) {
    return power.argument() instanceof Symbol && power.child(1).equals(Num.TWO);
  }

  /// `tanh²(Wx)`: a whole power of what a function of several letters gives at each entry.
  static boolean isPowerOfValues(Apply power) {
    return power.argument() instanceof Apply base
        && base.operator() instanceof Function function
        && function.isElementwise()
        && function.notation() == Function.Notation.PREFIX
        && function.written().codePointCount(0, function.written().length()) > 1
        && power.child(1) instanceof Num number
        && number.value().isInt()
        && number.value().intValue() > 1;
  }
}
