package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// Brings formulas with arrays into sums of words. Numbers that arrays make, and the entries of
/// arrays, become placeholders, so that the algebra of numbers serves for both.
final class Algebra {

  private final Written written;
  private final Facts facts;
  private final boolean expanding;
  private final Words words = new Words(this);
  private final Operators operators = new Operators(this, words);
  private final Binders binders = new Binders(this);
  private final SoftmaxLaws softmax = new SoftmaxLaws(this);
  private final Spelling spelling;
  private final Map<Expr, Terms> known = new HashMap<>();
  private @Nullable Algebra expandingOne;

  /// The lists and matrices that the author wrote out, whose entries stay as they are.
  private final Set<Literal> literals;

  /// Numbers such as `𝟙[wᵀx > 0]` and `‖x − y‖` that are written in several ways.
  final EqualNumbers equal;

  /// The numbers that arrays make.
  final Placeholders numbers;

  /// Arrays by the formula of one entry.
  final Entries entries;

  /// Their sums.
  final SumsOfEntries sums;

  private Algebra(Written written, Facts facts) {
    this.written = written;
    this.facts = facts;
    this.expanding = false;
    this.literals = new HashSet<>();
    this.equal = new EqualNumbers();
    this.numbers = new Placeholders("number");
    this.entries = new Entries(this);
    this.sums = new SumsOfEntries(this, entries);
    this.spelling = new Spelling(this, new Memory());
  }

  private Algebra(Algebra keeping) {
    this.written = keeping.written;
    this.facts = keeping.facts;
    this.expanding = true;
    this.literals = keeping.literals;
    this.equal = keeping.equal;
    this.numbers = keeping.numbers;
    this.entries = keeping.entries.with(this);
    this.sums = new SumsOfEntries(this, entries);
    this.spelling = new Spelling(this, keeping.spelling.memory());
  }

  /// An algebra that keeps sums in products as they are.
  static Algebra keeping(Written written) {
    Facts facts = new Facts(written.assumptions());
    Algebra algebra = new Algebra(written, facts);
    facts.learn(algebra);
    return algebra;
  }

  /// The same algebra, but products are multiplied out.
  Algebra expanding() {
    Algebra other = expandingOne;
    if (other == null) {
      other = new Algebra(this);
      expandingOne = other;
    }
    return other;
  }

  /// A letter that the formula did not have.
  void know(Terms letter) {
    known.putIfAbsent(letter.terms().getFirst().word().getFirst().atom(), letter);
  }

  /// Whether sums are written as so many means, since the author speaks of means.
  boolean hasMeans() {
    return spelling.memory().speaksOfMeans();
  }

  /// What a form costs the author to read.
  long cost(Expr form) {
    return spelling.memory().cost(form);
  }

  Written written() {
    return written;
  }

  Facts facts() {
    return facts;
  }

  /// The placeholder of a number that arrays make, or its value where that is a known fact.
  Expr named(Expr meaning) {
    return facts.value(numbers.of(meaning));
  }

  /// Whether products are multiplied out.
  boolean multipliesOut() {
    return expanding;
  }

  Terms expanded(Expr expression) {
    return expanding ? of(expression) : expanding().of(expression);
  }

  Expr spell(Terms terms) {
    return spelling.of(terms);
  }

