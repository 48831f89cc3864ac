package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Arrays by the formula of one entry: what happens at each entry by itself is the algebra of
/// numbers, with a placeholder for the entry of every array that is no function of entries itself.
final class Entries {

  /// Longer products and sums are not multiplied out.
  private static final int MOST_FACTORS = 8;

  private final Algebra algebra;

  /// The entry of an array at whatever place.
  final Placeholders places;

  /// For arrays that are functions of entries: the formula of one entry.
  private final Map<Expr, Expr> forms;

  private Entries(Algebra algebra, Placeholders places, Map<Expr, Expr> forms) {
    this.algebra = algebra;
    this.places = places;
    this.forms = forms;
  }

  Entries(Algebra algebra) {
    this(algebra, new Placeholders("entry"), new HashMap<>());
  }

  /// The same arrays, for another algebra.
  Entries with(Algebra other) {
    return new Entries(other, places, forms);
  }

  /// An array, and what each of its entries is.
  void know(Expr array, Expr entry) {
    forms.putIfAbsent(array, entry);
  }

  boolean isOfEntries(Expr atom) {
    return forms.containsKey(atom)
        || (atom instanceof Apply apply && apply.operator() == Matrices.ONES);
  }

  /// The array of which a formula is one entry, as an expression.
  Expr lifted(Expr entry) {
    return Elementwise.of(entry, places.meanings());
  }

  /// Whether a formula changes with the place of the entry.
  boolean mentionsEntries(Expr entry) {
    return Dag.any(entry, node -> places.meaning(node) != null);
  }

