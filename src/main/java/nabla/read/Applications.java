package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.Apply;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Functions and their arguments: those of the catalogue, those that the text defines, and unknown
/// ones.
final class Applications {

  private static final Set<String> CUSTOMARY = Set.of("f", "g", "h");

  private final Resolver resolver;
  private final Set<Name> expanding = new HashSet<>();

  Applications(Resolver resolver) {
    this.resolver = resolver;
  }

  /// What stands between a function and its arguments: `σ''`, `sin^2`, `log_2`.
  private record Marks(
      int order,
      List<Integer> orders,
      @Nullable Term exponent,
      boolean inverse,
      @Nullable Suffix below) {}

  /// Whether a letter is a function here.
  boolean isApplied(Syntax.Letter letter, List<Suffix> suffixes, @Nullable Syntax next) {
    Name name = letter.name();
    if (letter.function() != null && !Products.isConstant(letter.function())) {
      return !resolver.declaredVariables.contains(name);
    }
    if (!(next != null
        && Products.primary(next) instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LPAREN)) {
      return false;
    }
    Name whole = functionName(letter, suffixes);
    if (resolver.functions.containsKey(whole) || resolver.declaredFunctions.contains(whole)) {
      return true;
    }
    Function function = isPlain(whole) ? resolver.vocabulary.function(name.base()) : null;
    if (function != null
        && !Products.isConstant(function)
        && !resolver.declaredVariables.contains(whole)
        && !letter.bold()
        && onlyMarksOfDerivatives(suffixes)
        && !(resolver.alone.contains(whole) && Survey.standsAlone(whole, group))) {
      if (resolver.alone.contains(whole)) {
        resolver.note(
            whole
                + "(…) is the function and "
                + whole
                + " alone a number; rename the number, or write "
                + whole
                + "·(…) for a product",
            letter.at());
      }
      return true;
    }
    boolean usual = function != null || CUSTOMARY.contains(name.base());
    if (usual && resolver.alone.contains(whole) && !isConstantLetter(name)) {
      resolver.note(
          whole
              + "(…) is read as a product, since "
              + whole
              + " also stands without an argument; rename one of them for "
              + whole
              + " of …",
          letter.at());
    }
    if (resolver.declaredVariables.contains(whole)
        || resolver.alone.contains(whole)
        || resolver.arrays.contains(whole)
        || letter.bold()) {
      return false;
    }
    if (function != null) {
      return false;
    }
    return CUSTOMARY.contains(name.base())
        || (group.rows().size() == 1 && group.rows().getFirst().size() > 1);
  }

  private boolean isConstantLetter(Name name) {
    Function function = resolver.vocabulary.function(name.base());
    return function != null && Products.isConstant(function);
  }

  private static boolean isPlain(Name name) {
    return name.accent() == Name.Accent.NONE
        && name.subscript().isEmpty()
        && name.label().isEmpty();
  }

  /// `σ'(`, `σ^{(3)}(` apply σ; `σ²(` is a power of a symbol.
  private boolean onlyMarksOfDerivatives(List<Suffix> suffixes) {
    for (Suffix suffix : suffixes) {
      boolean derivative =
          suffix.type() == NablaLexer.PRIME
              || (suffix.type() == NablaLexer.CARET
                  && (resolver.factors.label(suffix.content()) != null
                      || !LabelText.orders(suffix.content()).isEmpty()));
      if (!derivative) {
        return false;
      }
    }
    return true;
  }

  private Name functionName(Syntax.Letter letter, List<Suffix> suffixes) {
    Name name = letter.name();
    if (letter.function() != null) {
      return name; // what stands below log is its base
    }
    for (Suffix suffix : suffixes) {
      if (suffix.type() == NablaLexer.UNDERSCORE && suffix.content() != null) {
        name = name.withSubscript(name.subscript() + resolver.factors.text(suffix.content()));
      }
    }
    return name;
  }

