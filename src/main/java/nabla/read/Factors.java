package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.UnknownFunction;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Names and numbers with all that belongs to them: subscripts, labels, primes, entries. What
/// follows them is read by [Exponents].
final class Factors {

  private final Resolver resolver;
  final Exponents exponents;

  /// What the parameters of the function whose body is read stand for.
  Map<Name, Term> scope = Map.of();

  private final IndexedLetters indexed;

  Factors(Resolver resolver) {
    this.resolver = resolver;
    this.exponents = new Exponents(resolver);
    this.indexed = new IndexedLetters(resolver);
  }

  /// A primary with its suffixes; the cursor stands after it.
  Term factor(Syntax primary, List<Suffix> suffixes, Cursor cursor) {
    return switch (primary) {
      case Syntax.Letter letter -> name(letter, suffixes, cursor);
      case Syntax.Fraction fraction -> {
        Term over =
            new Term.Over(
                fraction.at(),
                resolver.resolve(fraction.numerator()),
                resolver.resolve(fraction.denominator()));
        yield apply(over, suffixes, cursor);
      }
      case Syntax.Digits digits -> number(digits, suffixes, cursor);
      case Syntax.Group group -> norm(group, suffixes, cursor);
      default -> apply(resolver.resolve(primary), suffixes, cursor);
    };
  }

  /// `1_n`, `1_{a > 0}`, `1^T`, or a number.
  private Term number(Syntax.Digits digits, List<Suffix> suffixes, Cursor cursor) {
    NumberGroups.refuseUnderscores(digits, suffixes, resolver);
    boolean one = digits.text().equals("1") && !suffixes.isEmpty();
    if (one && suffixes.getFirst().type() == NablaLexer.UNDERSCORE) {
      Syntax below = inner(suffixes.getFirst().content());
      if (below instanceof Syntax.Comparison || below instanceof Syntax.Connected) {
        Function indicator = resolver.vocabulary.written(Notation.INDICATOR);
        Term call = Products.call(digits.at(), indicator, List.of(resolver.resolve(below)));
        return apply(call, suffixes.subList(1, suffixes.size()), cursor);
      }
      return ones(digits.at(), suffixes, cursor);
    }
    if (one && exponents.isTranspose(suffixes.getFirst())) {
      return ones(digits.at(), suffixes, cursor);
    }
    if (!suffixes.isEmpty() && suffixes.getFirst().type() == NablaLexer.UNDERSCORE) {
      throw resolver.syntax(
          "found a subscript on a number, expected it on a name such as x_1",
          suffixes.getFirst().at());
    }
    if (digits.text().equals("1") && suffixes.isEmpty() && isConditionInBraces(cursor.peek())) {
      return resolver.signs.indicator(digits.at(), suffixes, cursor); // 1{y_i = k}
    }
    return apply(new Term.Known(digits.at(), Resolver.number(digits)), suffixes, cursor);
  }

  private static boolean isConditionInBraces(@Nullable Syntax next) {
    return next != null
        && SignOperands.isCondition(next)
        && Products.primary(next) instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LBRACE;
  }

  /// The vector of as many ones as fit.
  Term ones(int at) {
    resolver.shaped = true;
    return new Term.Fitting(at, resolver.vocabulary.required("ones"), null);
  }

  /// The vector of ones, with its size below where it is given.
  Term ones(int at, List<Suffix> suffixes, Cursor cursor) {
    if (suffixes.isEmpty() || suffixes.getFirst().type() != NablaLexer.UNDERSCORE) {
      return apply(ones(at), suffixes, cursor);
    }
    resolver.shaped = true;
    Term size = resolver.resolve(Objects.requireNonNull(suffixes.getFirst().content()));
    Term ones = new Term.Fitting(at, resolver.vocabulary.required("ones"), size);
    return apply(ones, suffixes.subList(1, suffixes.size()), cursor);
  }

