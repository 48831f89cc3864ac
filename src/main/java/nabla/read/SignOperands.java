package nabla.read;

import java.util.List;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.NablaException;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// What begins with a sign: large operators, roots, ∇, ∞, indicators.
final class SignOperands {

  private final Resolver resolver;

  SignOperands(Resolver resolver) {
    this.resolver = resolver;
  }

  /// An application or a large operator that begins with a sign.
  Term at(Syntax.Sign sign, List<Suffix> suffixes, Cursor cursor) {
    cursor.next++;
    int at = sign.at();
    return switch (sign.type()) {
      case NablaLexer.SUM, NablaLexer.PRODUCT, NablaLexer.INTEGRAL, NablaLexer.LIMIT ->
          resolver.bigOperators.at(sign, suffixes, cursor);
      case NablaLexer.NABLA -> resolver.differentials.nabla(at, suffixes, cursor);
      case NablaLexer.RADICAL -> radical(at, Notation.SQUARE_ROOT, "√", cursor);
      case NablaLexer.CUBE_RADICAL -> radical(at, Notation.CUBE_ROOT, "∛", cursor);
      case NablaLexer.INFINITY ->
          resolver.factors.apply(
              Products.call(at, resolver.vocabulary.required("∞"), List.of()), suffixes, cursor);
      case NablaLexer.INDICATOR -> indicator(at, suffixes, cursor);
      case NablaLexer.ONES ->
          suffixes.isEmpty() && isCondition(cursor.peek())
              ? indicator(at, suffixes, cursor)
              : resolver.factors.ones(at, suffixes, cursor);
      case NablaLexer.EXPECTATION -> throw expectation(resolver, sign.text(), at);
      case NablaLexer.PARTIAL ->
          throw resolver.syntax("found ∂ that is no derivative, expected ∂/∂x or ∂L/∂w", at);
      default ->
          throw resolver.error(
              NablaException.Kind.UNSUPPORTED,
              sign.text() + " cannot be read inside a formula yet",
              at);
    };
  }

  /// `√x` takes the next factor.
  private Term radical(int at, Notation notation, String sign, Cursor cursor) {
    @Nullable Syntax next = cursor.peek();
    if (next == null || (next instanceof Syntax.Mark)) {
      throw resolver.syntax(
          "found " + sign + " without what it is the root of, expected √x or √(…)", at);
    }
    Function function = resolver.vocabulary.written(notation);
    if (Products.isBars(next)) {
      return Products.call(at, function, List.of(resolver.products.operand(cursor))); // √‖x‖²
    }
    if (Products.primary(next) instanceof Syntax.Group group) {
      cursor.next++;
      return resolver.factors.apply(
          Products.call(at, function, List.of(resolver.groups.resolve(group))),
          Products.suffixes(next),
          cursor);
    }
    if (Products.suffixes(next).stream().anyMatch(suffix -> suffix.type() == NablaLexer.CARET)) {
      String text = resolver.source.word(next.at());
      resolver.note(sign + text + " is read as " + sign + "(" + text + ")", at);
    }
    Term radicand = resolver.products.operand(cursor);
    Syntax after = cursor.peek();
    if (next instanceof Syntax.Digits digits
        && after != null
        && Products.primary(after) instanceof Syntax.Letter
        && after.at() == digits.at() + digits.text().length()) {
      String rest = resolver.source.word(after.at());
      resolver.note(
          sign
              + digits.text()
              + rest
              + " is read as "
              + sign
              + "("
              + digits.text()
              + ")·"
              + rest
              + "; write "
              + sign
              + "("
              + digits.text()
              + rest
              + ") for the other",
          at);
    }
    return Products.call(at, function, List.of(radicand));
  }

  /// `[x > 0]` behind a bold 1.
  static boolean isCondition(@Nullable Syntax next) {
    return next != null
        && Products.primary(next) instanceof Syntax.Group group
        && (group.single() instanceof Syntax.Comparison
            || group.single() instanceof Syntax.Connected);
  }

  Term indicator(int at, List<Suffix> suffixes, Cursor cursor) {
    Function indicator = resolver.vocabulary.written(Notation.INDICATOR);
    if (!suffixes.isEmpty() && suffixes.getFirst().type() == NablaLexer.UNDERSCORE) {
      Syntax content = java.util.Objects.requireNonNull(suffixes.getFirst().content());
      Term call = Products.call(at, indicator, List.of(resolver.resolve(content)));
      return resolver.factors.apply(call, suffixes.subList(1, suffixes.size()), cursor);
    }
    if (cursor.peek() != null && Products.primary(cursor.peek()) instanceof Syntax.Group group) {
      List<Suffix> after = Products.suffixes(cursor.peek());
      cursor.next++;
      return resolver.factors.apply(
          Products.call(at, indicator, List.of(resolver.groups.resolve(group))), after, cursor);
    }
    throw resolver.syntax("found 𝟙 without a condition, expected 𝟙[x > 0]", at);
  }

  /// Declines an expectation.
  static NablaException expectation(Resolver resolver, String sign, int at) {
    return resolver.error(
        NablaException.Kind.UNSUPPORTED,
        "found the expectation "
            + sign
            + ", which is not supported yet; write the integral or the sum that it is",
        at);
  }
}
