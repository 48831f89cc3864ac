package nabla.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Tells subscripts that are indices from those that are part of a name.
final class Indices {

  private static final Pattern PAIR = Pattern.compile("[a-z][1-9]");

  private Indices() {}

  /// The indices of `x_i`, `A_{ij}`, `A_{i,j}`, `x_{i+1}`, one by one.
  static List<Syntax> split(Syntax content) {
    List<Syntax> indices = new ArrayList<>();
    if (content instanceof Syntax.Group group && group.bracket() == NablaLexer.LBRACE) {
      for (Syntax cell : group.rows().getFirst()) {
        if (cell instanceof Syntax.Sequence sequence
            && sequence.items().stream().allMatch(Indices::isLetter)) {
          indices.addAll(sequence.items());
        } else {
          indices.add(cell);
        }
      }
    } else {
      indices.add(content);
    }
    return indices;
  }

  /// Whether two letters stand below with nothing between them.
  static boolean isRun(Syntax content) {
    return content instanceof Syntax.Group group
        && group.rows().size() == 1
        && group.rows().getFirst().size() == 1
        && group.rows().getFirst().getFirst() instanceof Syntax.Sequence sequence
        && sequence.items().size() == 2
        && sequence.items().stream().allMatch(Indices::isLetter);
  }

  /// The letter of what may be two indices that nothing separates, i of `A_{i1}`; null for anything
  /// else.
  static @Nullable Name letterOfPair(Syntax index) {
    return index instanceof Syntax.Letter letter && PAIR.matcher(letter.name().toString()).matches()
        ? Name.of(letter.name().base().substring(0, 1))
        : null;
  }

  /// Whether what looks like two indices is them, `A_{i1}` where i is bound or A declared to be a
  /// matrix; true where nothing looks so.
  static boolean arePairs(Syntax content, Name array, Resolver resolver) {
    for (Syntax index : split(content)) {
      Name first = letterOfPair(index);
      if (first != null && index instanceof Syntax.Letter letter) {
        boolean known =
            resolver.bound.contains(first)
                || resolver.factors.scope.containsKey(first)
                || resolver.isDeclared(array);
        if (!known || resolver.vectors.contains(array) || resolver.isOwn(letter.name())) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether a number below makes a name of its own: one that is declared or defined, and β₀ beside
  /// the entries of β, which are counted from 1.
  static boolean isApart(Syntax content, Name array, Resolver resolver) {
    if (Factors.inner(content) instanceof Syntax.Letter letter) {
      return resolver.own.contains(
          array.withSubscript(array.subscript() + letter.name().toString()));
    }
    return Factors.inner(content) instanceof Syntax.Digits place
        && (resolver.isOwn(array.withSubscript(array.subscript() + place.text()))
            || (place.text().equals("0")
                && !MatrixLetters.isUpper(array)
                && !resolver.isDeclared(array)));
  }

  /// What the indices stand for.
  static List<Term> terms(Syntax content, Resolver resolver) {
    List<Term> terms = new ArrayList<>();
    for (Syntax index : split(content)) {
      Name first = letterOfPair(index);
      if (first != null && index instanceof Syntax.Letter pair) {
        Term letter = new Term.Variable(index.at(), first);
        terms.add(resolver.factors.scope.getOrDefault(first, letter));
        terms.add(new Term.Known(index.at(), Num.of(pair.name().base().charAt(1) - '0')));
      } else {
        terms.add(resolver.resolve(index));
      }
    }
    return terms;
  }

  /// Whether all that stands below are index letters, numbers, index letters with a number added or
  /// right behind them.
  static boolean isIndexList(Syntax content) {
    for (Syntax index : split(content)) {
      boolean fits =
          index instanceof Syntax.Digits
              || isLetter(index)
              || (index instanceof Syntax.Total total
                  && total.terms().stream().allMatch(Indices::isTerm))
              || isTerm(index)
              || letterOfPair(index) != null;
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /// A number, a letter, or a multiple of one: `2i`.
  private static boolean isTerm(Syntax term) {
    return term instanceof Syntax.Digits
        || isLetter(term)
        || (term instanceof Syntax.Sequence product
            && product.items().stream().allMatch(Indices::isTerm))
        || (term instanceof Syntax.Group group && isSum(group));
  }

  /// `(i − 1)`
  private static boolean isSum(Syntax.Group group) {
    return group.bracket() == NablaLexer.LPAREN
        && group.rows().size() == 1
        && group.rows().getFirst().size() == 1
        && group.rows().getFirst().getFirst() instanceof Syntax.Total total
        && total.terms().stream().allMatch(Indices::isTerm);
  }

  private static boolean isLetter(Syntax syntax) {
    return syntax instanceof Syntax.Letter letter
        && letter.name().subscript().isEmpty()
        && letter.name().base().length() == 1
        && !letter.quoted();
  }

  /// Takes a definition of a name whose subscript is an index in this text as one for each value of
  /// the index.
  ///
  /// @return whether it is one
  static boolean isDefinedByIndex(Name name, Syntax value, Source text, Resolver resolver) {
    boolean labelled = name.label().matches("\\([a-zℓ]\\)") && name.subscript().isEmpty();
    Name family =
        new Name(name.base(), name.accent(), name.primes(), "", labelled ? "" : name.label());
    String letters = labelled ? name.label().substring(1, 2) : name.subscript();
    if (!letters.matches("[a-zℓ]{1,2}")
        || !(resolver.samples.mayBe()
            || letters
                .chars()
                .mapToObj(Character::toString)
                .map(Name::of)
                .anyMatch(resolver.summed::contains))
        || resolver.declaredVariables.contains(family)
        || resolver.declaredVariables.contains(name)
        || resolver.own.contains(name)) {
      return false;
    }
    List<Name> parameters = letters.chars().mapToObj(c -> Name.of(Character.toString(c))).toList();
    resolver.indexed.put(family, new Resolver.FunctionDefinition(name, parameters, value, text));
    return true;
  }
}