  /// `‖x‖_p` carries its p, also in `‖x‖^2_p`.
  private Term norm(Syntax.Group group, List<Suffix> written, Cursor cursor) {
    Term inner = resolver.groups.resolve(group);
    List<Suffix> suffixes = new ArrayList<>(written);
    if (group.bracket() == NablaLexer.NORM_OPEN
        && written.size() > 1
        && written.get(0).type() == NablaLexer.CARET
        && written.get(1).type() == NablaLexer.UNDERSCORE) {
      Collections.swap(suffixes, 0, 1);
    }
    boolean below = !suffixes.isEmpty() && suffixes.getFirst().type() == NablaLexer.UNDERSCORE;
    if (group.bracket() == NablaLexer.NORM_OPEN && below && inner instanceof Term.Call norm) {
      Syntax content = Objects.requireNonNull(inner(suffixes.getFirst().content()));
      List<Term> arguments = new ArrayList<>(norm.arguments());
      if (content instanceof Syntax.Letter letter && letter.name().equals(Name.of("F"))) {
        resolver.frobenius.add(norm);
        return apply(inner, suffixes.subList(1, suffixes.size()), cursor);
      }
      if (content instanceof Syntax.Letter letter && letter.name().equals(Name.of("*"))) {
        Term nuclear =
            Products.call(
                group.at(), resolver.vocabulary.required("nuclearnorm"), norm.arguments());
        return apply(nuclear, suffixes.subList(1, suffixes.size()), cursor);
      }
      Term order = resolver.resolve(content);
      if (MatrixLetters.onlyMatrices(order)) {
        return weighted(norm.arguments().getFirst(), order, group.at(), suffixes, cursor);
      }
      arguments.add(order);
      return apply(
          new Term.Call(group.at(), norm.operator(), arguments),
          suffixes.subList(1, suffixes.size()),
          cursor);
    }
    if (below && !exponents.isEntry(inner, suffixes.getFirst())) {
      throw resolver.syntax(
          "found a subscript on brackets, expected it on a name such as x_1",
          suffixes.getFirst().at());
    }
    return apply(inner, suffixes, cursor);
  }

  /// `‖x‖_A` of a matrix A, which is `√(xᵀAx)`.
  private Term weighted(Term vector, Term matrix, int at, List<Suffix> suffixes, Cursor cursor) {
    Term turned = exponents.transposed(at, vector, false);
    Term square = new Term.Times(at, List.of(turned, matrix, vector), List.of(false, false, false));
    resolver.shaped = true;
    resolver.note("this norm with a matrix below is read as √(xᵀAx)", at);
    boolean squared =
        suffixes.size() > 1
            && suffixes.get(1).type() == NablaLexer.CARET
            && inner(suffixes.get(1).content()) instanceof Syntax.Digits digits
            && digits.text().equals("2");
    return squared
        ? apply(square, suffixes.subList(2, suffixes.size()), cursor)
        : apply(
            new Term.Call(at, Elementary.SQRT, List.of(square)),
            suffixes.subList(1, suffixes.size()),
            cursor);
  }

  /// What braces or parentheses hold, where it is one thing.
  static @Nullable Syntax inner(@Nullable Syntax content) {
    Syntax at = content;
    while (at instanceof Syntax.Group group
        && (group.bracket() == NablaLexer.LBRACE || group.bracket() == NablaLexer.LPAREN)
        && group.single() != null) {
      at = group.single();
    }
    return at;
  }

  /// A label in a superscript, with its brackets; null where the superscript is a power.
  @Nullable String label(@Nullable Syntax content) {
    return LabelText.of(content);
  }

  /// The characters of a subscript, as part of a name.
  String text(Syntax content) {
    @Nullable String text = LabelText.text(content);
    if (text == null) {
      throw resolver.syntax(
          "found a formula in a subscript, expected letters or digits such as x_1, x_{max}"
              + Slicing.inBrackets(content),
          content.at());
    }
    return text;
  }