  /// The formula of one entry of a function of entries; null for any other operator.
  @Nullable Expr of(Apply apply) {
    Operator function = apply.operator();
    if (function == Elementary.INDICATOR && apply.argument() instanceof Relation relation) {
      Expr left = entry(algebra.of(relation.left()));
      Expr right = entry(algebra.of(relation.right()));
      return left.equals(right)
          ? ofEqualSides(relation.comparison())
          : Apply.of(function, Relation.of(relation.comparison(), left, right));
    }
    Expr[] parts = new Expr[apply.arity()];
    boolean fits =
        function.isElementwise()
            || function == Matrices.ELEMENTWISE_PRODUCT
            || function == Matrices.ELEMENTWISE_QUOTIENT
            || function == Matrices.ELEMENTWISE_POWER;
    if (!fits) {
      return null;
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] = entry(algebra.part(apply, i));
    }
    return function == Matrices.ELEMENTWISE_PRODUCT
        ? Canonical.product(parts)
        : function == Matrices.ELEMENTWISE_QUOTIENT
            ? Canonical.quotient(parts[0], parts[1])
            : function == Matrices.ELEMENTWISE_POWER
                ? Canonical.power(parts[0], parts[1])
                : function == Elementary.SIGN && isPositive(parts[0])
                    ? Num.ONE
                    : Canonical.of(Apply.of(function, parts));
  }

  private static boolean isPositive(Expr number) {
    return Signs.of(Assumptions.NONE).holds(Relation.of(Comparison.GREATER, number, Num.ZERO))
        == Truth.TRUE;
  }

  /// 1 where a comparison holds of a number and itself.
  private static Num ofEqualSides(Relation.Comparison comparison) {
    return switch (comparison) {
      case EQUAL, APPROXIMATELY, LESS_OR_EQUAL, GREATER_OR_EQUAL -> Num.ONE;
      case NOT_EQUAL, LESS, GREATER -> Num.ZERO;
    };
  }

  /// The elementwise product.
  Terms elementwise(List<Terms> factors) {
    Expr[] parts = factors.stream().map(this::entry).toArray(Expr[]::new);
    return array(factors.getFirst().shape(), Canonical.product(parts));
  }

  /// The formula of one entry, in numbers and the entries of the arrays that are no functions of
  /// entries themselves.
  Expr entry(Terms terms) {
    if (terms.shape().isScalar() || terms.isZero()) {
      return terms.scalar();
    }
    boolean formulas =
        terms.isSingle() || terms.terms().stream().anyMatch(term -> form(term) != null);
    if (!formulas) {
      Rational common = common(terms);
      Expr rest = algebra.spell(terms.times(Num.of(common.reciprocal())));
      return Canonical.product(Num.of(common), places.of(rest));
    }
    List<Expr> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      Expr form = form(term);
      Expr one =
          form != null
              ? form
              : places.of(
                  algebra.spell(new Terms(terms.shape(), List.of(term.withScalar(Num.ONE)))));
      parts.add(Canonical.product(term.scalar(), one));
    }
    return Canonical.sum(parts);
  }

  /// The number that multiplies all terms: 2 of `2Xw − 2y`; 1 where they differ in it.
  private static Rational common(Terms terms) {
    Rational common = null;
    for (Term term : terms.terms()) {
      Expr scalar = term.scalar() instanceof Product product ? product.child(0) : term.scalar();
      Rational number = scalar instanceof Num num ? num.value().abs() : Rational.ONE;
      if (common != null && !common.equals(number)) {
        return Rational.ONE;
      }
      common = number;
    }
    return common == null || common.signum() == 0 ? Rational.ONE : common;
  }

  private @Nullable Expr form(Term term) {
    if (term.word().size() != 1) {
      return null;
    }
    Letter letter = term.word().getFirst();
    return letter.is(Matrices.ONES)
        ? Num.ONE
        : letter.transposed() ? turned(forms.get(letter.atom())) : forms.get(letter.atom());
  }

  /// The formula of an entry of the transpose, `(B ⊘ Aᵀ)ᵀ = Bᵀ ⊘ A`; null of what is no function of
  /// entries.
  @Nullable Expr turned(@Nullable Expr form) {
    if (form == null) {
      return null;
    }
    Map<Expr, Expr> turned = new HashMap<>();
    for (Expr node : Dag.of(form).nodes()) {
      Expr meaning = places.meaning(node);
      if (meaning != null) {
        turned.put(node, entry(algebra.of(meaning).turned()));
      }
    }
    return Canonical.of(Substitution.of(turned).apply(form));
  }

  /// Whether an array of entries is rather the transpose of one: a row, and a matrix of which more
  /// parts are turned than not, `exp(Xᵀ) = exp(X)ᵀ`.
  private boolean isTurned(Shape shape, Expr formula) {
    if (shape.rows().equals(Dimension.ONE)) {
      return !shape.columns().equals(Dimension.ONE);
    }
    int turned = 0;
    for (Expr node : Dag.of(formula).nodes()) {
      Expr meaning = places.meaning(node);
      if (meaning != null) {
        boolean transpose =
            meaning instanceof Apply apply && apply.operator() == Matrices.TRANSPOSE;
        turned += transpose ? 1 : -1;
      }
    }
    return turned > 0 && !shape.isVector();
  }

  /// The array of which a formula is one entry.
  Terms array(Shape shape, Expr formula) {
    Expr other = isTurned(shape, formula) ? turned(formula) : null;
    return other == null ? upright(shape, formula) : upright(shape.transposed(), other).turned();
  }

  private Terms upright(Shape shape, Expr formula) {
    Expr squared = withoutOwnSquares(formula);
    Expr entry = algebra.multipliesOut() ? multipliedOut(squared) : squared;
    if (Canonical.isZero(entry)) {
      return new Terms(shape, List.of());
    }
    // a number is added to each entry, anything else that is no array as a multiple of 𝟏
    if (entry instanceof Sum sum
        && sum.children().stream()
            .allMatch(part -> mentionsEntries(part) || !(part instanceof Num))) {
      List<Term> terms = new ArrayList<>();
      for (Expr part : sum.children()) {
        terms.addAll(array(shape, part).terms());
      }
      return Terms.sum(shape, terms);
    }
    List<Expr> outside = new ArrayList<>();
    List<Expr> inside = new ArrayList<>();
    for (Expr factor : entry instanceof Product product ? product.children() : List.of(entry)) {
      (mentionsEntries(factor) ? inside : outside).add(factor);
    }
    Expr number = Canonical.product(outside);
    if (inside.isEmpty()) {
      return Terms.letter(Matrices.ones(shape)).times(number);
    }
    Expr each = Canonical.product(inside);
    Expr meaning = places.meaning(each);
    if (meaning != null) {
      return algebra.of(meaning).times(number);
    }
    Terms column = shape.isVector() ? Columns.product(inside, algebra) : null;
    if (column != null) {
      return column.times(number);
    }
    Terms padded = padded(shape, inside);
    if (padded != null) {
      return padded.times(number);
    }
    Expr atom = lifted(each);
    forms.put(atom, each);
    return algebra.scaled(Terms.letter(atom), number);
  }

  /// Some rows or columns of a function of entries: the function of those of the arrays in it.
  ///
  /// @param selection the rows of the identity that take them
  Terms part(Expr form, Shape shape, Letter selection, boolean rows) {
    Map<Expr, Expr> parts = new HashMap<>();
    Terms rowsOrColumns =
        rows
            ? Terms.of(selection.shape(), List.of(selection))
            : Terms.of(selection.turned().shape(), List.of(selection.turned()));
    for (Expr node : Dag.of(form).nodes()) {
      Expr meaning = places.meaning(node);
      if (meaning != null) {
        Terms array = algebra.of(meaning);
        parts.put(
            node,
            entry(
                rows ? algebra.times(rowsOrColumns, array) : algebra.times(array, rowsOrColumns)));
      }
    }
    Dimension size = selection.shape().rows();
    Shape smaller = rows ? Shape.of(size, shape.columns()) : Shape.of(shape.rows(), size);
    return array(smaller, Canonical.of(Substitution.of(parts).apply(form)));
  }

  /// Zero wherever one of the factors is padded with zeros: the product of the parts, padded; null
  /// where none is.
  private @Nullable Terms padded(Shape shape, List<Expr> factors) {
    for (Expr factor : factors) {
      Expr meaning = places.meaning(factor);
      Terms array = meaning == null || factors.size() < 2 ? null : algebra.of(meaning);
      if (array == null || !array.isSingle()) {
        continue;
      }
      List<Letter> word = array.terms().getFirst().word();
      Expr product = Canonical.product(factors);
      if (word.size() > 1 && Selections.isPadded(word)) {
        Letter pad = word.getFirst();
        return algebra.times(
            Terms.of(pad.shape(), List.of(pad)), part(product, shape, pad.turned(), true));
      }
      Letter last = word.getLast().turned();
      if (word.size() > 1 && Selections.isPadded(List.of(last))) {
        return algebra.times(
            part(product, shape, last.turned(), false),
            Terms.of(last.turned().shape(), List.of(last.turned())));
      }
    }
    return null;
  }

  /// A formula of entries with its products of sums multiplied out.
  private static Expr multipliedOut(Expr entry) {
    if (entry instanceof Sum sum) {
      return Canonical.sum(sum.children().stream().map(Entries::multipliedOut).toList());
    }
    if (!(entry instanceof Product product) || product.arity() > MOST_FACTORS) {
      return entry;
    }
    for (Expr factor : product.children()) {
      if (factor instanceof Sum sum && sum.arity() <= MOST_FACTORS) {
        List<Expr> others = new ArrayList<>(product.children());
        others.remove(factor);
        Expr rest = multipliedOut(Canonical.product(others));
        return Canonical.sum(
            sum.children().stream()
                .map(term -> multipliedOut(Canonical.product(term, rest)))
                .toList());
      }
    }
    return entry;
  }

  private boolean isOwnSquare(@Nullable Expr vector) {
    return vector != null && algebra.facts().isOwnSquare(vector);
  }

  /// The entries of a one-hot vector are their own powers.
  private Expr withoutOwnSquares(Expr entry) {
    Map<Expr, Expr> bases = new HashMap<>();
    for (Expr node : Dag.of(entry).nodes()) {
      if (node instanceof Power power
          && power.exponent() instanceof Num exponent
          && exponent.value().isInteger()
          && exponent.value().signum() > 0
          && isOwnSquare(places.meaning(power.base()))) {
        bases.put(power, power.base());
      }
    }
    return bases.isEmpty() ? entry : Canonical.of(Substitution.of(bases).apply(entry));
  }

  /// The formula of one entry of a letter that is a function of entries; null for any other.
  @Nullable Expr form(Expr atom) {
    return forms.get(atom);
  }
}
