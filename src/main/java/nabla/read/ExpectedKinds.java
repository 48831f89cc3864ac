package nabla.read;

import java.util.List;
import nabla.read.Kinds.Kind;

/// What follows for the names in a term from the place where it stands: where a vector or matrix
/// must be, the names that can make the term one are vectors or matrices.
final class ExpectedKinds {

  private final Kinds kinds;

  ExpectedKinds(Kinds kinds) {
    this.kinds = kinds;
  }

  /// A term must be an array of this kind: the names in it that can make it one are so.
  void expects(Term term, Kind kind) {
    switch (term) {
      case Term.Variable variable -> {
        if (kind == Kind.COLUMN || kind == Kind.MATRIX) {
          kinds.learn(variable.name(), kind);
        }
      }
      case Term.Entry entry when kind == Kind.COLUMN -> kinds.member(entry);
      case Term.Binding sum -> expects(sum.body(), kind);
      case Term.Minus minus -> expects(minus.operand(), kind);
      case Term.Over over -> expects(arrayOf(over), kind);
      case Term.Raised power when power.isExponential() && kind == Kind.MATRIX ->
          expects(power.exponent(), kind);
      case Term.Raised power
          when kind == Kind.MATRIX || power.each() || MatrixLetters.hasMatrix(power.base()) ->
          expects(power.base(), kind);
      case Term.Bars bars -> expects(bars.inner(), kind);
      case Term.Total total when isNumber(total) -> {}
      case Term.Total total -> {
        boolean greek = total.terms().stream().allMatch(MatrixLetters::isGreekNumber);
        for (Term part : total.terms()) {
          if (kind != Kind.MATRIX || greek || !MatrixLetters.isGreekNumber(part)) {
            expects(part, kind);
          }
        }
      }
      case Term.At derivative -> expects(derivative.argument(), kind);
      case Term.Times times -> product(times, kind);
      case Term.Call call -> {
        Term argument = MatrixLetters.argument(call);
        if (argument != null) {
          expects(argument, kind);
        } else if (call.operator().name().equals("transpose") && kind == Kind.MATRIX) {
          expects(call.arguments().getFirst(), kind);
        }
      }
      default -> {}
    }
  }

  /// Whether a term is known to be a number, so that what is added to it is one as well: a row
  /// times a column, what is declared so, and what is defined by such.
  private boolean isNumber(Term term) {
    return switch (term) {
      case Term.Minus minus -> isNumber(minus.operand());
      case Term.Total total -> {
        boolean arrays = total.terms().stream().anyMatch(MatrixLetters::hasMatrix);
        yield total.terms().stream()
            .anyMatch(part -> isNumber(part) && !(arrays && part instanceof Term.Variable));
      }
      case Term.Times times ->
          !kinds.of(times).isArray()
              && times.factors().stream().anyMatch(factor -> kinds.of(factor).isArray());
      case Term.Variable variable -> {
        Term meaning = kinds.definition(variable.name());
        yield meaning == null ? kinds.isDeclaredNumber(variable.name()) : isNumber(meaning);
      }
      default -> false;
    };
  }

  private void product(Term.Times times, Kind kind) {
    List<Term> factors =
        times.factors().stream().flatMap(factor -> kinds.parts(factor).stream()).toList();
    boolean matrix = false;
    for (Term factor : factors.subList(0, factors.size() - 1)) {
      if (MatrixLetters.isMatrixLetter(factor)
          || (factor instanceof Term.Raised && MatrixLetters.onlyMatrices(factor))
          || (factor instanceof Term.Total && MatrixLetters.onlyMatrices(factor))
          || (MatrixLetters.isElementwise(factor) && MatrixLetters.hasMatrix(factor))) {
        expects(factor, Kind.MATRIX);
        matrix = true;
      }
    }
    for (int i = 1; kind == Kind.MATRIX && i < factors.size(); i++) {
      if (kinds.of(factors.get(i)) == Kind.ROW
          && factors.get(i - 1) instanceof Term.Variable variable
          && !MatrixLetters.isUpper(variable.name())) {
        kinds.learn(variable.name(), Kind.COLUMN); // u vᵀ in the place of a matrix
      }
    }
    Term last = factors.getLast();
    if (kind == Kind.MATRIX && factors.size() > 1 && kinds.of(last) == Kind.ROW) {
      Term column = factors.get(factors.size() - 2);
      if (column instanceof Term.Variable variable && !MatrixLetters.isUpper(variable.name())) {
        kinds.learn(variable.name(), Kind.COLUMN); // u vᵀ beside a matrix
      }
      return;
    }
    boolean letter = last instanceof Term.Variable || last instanceof Term.Entry;
    if (letter && matrix && kind != Kind.MATRIX && MatrixLetters.onlyMatrices(last)) {
      return;
    }
    if (letter || matrix || last instanceof Term.Total || MatrixLetters.isElementwise(last)) {
      expects(last, kind);
    }
  }

  /// A term must be an array, of the kind that its letters suggest.
  void expectsArray(Term term) {
    if (kinds.of(term).isArray()) {
      return;
    }
    if (term instanceof Term.Variable variable) {
      kinds.learn(
          variable.name(), MatrixLetters.isUpper(variable.name()) ? Kind.MATRIX : Kind.COLUMN);
    } else if (term instanceof Term.Total
        || term instanceof Term.Times
        || term instanceof Term.Minus) {
      boolean matrix =
          MatrixLetters.onlyMatrices(term)
              || (!MatrixLetters.isWithGreekNumber(term) && MatrixLetters.endsInMatrices(term));
      expects(term, matrix ? Kind.MATRIX : Kind.COLUMN);
    } else if (term instanceof Term.Entry entry) {
      kinds.member(entry);
    } else if (term instanceof Term.Binding sum) {
      expectsArray(sum.body());
    } else if (term instanceof Term.Call call) {
      Term argument = MatrixLetters.argument(call);
      if (argument != null) {
        expectsArray(argument);
      } else if (call.arguments().size() == 1) {
        expectsArray(call.arguments().getFirst());
      } else if (call.operator().isElementwise()) {
        call.arguments().stream().filter(ExpectedKinds::endsInMatrix).forEach(this::expectsArray);
      }
    } else if (term instanceof Term.At derivative) {
      expectsArray(derivative.argument());
    } else if (term instanceof Term.Over over) {
      expectsArray(arrayOf(over));
    } else if (term instanceof Term.Bars bars) {
      expectsArray(bars.inner());
    } else if (term instanceof Term.ByCases cases) { // what is compared, with a threshold or not
      cases.compared().stream()
          .filter(part -> !(part instanceof Term.Known))
          .findFirst()
          .ifPresent(this::expectsArray);
    } else if (term instanceof Term.Raised raised) {
      expectsArray(raised.isExponential() ? raised.exponent() : raised.base());
    }
  }

  /// Whether a matrix multiplies a letter in a term, or in its last factor: `τ(y − Xw)`.
  private static boolean endsInMatrix(Term term) {
    return MatrixLetters.hasMatrix(term)
        || (term instanceof Term.Times times && MatrixLetters.hasMatrix(times.factors().getLast()));
  }

  /// The side of a quotient that is an array where one is: `1/(1 + exp(-x))` is taken of each
  /// entry.
  private static Term arrayOf(Term.Over over) {
    return over.numerator() instanceof Term.Known ? over.denominator() : over.numerator();
  }
}
