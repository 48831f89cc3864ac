package nabla.read;

import nabla.catalogue.Dimensions;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Numbers of rows and columns as they are written: `3`, `n`, `n+1`, `2n`.
final class Sizes {

  /// So many digits fit a [Dimension].
  private static final int MOST_DIGITS = 18;

  private Sizes() {}

  /// A size as it is declared, which is not 0.
  static Dimension declared(Resolver resolver, Syntax syntax) {
    Dimension size = of(resolver, syntax);
    if (Dimensions.isNeverPositive(size)) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found " + size + " as a number of rows or columns, expected 1 or more",
          syntax.at());
    }
    return size;
  }

  static Dimension of(Resolver resolver, Syntax syntax) {
    return switch (syntax) {
      case Syntax.Digits digits
          when digits.text().length() <= MOST_DIGITS
              && digits.text().chars().allMatch(Character::isDigit) ->
          Dimension.of(Long.parseLong(digits.text()));
      case Syntax.Letter letter -> Dimension.named(letter.name().toString());
      case Syntax.Sequence sequence -> {
        Dimension product = Dimension.ONE;
        for (Syntax item : sequence.items()) {
          product = product.times(of(resolver, item));
        }
        yield product;
      }
      case Syntax.Total total -> {
        Dimension sum = Dimension.of(0);
        for (int i = 0; i < total.terms().size(); i++) {
          Dimension term = of(resolver, total.terms().get(i));
          sum = sum.plus(total.subtracted().get(i) ? term.times(Dimension.of(-1)) : term);
        }
        yield sum;
      }
      case Syntax.Minus minus -> of(resolver, minus.operand()).times(Dimension.of(-1));
      case Syntax.Factor factor when PlainNames.of(factor) != null ->
          Dimension.named(String.valueOf(PlainNames.of(factor)));
      case Syntax.Factor factor when exponent(factor) > 0 -> {
        Dimension base = of(resolver, factor.primary());
        int exponent = exponent(factor);
        Dimension power = Dimension.ONE;
        for (int i = 0; i < exponent; i++) {
          power = power.times(base);
        }
        yield power;
      }
      case Syntax.Group group when group.single() != null ->
          of(resolver, java.util.Objects.requireNonNull(group.single()));
      default ->
          throw resolver.syntax(
              "found "
                  + (syntax instanceof Syntax.Digits digits ? digits.text() : "a formula")
                  + " as a size, expected a size such as n, 3 or n+1",
              syntax.at());
    };
  }

  /// The exponent of `10^9` or `n^2`; 0 where there is none that a size can have.
  private static int exponent(Syntax.Factor factor) {
    Syntax.Suffix suffix = factor.suffixes().getFirst();
    boolean single = factor.suffixes().size() == 1 && suffix.type() == NablaLexer.CARET;
    return single
            && Factors.inner(suffix.content()) instanceof Syntax.Digits digits
            && digits.text().matches("[1-9]|1[0-8]")
        ? Integer.parseInt(digits.text())
        : 0;
  }

  /// A term as a size; null where it is none.
  static @Nullable Dimension ofTerm(Term term) {
    return switch (term) {
      case Term.Known known when known.value() instanceof Num number && number.value().isInt() ->
          Dimension.of(number.value().intValue());
      case Term.Known known when known.value() instanceof Symbol symbol ->
          Dimension.named(symbol.name().toString());
      case Term.Variable variable -> Dimension.named(variable.name().toString());
      case Term.Raised raised -> {
        Dimension base = ofTerm(raised.base());
        Dimension exponent = ofTerm(raised.exponent());
        yield base == null || exponent == null ? null : Dimensions.power(base, exponent);
      }
      case Term.Minus minus -> {
        Dimension inner = ofTerm(minus.operand());
        yield inner == null ? null : inner.times(Dimension.of(-1));
      }
      case Term.Times times -> {
        @Nullable Dimension product = Dimension.ONE;
        for (Term part : times.factors()) {
          Dimension next = ofTerm(part);
          product = product == null || next == null ? null : product.times(next);
        }
        yield product;
      }
      case Term.Total total -> {
        @Nullable Dimension sum = Dimension.of(0);
        for (Term part : total.terms()) {
          Dimension next = ofTerm(part);
          sum = sum == null || next == null ? null : sum.plus(next);
        }
        yield sum;
      }
      default -> null;
    };
  }
}
