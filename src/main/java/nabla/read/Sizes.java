package nabla.read;

import java.util.List;
import nabla.expr.Dimension;

/// Numbers of rows and columns as they are written: `3`, `n`, `n+1`, `2n`.
final class Sizes {

  private Sizes() {}

  static Dimension of(Resolver resolver, List<Syntax> items, int at) {
    return of(resolver, items.size() == 1 ? items.getFirst() : new Syntax.Sequence(at, items));
  }

  static Dimension of(Resolver resolver, Syntax syntax) {
    return switch (syntax) {
      case Syntax.Digits digits
          when digits.text().length() < 10 && digits.text().chars().allMatch(Character::isDigit) ->
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
      case Syntax.Factor factor when PlainNames.of(factor) != null ->
          Dimension.named(String.valueOf(PlainNames.of(factor)));
      case Syntax.Group group when group.single() != null ->
          of(resolver, java.util.Objects.requireNonNull(group.single()));
      default ->
          throw resolver.syntax(
              "found a formula as a size, expected a size such as n, 3 or n+1", syntax.at());
    };
  }
}