  /// A variable or constant with all the suffixes that belong to its name.
  private Term name(Syntax.Letter letter, List<Suffix> suffixes, Cursor cursor) {
    Name name = letter.name();
    List<Term> indices = new ArrayList<>();
    if (!scope.containsKey(name) && resolver.isEntry(name)) { // x1 is x_1
      indices.add(new Term.Known(letter.at(), Num.of(Long.parseLong(name.subscript()))));
      name = name.withSubscript("");
    }
    List<Suffix> rest = new ArrayList<>();
    int powers = 0;
    boolean sample = false;
    for (Suffix suffix : suffixes) {
      Syntax content = suffix.content();
      @Nullable String label = suffix.type() == NablaLexer.CARET ? labelOf(letter, suffix) : null;
      boolean behindInverse =
          suffix.type() == NablaLexer.UNDERSCORE
              && content != null
              && !rest.isEmpty()
              && exponents.isInverseOrTranspose(rest.getLast())
              && Indices.isIndexList(content);
      if (behindInverse) {
        rest.add(suffix); // (X⁻¹)_{ij}, not 1/X_ij
      } else if (suffix.type() == NablaLexer.UNDERSCORE && content != null) {
        boolean entry = resolver.isIndexed(name, content) && !isParameter(name, content);
        if (entry || (isDelta(name) && isPair(content))) {
          if (isConstant(constant(name, letter))) {
            throw resolver.error(
                NablaException.Kind.NAME,
                "found an entry of %s, which is a number here; declare %s ∈ R^n"
                    .formatted(name, name),
                letter.at());
          }
          indices.addAll(Indices.terms(content, resolver));
        } else {
          if (!name.subscript().isEmpty()) {
            throw resolver.syntax(
                "found a second subscript on "
                    + name
                    + ", expected one; write "
                    + name.base()
                    + "_{"
                    + name.subscript()
                    + ","
                    + text(content)
                    + "} for both",
                suffix.at());
          }
          indexed.refuseFormula(name, content);
          indexed.refuseZero(name, text(content), suffix.at());
          name = name.withSubscript(name.subscript() + text(content));
        }
      } else if (label != null && powers == 0 && indexed.isOverSum(letter, label, scope)) {
        Name index = Name.of(label.substring(1, label.length() - 1));
        indices.addFirst(scope.getOrDefault(index, new Term.Variable(suffix.at(), index)));
        sample = true;
      } else if (label != null && powers == 0) {
        name = new Name(name.base(), name.accent(), name.primes(), name.subscript(), label);
        resolver.shaped |= MatrixLetters.isOfLayer(name);
      } else if (suffix.type() == NablaLexer.PRIME
          && powers == 0
          && (!isArray(letter, name) || resolver.isOwn(name.primed()))) {
        name = name.primed(); // of an array where it is a name of its own
      } else {
        powers += suffix.type() == NablaLexer.CARET ? 1 : 0;
        rest.add(suffix);
      }
    }
    if (sample && indices.size() == 1 && isFeature(name)) { // x_j^{(i)} is x_{ij}
      Name place = Name.of(name.subscript());
      indices.add(scope.getOrDefault(place, new Term.Variable(letter.at(), place)));
      name = name.withSubscript("");
    }
    if (isDelta(name) && indices.size() == 2) {
      Term delta = new Term.Call(letter.at(), resolver.vocabulary.written(Notation.DELTA), indices);
      return apply(delta, rest, cursor);
    }
    if (indices.size() == 1 && resolver.members.isApart(name)) {
      name = name.all();
      resolver.arrays.add(name);
    }
    resolver.manyIndices.check(name, indices.size(), letter.at(), resolver);
    Term variable = variable(letter, name, !indices.isEmpty());
    if (!indices.isEmpty() && variable instanceof Term.Variable array) {
      Term value = indexed.value(letter, name, indices);
      if (value != null) {
        return apply(value, rest, cursor);
      }
      resolver.shaped = true;
      indexed.refuse(letter, name, indices, suffixes);
      variable =
          indices.size() > 2
              ? new Term.Call(letter.at(), UnknownFunction.indexed(name, indices.size()), indices)
              : new Term.Entry(letter.at(), array, indices);
    } else if (!indices.isEmpty()) {
      resolver.shaped = true;
      variable = new Term.Entry(letter.at(), variable, indices); // of f(2x) in Σ_i x_i
    } else if (resolver.arrays.contains(name)
        && rest.isEmpty()
        && Slicing.isPlace(cursor.peek())
        && !Slicing.isSlice(cursor.peek())
        && (variable instanceof Term.Variable || !scope.isEmpty())) {
      Syntax item = Objects.requireNonNull(cursor.peek());
      cursor.next++;
      Syntax.Group group = (Syntax.Group) Products.primary(item);
      variable = new Term.Entry(letter.at(), variable, Slicing.places(group, resolver), true);
      rest.addAll(Products.suffixes(item));
    } else if (rest.isEmpty()) {
      refuseEntryOfNumber(letter, name, cursor);
    }
    return apply(variable, rest, cursor);
  }