  /// Remembers how the author wrote each part, so that results that hold it show it so.
  void remember(Expr formula) {
    spelling.memory().read(formula);
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Literal list) {
        literals.add(list);
      }
      if (!node.shape().isTruth() && !(node instanceof nabla.expr.Bound)) {
        Terms terms = of(node);
        boolean vanished = terms.isZero() || isIdentity(terms) || isRecognised(terms, node);
        if (!vanished || node.arity() == 0) {
          spelling.memory().put(terms, node);
        }
      }
    }
  }

  /// Whether a formula is a function that its author did not name.
  private static boolean isRecognised(Terms terms, Expr formula) {
    return terms.isSingle()
        && terms.terms().getFirst().word().size() == 1
        && terms.terms().getFirst().word().getFirst().is(Reductions.SOFTMAX)
        && !Dag.any(
            formula, node -> node instanceof Apply apply && apply.operator() == Reductions.SOFTMAX);
  }

  private static boolean isIdentity(Terms terms) {
    return terms.isSingle()
        && terms.terms().getFirst().word().stream()
            .allMatch(letter -> letter.is(Matrices.IDENTITY));
  }

  /// The formula as a sum of words.
  Terms of(Expr formula) {
    Dag dag =
        Dag.below(node -> !known.containsKey(node) && node.arity() > 0 && !isOpaque(node), formula);
    for (Expr node : dag.nodes()) {
      if (!known.containsKey(node) && !node.shape().isTruth()) {
        known.put(node, at(node));
      }
    }
    Terms terms = known.get(formula);
    if (terms == null) {
      throw new IllegalStateException("no normal form of " + formula);
    }
    return terms;
  }

  /// What has variables or cases of its own is taken as a whole.
  private static boolean isOpaque(Expr node) {
    return node instanceof Binder
        || node instanceof Cases
        || node instanceof nabla.expr.Derivative
        || node instanceof Literal
        || node.shape().isTruth();
  }

  Terms part(Expr node, int child) {
    Terms terms = known.get(node.child(child));
    if (terms == null) {
      throw new IllegalStateException("a part comes after its whole");
    }
    return terms;
  }

  private Terms at(Expr node) {
    return switch (node) {
      case Num number -> Terms.number(Canonical.of(number));
      case Symbol symbol -> symbol.isScalar() ? Terms.number(symbol) : Terms.letter(symbol);
      case Sum sum -> sum(sum);
      case Negate negate -> part(negate, 0).times(Num.MINUS_ONE);
      case Product product -> {
        Terms result = part(product, 0);
        for (int i = 1; i < product.arity(); i++) {
          result = times(result, part(product, i));
        }
        yield result;
      }
      case Quotient quotient ->
          scaled(part(quotient, 0), Canonical.power(part(quotient, 1).scalar(), -1));
      case Power power when power.isScalar() ->
          Terms.number(Canonical.power(part(power, 0).scalar(), part(power, 1).scalar()));
      case Power power -> operators.power(part(power, 0), part(power, 1).scalar());
      case Apply apply when apply.operator() instanceof Function function ->
          operators.of(function, apply);
      case Apply apply when apply.operator().isElementwise() && !apply.isScalar() ->
          entries.array(apply.shape(), Objects.requireNonNull(entries.of(apply)));
      case Binder binder when Binders.concerns(binder) -> binders.of(binder);
      case Cases cases when Choices.concern(cases) -> Choices.of(cases, this);
      default -> opaque(node);
    };
  }

  private Terms opaque(Expr node) {
    if (node instanceof Literal list && !literals.contains(list)) {
      Expr[] entries = list.children().stream().map(each -> spell(of(each))).toArray(Expr[]::new);
      return Terms.letter(list.withChildren(entries));
    }
    if (!node.isScalar()) {
      return Terms.letter(node);
    }
    boolean arrays = Dag.any(node, below -> !below.isScalar() && !below.shape().isTruth());
    return Terms.number(arrays ? named(node) : Canonical.of(node));
  }

  private Terms sum(Sum sum) {
    if (sum.isScalar()) {
      Expr[] parts = new Expr[sum.arity()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = part(sum, i).scalar();
      }
      return Terms.number(Canonical.sum(parts));
    }
    List<Term> terms = new ArrayList<>();
    List<Expr> entry = new ArrayList<>();
    boolean broadcast = false;
    for (int i = 0; i < sum.arity(); i++) {
      Terms part = part(sum, i);
      broadcast |= part.shape().isScalar();
      terms.addAll(part.terms());
      entry.add(entries.entry(part));
    }
    return broadcast
        ? entries.array(sum.shape(), Canonical.sum(entry))
        : Terms.sum(sum.shape(), terms);
  }

  /// The product; in an algebra that does not expand, a sum in it becomes one letter.
  Terms times(Terms a, Terms b) {
    if (a.shape().isScalar()) {
      return scaled(b, a.scalar());
    }
    if (b.shape().isScalar()) {
      return scaled(a, b.scalar());
    }
    Shape shape = Shape.of(a.shape().rows(), b.shape().columns());
    if (!expanding && (a.terms().size() > 1 || b.terms().size() > 1)) {
      Terms distributed = product(a, b, shape);
      if (distributed.terms().size() < 2 && !shape.isScalar()) {
        return distributed; // r(I − 𝟏𝟏ᵀ/n) is r where r𝟏 = 0
      }
    }
    return product(factor(a), factor(b), shape);
  }

  private Terms product(Terms a, Terms b, Shape shape) {
    List<Term> products = new ArrayList<>();
    for (Term left : a.terms()) {
      for (Term right : b.terms()) {
        products.add(words.times(left, right, shape));
      }
    }
    return shape.isScalar() ? total(products) : Terms.sum(shape, products);
  }

  Terms scaled(Terms terms, Expr scalar) {
    Terms product = terms.times(scalar);
    List<Term> recognised = new ArrayList<>();
    for (Term term : product.terms()) {
      Terms seen = Columns.oneHot(term, terms.shape(), this);
      for (Term each : seen.terms()) {
        recognised.addAll(softmax.of(each, terms.shape()).terms());
      }
    }
    return Terms.sum(terms.shape(), recognised);
  }

  /// The power of an atom, with a canonical exponent.
  Terms power(Expr base, Expr exponent) {
    return operators.power(Terms.letter(base), exponent);
  }

  private static Terms total(List<Term> numbers) {
    return Terms.number(Canonical.sum(numbers.stream().map(Term::scalar).toList()));
  }

  /// The terms, each by itself, in an algebra that expands; else the sum as it is.
  List<Terms> pieces(Terms terms) {
    return expanding && terms.terms().size() > 1
        ? terms.terms().stream().map(term -> new Terms(terms.shape(), List.of(term))).toList()
        : List.of(terms);
  }

  /// The transpose.
  Terms turned(Terms terms) {
    return operators.transpose(terms);
  }

  /// Whether a differential stands in it: `2 xᵀ dx` is to come of `dxᵀ x + xᵀ dx`.
  private static boolean changes(Terms terms) {
    return terms.terms().stream()
        .anyMatch(
            term -> term.word().stream().anyMatch(letter -> DifferentialSign.isOn(letter.atom())));
  }

  /// A sum as one letter.
  Terms asLetter(Terms terms) {
    return spelling.asLetter(terms);
  }

  private Terms factor(Terms terms) {
    return expanding || terms.terms().size() < 2 || changes(terms) ? terms : asLetter(terms);
  }

  /// A sum with a number in it, which is added to each entry, is one letter to every algebra.
  private static boolean isSumBesideOnes(Expr sum, Expr ones) {
    return sum instanceof Sum
        && sum.children().stream().noneMatch(Expr::isScalar)
        && ones instanceof Apply apply
        && apply.operator() == Matrices.ONES;
  }

  /// The number that a row times … times a column makes.
  Expr number(List<Letter> word) {
    if (word.size() == 2
        && word.get(0).is(Vectorization.VEC)
        && word.get(1).is(Vectorization.VEC)) {
      Expr turned = Apply.of(Matrices.TRANSPOSE, word.get(0).atom().child(0));
      return of(Apply.of(Matrices.TRACE, Product.of(turned, word.get(1).atom().child(0)))).scalar();
    }
    Expr entry = Columns.entry(word);
    if (entry != null) {
      return named(entry);
    }
    if (word.size() == 2) {
      Expr row = word.get(0).atom();
      Expr column = word.get(1).atom();
      if (isSumBesideOnes(row, column) || isSumBesideOnes(column, row)) {
        Expr product = Product.of(word.get(0).expression(), word.get(1).expression());
        if (expanded(product).isZero()) {
          return Num.ZERO;
        }
      }
      if (entries.isOfEntries(row) || entries.isOfEntries(column) || row.equals(column)) {
        return sums.of(
            Canonical.product(
                entries.entry(Terms.letter(row)), entries.entry(Terms.letter(column))),
            column.shape());
      }
    }
    Letter last = word.getLast();
    if (word.size() > 2 && !last.transposed() && sums.changes(last.atom())) {
      Shape row = Shape.of(word.getFirst().shape().rows(), last.shape().rows());
      Terms weights = turned(Terms.of(row, word.subList(0, word.size() - 1)));
      return sums.of(
          Canonical.product(entries.entry(weights), entries.entry(Terms.letter(last.atom()))),
          last.shape());
    }
    List<Letter> leading = words.leadingNumber(word);
    return named(Selections.product(leading));
  }
}
