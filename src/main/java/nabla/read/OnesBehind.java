package nabla.read;

import java.util.Set;
import nabla.catalogue.Function.Notation;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;

/// Behind which factors a 1 is the vector of ones: `1ᵀ X⁻¹ 1`.
final class OnesBehind {

  private static final Set<String> GIVING_MATRICES =
      Set.of("outer", "kron", "expm", "logm", "eye", "commutation");

  private OnesBehind() {}

  /// Whether a factor is seen to be a row or a matrix, behind which 1 is a vector: a transpose, an
  /// upper-case letter that is no number, a power or an inverse of one, or a sum of such.
  static boolean isArray(Term factor, Resolver resolver) {
    return switch (factor) {
      case Term.Call call -> {
        String operator = call.operator().name();
        yield call.operator() == resolver.vocabulary.written(Notation.TRANSPOSE)
            || (operator.equals("inv") && isArray(call.arguments().getFirst(), resolver))
            || isMatrix(call, resolver);
      }
      case Term.Raised power -> isMatrix(power.base(), resolver);
      case Term.Total total -> total.terms().stream().allMatch(part -> isMatrix(part, resolver));
      default -> isMatrix(factor, resolver);
    };
  }

  private static boolean isMatrix(Term factor, Resolver resolver) {
    return switch (factor) {
      case Term.Variable variable ->
          MatrixLetters.isUpper(variable.name())
              && (!resolver.isDeclared(variable.name())
                  || resolver.arrays.contains(variable.name()));
      case Term.Minus minus -> isMatrix(minus.operand(), resolver);
      case Term.Call call -> {
        Term argument = MatrixLetters.argument(call);
        String operator = call.operator().name();
        yield argument != null
            ? isMatrix(argument, resolver) // exp(X)
            : GIVING_MATRICES.contains(operator)
                || (operator.equals("diag") && !isMatrix(call.arguments().getFirst(), resolver))
                || (operator.startsWith("hadamard")
                    && call.arguments().stream().anyMatch(part -> isMatrix(part, resolver)));
      }
      case Term.Times times -> isArray(times.factors().getLast(), resolver);
      case Term.Raised power -> isMatrix(power.base(), resolver);
      case Term.Total total -> total.terms().stream().allMatch(part -> isMatrix(part, resolver));
      default -> false;
    };
  }

  /// Whether what follows the next item is a row: a transpose, or what is made of all columns, as
  /// `mean(X, columns)` is.
  static boolean isRow(Products.Cursor cursor, Resolver resolver) {
    Syntax first = cursor.peek(1);
    if (first == null) {
      return false;
    }
    Syntax arguments = cursor.peek(2);
    return Products.suffixes(first).stream().anyMatch(suffix -> turns(first, suffix, resolver))
        || (arguments != null
            && Products.primary(first) instanceof Syntax.Letter letter
            && letter.function() != null
            && Products.primary(arguments) instanceof Syntax.Group group
            && group.rows().size() == 1
            && group.rows().getFirst().getLast() instanceof Syntax.Letter axis
            && axis.name().equals(Name.of("columns")));
  }

  private static boolean turns(Syntax item, Syntax.Suffix suffix, Resolver resolver) {
    return resolver.factors.exponents.isTranspose(suffix)
        || (suffix.type() == NablaLexer.PRIME
            && Products.primary(item) instanceof Syntax.Letter letter
            && resolver.factors.isArray(letter, letter.name()));
  }
}
