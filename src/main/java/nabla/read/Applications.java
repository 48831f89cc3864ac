package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.Apply;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Functions and their arguments: those of the catalogue and unknown ones; those that the text
/// defines are [DefinedFunctions].
final class Applications {

  static final Set<String> CUSTOMARY = Set.of("f", "g", "h", "ℓ");

  private final Resolver resolver;

  Applications(Resolver resolver) {
    this.resolver = resolver;
  }

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
    if (resolver.functions.containsKey(whole)) {
      return !Survey.standsAlone(whole, group); // s (1 − s) is a product
    }
    if (resolver.declaredFunctions.contains(whole)) {
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
        || resolver.declaredVariables.contains(name) // an entry f_{ij} of a matrix f
        || suffixes.stream().anyMatch(resolver.factors.exponents::isTranspose) // gᵀ(x − y)
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

  Name functionName(Syntax.Letter letter, List<Suffix> suffixes) {
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
    UnsupportedApplications.refuse(
        resolver, letter, () -> functionName(letter, suffixes), suffixes, cursor.peek(1));
    if (!isApplied(letter, suffixes, cursor.peek(1))) {
      return null;
    }
    cursor.next++;
    Name name = functionName(letter, suffixes);
    Resolver.@Nullable FunctionDefinition definition = resolver.functions.get(name);
    if (definition != null) {
      FunctionMarks marks = FunctionMarks.of(resolver, letter.at(), suffixes, false);
      return resolver.definedFunctions.at(letter.at(), definition, marks, cursor);
    }
    @Nullable Function function = letter.function();
    if (function == null && !resolver.declaredFunctions.contains(name) && isPlain(name)) {
      function = resolver.vocabulary.function(name.base());
    }
    if (function == null) {
      FunctionMarks marks = FunctionMarks.of(resolver, letter.at(), suffixes, false);
      return unknown(letter.at(), FunctionMarks.labelled(name, suffixes), marks, cursor);
    }
    DoubtfulFunctions.note(resolver, name, function, letter.at());
    FunctionMarks.noteLabel(resolver, name, suffixes);
    Syntax next = cursor.peek();
    if (function.name().equals("ones") && (next == null || !isArgument(next))) {
      return resolver.factors.ones(letter.at(), suffixes, cursor); // onesᵀ x
    }
    return known(letter, function, FunctionMarks.of(resolver, letter.at(), suffixes, true), cursor);
  }

  private Term known(Syntax.Letter letter, Function function, FunctionMarks marks, Cursor cursor) {
    int at = letter.at();
    Function applied = function;
    if (!function.isElementwise()) {
      resolver.shaped = true;
    }
    if (marks.inverse()) {
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
    if (marks.below() != null) {
      if (!letter.name().base().equals("log")) {
        throw resolver.syntax(
            "found a subscript on the function "
                + function.name()
                + ", expected its argument in parentheses",
            marks.below().at());
      }
      applied = resolver.vocabulary.written(Notation.LOGARITHM);
      arguments.add(resolver.resolve(java.util.Objects.requireNonNull(marks.below().content())));
    }
    List<Suffix> after = List.of();
    Term byAxis = next == null ? null : resolver.overAxes.of(at, applied, next);
    if (byAxis == null && next != null) {
      byAxis = resolver.samples.reduced(at, applied, next);
    }
    if (byAxis != null && next != null) {
      cursor.next++;
      return marks.raise(resolver, byAxis, Products.suffixes(next), cursor);
    }
    if (next != null && isOwnOperand(letter, next, applied)) {
      cursor.next++;
      arguments.add(
          resolver.factors.factor(Products.primary(next), Products.suffixes(next), cursor));
    } else if (next != null && isArgument(next)) {
      cursor.next++;
      after = Products.suffixes(next);
      arguments.addAll(arguments((Syntax.Group) Products.primary(next), applied));
    } else {
      arguments.add(resolver.products.reach(cursor, letter.name(), at));
    }
    if (arguments.size() < applied.minimumArity()) {
      Function whole = resolver.vocabulary.written(applied.name(), false);
      applied = whole == null ? applied : whole;
      resolver.shaped |= whole != null;
    }
    refuseWrongCount(at, applied, arguments);
    Term call =
        marks.order() > 0 || !marks.orders().isEmpty()
            ? derivative(at, applied, marks, arguments)
            : Products.call(at, applied, arguments);
    return marks.raise(resolver, call, after, cursor);
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
      if (function.notation() == Function.Notation.LOGARITHM) {
        throw resolver.error(
            NablaException.Kind.NAME,
            "found "
                + (count - 1)
                + " arguments of a logarithm with its base below, expected one: log_b(x)",
            at);
      }
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

  private static boolean isArgument(Syntax item) {
    return Products.primary(item) instanceof Syntax.Group;
  }

  /// Whether what follows is the argument together with its exponent: bars, whose power is taken
  /// first, `log ‖x‖²`, and a power of each entry that stands apart from a function of arrays, `sum
  /// (x - y).^2`.
  private static boolean isOwnOperand(Syntax.Letter letter, Syntax item, Function function) {
    List<Suffix> suffixes = Products.suffixes(item);
    boolean apart = Products.primary(item).at() > letter.at() + letter.name().base().length();
    return Products.isBars(item)
        || (isArgument(item)
            && !function.isElementwise()
            && apart
            && !suffixes.isEmpty()
            && suffixes.getFirst().text().equals(Scripts.ENTRYWISE));
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
      return List.of(resolver.groups.resolve(group));
    }
    List<Term> arguments = new ArrayList<>();
    group.rows().getFirst().forEach(cell -> arguments.add(resolver.resolve(cell)));
    return arguments;
  }

  private Term derivative(int at, Function function, FunctionMarks marks, List<Term> arguments) {
    int order = marks.order();
    marks.refuseOrders(resolver, function.name(), arguments.size());
    if (!marks.orders().isEmpty()) {
      List<Symbol> parameters =
          function.parameters().subList(0, arguments.size()).stream().map(Symbol::of).toList();
      Expr body = Apply.of(function, List.copyOf(parameters));
      return new Term.Call(
          at, DerivativeAt.of(function.name(), body, parameters, marks.orders()), arguments);
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
    Symbol parameter = Symbol.of(function.parameters().getFirst());
    Expr body = Apply.of(function, parameter);
    return new Term.Call(
        at, DerivativeAt.of(function.name(), body, List.of(parameter), List.of(order)), arguments);
  }

  private Term unknown(int at, Name name, FunctionMarks marks, Cursor cursor) {
    Syntax next = java.util.Objects.requireNonNull(cursor.peek());
    cursor.next++;
    List<Term> arguments = new ArrayList<>();
    for (List<Syntax> row : ((Syntax.Group) Products.primary(next)).rows()) { // f(x; w) is f(x, w)
      row.forEach(cell -> arguments.add(resolver.resolve(cell)));
    }
    if (marks.inverse() || (marks.order() > 0 && arguments.size() > 1)) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          marks.inverse()
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
    marks.refuseOrders(resolver, name, arguments.size());
    DoubtfulFunctions.refuseFamily(resolver, name, at);
    if (isPlain(name)
        && name.base().equals("C")
        && arguments.size() == 2
        && !resolver.declaredFunctions.contains(name)) {
      resolver.note(
          "C(…) is read as an unknown function; write binom(n, k) for the binomial coefficient",
          at);
    }
    List<Integer> orders = new ArrayList<>(Collections.nCopies(arguments.size(), 0));
    orders.set(0, marks.order());
    Term call =
        Products.call(
            at,
            name,
            resolver.spaces.get(name),
            marks.orders().isEmpty() ? orders : marks.orders(),
            arguments);
    return marks.raise(resolver, call, Products.suffixes(next), cursor);
  }
}
