package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.ParameterPlaces.Parameter;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Derivatives inside formulas: `d/dx …`, `∂L/∂w`, `\frac{d^2 f}{dx^2}`, `D[f, x]`, `∇_w L`.
final class Differentials {

  private final Resolver resolver;
  private final DifferentialSigns signs;
  private final ParameterPlaces places;

  Differentials(Resolver resolver) {
    this.resolver = resolver;
    this.signs = new DifferentialSigns(resolver);
    this.places = new ParameterPlaces(resolver);
  }

  /// By what, and how often.
  ///
  /// @param indices those of an entry of an array; none where it is a variable as a whole
  /// @param parameter the variable as a parameter in whose place something else stands; null where
  ///   it stands for itself
  private record By(Name variable, List<Term> indices, int order, @Nullable Parameter parameter) {}

  /// The derivative at the cursor; null where none begins there.
  @Nullable Term at(Cursor cursor) {
    @Nullable Term derivative = begun(cursor);
    if (derivative != null && cursor.hasNext() && DifferentialSigns.isPoint(cursor.peek())) {
      throw resolver.syntax(
          "found numbers in parentheses behind a derivative; for its value at a point write it with"
              + " a prime, f'(2), or name the derivative and put the numbers in, for a product a"
              + " dot",
          java.util.Objects.requireNonNull(cursor.peek()).at());
    }
    return derivative;
  }

  private @Nullable Term begun(Cursor cursor) {
    Syntax item = cursor.items.get(cursor.next);
    if (item instanceof Syntax.Fraction fraction) {
      return fraction(fraction, cursor);
    }
    if (item instanceof Syntax.Group group && signs.isOperator(group) && cursor.peek(1) != null) {
      cursor.next++;
      Cursor inside = new Cursor(DifferentialSigns.items(group));
      Syntax head = inside.items.getFirst();
      if (head instanceof Syntax.Fraction fraction) {
        Cursor denominator = new Cursor(DifferentialSigns.items(fraction.denominator()));
        return derivative(
            DifferentialSigns.items(fraction.numerator()).getFirst(),
            List.of(),
            by(denominator),
            cursor);
      }
      inside.next = 2;
      return derivative(head, List.of(), by(inside), cursor);
    }
    if (!signs.isHead(item)) {
      return null;
    }
    int slash = cursor.next + 1;
    while (slash < cursor.items.size() && !(cursor.items.get(slash) instanceof Syntax.Mark)) {
      slash++;
    }
    boolean divides =
        slash + 2 < cursor.items.size()
            && cursor.items.get(slash) instanceof Syntax.Mark mark
            && mark.type() == NablaLexer.DIVIDE
            && signs.isHead(cursor.items.get(slash + 1))
            && DifferentialSigns.isLetter(cursor.items.get(slash + 2));
    if (!divides) {
      return null;
    }
    List<Syntax> numerator = List.copyOf(cursor.items.subList(cursor.next + 1, slash));
    cursor.next = slash + 1;
    List<By> by = by(cursor);
    return derivative(item, numerator, by, cursor);
  }

  private @Nullable Term fraction(Syntax.Fraction fraction, Cursor cursor) {
    List<Syntax> above = DifferentialSigns.items(fraction.numerator());
    List<Syntax> below = DifferentialSigns.items(fraction.denominator());
    if (above.isEmpty()
        || below.size() < 2
        || !signs.isHead(above.getFirst())
        || !signs.isHead(below.getFirst())
        || !DifferentialSigns.isLetter(below.get(1))) {
      return null;
    }
    cursor.next++;
    Cursor denominator = new Cursor(below);
    List<By> by = by(denominator);
    if (denominator.hasNext()) {
      throw resolver.syntax(
          "found more than differentials below the line, expected \\frac{d}{dx}",
          fraction.denominator().at());
    }
    return derivative(above.getFirst(), above.subList(1, above.size()), by, cursor);
  }

  /// The differentials below; one that is divided by another begins the next derivative: `∂L/∂z
  /// ∂z/∂w`.
  private List<By> by(Cursor cursor) {
    List<By> by = new ArrayList<>();
    while (cursor.peek() != null
        && signs.isHead(cursor.peek())
        && (by.isEmpty() || !isDivided(cursor))
        && cursor.peek(1) != null
        && DifferentialSigns.isLetter(Objects.requireNonNull(cursor.peek(1)))) {
      Syntax item = Objects.requireNonNull(cursor.peek(1));
      List<Suffix> suffixes = Products.suffixes(item);
      int order = 1;
      if (!suffixes.isEmpty()
          && suffixes.getLast().type() == NablaLexer.CARET
          && resolver.factors.label(suffixes.getLast().content()) == null) {
        order = order(suffixes.getLast().content(), item.at());
        suffixes = suffixes.subList(0, suffixes.size() - 1);
      }
      cursor.next += 2;
      by.add(by(item, suffixes, order));
    }
    return by;
  }

