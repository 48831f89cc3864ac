package nabla.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.ParameterPlaces.Parameter;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// By what is differentiated: the dx and ∂w² below the line.
final class DifferentialVariables {

  private final Resolver resolver;
  private final DifferentialSigns signs;
  private final ParameterPlaces places;

  DifferentialVariables(Resolver resolver, DifferentialSigns signs, ParameterPlaces places) {
    this.resolver = resolver;
    this.signs = signs;
    this.places = places;
  }

  /// By what, and how often.
  ///
  /// @param indices those of an entry of an array; none where it is a variable as a whole
  /// @param parameter the variable as a parameter in whose place something else stands; null where
  ///   it stands for itself
  record By(Name variable, List<Term> indices, int order, @Nullable Parameter parameter) {}

  /// The differentials below; one that is divided by another begins the next derivative: `∂L/∂z
  /// ∂z/∂w`.
  List<By> by(Cursor cursor) {
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

  By by(Syntax item, List<Suffix> suffixes, int order) {
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

  int order(@Nullable Syntax content, int at) {
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

  /// In a subscript `w1` is kept as one run; as a variable it is w₁.
  private static Name separated(Name name) {
    int letter = name.base().offsetByCodePoints(0, 1);
    String digits = name.base().substring(letter);
    boolean run = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
    return run ? Name.of(name.base().substring(0, letter), digits) : name;
  }
}
