package nabla.read;

import java.util.List;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Functions that may be meant as others.
final class DoubtfulFunctions {

  /// Letters that name a function, and an activation or a map of features as often.
  private static final Set<String> LETTERS = Set.of("φ", "ψ");

  /// Letters of parameters, which stand below the names of functions.
  private static final Set<String> PARAMETERS = Set.of("θ", "φ", "ψ", "ϑ", "ω", "η");

  /// Letters of losses, which stand before a residual.
  private static final Set<String> LOSSES = Set.of("ρ", "L");

  private DoubtfulFunctions() {}

  /// In a sum over i, `f_i` would be another function for each i, and no name of one.
  static void refuseFamily(Resolver resolver, Name function, int at) {
    String index = function.subscript();
    if (resolver.boundNames.stream().anyMatch(each -> each.toString().equals(index))) {
      String family = function.base();
      throw resolver.syntax(
          ("found %s(…) in a sum over %s, another function for each, which is not read; write an"
                  + " entry of one with values in R^m, %s(x)_%s where %s: R^n -> R^m")
              .formatted(function, index, family, index, family),
          at);
    }
  }

  /// `E[x²]` is an expectation and `Var(x)` a variance, and no products.
  static void refuseOperator(
      Resolver resolver, Syntax.Letter letter, List<Suffix> suffixes, @Nullable Syntax next) {
    if (next == null
        || !suffixes.isEmpty()
        || !(Products.primary(next) instanceof Syntax.Group group)
        || resolver.isDeclared(letter.name())
        || resolver.defined.contains(letter.name())
        || resolver.alone.contains(letter.name())) {
      return;
    }
    boolean expectation =
        letter.name().equals(Name.of("E"))
            && group.bracket() == NablaLexer.LBRACKET
            && group.single() != null;
    if (expectation) {
      throw SignOperands.expectation(resolver, "E[…]", letter.at());
    }
    if (letter.name().isWord() && group.bracket() == NablaLexer.LPAREN) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found the unknown function "
              + letter.name()
              + "; where it is one, add where "
              + letter.name()
              + " a function, and for a product write "
              + letter.name()
              + "·(…)",
          letter.at());
    }
  }

  /// Says of a name before brackets that it is read as a factor, where a function is likely.
  ///
  /// @param argument the one thing in the brackets; null where there are several
  static void noteProduct(Resolver resolver, Name name, @Nullable Syntax argument, int at) {
    String inside =
        argument instanceof Syntax.Letter one && !MatrixLetters.isUpper(one.name())
            ? one.name().toString()
            : null;
    if (inside != null
        || PARAMETERS.contains(name.subscript())
        || LOSSES.contains(name.toString())) {
      resolver.note(
          "%s(%s) is read as the product of %s and %s; for a function add where %s a function"
              .formatted(
                  name,
                  inside == null ? "…" : inside,
                  name,
                  inside == null ? "what is in the brackets" : inside,
                  name),
          at);
    }
  }

  /// `L(2)` beside `L = (w − 1)²` may be meant as the value of L at 2.
  static void noteValue(Resolver resolver, Name name, @Nullable Syntax argument, int at) {
    Syntax inner = argument instanceof Syntax.Minus minus ? minus.operand() : argument;
    if (inner instanceof Syntax.Digits && !Applications.CUSTOMARY.contains(name.base())) {
      resolver.note(
          "%s(…) is read as a product, since %s is defined without an argument; for its value define %s(x) = …"
              .formatted(name, name, name),
          at);
    }
  }

  /// `φ(Wx + b)` is an activation to many.
  static void note(Resolver resolver, Name letter, Function function, int at) {
    if (LETTERS.contains(letter.base())) {
      resolver.note(
          "%s(…) is read as %s; for another function add where %s: R -> R"
              .formatted(letter, function.summary(), letter),
          at);
    }
  }

  /// `log (1/Z) exp(−E)` is the logarithm of the whole to some.
  static void noteExponential(Resolver resolver, Name function, int start, Syntax next, int at) {
    boolean logarithm = function.toString().equals("log") || function.toString().equals("ln");
    if (logarithm
        && Products.primary(next) instanceof Syntax.Letter letter
        && letter.function() == Elementary.EXP) {
      String argument = resolver.source.slice(start, next.at()).strip();
      resolver.note(
          "%s %s exp(…) is read as a product, the exponential behind the logarithm; write %s(%s exp(…)) for the other"
              .formatted(function, argument, function, argument),
          at);
    }
  }
}
