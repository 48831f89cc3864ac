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
import nabla.read.DifferentialVariables.By;
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
  private final DifferentialVariables variables;

  Differentials(Resolver resolver) {
    this.resolver = resolver;
    this.signs = new DifferentialSigns(resolver);
    this.places = new ParameterPlaces(resolver);
    this.variables = new DifferentialVariables(resolver, signs, places);
  }

  /// The derivative at the cursor; null where none begins there.
  @Nullable Term at(Cursor cursor) {
    @Nullable Term derivative = begun(cursor);
    if (derivative != null && cursor.hasNext() && DifferentialSigns.isPoint(cursor.peek())) {
      throw resolver.syntax(
          "found numbers in parentheses behind a derivative; for its value at a point write it with"
              + " a prime, f'(2), or name the derivative and put the numbers in, for a product a"
              + " dot",
          Objects.requireNonNull(cursor.peek()).at());
    }
    return derivative;
  }

  /// Whether brackets hold the derivative of a function that is defined, at what stands in the next
  /// ones: `(∂f/∂x)(1, 2)`. Behind that of one number, what is no number is a factor, `(dL/da)(1 −
  /// a)`.
  private boolean isAtPlace(Syntax.Group group, @Nullable Syntax next) {
    if (group.bracket() != NablaLexer.LPAREN || group.single() == null || next == null) {
      return false;
    }
    List<Syntax> items = DifferentialSigns.items(group);
    List<Syntax> above =
        items.getFirst() instanceof Syntax.Fraction fraction
            ? DifferentialSigns.items(fraction.numerator())
            : items;
    Resolver.FunctionDefinition function =
        above.size() > 1
                && signs.isHead(above.getFirst())
                && above.get(1) instanceof Syntax.Letter letter
            ? resolver.functions.get(letter.name())
            : null;
    return function != null
        && (DifferentialSigns.isPoint(next)
            || (function.parameters().size() > 1 && Products.isBracket(next)));
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
            variables.by(denominator),
            cursor);
      }
      inside.next = 2;
      return derivative(head, List.of(), variables.by(inside), cursor);
    }
    if (item instanceof Syntax.Group group && isAtPlace(group, cursor.peek(1))) {
      List<Syntax> without = new ArrayList<>(DifferentialSigns.items(group));
      int count = without.size();
      without.add(Objects.requireNonNull(cursor.peek(1)));
      Cursor inside = new Cursor(without);
      Term derivative = begun(inside);
      if (derivative != null && inside.next > count) {
        cursor.next += 2;
        return derivative;
      }
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
      return inBrackets(item, slash, cursor);
    }
    List<Syntax> numerator = List.copyOf(cursor.items.subList(cursor.next + 1, slash));
    cursor.next = slash + 1;
    List<By> by = variables.by(cursor);
    return derivative(item, numerator, by, cursor);
  }

  /// `∂²f/(∂x ∂y)`; null where no differentials alone stand in brackets below.
  private @Nullable Term inBrackets(Syntax head, int slash, Cursor cursor) {
    boolean plain = Products.suffixes(head).isEmpty() && head instanceof Syntax.Letter; // a d
    if (plain
        || slash + 1 >= cursor.items.size()
        || !(cursor.items.get(slash) instanceof Syntax.Mark mark)
        || mark.type() != NablaLexer.DIVIDE
        || !(cursor.items.get(slash + 1) instanceof Syntax.Group group)
        || group.bracket() != NablaLexer.LPAREN) {
      return null;
    }
    Cursor below = new Cursor(DifferentialSigns.items(group));
    if (below.items.size() < 2
        || !signs.isHead(below.items.getFirst())
        || !DifferentialSigns.isLetter(below.items.get(1))) {
      return null;
    }
    List<By> by = variables.by(below);
    if (below.hasNext()) {
      return null;
    }
    List<Syntax> numerator = List.copyOf(cursor.items.subList(cursor.next + 1, slash));
    cursor.next = slash + 2;
    return derivative(head, numerator, by, cursor);
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
    List<By> by = variables.by(denominator);
    if (denominator.hasNext()) {
      throw resolver.syntax(
          "found more than differentials below the line, expected \\frac{d}{dx}",
          fraction.denominator().at());
    }
    return derivative(above.getFirst(), above.subList(1, above.size()), by, cursor);
  }

  private Term derivative(Syntax head, List<Syntax> numerator, List<By> by, Cursor cursor) {
    int at = head.at();
    List<Suffix> suffixes = Products.suffixes(head);
    int order = suffixes.isEmpty() ? 1 : variables.order(suffixes.getFirst().content(), at);
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
        || !by.stream().allMatch(one -> function.parameters().contains(one.variable()))) {
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
    by.forEach(one -> orders.merge(one.variable(), one.order(), Integer::sum));
    List<Term> arguments = group.rows().getFirst().stream().map(resolver::resolve).toList();
    return resolver.factors.apply(
        places.at(at, function, orders, arguments), Products.suffixes(next), cursor);
  }

  /// @param numerator what is differentiated, where that is known before it is read
  private Term differentiated(
      int at, List<Syntax> numerator, List<By> by, Cursor cursor, Supplier<Term> body) {
    List<Parameter> parameters =
        by.stream().flatMap(one -> Stream.ofNullable(one.parameter())).toList();
    if (parameters.isEmpty()) {
      return differentiated(at, body.get(), by);
    }
    List<By> others = by.stream().filter(one -> one.parameter() == null).toList();
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
        && by.stream().allMatch(one -> one.indices().isEmpty())) {
      List<Integer> orders = by.stream().map(By::order).toList();
      List<Term> arguments = new ArrayList<>();
      by.forEach(variable -> arguments.add(new Term.Variable(at, variable.variable())));
      return Products.call(at, unknown.symbol(), unknown.spaces(), orders, arguments);
    }
    Term result = body;
    for (By one : by.reversed()) {
      if (one.indices().isEmpty()) {
        result = new Term.Differentiated(at, result, one.variable(), one.order());
      }
      for (int i = 0; i < one.order() && !one.indices().isEmpty(); i++) {
        // by an entry: that entry of the derivative by all of them
        result =
            new Term.Entry(
                at, new Term.Differentiated(at, result, one.variable(), 1), one.indices());
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
      boolean self = by.stream().anyMatch(variable -> variable.variable().equals(name));
      boolean variable = resolver.defined.contains(name) || self || resolver.bound.contains(name);
      if (!variable && (letter.function() == null || resolver.declaredVariables.contains(name))) {
        resolver.note(
            name
                + " is read as a function of "
                + String.join(", ", by.stream().map(one -> one.variable().toString()).toList())
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
            variables.by(
                variable,
                Products.suffixes(variable),
                variables.order(pair.rows().getFirst().getLast(), cell.at())));
      } else {
        by.add(variables.by(cell, Products.suffixes(cell), 1));
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

  private static boolean isGroup(@Nullable Syntax syntax) {
    return syntax != null
        && Products.primary(syntax) instanceof Syntax.Group
        && !Products.isBars(syntax);
  }

  /// 1 for ∇, 2 for ∇²; 0 for anything else.
  private int order(int at, List<Suffix> suffixes) {
    if (suffixes.isEmpty()) {
      return 1;
    }
    boolean above = suffixes.size() == 1 && suffixes.getFirst().type() == NablaLexer.CARET;
    int order = above ? variables.order(suffixes.getFirst().content(), at) : 0;
    return order == 2 ? order : 0;
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
        order = variables.order(suffix.content(), at);
      } else {
        fits = false;
      }
    }
    if (below == null && cursor.peek() instanceof Syntax.Letter letter) {
      Resolver.FunctionDefinition function = resolver.functions.get(letter.name());
      if (function != null && isGroup(cursor.peek(1)) && order(at, suffixes) > 0) {
        cursor.next++;
        return resolver.definedFunctions.gradient(at, function, order(at, suffixes), cursor);
      }
    }
    if (!fits || below == null) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found ∇ without a variable, expected one below it, as in ∇_x f",
          at);
    }
    List<By> by = List.of(variables.by(below, Products.suffixes(below), order));
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
}
