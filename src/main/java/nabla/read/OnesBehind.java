package nabla.read;

import java.util.List;
import java.util.Set;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Matrices;
import nabla.catalogue.Rows;

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
        boolean turned =
            operator.equals("inv")
                || call.operator() == resolver.vocabulary.written(Notation.TRANSPOSE);
        yield (argument != null || turned)
            ? isMatrix(call.arguments().getFirst(), resolver) // exp(X), Xᵀ
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

  /// Whether a 1 before a factor is the vector of ones: before a transpose and before a row.
  static boolean isBefore(Term factor, Resolver resolver) {
    return (factor instanceof Term.Call call && call.operator() == Matrices.TRANSPOSE)
        || isRow(factor, resolver);
  }

  /// Whether a term is seen to be a row: a transposed vector, one in front of a matrix, what is
  /// made of all columns, `mean(X, columns)`, and a name of such or a function of one.
  static boolean isRow(Term term, Resolver resolver) {
    return switch (term) {
      case Term.Variable variable -> resolver.rows.contains(variable.name());
      case Term.Call call when call.operator() == Matrices.TRANSPOSE ->
          isColumn(call.arguments().getFirst());
      case Term.Call call ->
          call.operator().isElementwise()
              && !call.arguments().isEmpty()
              && call.arguments().stream().allMatch(argument -> isRow(argument, resolver));
      case Term.Times times -> {
        List<Term> factors = times.factors();
        yield isRow(factors.getFirst(), resolver)
            ? factors.stream().skip(1).allMatch(MatrixLetters::isMatrixLetter)
            : VectorTerms.isNumber(factors.getFirst())
                && factors.stream().skip(1).allMatch(factor -> isRow(factor, resolver));
      }
      case Term.Over over -> isRow(over.numerator(), resolver);
      case Term.Minus minus -> isRow(minus.operand(), resolver);
      case Term.Raised raised -> isRow(raised.base(), resolver);
      case Term.Total total ->
          total.terms().stream()
              .allMatch(part -> VectorTerms.isNumber(part) || isRow(part, resolver));
      default -> false;
    };
  }

  private static boolean isColumn(Term term) {
    return switch (term) {
      case Term.Variable variable -> !MatrixLetters.isUpper(variable.name());
      case Term.Fitting ones -> true;
      case Term.Call call -> Rows.isNumberOfEach(call.operator());
      default -> false;
    };
  }
}
