package nabla.read;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nabla.catalogue.Function.Notation;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Kinds.Kind;

/// Remarks on letters that are read as numbers where they look like arrays: v in `xᵀ v t`, I in
/// `tr(A) I`, and a name with a prime that looks like a transpose, as in `x' A x`.
final class DoubtfulLetters {

  private static final Pattern INDEX = Pattern.compile("[a-zℓ]|[1-9]");

  /// Letters that are as often vectors as numbers before a row, `u vᵀ`.
  private static final Pattern LATIN = Pattern.compile("[abuvwxz]");

  private static final Pattern VECTOR = Pattern.compile("[abchuvwxyzβθμ]");

  private static final Pattern INDICES = Pattern.compile("[ijkl1-9]{2}");

  private final Resolver resolver;
  private final Kinds kinds;

  DoubtfulLetters(Resolver resolver, Kinds kinds) {
    this.resolver = resolver;
    this.kinds = kinds;
  }

  /// Those of a text in which nothing speaks of arrays.
  static DoubtfulLetters ofNumbers(Resolver resolver) {
    return new DoubtfulLetters(resolver, new Kinds(resolver, Map.of(), Map.of()));
  }

  /// Remarks on names with a prime before another factor.
  void notePrimes(Term formula) {
    for (Term part : Term.below(formula)) {
      if (!(part instanceof Term.Times times)) {
        continue;
      }
      for (Term factor : times.factors().subList(0, times.factors().size() - 1)) {
        if (factor instanceof Term.Variable letter
            && letter.name().primes() > 0
            && !resolver.boundNames.contains(letter.name().withoutPrimes())
            && isOpen(letter)) {
          Name name = letter.name();
          String plain =
              new Name(name.base(), name.accent(), 0, name.subscript(), name.label()).toString();
          resolver.notes.addOnce(
              resolver.source,
              letter.at(),
              name
                  + " is read as a name of its own; for the transpose write "
                  + plain
                  + "^T or declare "
                  + plain
                  + " ∈ R^n");
        }
      }
    }
  }

  /// Remarks on one formula, in which other formulas may speak of matrices.
  void note(Term formula, boolean matrices) {
    notePrimes(formula);
    for (Term part : Term.below(formula)) {
      if (part instanceof Term.Times times) {
        factors(times.factors());
      } else if (part instanceof Term.Over over
          && kinds.of(over.numerator()) == Kind.MATRIX
          && MatrixLetters.isMatrixLetter(over.denominator())
          && isOpen((Term.Variable) over.denominator())) {
        Term.Variable letter = (Term.Variable) over.denominator();
        remark(letter, "; for the inverse of a matrix write " + letter.name() + "^{-1}");
      } else if (part instanceof Term.Call call
          && call.operator() == resolver.vocabulary.written(Notation.TRANSPOSE)
          && call.arguments().getFirst() instanceof Term.Entry entry
          && !entry.fromZero()
          && !kinds.of(entry).isArray()) {
        refuseFamily(entry, "under a transpose");
      } else if (part instanceof Term.Call total && total.operator().name().matches("sum|mean")) {
        refuseIndices(total);
      } else if (matrices
          && part instanceof Term.Variable letter
          && letter.name().equals(Name.of("I"))
          && isOpen(letter)) {
        remark(letter, "; write eye(n) for the identity");
      }
    }
  }

  /// Remarks on numbers that may be meant as entries, z_c beside softmax(z).
  void noteEntries(Term formula) {
    for (Term part : Term.below(formula)) {
      if (part instanceof Term.Variable letter && isOpen(letter)) {
        Name name = letter.name();
        Name whole = name.withSubscript("");
        Pattern index = kinds.of(whole) == Kind.MATRIX ? INDICES : INDEX;
        if (index.matcher(name.subscript()).matches() && isArray(whole)) {
          remark(
              letter,
              " of its own; for an entry "
                  + (resolver.defined.contains(whole)
                      ? "write (" + whole + ")_" + name.subscript()
                      : "declare " + whole + (index == INDICES ? " ∈ R^{m×n}" : " ∈ R^n")));
        }
      }
    }
  }

  /// Remarks on a Σ that is a letter before an entry or another letter with a subscript.
  void noteSigma(Term formula) {
    for (Term part : Term.below(formula)) {
      if (part instanceof Term.Times times
          && times.factors().getFirst() instanceof Term.Variable letter
          && letter.name().equals(Name.of("Σ"))
          && isOpen(letter)
          && (times.factors().get(1) instanceof Term.Entry
              || (times.factors().get(1) instanceof Term.Variable next
                  && !next.name().subscript().isEmpty()))) {
        remark(letter, "; a sum over i is Σ_i");
      }
    }
  }