  /// Whether a name has a letter below that is one more index, `x_j` of `x_j^{(i)}`.
  private boolean isFeature(Name name) {
    return name.subscript().matches("[a-zℓ]")
        && name.label().isEmpty()
        && !resolver.declaredVariables.contains(name)
        && !resolver.defined.contains(name);
  }

  /// Whether a name is that of a parameter in whose place something stands: x_1 of f(x_1, x_2),
  /// whatever x is elsewhere.
  private boolean isParameter(Name name, Syntax content) {
    @Nullable String below = LabelText.text(content);
    return below != null && scope.containsKey(name.withSubscript(name.subscript() + below));
  }

  /// Whether a name is that of the Kronecker delta, `δ_ij`.
  private boolean isDelta(Name name) {
    return name.equals(Name.of("δ")) && !resolver.declaredVariables.contains(name);
  }

  private static boolean isPair(Syntax content) {
    return Indices.isIndexList(content) && Indices.split(content).size() == 2;
  }

  /// Square brackets right after a number would be neither an entry nor a factor that anyone means.
  private void refuseEntryOfNumber(Syntax.Letter letter, Name name, Cursor cursor) {
    if (Survey.isEntry(letter, cursor.peek(), index -> resolver.bound.contains(index))) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found an entry of "
              + name
              + ", which is declared to be a number; declare "
              + name
              + " ∈ R^n, or write "
              + name
              + "·(…) for a product",
          letter.at());
    }
  }

  boolean isArray(Syntax.Letter letter, Name name) {
    return letter.bold() || resolver.arrays.contains(name);
  }

  private @Nullable String labelOf(Syntax.Letter letter, Suffix suffix) {
    return isConstant(constant(letter.name(), letter))
        ? null
        : LabelText.of(letter, suffix, resolver);
  }

  private static boolean isConstant(@Nullable Function function) {
    return function != null && Products.isConstant(function);
  }

  /// @param indexed whether it has an index
  private Term variable(Syntax.Letter letter, Name name, boolean indexed) {
    Term substituted = scope.get(name);
    if (substituted != null) {
      return substituted;
    }
    if (resolver.bound.contains(name)) {
      return new Term.Variable(letter.at(), name);
    }
    Term intermediate =
        indexed
            ? resolver.definedFunctions.intermediates.here(name)
            : resolver.samples.meaning(letter.at(), name);
    if (intermediate != null) {
      return intermediate;
    }
    @Nullable Term function = resolver.functionsAlone.of(letter.at(), name);
    if (function != null) {
      return function;
    }
    @Nullable Function constant = constant(name, letter);
    if (constant != null && isConstant(constant)) {
      return Products.call(letter.at(), constant, List.of());
    }
    if (constant != null
        && letter.function() != null
        && !resolver.declaredVariables.contains(name)) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found the function "
              + name
              + " without an argument, expected "
              + name
              + "(…); a variable needs another name",
          letter.at());
    }
    (letter.bold() ? resolver.bold : resolver.plain).add(name);
    resolver.shaped |= letter.bold();
    if (!indexed) {
      resolver.samples.refuseAlone(letter.at(), name);
    }
    return new Term.Variable(letter.at(), name);
  }

  /// `Σ_i π_i x_i` speaks of weights π_i, and `e_i` of residuals where no power of e stands beside
  /// them.
  private boolean isIndexedConstant(Name name) {
    return resolver.arrays.contains(name)
        && !(name.toString().equals("e") && resolver.source.text().contains("e^"));
  }

  private @Nullable Function constant(Name name, Syntax.Letter letter) {
    boolean taken =
        resolver.declaredVariables.contains(name)
            || resolver.defined.contains(name)
            || isIndexedConstant(name);
    if (taken || letter.bold() || scope.containsKey(name)) {
      return null;
    }
    return name.equals(Name.of(name.base())) // with nothing at it
        ? (letter.function() != null
            ? letter.function()
            : letter.quoted() ? null : resolver.vocabulary.function(name.base()))
        : null;
  }

  /// A term with the suffixes that follow it.
  Term apply(Term base, List<Suffix> suffixes, Cursor cursor) {
    return suffixes.isEmpty() ? base : exponents.apply(base, suffixes, cursor);
  }
}