  /// The application that begins with a letter; null where the letter is a variable or a constant.
  @Nullable Term at(Syntax.Letter letter, List<Suffix> suffixes, Cursor cursor) {
    if (letter.name().base().equals("D")
        && cursor.peek(1) instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LBRACKET
        && group.rows().getFirst().size() > 1) {
      cursor.next += 2;
      return resolver.differentials.bracketed(group);
    }
    if (letter.name().base().equals("E")
        && suffixes.size() == 1
        && suffixes.getFirst().content() != null
        && Factors.inner(suffixes.getFirst().content()) instanceof Syntax.Comparison) {
      throw expectation(letter.name().base(), letter.at());
    }
    if (isProbability(letter, cursor.peek(1))) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found a probability, P(…) of a condition, which is not supported yet; write the integral"
              + " or the sum that it is",
          letter.at());
    }
    if (!isApplied(letter, suffixes, cursor.peek(1))) {
      return null;
    }
    cursor.next++;
    Name name = functionName(letter, suffixes);
    FunctionDefinitionOrNull definition =
        new FunctionDefinitionOrNull(resolver.functions.get(name));
    if (definition.value != null) {
      return defined(letter.at(), definition.value, marks(letter.at(), suffixes, false), cursor);
    }
    @Nullable Function function = letter.function();
    if (function == null && !resolver.declaredFunctions.contains(name) && isPlain(name)) {
      function = resolver.vocabulary.function(name.base());
    }
    if (function == null) {
      return unknown(letter.at(), name, marks(letter.at(), suffixes, false), cursor);
    }
    return known(letter, function, marks(letter.at(), suffixes, true), cursor);
  }

  private NablaException expectation(String sign, int at) {
    return resolver.error(
        NablaException.Kind.UNSUPPORTED,
        "found the expectation "
            + sign
            + ", which is not supported yet; write the integral or the sum that it is",
        at);
  }

  private static boolean isProbability(Syntax.Letter letter, @Nullable Syntax next) {
    return letter.name().base().equals("P")
        && next != null
        && Products.primary(next) instanceof Syntax.Group group
        && (group.single() instanceof Syntax.Comparison
            || group.single() instanceof Syntax.Connected);
  }

  private record FunctionDefinitionOrNull(Resolver.@Nullable FunctionDefinition value) {}

  private Marks marks(int at, List<Suffix> suffixes, boolean keepBelow) {
    int order = 0;
    List<Integer> orders = List.of();
    boolean inverse = false;
    @Nullable Term exponent = null;
    @Nullable Suffix below = null;
    for (Suffix suffix : suffixes) {
      Syntax content = suffix.content();
      switch (suffix.type()) {
        case NablaLexer.PRIME -> order++;
        case NablaLexer.UNDERSCORE -> below = keepBelow ? suffix : below;
        case NablaLexer.CARET -> {
          if (!LabelText.orders(content).isEmpty()) {
            orders = LabelText.orders(content);
            continue;
          }
          @Nullable String label = resolver.factors.label(content);
          Term power = content == null ? new Term.Known(at, Num.ONE) : resolver.resolve(content);
          if (label != null
              && label.chars().filter(Character::isDigit).count() == label.length() - 2L) {
            order += Integer.parseInt(label.substring(1, label.length() - 1));
          } else if (power instanceof Term.Minus minus && Resolver.isInteger(minus.operand(), 1)) {
            inverse = true;
          } else {
            exponent = power;
          }
        }
        default ->
            throw resolver.syntax(
                "found " + suffix.text() + " on a function, expected its argument in parentheses",
                suffix.at());
      }
    }
    return new Marks(order, orders, exponent, inverse, below);
  }

  private Term known(Syntax.Letter letter, Function function, Marks marks, Cursor cursor) {
    int at = letter.at();
    Function applied = function;
    if (!function.isElementwise()) {
      resolver.shaped = true;
    }
    if (marks.inverse) {
      @Nullable Function inverse = resolver.vocabulary.inverse(function);
      if (inverse == null) {
        throw resolver.error(
            NablaException.Kind.NAME,
            "found the inverse of "
                + function.name()
                + ", which has no name here; write 1/"
                + function.name()
                + "(…) for the reciprocal",
            at);
      }
      applied = inverse;
    }
    if (isSumWord(function, letter)
        && cursor.peek() instanceof Syntax.Group group
        && resolver.bigOperators.isExplicit(group)) {
      cursor.next++;
      return resolver.bigOperators.explicit(at, nabla.expr.Binder.Kind.SUM, group);
    }
    @Nullable Syntax next = cursor.peek();
    List<Term> arguments = new ArrayList<>();
    if (marks.below != null) {
      if (!letter.name().base().equals("log")) {
        throw resolver.syntax(
            "found a subscript on the function "
                + function.name()
                + ", expected its argument in parentheses",
            marks.below.at());
      }
      applied = resolver.vocabulary.written(Notation.LOGARITHM);
      arguments.add(resolver.resolve(java.util.Objects.requireNonNull(marks.below.content())));
    }
    List<Suffix> after = List.of();
    if (next != null && isArgument(next)) {
      cursor.next++;
      after = Products.suffixes(next);
      arguments.addAll(arguments((Syntax.Group) Products.primary(next), applied));
    } else {
      arguments.add(resolver.products.reach(cursor, letter.name(), at));
    }
    refuseWrongCount(at, applied, arguments);
    Term call =
        marks.order > 0 || !marks.orders.isEmpty()
            ? derivative(at, applied, marks, arguments)
            : Products.call(at, applied, arguments);
    return raised(at, call, marks, after, cursor);
  }

  private void refuseWrongCount(int at, Function function, List<Term> arguments) {
    int count = arguments.size();
    if (count < function.minimumArity() || count > function.maximumArity()) {
      String wanted =
          function.minimumArity() == function.maximumArity()
              ? "" + function.minimumArity()
              : function.maximumArity() == Integer.MAX_VALUE
                  ? function.minimumArity() + " or more"
                  : function.minimumArity() + " to " + function.maximumArity();
      throw resolver.error(
          NablaException.Kind.NAME,
          "found "
              + count
              + (count == 1 ? " argument" : " arguments")
              + " of "
              + function.name()
              + ", expected "
              + wanted
              + ": "
              + function.name()
              + "("
              + String.join(", ", function.parameters())
              + ")",
          at);
    }
  }

  private static boolean isSumWord(Function function, Syntax.Letter letter) {
    return letter.name().base().equals("sum") || function.name().equals("sum");
  }

  private Term raised(int at, Term call, Marks marks, List<Suffix> after, Cursor cursor) {
    Term result = marks.exponent == null ? call : new Term.Raised(at, call, marks.exponent);
    return resolver.factors.apply(result, after, cursor);
  }

  private static boolean isArgument(Syntax item) {
    return Products.primary(item) instanceof Syntax.Group;
  }

  private List<Term> arguments(Syntax.Group group, Function function) {
    boolean list =
        group.bracket() == NablaLexer.LPAREN
            || group.bracket() == NablaLexer.LBRACKET
            || group.bracket() == NablaLexer.LBRACE;
    if (!list
        || group.rows().size() > 1
        || (!function.isElementwise()
            && function.maximumArity() == 1
            && group.rows().getFirst().size() > 1)) {
      return List.of(resolver.group(group));
    }
    List<Term> arguments = new ArrayList<>();
    group.rows().getFirst().forEach(cell -> arguments.add(resolver.resolve(cell)));
    return arguments;
  }

  private void refuseOrders(int at, Object function, Marks marks, int arguments) {
    if (!marks.orders.isEmpty() && marks.orders.size() != arguments) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found "
              + marks.orders.size()
              + " orders above "
              + function
              + ", which has "
              + arguments
              + (arguments == 1 ? " argument" : " arguments")
              + ", expected one order for each",
          at);
    }
  }

  private Term derivative(int at, Function function, Marks marks, List<Term> arguments) {
    int order = marks.order;
    refuseOrders(at, function.name(), marks, arguments.size());
    if (!marks.orders.isEmpty()) {
      List<Symbol> parameters =
          function.parameters().subList(0, arguments.size()).stream().map(Symbol::of).toList();
      Expr body = Apply.of(function, List.copyOf(parameters));
      return new Term.Call(
          at, DerivativeAt.of(function.name(), body, parameters, marks.orders), arguments);
    }
    if (arguments.size() != 1) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found a prime on "
              + function.name()
              + ", which takes "
              + arguments.size()
              + " arguments; write ∂/∂x "
              + function.name()
              + "(…) to say by which",
          at);
    }
    Term argument = arguments.getFirst();
    if (argument instanceof Term.Variable variable) {
      return new Term.Differentiated(
          at, Products.call(at, function, arguments), variable.name(), order);
    }
    Symbol parameter = Symbol.of(function.parameters().getFirst());
    Expr body = Apply.of(function, parameter);
    return new Term.Call(
        at, DerivativeAt.of(function.name(), body, List.of(parameter), List.of(order)), arguments);
  }

  private Term unknown(int at, Name name, Marks marks, Cursor cursor) {
    Syntax next = java.util.Objects.requireNonNull(cursor.peek());
    cursor.next++;
    List<Term> arguments = new ArrayList<>();
    for (Syntax cell : ((Syntax.Group) Products.primary(next)).rows().getFirst()) {
      arguments.add(resolver.resolve(cell));
    }
    if (marks.inverse || (marks.order > 0 && arguments.size() > 1)) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          marks.inverse
              ? "the inverse of the unknown function "
                  + name
                  + " cannot be written; write 1/"
                  + name
                  + "(…) for the reciprocal"
              : "a prime on "
                  + name
                  + " does not say by which argument; write ∂/∂x "
                  + name
                  + "(…)",
          at);
    }
    refuseOrders(at, name, marks, arguments.size());
    List<Integer> orders = new ArrayList<>(Collections.nCopies(arguments.size(), 0));
    orders.set(0, marks.order);
    Term call = Products.call(at, name, marks.orders.isEmpty() ? orders : marks.orders, arguments);
    return raised(at, call, marks, Products.suffixes(next), cursor);
  }

  /// A function that the text defines: its body, with the arguments in the place of the parameters.
  private Term defined(int at, Resolver.FunctionDefinition definition, Marks marks, Cursor cursor) {
    Syntax next = java.util.Objects.requireNonNull(cursor.peek());
    cursor.next++;
    List<Syntax> cells = ((Syntax.Group) Products.primary(next)).rows().getFirst();
    int count = definition.parameters().size();
    if (cells.size() != count) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found "
              + cells.size()
              + " arguments of "
              + definition.name()
              + ", expected "
              + count
              + " as in its definition",
          at);
    }
    List<Term> arguments = cells.stream().map(resolver::resolve).toList();
    refuseOrders(at, definition.name(), marks, count);
    Term value;
    if (!marks.orders.isEmpty()) {
      value = partial(at, definition, marks.orders, arguments);
    } else if (marks.order > 0) {
      value = derivative(at, definition, marks.order, arguments);
    } else {
      value = body(at, definition, arguments);
    }
    if (marks.inverse) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "the inverse of " + definition.name() + " cannot be written",
          at);
    }
    return raised(at, value, marks, Products.suffixes(next), cursor);
  }

  /// The body of a defined function at arguments.
  Term body(int at, Resolver.FunctionDefinition definition, List<Term> arguments) {
    if (!expanding.add(definition.name())) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found " + definition.name() + " in its own definition, expected one without it",
          at);
    }
    Map<Name, Term> scope = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      scope.put(definition.parameters().get(i), arguments.get(i));
    }
    Map<Name, Term> outer = resolver.factors.scope;
    resolver.factors.scope = scope;
    Term value = resolver.resolve(definition.body());
    resolver.factors.scope = outer;
    expanding.remove(definition.name());
    return value;
  }

  /// `g^{(1,2)}(x, y)` of a defined function: by its arguments, where those are different
  /// variables.
  private Term partial(
      int at, Resolver.FunctionDefinition definition, List<Integer> orders, List<Term> arguments) {
    Term value = body(at, definition, arguments);
    Set<Name> variables = new HashSet<>();
    for (int i = arguments.size() - 1; i >= 0; i--) {
      if (!(arguments.get(i) instanceof Term.Variable variable)
          || !variables.add(variable.name())) {
        throw resolver.error(
            NablaException.Kind.UNSUPPORTED,
            "found a mixed derivative of "
                + definition.name()
                + " at arguments that are no different variables; write ∂/∂x "
                + definition.name()
                + "(…)",
            at);
      }
      value =
          orders.get(i) == 0
              ? value
              : new Term.Differentiated(at, value, variable.name(), orders.get(i));
    }
    return value;
  }

  private Term derivative(
      int at, Resolver.FunctionDefinition definition, int order, List<Term> arguments) {
    if (arguments.size() != 1) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found a prime on "
              + definition.name()
              + ", which takes "
              + arguments.size()
              + " arguments; write ∂/∂x …",
          at);
    }
    if (arguments.getFirst() instanceof Term.Variable variable) {
      return new Term.Differentiated(at, body(at, definition, arguments), variable.name(), order);
    }
    Name parameter = definition.parameters().getFirst();
    Term body = body(at, definition, List.of(new Term.Variable(at, parameter)));
    return new Term.At(
        at, definition.name().toString(), body, parameter, order, arguments.getFirst());
  }

  /// An application or a large operator that begins with a sign.
  Term sign(Syntax.Sign sign, List<Suffix> suffixes, Cursor cursor) {
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
      case NablaLexer.ONES -> resolver.factors.ones(at, suffixes, cursor);
      case NablaLexer.EXPECTATION -> throw expectation(sign.text(), at);
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
    if (Products.primary(next) instanceof Syntax.Group group) {
      cursor.next++;
      return resolver.factors.apply(
          Products.call(at, function, List.of(resolver.group(group))),
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

  private Term indicator(int at, List<Suffix> suffixes, Cursor cursor) {
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
          Products.call(at, indicator, List.of(resolver.group(group))), after, cursor);
    }
    throw resolver.syntax("found 𝟙 without a condition, expected 𝟙[x > 0]", at);
  }
}