  private boolean isDivided(Cursor cursor) {
    return cursor.peek(2) instanceof Syntax.Mark mark
        && mark.type() == NablaLexer.DIVIDE
        && cursor.peek(3) != null
        && signs.isHead(Objects.requireNonNull(cursor.peek(3)));
  }

  private By by(Syntax item, List<Suffix> suffixes, int order) {
    Supplier<Term> factor =
        () -> resolver.factors.factor(Products.primary(item), suffixes, new Cursor(List.of()));
    if (places.written(factor) instanceof Term.Variable variable) {
      Name name = separated(variable.name());
      return new By(name, List.of(), order, places.parameter(name, order));
    }
    Term term = factor.get();
    if (term instanceof Term.Entry entry && entry.array() instanceof Term.Variable array) {
      return new By(array.name(), entry.indices(), order, null);
    }
    throw resolver.error(
        NablaException.Kind.NAME,
        "found something that is no variable, expected one to differentiate by",
        item.at());
  }

  private int order(@Nullable Syntax content, int at) {
    if (Factors.inner(content) instanceof Syntax.Digits digits
        && digits.text().length() <= 6
        && digits.text().chars().allMatch(Character::isDigit)
        && Integer.parseInt(digits.text()) > 0) {
      return Integer.parseInt(digits.text());
    }
    throw resolver.error(
        NablaException.Kind.UNSUPPORTED,
        "found a derivative whose order is no number, expected one such as d^2/dx^2",
        at);
  }

  private Term derivative(Syntax head, List<Syntax> numerator, List<By> by, Cursor cursor) {
    int at = head.at();
    List<Suffix> suffixes = Products.suffixes(head);
    int order = suffixes.isEmpty() ? 1 : order(suffixes.getFirst().content(), at);
    int total = by.stream().mapToInt(By::order).sum();
    if (order != total) {
      throw resolver.syntax(
          "found a derivative of order "
              + order
              + " above and "
              + total
              + " below, expected the same, as in d^2/dx^2",
          at);
    }
    @Nullable Term applied = applied(at, numerator, by, cursor);
    return applied != null
        ? applied
        : differentiated(
            at,
            numerator,
            by,
            cursor,
            () -> numerator.isEmpty() ? operand(at, cursor) : body(at, numerator, by));
  }

  /// `∂f/∂x(1, 2)` of a function that is defined; null where no arguments follow.
  private @Nullable Term applied(int at, List<Syntax> numerator, List<By> by, Cursor cursor) {
    boolean letter = numerator.size() == 1 && numerator.getFirst() instanceof Syntax.Letter;
    Resolver.FunctionDefinition function =
        letter ? resolver.functions.get(((Syntax.Letter) numerator.getFirst()).name()) : null;
    Syntax next = cursor.peek();
    if (function == null
        || next == null
        || !(Products.primary(next) instanceof Syntax.Group group)
        || group.bracket() != NablaLexer.LPAREN
        || group.rows().size() != 1
        || group.rows().getFirst().size() != function.parameters().size()
        || !by.stream().allMatch(one -> function.parameters().contains(one.variable))) {
      return null;
    }
    String before = resolver.source.slice(Math.max(0, group.at() - 1), group.at());
    if (function.parameters().size() == 1 && before.isBlank()) {
      throw resolver.syntax(
          "found brackets behind the derivative of %s, expected %s'(…) for its value there, or a"
                  .formatted(function.name(), function.name())
              + " dot for a product",
          group.at());
    }
    cursor.next++;
    Map<Name, Integer> orders = new HashMap<>();
    by.forEach(one -> orders.merge(one.variable, one.order, Integer::sum));
    List<Term> arguments = group.rows().getFirst().stream().map(resolver::resolve).toList();
    return resolver.factors.apply(
        places.at(at, function, orders, arguments), Products.suffixes(next), cursor);
  }

  /// @param numerator what is differentiated, where that is known before it is read
  private Term differentiated(
      int at, List<Syntax> numerator, List<By> by, Cursor cursor, Supplier<Term> body) {
    List<Parameter> parameters =
        by.stream().flatMap(one -> Stream.ofNullable(one.parameter)).toList();
    if (parameters.isEmpty()) {
      return differentiated(at, body.get(), by);
    }
    List<By> others = by.stream().filter(one -> one.parameter == null).toList();
    String function =
        numerator.size() == 1 && numerator.getFirst() instanceof Syntax.Letter letter
            ? letter.name().toString()
            : "(…)";
    return places.differentiated(
        function, parameters, cursor, body, inner -> differentiated(at, inner, others));
  }

  private static Term differentiated(int at, Term body, List<By> by) {
    if (body instanceof Term.Call call
        && call.operator() instanceof nabla.expr.UnknownFunction unknown
        && call.arguments().isEmpty()
        && by.stream().allMatch(one -> one.indices.isEmpty())) {
      List<Integer> orders = by.stream().map(By::order).toList();
      List<Term> arguments = new ArrayList<>();
      by.forEach(variable -> arguments.add(new Term.Variable(at, variable.variable)));
      return Products.call(at, unknown.symbol(), unknown.spaces(), orders, arguments);
    }
    Term result = body;
    for (By one : by.reversed()) {
      if (one.indices.isEmpty()) {
        result = new Term.Differentiated(at, result, one.variable, one.order);
      }
      for (int i = 0; i < one.order && !one.indices.isEmpty(); i++) {
        // by an entry: that entry of the derivative by all of them
        result =
            new Term.Entry(at, new Term.Differentiated(at, result, one.variable, 1), one.indices);
      }
    }
    return result;
  }

