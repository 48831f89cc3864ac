package nabla.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Function.Notation;
import nabla.expr.Binder;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Σ, Π, ∫ and lim, with what they bind.
final class BigOperators {

  private final Resolver resolver;

  /// The letters that are indices in the statement that is read, without being bound.
  private final Set<Name> free = new HashSet<>();

  BigOperators(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Begins with another statement.
  void begin(@Nullable Name name, Syntax formula) {
    free.clear();
    free.addAll(FreeIndices.of(name, formula));
  }

  /// Whether an index has its value from further out, or is free.
  boolean isGiven(Name index) {
    return isBound(index) || free.contains(index);
  }

  /// Whether an index has its value from further out.
  boolean isBound(Name index) {
    return resolver.bound.contains(index) || resolver.factors.scope.containsKey(index);
  }

  /// From here on an index is taken to be free.
  void take(Name index) {
    free.add(index);
  }

  /// A variable with its bounds; a bound that was not written is null.
  private record Range(Name variable, @Nullable Syntax lower, @Nullable Syntax upper) {}

  private record Bounds(@Nullable Term lower, @Nullable Term upper) {}

  /// The operator whose sign is before the cursor.
  Term at(Syntax.Sign sign, List<Suffix> suffixes, Cursor cursor) {
    @Nullable Syntax below = null;
    @Nullable Syntax above = null;
    for (Suffix suffix : suffixes) {
      if (suffix.type() == NablaLexer.UNDERSCORE) {
        below = suffix.content();
      } else if (suffix.type() == NablaLexer.CARET) {
        above = suffix.content();
      } else {
        throw resolver.syntax(
            "found " + suffix.text() + " on " + sign.text() + ", expected bounds", suffix.at());
      }
    }
    return switch (sign.type()) {
      case NablaLexer.INTEGRAL -> integral(sign, below, above, cursor);
      case NablaLexer.LIMIT -> limit(sign, below, cursor);
      default -> sum(sign, below, above, cursor);
    };
  }

  private Term sum(
      Syntax.Sign sign, @Nullable Syntax below, @Nullable Syntax above, Cursor cursor) {
    Binder.Kind kind = sign.type() == NablaLexer.SUM ? Binder.Kind.SUM : Binder.Kind.PRODUCT;
    if (below == null) {
      if (cursor.peek() != null
          && Products.primary(cursor.peek()) instanceof Syntax.Group group
          && isExplicit(group)) {
        cursor.next++;
        return explicit(sign.at(), kind, group);
      }
      Term samples = resolver.samples.over(sign.at(), kind, cursor, () -> body(sign, cursor));
      if (samples != null) {
        return samples;
      }
      resolver.shaped = true;
      Term body = body(sign, cursor);
      return Products.call(
          sign.at(),
          resolver.vocabulary.required(kind == Binder.Kind.SUM ? "sum" : "prod"),
          List.of(body));
    }
    @Nullable Syntax inner = Factors.inner(below);
    if (inner instanceof Syntax.Group group && group.rows().size() == 1) {
      return several(sign, kind, group.rows().getFirst(), above, cursor);
    }
    if (inner instanceof Syntax.Sequence sequence) {
      return several(sign, kind, sequence.items(), above, cursor);
    }
    if (inner instanceof Syntax.Comparison pair && OrderedIndices.concerns(pair)) {
      return new OrderedIndices(resolver, sign.at(), kind, () -> body(sign, cursor))
          .of(pair, above);
    }
    if (inner instanceof Syntax.Comparison pair && kind == Binder.Kind.SUM && isExcept(pair)) {
      return except(sign, pair, above, cursor);
    }
    return bind(sign, kind, List.of(range(java.util.Objects.requireNonNull(inner), above)), cursor);
  }

  /// `j ≠ 2` and `j ≠ y_i`
  private static boolean isExcept(Syntax.Comparison pair) {
    return pair.comparisons().equals(List.of(NablaLexer.NOT_EQUAL))
        && pair.operands().getFirst() instanceof Syntax.Letter;
  }

  /// A sum over all values of an index but one, `Σ_{j≠2}`.
  private Term except(
      Syntax.Sign sign, Syntax.Comparison pair, @Nullable Syntax above, Cursor cursor) {
    Name variable = variable(pair.operands().getFirst());
    resolver.boundNames.add(variable);
    Term upper = resolved(above);
    Term missing = resolver.resolve(pair.operands().getLast());
    Bindings scope = new Bindings(resolver);
    Name index = scope.bind(variable);
    Term body = body(sign, cursor);
    scope.close();
    Term condition =
        new Term.Related(
            pair.at(), Relation.Comparison.NOT_EQUAL, new Term.Variable(pair.at(), index), missing);
    Term chosen =
        Products.call(
            pair.at(), resolver.vocabulary.written(Notation.INDICATOR), List.of(condition));
    resolver.shaped |= upper == null;
    return new Term.Binding(
        sign.at(),
        Binder.Kind.SUM,
        index,
        upper == null ? null : new Term.Known(sign.at(), Num.ONE),
        upper,
        new Term.Times(sign.at(), List.of(chosen, body), List.of(false, false)));
  }

  /// `Σ_{i,j}` nests.
  private Term several(
      Syntax.Sign sign,
      Binder.Kind kind,
      List<Syntax> parts,
      @Nullable Syntax above,
      Cursor cursor) {
    return bind(sign, kind, parts.stream().map(part -> range(part, above)).toList(), cursor);
  }

  private Term bind(Syntax.Sign sign, Binder.Kind kind, List<Range> ranges, Cursor cursor) {
    for (Range range : ranges) {
      resolver.boundNames.add(range.variable);
    }
    List<Bounds> bounds = new ArrayList<>();
    ranges.forEach(range -> bounds.add(new Bounds(resolved(range.lower), resolved(range.upper))));
    Bindings scope = new Bindings(resolver);
    List<Name> variables = ranges.stream().map(range -> scope.bind(range.variable)).toList();
    Term body = kind == Binder.Kind.PRODUCT ? dividend(sign, ranges, cursor) : body(sign, cursor);
    scope.close();
    for (int i = ranges.size() - 1; i >= 0; i--) {
      Bounds bound = bounds.get(i);
      if (bound.lower == null || bound.upper == null) {
        resolver.shaped = true;
      }
      body = new Term.Binding(sign.at(), kind, variables.get(i), bound.lower, bound.upper, body);
    }
    return body;
  }

  private @Nullable Term resolved(@Nullable Syntax syntax) {
    return syntax == null ? null : resolver.resolve(syntax);
  }

  private Range range(Syntax part, @Nullable Syntax above) {
    if (part instanceof Syntax.Comparison comparison
        && comparison.comparisons().size() == 1
        && comparison.comparisons().getFirst() == NablaLexer.EQUAL) {
      return new Range(
          variable(comparison.operands().getFirst()), comparison.operands().getLast(), above);
    }
    if (part instanceof Syntax.Comparison comparison) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "a sum over a condition is not supported, expected bounds such as Σ_{i=1}^n; multiply by"
              + " 𝟙[…] instead",
          comparison.at());
    }
    return new Range(variable(part), null, above);
  }

  private Name variable(Syntax syntax) {
    if (Factors.inner(syntax) instanceof Syntax.Letter letter) {
      return letter.name();
    }
    if (Factors.inner(syntax) instanceof Syntax.Factor factor
        && factor.primary() instanceof Syntax.Letter letter) {
      Name name = letter.name();
      for (Suffix suffix : factor.suffixes()) {
        if (suffix.type() != NablaLexer.UNDERSCORE || suffix.content() == null) {
          throw resolver.syntax(
              "found something that is no variable, expected a name to bind", syntax.at());
        }
        name = name.withSubscript(resolver.factors.text(suffix.content()));
      }
      return name;
    }
    throw resolver.syntax(
        "found something that is no variable, expected an index such as i or i=1", syntax.at());
  }

  private Term body(Syntax.Sign sign, Cursor cursor) {
    if (!cursor.hasNext()) {
      throw resolver.syntax(
          "found " + sign.text() + " with nothing after it, expected what it reaches over",
          sign.at());
    }
    return resolver.products.product(cursor);
  }

  /// What a Π reaches over: up to a division by another Σ or Π that does not speak of its index, so
  /// that `Π_i x_i/Π_j y_j` is the quotient of two products.
  private Term dividend(Syntax.Sign sign, List<Range> ranges, Cursor cursor) {
    for (int i = cursor.next + 1; i + 1 < cursor.items.size(); i++) {
      List<Syntax> divisor = cursor.items.subList(i + 1, cursor.items.size());
      if (cursor.items.get(i) instanceof Syntax.Mark mark
          && mark.type() == NablaLexer.DIVIDE
          && Products.primary(divisor.getFirst()) instanceof Syntax.Sign next
          && (next.type() == NablaLexer.SUM || next.type() == NablaLexer.PRODUCT)
          && ranges.stream()
              .noneMatch(
                  range -> divisor.stream().anyMatch(part -> mentions(part, range.variable)))) {
        Cursor above = new Cursor(cursor.items.subList(cursor.next, i));
        Term body = resolver.products.product(above);
        cursor.next = i;
        return body;
      }
    }
    return body(sign, cursor);
  }

  /// Whether parentheses hold `i=1..n, …`.
  boolean isExplicit(Syntax.Group group) {
    return group.rows().size() == 1
        && group.rows().getFirst().size() == 2
        && group.rows().getFirst().getFirst() instanceof Syntax.Range;
  }

  /// `sum(i=1..n, …)`.
  Term explicit(int at, Binder.Kind kind, Syntax.Group group) {
    Syntax.Range range = (Syntax.Range) group.rows().getFirst().getFirst();
    if (!(range.from() instanceof Syntax.Comparison comparison
        && comparison.comparisons().getFirst() == NablaLexer.EQUAL)) {
      throw resolver.syntax("found a range without an index, expected sum(i=1..n, …)", range.at());
    }
    Name variable = variable(comparison.operands().getFirst());
    resolver.boundNames.add(variable);
    Term lower = resolver.resolve(comparison.operands().getLast());
    Term upper = resolver.resolve(range.to());
    Bindings scope = new Bindings(resolver);
    Name bound = scope.bind(variable);
    Term body = resolver.resolve(group.rows().getFirst().getLast());
    scope.close();
    return new Term.Binding(at, kind, bound, lower, upper, body);
  }

  private Term limit(Syntax.Sign sign, @Nullable Syntax below, Cursor cursor) {
    if (!(Factors.inner(below) instanceof Syntax.Comparison comparison
        && comparison.comparisons().getFirst() == NablaLexer.TENDS)) {
      throw resolver.syntax("found lim without its variable, expected lim_{x→0} …", sign.at());
    }
    Name variable = variable(comparison.operands().getFirst());
    resolver.boundNames.add(variable);
    Term place = resolver.resolve(comparison.operands().getLast());
    Bindings scope = new Bindings(resolver);
    Name bound = scope.bind(variable);
    Term body = body(sign, cursor);
    scope.close();
    return new Term.Binding(sign.at(), Binder.Kind.LIMIT, bound, place, null, body);
  }

  /// The body stands in parentheses that [Integrals] made; after it come as many differentials as
  /// signs.
  private Term integral(
      Syntax.Sign sign, @Nullable Syntax below, @Nullable Syntax above, Cursor cursor) {
    Syntax body = java.util.Objects.requireNonNull(cursor.peek());
    cursor.next++;
    int count =
        sign.text().equals("∬") || sign.text().equals("\\iint")
            ? 2
            : sign.text().equals("∭") || sign.text().equals("\\iiint") ? 3 : 1;
    List<Name> variables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!(cursor.peek() instanceof Syntax.Letter d
          && d.name().equals(Name.of("d"))
          && cursor.peek(1) != null)) {
        throw resolver.syntax(
            "found " + sign.text() + " with fewer differentials than signs, expected dx",
            sign.at());
      }
      variables.add(variable(java.util.Objects.requireNonNull(cursor.peek(1))));
      cursor.next += 2;
    }
    if (below == null || above == null) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found ∫ without bounds, expected a definite integral such as ∫_0^1 x^2 dx",
          sign.at());
    }
    resolver.boundNames.addAll(variables);
    Term lower = resolver.resolve(below);
    Term upper = resolver.resolve(above);
    Bindings scope = new Bindings(resolver);
    List<Name> bound = variables.stream().map(scope::bind).toList();
    Term result = resolver.resolve(body);
    scope.close();
    for (Name variable : bound) {
      result = new Term.Binding(sign.at(), Binder.Kind.INTEGRAL, variable, lower, upper, result);
    }
    return result;
  }

  /// `Σ_i x_i + y_i` leaves the second i free, with a note.
  void noteReach(Syntax.Total total) {
    for (int i = 0; i + 1 < total.terms().size() && i < 64; i++) {
      @Nullable Name index = summed(total.terms().get(i));
      if (index != null
          && !index.equals(summed(total.terms().get(i + 1)))
          && mentions(total.terms().get(i + 1), index)
          && !isBoundIn(total.terms().get(i + 1), index)) {
        resolver.note(
            "Σ reaches to the next + or −, so the "
                + index
                + " after it is free; write Σ_"
                + index
                + " (… + …) for the other",
            total.terms().get(i + 1).at());
      }
    }
  }

  private @Nullable Name summed(Syntax term) {
    if (term instanceof Syntax.Minus minus) {
      return summed(minus.operand());
    }
    List<Syntax> items =
        term instanceof Syntax.Sequence sequence ? sequence.items() : List.of(term);
    for (Syntax item : items) {
      if (item instanceof Syntax.Factor factor
          && factor.primary() instanceof Syntax.Sign sign
          && (sign.type() == NablaLexer.SUM || sign.type() == NablaLexer.PRODUCT)) {
        for (Suffix suffix : factor.suffixes()) {
          @Nullable Syntax below = Factors.inner(suffix.content());
          if (suffix.type() == NablaLexer.UNDERSCORE && below instanceof Syntax.Letter letter) {
            return letter.name();
          }
          if (below instanceof Syntax.Comparison comparison
              && comparison.operands().getFirst() instanceof Syntax.Letter letter) {
            return letter.name();
          }
        }
      }
    }
    return null;
  }

  /// Whether a Σ or Π inside brackets has the index for its own: `(Σ_i x_i) log n`.
  private boolean isBoundIn(Syntax term, Name index) {
    Deque<Syntax> open = new ArrayDeque<>(List.of(term));
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (index.equals(summed(next))) {
        return true;
      }
      Names.children(next, open);
    }
    return false;
  }

  private static boolean mentions(Syntax term, Name index) {
    return Names.any(term, letter -> letter.name().equals(index));
  }
}
