package nabla.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nabla.catalogue.Activations;
import nabla.expr.Name;
import nabla.expr.UnknownFunction;
import org.jspecify.annotations.Nullable;

/// What the case of letters says of matrices: an upper-case letter next to an array is one, and so
/// are sums, multiples and powers of such.
final class MatrixLetters {

  private MatrixLetters() {}

  /// Whether a name is one upper-case letter.
  static boolean isUpper(Name name) {
    return Character.isUpperCase(name.base().codePointAt(0)) && !name.isWord();
  }

  /// Whether a term is a product, an inverse or a power of upper-case letters, or of sums of them.
  static boolean isOfMatrices(Term term) {
    return switch (term) {
      case Term.Times times ->
          times.factors().stream().filter(MatrixLetters::onlyMatrices).count() > 1;
      case Term.Raised raised -> onlyMatrices(raised.base());
      default -> false;
    };
  }

  /// Whether a term is a function of one number, perhaps with numbers that shape it as in
  /// `leakyrelu(x, 0.1)` and `log_2(x)`, applied to each entry where it meets an array.
  static boolean isElementwise(Term term) {
    return argument(term) != null;
  }

  /// The argument of a function of one number; null where a term is none.
  static @Nullable Term argument(Term term) {
    if (term instanceof Term.At derivative && !derivative.gradient()) {
      return derivative.argument(); // σ′(z)
    }
    if (!(term instanceof Term.Call call)
        || call.arguments().isEmpty()
        || !call.operator().isElementwise()) {
      return null;
    }
    List<Term> open =
        call.arguments().stream().filter(part -> !(part instanceof Term.Known)).toList();
    return open.size() == 1
        ? open.getFirst()
        : open.isEmpty() && call.arguments().size() == 1 ? call.arguments().getFirst() : null;
  }

  /// Whether a term is an activation function of something, as `σ(z)` behind a matrix is.
  static boolean isOfLayers(Term term) {
    return term instanceof Term.Call call
        && (Activations.isOfLayers(call.operator())
            || (call.operator() instanceof UnknownFunction unknown
                && unknown.isElementwise()
                && call.arguments().getFirst() instanceof Term.Variable layer
                && layer.name().label().startsWith("[")));
  }

  /// Whether an upper-case letter multiplies a letter inside a term, as in `tanh(Wx + b)`.
  static boolean hasMatrix(Term term) {
    return switch (term) {
      case Term.At derivative -> hasMatrix(derivative.argument());
      case Term.Call call -> {
        Term argument = argument(call);
        yield argument != null && hasMatrix(argument);
      }
      case Term.Minus minus -> hasMatrix(minus.operand());
      case Term.Over over -> hasMatrix(over.numerator());
      case Term.Total total -> total.terms().stream().anyMatch(MatrixLetters::hasMatrix);
      case Term.Times times ->
          times.factors().subList(0, times.factors().size() - 1).stream()
              .anyMatch(MatrixLetters::isMatrixLetter);
      default -> false;
    };
  }

  /// Whether a term is an upper-case letter.
  static boolean isMatrixLetter(Term term) {
    return term instanceof Term.Variable variable && isUpper(variable.name());
  }

  /// Whether a term is a small Greek letter or a power of one, a number where a matrix is added: λ
  /// in `X − λ`.
  static boolean isGreekNumber(Term term) {
    Term inner = term instanceof Term.Minus minus ? minus.operand() : term;
    Term base = inner instanceof Term.Raised raised ? raised.base() : inner;
    return base instanceof Term.Variable letter
        && letter.name().base().codePointAt(0) >= 'α'
        && letter.name().base().codePointAt(0) <= 'ω';
  }

  /// Whether a term is a sum of matrices and of small Greek letters: `A − λ`.
  static boolean isWithGreekNumber(Term term) {
    return term instanceof Term.Total total
        && !onlyMatrices(total)
        && total.terms().stream().anyMatch(MatrixLetters::onlyMatrices)
        && total.terms().stream().allMatch(part -> isGreekNumber(part) || onlyMatrices(part));
  }

  private static boolean isNumber(Term term) {
    return (term instanceof Term.Minus minus ? minus.operand() : term) instanceof Term.Known;
  }

  /// Whether a term ends in an upper-case letter, or is a function of such, as are all its terms
  /// but numbers.
  static boolean endsInMatrices(Term term) {
    return switch (term) {
      case Term.Total total ->
          isWithGreekNumber(total)
              || (total.terms().stream().anyMatch(MatrixLetters::endsInMatrices)
                  && total.terms().stream()
                      .allMatch(part -> isNumber(part) || endsInMatrices(part)));
      case Term.Minus minus -> endsInMatrices(minus.operand());
      case Term.Call call -> {
        Term argument = argument(call);
        yield argument != null && endsInMatrices(argument);
      }
      default -> onlyMatrices(term);
    };
  }