  /// Remarks on capitals that are read as numbers where matrices are usual: A in `A⁻¹b` and in `log
  /// |A|`.
  void noteCapitals(Term formula) {
    boolean capitals =
        Term.below(formula).stream()
            .filter(Term.Variable.class::isInstance)
            .allMatch(MatrixLetters::isMatrixLetter);
    noteMatrices(formula);
    noteTransposes(formula);
    for (Term part : Term.below(formula)) {
      noteWeights(part);
      Term inverse =
          part instanceof Term.Raised raised
                  && (Resolver.isInteger(raised.exponent(), -1)
                      || (capitals && Resolver.isInteger(raised.exponent(), 2))
                      || (raised.exponent() instanceof Term.Minus minus
                          && Resolver.isInteger(minus.operand(), 1)))
              ? raised.base()
              : part instanceof Term.Call call
                      && call.arguments().size() == 1
                      && call.arguments().getFirst() instanceof Term.Bars bars
                  ? bars.inner()
                  : null;
      for (Term inside : inverse == null ? List.<Term>of() : Term.below(inverse)) {
        if (inside instanceof Term.Variable letter
            && MatrixLetters.isMatrixLetter(letter)
            && isOpen(letter)) {
          remark(letter, "; declare " + letter.name() + " ∈ R^{n×n} for a matrix");
        }
      }
    }
  }

  /// Remarks on capitals before a small letter that are read as numbers, A in `Ax` and `A²x + b`;
  /// in `Ax² + Bx + C` they are meant to be some, as in `PV = nRT`.
  private void noteMatrices(Term formula) {
    List<Term> parts = Term.below(formula);
    boolean numbers =
        parts.stream()
            .anyMatch(part ->
                (kinds.of(part).isArray() && !(part instanceof Term.Written))
                    || (part instanceof Term.Raised raised
                        && raised.base() instanceof Term.Variable letter
                        && !MatrixLetters.isUpper(letter.name())));
    for (Term part : numbers ? List.<Term>of() : parts) {
      if (part instanceof Term.Times times && times.factors().size() == 2) {
        Term first = times.factors().getFirst();
        Term base =
            first instanceof Term.Raised raised && raised.exponent() instanceof Term.Known
                ? raised.base()
                : first;
        if (base instanceof Term.Variable matrix
            && MatrixLetters.isMatrixLetter(matrix)
            && times.factors().getLast() instanceof Term.Variable vector
            && VECTOR.matcher(vector.name().toString()).matches()
            && isOpen(matrix)) {
          String sizes = base == first ? "m×n" : "n×n";
          remark(matrix, "; declare " + matrix.name() + " ∈ R^{" + sizes + "} for a matrix");
        }
      }
    }
  }

  /// Remarks on powers that look like transposes, `xᵗ A x` and `Aᴴ x`: the exponent t or H stands
  /// nowhere else.
  private void noteTransposes(Term formula) {
    List<Term> parts = Term.below(formula);
    for (Term part : parts) {
      Term first = part instanceof Term.Times times ? times.factors().getFirst() : part;
      if (first instanceof Term.Raised raised
          && raised.base() instanceof Term.Variable letter
          && raised.exponent() instanceof Term.Variable exponent
          && exponent.name().toString().matches("[tH]")
          && isOpen(exponent)
          && part instanceof Term.Times times
          && (MatrixLetters.isMatrixLetter(letter)
              || times.factors().stream().skip(1).anyMatch(MatrixLetters::isMatrixLetter))
          && parts.stream()
                  .filter(other -> other instanceof Term.Raised power && isRaised(power, exponent))
                  .count()
              == parts.stream().filter(other -> isLetter(other, exponent.name())).count()) {
        resolver.notes.addOnce(
            resolver.source,
            letter.at(),
            letter.name()
                + "^"
                + exponent.name()
                + " is read as a power; for the transpose write "
                + letter.name()
                + "^T");
      }
    }
  }

  private static boolean isRaised(Term.Raised power, Term.Variable exponent) {
    return isLetter(power.exponent(), exponent.name());
  }

  private static boolean isLetter(Term term, Name name) {
    return term instanceof Term.Variable letter && letter.name().equals(name);
  }