  /// After d/dx: the product that follows; brackets right behind it end it (`d/dx[σ(x)] (1 −
  /// σ(x))`).
  private Term operand(int at, Cursor cursor) {
    if (!cursor.hasNext()) {
      throw resolver.syntax(
          "found d/dx with nothing after it, expected what is differentiated", at);
    }
    if (Products.primary(Objects.requireNonNull(cursor.peek())) instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LBRACKET
        && Products.suffixes(cursor.peek()).isEmpty()) {
      cursor.next++;
      return resolver.groups.resolve(group);
    }
    return resolver.products.product(cursor);
  }

  /// What stands above: an expression, or the name of a function that is defined here or unknown.
  private Term body(int at, List<Syntax> numerator, List<By> by) {
    if (numerator.size() == 1 && numerator.getFirst() instanceof Syntax.Letter letter) {
      Name name = letter.name();
      Resolver.FunctionDefinition definition = resolver.functions.get(name);
      if (definition != null) {
        List<Term> parameters = new ArrayList<>();
        definition
            .parameters()
            .forEach(parameter ->
                parameters.add(
                    resolver.factors.scope.getOrDefault(
                        parameter, new Term.Variable(at, parameter))));
        places.refuseOther(at, definition, by.stream().map(By::variable).toList());
        return resolver.definedFunctions.body(at, definition, parameters);
      }
      boolean self = by.stream().anyMatch(variable -> variable.variable.equals(name));
      boolean variable = resolver.defined.contains(name) || self || resolver.bound.contains(name);
      if (!variable && (letter.function() == null || resolver.declaredVariables.contains(name))) {
        resolver.note(
            name
                + " is read as a function of "
                + String.join(", ", by.stream().map(one -> one.variable.toString()).toList())
                + "; define it (let "
                + name
                + " = …) for its derivative",
            letter.at());
        return Products.call(at, name, null, List.of(), List.of());
      }
    }
    return resolver.products.product(new Cursor(numerator));
  }

  /// `D[f, x]`, `D[f, {x, 2}]`, `D[f, x, y]`.
  Term bracketed(Syntax.Group group) {
    List<Syntax> cells = group.rows().getFirst();
    List<By> by = new ArrayList<>();
    for (Syntax cell : cells.subList(1, cells.size())) {
      if (cell instanceof Syntax.Group pair && pair.rows().getFirst().size() == 2) {
        Syntax variable = pair.rows().getFirst().getFirst();
        by.add(
            by(
                variable,
                Products.suffixes(variable),
                order(pair.rows().getFirst().getLast(), cell.at())));
      } else {
        by.add(by(cell, Products.suffixes(cell), 1));
      }
    }
    List<Syntax> body = DifferentialSigns.items(cells.getFirst());
    boolean letter = body.size() == 1 && body.getFirst() instanceof Syntax.Letter;
    return differentiated(
        group.at(),
        body,
        by,
        new Cursor(body),
        () -> letter ? body(group.at(), body, by) : resolver.resolve(cells.getFirst()));
  }

  /// `∇_w L` is the derivative by w, a number or an array; `∇²_w L` and `∇_w^2 L` the second.
  Term nabla(int at, List<Suffix> suffixes, Cursor cursor) {
    @Nullable Syntax below = null;
    int order = 1;
    boolean fits = !suffixes.isEmpty() && suffixes.size() <= 2 && cursor.hasNext();
    for (Suffix suffix : suffixes) {
      if (suffix.type() == NablaLexer.UNDERSCORE && below == null) {
        below = Factors.inner(suffix.content());
      } else if (suffix.type() == NablaLexer.CARET && suffixes.size() == 2) {
        order = order(suffix.content(), at);
      } else {
        fits = false;
      }
    }
    if (!fits || below == null) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found ∇ without a variable, expected one below it, as in ∇_x f",
          at);
    }
    List<By> by = List.of(by(below, Products.suffixes(below), order));
    Syntax next = Objects.requireNonNull(cursor.peek());
    boolean letter = next instanceof Syntax.Letter && cursor.peek(1) == null;
    return differentiated(
        at,
        letter ? List.of(next) : List.of(),
        by,
        cursor,
        () -> {
          cursor.next += letter ? 1 : 0;
          return letter ? body(at, List.of(next), by) : resolver.products.product(cursor);
        });
  }

  /// In a subscript `w1` is kept as one run; as a variable it is w₁.
  private static Name separated(Name name) {
    int letter = name.base().offsetByCodePoints(0, 1);
    String digits = name.base().substring(letter);
    boolean run = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
    return run ? Name.of(name.base().substring(0, letter), digits) : name;
  }
}
