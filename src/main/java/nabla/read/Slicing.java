package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.read.Products.Cursor;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Parts of arrays, `x[1:3]`, `X[:, 0]`: counted from 0 and without the end, as in code; a negative
/// place counts from the end.
final class Slicing {

  private final Resolver resolver;

  Slicing(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Whether an item is square brackets that can hold the places of an entry.
  static boolean isPlace(@Nullable Syntax item) {
    return item != null
        && Products.primary(item) instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LBRACKET
        && group.rows().size() == 1;
  }

  /// Whether an item is square brackets with a colon.
  static boolean isSlice(@Nullable Syntax item) {
    return isPlace(item)
        && ((Syntax.Group) Products.primary(Objects.requireNonNull(item)))
            .rows().getFirst().stream().anyMatch(Syntax.Part.class::isInstance);
  }

  /// How a row or column in a subscript, `A_{1,:}`, is written: `[0, :]`; nothing for any other.
  static String inBrackets(Syntax subscript) {
    if (!(subscript instanceof Syntax.Group group)
        || group.rows().size() != 1
        || group.rows().getFirst().stream().noneMatch(Syntax.Part.class::isInstance)) {
      return "";
    }
    String places =
        group.rows().getFirst().stream()
            .map(place ->
                place instanceof Syntax.Part
                    ? ":"
                    : place instanceof Syntax.Digits digits
                            && digits.text().matches("[1-9]\\d{0,8}")
                        ? Integer.toString(Integer.parseInt(digits.text()) - 1)
                        : Objects.requireNonNullElse(LabelText.text(place), "i") + "-1")
            .collect(Collectors.joining(", ", "[", "]"));
    return "; a row or column is taken by " + places + " behind the letter, counted from 0";
  }

  /// A term with the brackets behind it that take a part of it.
  static Term after(Term whole, Cursor cursor, Resolver resolver) {
    Term term = entry(whole, cursor, resolver);
    while (isSlice(cursor.peek()) || (term instanceof Term.Slice && isPlace(cursor.peek()))) {
      Syntax item = Objects.requireNonNull(cursor.peek());
      cursor.next++;
      Syntax.Group group = (Syntax.Group) Products.primary(item);
      resolver.shaped = true;
      term = new Slicing(resolver).slice(term, group);
      term = resolver.factors.apply(term, Products.suffixes(item), cursor);
    }
    return term;
  }

  /// `softmax(z)[0]` and `(Ax)[i]`: whole places in square brackets right after a closing bracket.
  private static Term entry(Term whole, Cursor cursor, Resolver resolver) {
    if (!isPlace(cursor.peek())) {
      return whole;
    }
    Syntax item = Objects.requireNonNull(cursor.peek());
    Syntax.Group group = (Syntax.Group) Products.primary(item);
    boolean array =
        resolver.shaped
            || group.rows().getFirst().size() == 2
            || (whole instanceof Term.Call call && !call.operator().isElementwise());
    boolean places =
        array
            && group.at() > 0
            && resolver.source.slice(group.at() - 1, group.at()).equals(")")
            && Survey.arePlaces(group, index -> Survey.mayBePlace(index, resolver));
    if (!places) {
      return whole;
    }
    cursor.next++;
    Term entry = new Term.Entry(whole.at(), whole, places(group, resolver), true);
    return resolver.factors.apply(entry, Products.suffixes(item), cursor);
  }

  /// The places of an entry, counted from 1: `x[0]` is the first.
  static List<Term> places(Syntax.Group group, Resolver resolver) {
    resolver.shaped = true;
    resolver.note(
        "entries in square brackets are counted from 0, as in code; write x_1 for the first",
        group.at());
    List<Term> indices = new ArrayList<>();
    for (Syntax cell : group.rows().getFirst()) {
      Term index = resolver.resolve(cell);
      indices.add(
          index instanceof Term.Known known && known.value() instanceof Num number
              ? plusOne(index.at(), number)
              : index instanceof Term.Minus(int at, Term.Known(_, Num number))
                  ? plusOne(at, Num.of(number.value().negate()))
                  : oneLess(index) != null
                      ? Objects.requireNonNull(oneLess(index))
                      : new Term.Total(
                          index.at(), List.of(index, new Term.Known(index.at(), Num.ONE))));
    }
    return indices;
  }

  /// The i of `i − 1`; null for any other place.
  private static @Nullable Term oneLess(Term place) {
    return place instanceof Term.Total sum
            && sum.terms().size() == 2
            && sum.terms().getLast() instanceof Term.Minus minus
            && Resolver.isInteger(minus.operand(), 1)
        ? sum.terms().getFirst()
        : null;
  }

  private static Term plusOne(int at, Num place) {
    return new Term.Known(at, Num.of(place.value().plus(nabla.expr.Rational.ONE)));
  }

  private Term slice(Term array, Syntax.Group group) {
    resolver.notes.addOnce(
        resolver.source,
        group.at(),
        "places in square brackets are counted from 0, and the end is left out, as in code");
    List<Syntax> cells = group.rows().getFirst();
    if (cells.size() > 2) {
      throw resolver.syntax(
          "found " + cells.size() + " places in square brackets, expected a row and a column",
          group.at());
    }
    List<Term.Extent> extents = new ArrayList<>();
    for (Syntax cell : cells) {
      extents.add(
          cell instanceof Syntax.Part part
              ? new Term.Extent(place(part.from()), place(part.to()), false)
              : new Term.Extent(place(cell), null, true));
    }
    return new Term.Slice(array.at(), array, extents);
  }

  private @Nullable Term place(@Nullable Syntax cell) {
    return cell == null ? null : resolver.resolve(cell);
  }

  /// Whether the one place in brackets is a column: of a row.
  static boolean isRow(boolean oneRow, boolean oneColumn) {
    return oneRow && !oneColumn;
  }

  /// Where a part of so many begins; null where that is not known.
  static @Nullable Dimension from(Term.Extent extent, @Nullable Dimension whole) {
    return extent.from() == null ? Dimension.of(0) : place(extent.from(), whole);
  }

  /// Where a part of so many ends; null where that is not known.
  static @Nullable Dimension to(Term.Extent extent, @Nullable Dimension whole) {
    if (extent.single()) {
      Dimension from = from(extent, whole);
      return from == null ? null : from.plus(Dimension.ONE);
    }
    return extent.to() == null ? whole : place(extent.to(), whole);
  }

  private static @Nullable Dimension place(Term term, @Nullable Dimension whole) {
    Dimension place = Sizes.ofTerm(term);
    boolean fromEnd = place != null && Dimensions.isKnownBelow(place, 0);
    return place == null || !fromEnd ? place : whole == null ? null : whole.plus(place);
  }

  /// The expression of a part of an array.
  Expr of(Term.Slice slice, Expr array) {
    Shape shape = array.shape();
    if (array.isScalar()) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found a part of a number, expected one of a vector or matrix; declare x ∈ R^n",
          slice.at());
    }
    Term.Extent first = slice.extents().getFirst();
    boolean row = isRow(shape.rows().equals(Dimension.ONE), shape.columns().equals(Dimension.ONE));
    if (slice.extents().size() == 1) {
      return part(slice, first, array, !row);
    }
    Expr some = part(slice, first, array, true);
    return part(slice, slice.extents().getLast(), some, false);
  }

  /// Whether a place is one that a Σ runs over.
  private boolean isIndex(Term.Extent extent) {
    return extent.single()
        && extent.from() != null
        && Term.below(extent.from()).stream()
            .anyMatch(term ->
                term instanceof Term.Variable variable
                    && resolver.boundNames.contains(variable.name()));
  }

  /// The row or column at a place that a Σ runs over, as the product with a column of the identity.
  ///
  /// @param place counted from 1
  private static Expr selected(Dimension place, Expr array, boolean row) {
    Dimension all = row ? array.shape().rows() : array.shape().columns();
    Expr unit = Apply.of(Blocks.UNIT, Dimensions.expression(place), Dimensions.expression(all));
    return row ? Product.of(Apply.of(Matrices.TRANSPOSE, unit), array) : Product.of(array, unit);
  }

  private Expr part(Term.Slice slice, Term.Extent extent, Expr array, boolean rows) {
    if (array.isScalar() && extent.from() == null && extent.to() == null) {
      return array;
    }
    Dimension all = rows ? array.shape().rows() : array.shape().columns();
    Dimension from = from(extent, all);
    Dimension to = to(extent, all);
    if (from == null || to == null) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found a formula as a place in square brackets, expected a size such as 2, k or n-1",
          slice.at());
    }
    if (isIndex(extent)) {
      return selected(to, array, rows);
    }
    String what = rows ? array.shape().isVector() ? " entries" : " rows" : " columns";
    if (Dimensions.isKnownBelow(from, 0)
        || Dimensions.isKnownBelow(Dimensions.minus(to, from), 1)
        || Dimensions.isKnownBelow(Dimensions.minus(all, to), 0)) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          extent.single()
              ? "found the place " + from + " of " + all + what + ", which are counted from 0"
              : "found the part "
                  + from
                  + ":"
                  + to
                  + " of "
                  + all
                  + what
                  + ", expected one within 0:"
                  + all
                  + "; the end is left out",
          slice.at());
    }
    noteRange(slice, from, to, all);
    return rows ? Blocks.rows(array, from, to) : Blocks.columns(array, from, to);
  }

  /// What the sizes need to be for the part to be there.
  private void noteRange(Term.Slice slice, Dimension from, Dimension to, Dimension all) {
    Dimension after = Dimensions.minus(all, to);
    Dimension size = Dimensions.minus(to, from);
    Map<String, Dimension> positive = new HashMap<>();
    all.terms().keySet().stream()
        .flatMap(List::stream)
        .forEach(name -> positive.put(name, Dimension.named(name).plus(Dimension.ONE)));
    if (!Dimensions.isNeverNegative(after.substitute(positive)) && !after.terms().isEmpty()) {
      resolver.note(
          "the part " + from + ":" + to + " is there for " + all + " ≥ " + to, slice.at());
    } else if (!Dimensions.isNeverNegative(from.substitute(positive))) {
      resolver.note("the part " + from + ":" + to + " is there for " + from + " ≥ 0", slice.at());
    } else if (!Dimensions.isNeverNegative(size.substitute(positive))) {
      resolver.note(
          "the part " + from + ":" + to + " is there for " + to + " > " + from, slice.at());
    }
  }
}