  /// Remarks on the weights of a layer that are read as numbers: W in `σ(Wx + b)`.
  private void noteWeights(Term part) {
    Term argument = MatrixLetters.isOfLayers(part) ? MatrixLetters.argument(part) : null;
    if (argument == null || kinds.of(argument).isArray()) {
      return;
    }
    for (Term inside : Term.below(argument)) {
      if (inside instanceof Term.Times times
          && times.factors().size() == 2
          && MatrixLetters.isMatrixLetter(times.factors().getFirst())
          && times.factors().getFirst() instanceof Term.Variable weights
          && times.factors().getLast() instanceof Term.Variable input
          && !MatrixLetters.isUpper(input.name())
          && isOpen(weights)) {
        remark(weights, "; declare " + weights.name() + " ∈ R^{m×n} for a matrix");
      }
    }
  }

  /// Whether a part of a formula is a matrix.
  boolean hasMatrix(Term formula) {
    return Term.below(formula).stream().anyMatch(part -> kinds.of(part) == Kind.MATRIX);
  }

  /// `sum(X_{ij})` is no sum over i and j.
  private void refuseIndices(Term.Call total) {
    for (Term part : Term.below(total.arguments().getFirst())) {
      if (part instanceof Term.Variable letter
          && letter.name().subscript().matches("[ijkl]{1,2}")
          && !resolver.declaredVariables.contains(letter.name())
          && !resolver.defined.contains(letter.name())
          && !resolver.bound.contains(letter.name())) {
        throw resolver.error(
            NablaException.Kind.SHAPE,
            "found "
                + letter.name()
                + ", a name of its own, in a "
                + total.operator().name()
                + " without an array; a sum over indices is Σ_{"
                + String.join(",", letter.name().subscript().split(""))
                + "}",
            letter.at());
      }
    }
  }

  /// `wᵀx_i` under Σ means one vector for each i, not the numbers that the entries of x are.
  private void refuseFamily(Term.Entry entry, String place) {
    if (entry.indices().size() == 1
        && entry.indices().getFirst() instanceof Term.Variable index
        && entry.array() instanceof Term.Variable vector
        && !resolver.declaredVariables.contains(vector.name())) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found "
              + vector.name()
              + "_"
              + index.name()
              + " "
              + place
              + ", which is an entry, a number; "
              + Suggestions.rowsOf(vector.name()),
          entry.at());
    }
  }

  private void factors(List<Term> factors) {
    for (int i = 0; i + 1 < factors.size(); i++) {
      if (factors.get(i) instanceof Term.Variable letter
          && letter.name().toString().matches("[λσ]")
          && factors.get(i + 1) instanceof Term.Call call
          && call.operator().name().matches("largest|smallest")
          && call.arguments().size() == 1
          && MatrixLetters.isMatrixLetter(call.arguments().getFirst())) {
        remark(letter, " that multiplies the largest or smallest entry, and no eigenvalue");
      }
      Kind kind = kinds.of(factors.get(i));
      if (kinds.of(factors.get(i + 1)) == Kind.ROW
          && factors.get(i) instanceof Term.Variable letter
          && LATIN.matcher(letter.name().toString()).matches()
          && isOpen(letter)) {
        remark(letter, "; declare " + letter.name() + " ∈ R^n for a vector");
      }
      if (kind == Kind.ROW
          && i + 2 == factors.size()
          && factors.get(i + 1) instanceof Term.Entry entry
          && !entry.fromZero()
          && !kinds.of(entry).isArray()) {
        refuseFamily(entry, "behind a transposed vector");
      }
      if ((kind == Kind.ROW || kind == Kind.MATRIX)
          && i + 2 < factors.size()
          && factors.get(i + 1) instanceof Term.Variable letter
          && isOpen(letter)
          && factors.stream().skip(i + 1).noneMatch(after -> kinds.of(after).isArray())) {
        remark(letter, "; declare " + letter.name() + " ∈ R^n for a vector");
      }
    }
  }

  private void remark(Term.Variable letter, String otherwise) {
    resolver.notes.addOnce(
        resolver.source, letter.at(), letter.name() + " is read as a number" + otherwise);
  }

  private boolean isArray(Name name) {
    Kind kind = kinds.of(name);
    return kind == Kind.COLUMN || kind == Kind.MATRIX;
  }

  /// Whether nothing says what a letter is.
  private boolean isOpen(Term.Variable letter) {
    Name name = letter.name();
    return kinds.of(letter) == Kind.SCALAR
        && !resolver.declaredVariables.contains(name)
        && !resolver.defined.contains(name)
        && !resolver.bound.contains(name);
  }
}
