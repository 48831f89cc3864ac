package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.UnknownFunction;
import nabla.read.grammar.NablaLexer;

/// The spaces of declarations, `R^n` and `R^{m×n}`, and those between which a function maps, `R^n →
/// R^m`.
final class Spaces {

  /// An array of numbers has no more entries; some 800 MB.
  private static final double MOST_ENTRIES = 1e8;

  private final Resolver resolver;

  Spaces(Resolver resolver) {
    this.resolver = resolver;
  }

  /// `R^n × R → R^m`: numbers and vectors.
  UnknownFunction.Spaces of(Syntax.Mapping mapping) {
    List<Shape> domain = new ArrayList<>();
    List<Syntax> factors =
        mapping.domain() instanceof Syntax.Sequence sequence
            ? sequence.items()
            : List.of(mapping.domain());
    for (int i = 0; i < factors.size(); i++) {
      boolean times = factors.get(i) instanceof Syntax.Mark mark && mark.type() == NablaLexer.TIMES;
      if (times != (i % 2 == 1)) {
        throw spaceExpected(factors.get(i).at());
      }
      if (!times) {
        domain.add(space(factors.get(i)));
      }
    }
    Shape codomain = space(mapping.codomain());
    if (!codomain.isScalar() && !codomain.isVector()) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found a function whose values are matrices, expected R or R^m after →; write the"
              + " function out, or declare one for its entries",
          mapping.codomain().at());
    }
    return new UnknownFunction.Spaces(domain, codomain);
  }

  /// The shape of what is in `R`, `R^n` or `R^{m×n}`.
  private Shape space(Syntax written) {
    List<Syntax.Suffix> suffixes = Products.suffixes(written);
    Syntax primary = Products.primary(written);
    boolean reals =
        primary instanceof Syntax.Letter letter
            ? letter.name().equals(Name.of("R"))
            : primary instanceof Syntax.Sign sign && sign.type() == NablaLexer.REALS;
    Syntax content = suffixes.size() == 1 ? Factors.inner(suffixes.getFirst().content()) : null;
    if (!reals || (!suffixes.isEmpty() && (content == null || content instanceof Syntax.Sign))) {
      throw spaceExpected(written.at());
    }
    return content == null ? Shape.SCALAR : shape(content, false);
  }

  private NablaException spaceExpected(int at) {
    return resolver.syntax(
        "found a space that is not known, expected R, R^n or R^{m×n}, as in f: R^n → R^m", at);
  }

  /// In `2x2` the second 2 is no subscript of x.
  private static Syntax.Sequence apart(Syntax.Sequence written) {
    List<Syntax> items = new ArrayList<>();
    for (Syntax item : written.items()) {
      boolean joined =
          item instanceof Syntax.Letter letter
              && letter.name().base().equals("x")
              && !letter.name().subscript().isEmpty();
      if (joined) {
        String size = ((Syntax.Letter) item).name().subscript();
        items.add(new Syntax.Letter(item.at(), Name.of("x"), null, false, false));
        items.add(new Syntax.Digits(item.at() + 1, size));
      } else {
        items.add(item);
      }
    }
    return new Syntax.Sequence(written.at(), items);
  }

  /// The shape that stands above R: `n`, `m×n`, `2n×n+1`.
  ///
  /// @param square whether one size is that of rows and columns, as of symmetric matrices
  Shape shape(Syntax content, boolean square) {
    Shape shape = written(content, square);
    double entries = least(shape.rows()) * least(shape.columns());
    if (entries > MOST_ENTRIES) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found an array of "
              + shape
              + (shape.isVector() ? "" : " entries")
              + ", more than can be kept; write letters for such sizes, as in R^{m×n}",
          content.at());
    }
    return shape;
  }

  /// The size where it is a number; 1 for a letter.
  private static double least(Dimension size) {
    return size.isFixed() ? size.fixedSize() : 1;
  }

  private NablaException negative(String axis, int at) {
    return resolver.error(
        NablaException.Kind.SHAPE,
        "found a number of " + axis + " with a sign, expected 1 or more, as in R^{m×n}",
        at);
  }

  private static boolean isSign(Syntax item) {
    return item instanceof Syntax.Minus
        || (item instanceof Syntax.Mark mark
            && (mark.type() == NablaLexer.SIGN || mark.type() == NablaLexer.MINUS));
  }

  private Shape written(Syntax content, boolean square) {
    if (content instanceof Syntax.Minus) {
      throw negative("rows", content.at());
    }
    List<Syntax> terms = content instanceof Syntax.Total sum ? sum.terms() : List.of(content);
    for (int term = 0; term < terms.size(); term++) {
      if (!(terms.get(term) instanceof Syntax.Sequence written && written.items().size() >= 2)) {
        continue;
      }
      List<Syntax> items = apart(written).items();
      if (term + 1 < terms.size() && isBetweenSizes(items.getLast())) {
        throw negative("columns", terms.get(term + 1).at());
      }
      for (int i = 1; i + 1 < items.size(); i++) {
        boolean word = i + 2 < items.size() && isBy(items.get(i), items.get(i + 1));
        if (word || isBetweenSizes(items.get(i))) {
          int after = word ? i + 2 : i + 1;
          if (isSign(items.get(after))) {
            throw negative("columns", items.get(after).at());
          }
          Syntax above = new Syntax.Sequence(content.at(), items.subList(0, i));
          Syntax below = new Syntax.Sequence(content.at(), items.subList(after, items.size()));
          List<Syntax> rows = new ArrayList<>(terms.subList(0, term));
          rows.add(above);
          List<Syntax> columns = new ArrayList<>(terms.subList(term, terms.size()));
          columns.set(0, below);
          refuseThird(columns);
          return Shape.of(
              Sizes.declared(resolver, sum(content, rows, 0)),
              Sizes.declared(resolver, sum(content, columns, term)));
        }
      }
    }
    Dimension size = Sizes.declared(resolver, content);
    return square ? Shape.of(size, size) : Shape.vector(size);
  }

  /// The sizes of `R^{m×n×p}`; none where they are not three or more.
  List<Dimension> ofMany(Syntax content) {
    if (!(content instanceof Syntax.Sequence written)) {
      return List.of();
    }
    List<Syntax> items = apart(written).items();
    List<Syntax> sizes = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= items.size(); i++) {
      if (i == items.size() || (i > start && isBetweenSizes(items.get(i)))) {
        if (i == start) {
          return List.of();
        }
        sizes.add(new Syntax.Sequence(items.get(start).at(), items.subList(start, i)));
        start = i + 1;
      }
    }
    return sizes.size() < 3
        ? List.of()
        : sizes.stream().map(size -> Sizes.declared(resolver, size)).toList();
  }

  /// `R^{m by n}`.
  private static boolean isBy(Syntax item, Syntax next) {
    return item instanceof Syntax.Letter b
        && b.name().toString().equals("b")
        && next instanceof Syntax.Letter y
        && y.name().toString().equals("y")
        && next.at() == item.at() + 1;
  }

  private static boolean isBetweenSizes(Syntax item) {
    return (item instanceof Syntax.Mark mark && mark.type() != NablaLexer.DIVIDE)
        || (item instanceof Syntax.Letter letter && letter.name().base().equals("x"));
  }

  private void refuseThird(List<Syntax> columns) {
    for (Syntax term : columns) {
      List<Syntax> items =
          term instanceof Syntax.Sequence written ? apart(written).items() : List.of(term);
      for (Syntax item : items) {
        if (isBetweenSizes(item)) {
          throw resolver.syntax(
              "found a third size, expected rows and columns as in R^{m×n}", item.at());
        }
      }
    }
  }

  /// Terms on one side of the sign between sizes.
  ///
  /// @param first where they begin in what is written, with a sign that is theirs
  private static Syntax sum(Syntax content, List<Syntax> terms, int first) {
    if (!(content instanceof Syntax.Total total) || terms.size() == 1) {
      return terms.getFirst();
    }
    List<Boolean> subtracted =
        new ArrayList<>(total.subtracted().subList(first, first + terms.size()));
    subtracted.set(0, false);
    return new Syntax.Total(total.at(), terms, subtracted);
  }
}