  /// Whether a term is an upper-case letter, or ends in one, as do all its terms.
  static boolean onlyMatrices(Term term) {
    return switch (term) {
      case Term.Variable variable -> isUpper(variable.name());
      case Term.Minus minus -> onlyMatrices(minus.operand());
      case Term.Times times -> onlyMatrices(times.factors().getLast());
      case Term.Over over -> onlyMatrices(over.numerator());
      case Term.Raised raised -> onlyMatrices(raised.base());
      case Term.Total total -> total.terms().stream().allMatch(MatrixLetters::onlyMatrices);
      default -> false;
    };
  }

  /// A small letter before a matrix that is declared is a number, unless it stands behind one in
  /// the same product: `c A = A c`, but not `x A x`.
  static Set<Name> multipliers(List<Term> terms, Predicate<Name> matrices) {
    Set<Name> numbers = new HashSet<>();
    Set<Name> behind = new HashSet<>();
    for (Term root : terms) {
      for (Term term : Term.below(root)) {
        if (!(term instanceof Term.Times times)) {
          continue;
        }
        List<Term> factors = times.factors();
        if (factors.size() > 1
            && factors.getFirst() instanceof Term.Variable first
            && !isUpper(first.name())
            && factors.get(1) instanceof Term.Variable matrix
            && matrices.test(matrix.name())) {
          numbers.add(first.name());
          if (factors.getLast() instanceof Term.Variable last && last.name().equals(first.name())) {
            behind.add(first.name());
          }
        }
      }
    }
    numbers.removeAll(behind);
    return numbers;
  }

  /// Whether a name is an upper-case letter with a layer above, `W^{[l]}`.
  static boolean isOfLayer(Name name) {
    return isUpper(name) && name.label().startsWith("[");
  }

  /// The weights of layers, `W^{[l]} a^{[l-1]}`, which multiply and are matrices.
  static Set<Name> ofLayers(Collection<Term> terms, Collection<Term> definitions) {
    Set<Name> weights = new HashSet<>();
    for (Term root : Stream.concat(terms.stream(), definitions.stream()).toList()) {
      for (Term term : Term.below(root)) {
        if (term instanceof Term.Times times) {
          times.factors().subList(0, times.factors().size() - 1).stream()
              .filter(factor -> factor instanceof Term.Variable letter && isOfLayer(letter.name()))
              .forEach(factor -> weights.add(((Term.Variable) factor).name()));
        }
      }
    }
    return weights;
  }

  /// In formulas of upper-case letters alone, I is the identity as a term beside a product, an
  /// inverse or a power of them, as in `(I + A)⁻¹` and `I − AB`, and as the value of one; in others
  /// where it and multiples of such letters move a small one, `(I − αA)x`.
  static Set<Name> identities(List<Term> terms) {
    List<Term> parts = terms.stream().flatMap(term -> Term.below(term).stream()).toList();
    boolean matrices =
        parts.stream()
                .filter(Term.Variable.class::isInstance)
                .allMatch(MatrixLetters::isMatrixLetter)
            && parts.stream().anyMatch(MatrixLetters::isOfMatrices);
    Set<Name> identities = new HashSet<>();
    boolean moves = parts.stream().anyMatch(MatrixLetters::isOfIdentity);
    if (moves && parts.stream().noneMatch(MatrixLetters::multipliesIdentity)) {
      identities.add(Name.of("I"));
    }
    for (Term part : matrices ? parts : List.<Term>of()) {
      List<Term> beside =
          switch (part) {
            case Term.Total total -> total.terms();
            case Term.Related related -> List.of(related.left(), related.right());
            default -> List.of();
          };
      for (Term term : beside) {
        Term inner = term instanceof Term.Minus minus ? minus.operand() : term;
        if (inner instanceof Term.Variable variable && variable.name().toString().equals("I")) {
          identities.add(variable.name());
        }
      }
    }
    return identities;
  }

  /// Whether a product begins with I and multiples of upper-case letters, and ends in a small
  /// letter: `(I − αA)x`, `(I - A)^2 x_0`.
  private static boolean isOfIdentity(Term term) {
    if (!(term instanceof Term.Times times) || times.factors().size() < 2) {
      return false;
    }
    List<Term> factors = times.factors();
    boolean vector = factors.getLast() instanceof Term.Variable letter && !isUpper(letter.name());
    return vector
        && factors.subList(0, factors.size() - 1).stream()
            .anyMatch(factor ->
                isIdentityAndMore(factor instanceof Term.Raised power ? power.base() : factor));
  }

  private static boolean isIdentityAndMore(Term term) {
    return term instanceof Term.Total total
        && isIdentity(total.terms().getFirst())
        && total.terms().stream().allMatch(MatrixLetters::onlyMatrices);
  }

  private static boolean isIdentity(Term term) {
    return term instanceof Term.Variable letter && letter.name().equals(Name.of("I"));
  }

  /// Whether I is a factor or has an exponent, as a current or an investment has.
  private static boolean multipliesIdentity(Term term) {
    return switch (term) {
      case Term.Times times -> times.factors().stream().anyMatch(MatrixLetters::isIdentity);
      case Term.Raised power -> isIdentity(power.base());
      case Term.Over over -> isIdentity(over.numerator()) || isIdentity(over.denominator());
      default -> false;
    };
  }
}
