package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nabla.expr.Name;
import nabla.read.Kinds.Kind;

/// The kinds of products, and what stands next to an array in one: an upper-case letter is a
/// matrix, the last letter behind a matrix or a row a vector.
final class ProductKinds {

  private final Kinds kinds;
  private final ExpectedKinds place;
  private final VectorTerms vectors;

  ProductKinds(Kinds kinds, ExpectedKinds place) {
    this.kinds = kinds;
    this.place = place;
    this.vectors = new VectorTerms(kinds::mayBeVector, kinds::mayBeMember);
  }

  /// The kind of a product; learns what its factors must be.
  Kind of(Term.Times times) {
    boolean array = false;
    for (Term factor : times.factors()) {
      array |= kinds.of(factor).isArray();
    }
    int end = times.factors().size() - 1;
    if (end > 0
        && times.factors().get(end) instanceof Term.Times inBrackets
        && !kinds.of(inBrackets).isArray()
        && kinds.of(times.factors().get(end - 1)).isArray()
        && kinds.of(times.factors().get(end - 1)) != Kind.COLUMN
        && vectors.isOfLetters(inBrackets)) {
      place.expects(inBrackets, Kind.COLUMN); // xᵀ(2y)
    }
    times.factors().forEach(this::outer);
    List<Term> factors = new ArrayList<>();
    List<Boolean> dotted = new ArrayList<>();
    for (int i = 0; i < times.factors().size(); i++) {
      List<Term> parts = parts(times.factors().get(i));
      factors.addAll(parts);
      dotted.add(times.dotted().get(i));
      dotted.addAll(Collections.nCopies(parts.size() - 1, false));
    }
    Kind kind = Kind.SCALAR;
    for (int i = 0; i < factors.size(); i++) {
      if (array) {
        neighbour(factors, i, kind);
      }
      kind = product(kind, kinds.of(factors.get(i)), dotted.get(i));
    }
    return kind;
  }

  /// A Latin letter before a row in brackets of their own, `(u vᵀ) x`, is a column.
  private void outer(Term factor) {
    if (factor instanceof Term.Times inner
        && inner.factors().size() == 2
        && inner.factors().getFirst() instanceof Term.Variable column
        && kinds.of(inner.factors().getLast()) == Kind.ROW
        && column.name().base().matches("[a-z]")
        && kinds.mayBeVector(column.name())) {
      kinds.learn(column.name(), Kind.COLUMN);
    }
  }

  /// The factors of a product in brackets, `(AB)y` as `ABy`, unless there is a row among them,
  /// which makes it a number.
  List<Term> parts(Term factor) {
    if (!(factor instanceof Term.Times inner)
        || inner.factors().stream().anyMatch(part -> kinds.of(part) == Kind.ROW)) {
      return List.of(factor);
    }
    return inner.factors().stream().flatMap(part -> parts(part).stream()).toList();
  }

  /// Next to an array, an upper-case letter is a matrix, as are sums of such; after a matrix or
  /// row, the last letter is a vector.
  private void neighbour(List<Term> factors, int i, Kind before) {
    boolean last =
        factors.stream()
                .skip(i + 1)
                .allMatch(after -> VectorTerms.isNumber(after) || isScale(factors.get(i), after))
            && (before == Kind.MATRIX || before == Kind.ROW);
    Term factor = factors.get(i);
    while (factor instanceof Term.Raised raised) {
      factor = raised.base(); // (X⁻¹)²
    }
    boolean group = factor instanceof Term.Total || factor instanceof Term.Over;
    boolean shifted = i + 1 < factors.size() && MatrixLetters.isWithGreekNumber(factor);
    if (group && !kinds.of(factor).isArray() && (shifted || MatrixLetters.onlyMatrices(factor))) {
      place.expects(factor, Kind.MATRIX);
    }
    Term argument = MatrixLetters.argument(factor);
    boolean beforeRow = i + 1 < factors.size() && kinds.of(factors.get(i + 1)) == Kind.ROW;
    if (argument != null && MatrixLetters.onlyMatrices(argument) && !last && !beforeRow) {
      place.expects(factor, Kind.MATRIX); // 1ᵀ exp(X) 1
    }
    if (last
        && !kinds.of(factor).isArray()
        && kinds.of(factors.get(i - 1)).isArray()
        && vectors.canOnlyBe(factor)) {
      place.expects(factor, Kind.COLUMN); // λᵀ(Ax − b)
    }
    boolean values = MatrixLetters.isElementwise(factor) || factor instanceof Term.Bars;
    if (last
        && values
        && !kinds.of(factor).isArray()
        && (before == Kind.ROW
            || MatrixLetters.hasMatrix(factor)
            || MatrixLetters.isOfLayers(factor))
        && kinds.of(factors.get(i - 1)).isArray()) {
      place.expects(factor, Kind.COLUMN); // 1ᵀ|x|, A tanh(Wx)
    }
    boolean behind =
        before == Kind.ROW
            && i > 0
            && kinds.of(factors.get(i - 1)) == Kind.ROW
            && factors.stream().skip(i + 1).noneMatch(after -> kinds.of(after).isArray());
    if ((last || behind)
        && factor instanceof Term.Entry entry
        && kinds.of(factors.get(i - 1)).isArray()) {
      kinds.member(entry); // wᵀx_i, wᵀx_i y_i
    }
    if (!(factor instanceof Term.Variable variable) || kinds.isKnown(variable.name())) {
      return;
    }
    Name name = variable.name();
    if (MatrixLetters.isMatrixLetter(variable)) {
      if (!beforeRow) { // what multiplies a row is a number
        kinds.learn(name, Kind.MATRIX);
      }
    } else if (!MatrixLetters.isUpper(name)
        && (last || (beforeRow && isBetween(before, name)))
        && !kinds.isMultiplier(name)
        && kinds.of(factors.get(i - 1)).isArray()) {
      kinds.learn(name, Kind.COLUMN);
    }
  }

  /// Whether a Greek letter behind a Latin one of which nothing is known is a number: `uᵀW v α`.
  private boolean isScale(Term letter, Term behind) {
    return letter instanceof Term.Variable latin
        && latin.name().base().matches("[a-z]")
        && behind instanceof Term.Variable greek
        && greek.name().base().matches("[α-ω]")
        && !kinds.isKnown(greek.name());
  }

  /// Whether a letter between what stands before it and a row can only be a column: neither a row
  /// nor a matrix multiplies a row, `xᵀA y zᵀ` and `X b cᵀ`.
  private static boolean isBetween(Kind before, Name name) {
    return before == Kind.ROW || (before == Kind.MATRIX && name.base().matches("[a-z]"));
  }

  private static Kind product(Kind left, Kind right, boolean dotted) {
    if (!left.isArray()) {
      return right;
    }
    return switch (right) {
      case SCALAR -> left;
      case COLUMN ->
          left == Kind.ROW || (dotted && left == Kind.COLUMN) ? Kind.SCALAR : Kind.COLUMN;
      case ROW -> left == Kind.COLUMN ? Kind.MATRIX : Kind.ROW;
      case MATRIX -> left == Kind.ROW ? Kind.ROW : Kind.MATRIX;
    };
  }
}
