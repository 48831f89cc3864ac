package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
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

/// Brings formulas with arrays into sums of words. Numbers that arrays make, and the entries of
/// arrays, become placeholders, so that the algebra of numbers serves for both.
final class Algebra {

  /// A matrix power with at most this exponent is written out as a word.
  private static final int LARGEST_WORD_POWER = 6;

  private final Written written;
  private final Facts facts;
  private final boolean expanding;
  private final Words words = new Words(this);
  private final Spelling spelling;

  /// Numbers that arrays make, and the entry of an array at whatever place.
  final Placeholders numbers;

  final Placeholders entries;

  private final Map<Expr, Terms> known = new HashMap<>();

  /// For arrays that are functions of entries: the formula of one entry.
  private final Map<Expr, Expr> entryForms;

  private Algebra(
      Written written,
      Facts facts,
      boolean expanding,
      Placeholders numbers,
      Placeholders entries,
      Map<Expr, Expr> entryForms,
      Spelling.Memory memory) {
    this.written = written;
    this.facts = facts;
    this.expanding = expanding;
    this.numbers = numbers;
    this.entries = entries;
    this.entryForms = entryForms;
    this.spelling = new Spelling(this, memory);
  }

  /// An algebra that keeps sums in products as they are.
  static Algebra keeping(Written written) {
    Facts facts = new Facts(written.assumptions());
    Algebra algebra =
        new Algebra(
            written,
            facts,
            false,
            new Placeholders("number"),
            new Placeholders("entry"),
            new HashMap<>(),
            new Spelling.Memory());
    facts.learn(algebra);
    return algebra;
  }

  /// The same algebra, but products are multiplied out.
  Algebra expanding() {
    return new Algebra(written, facts, true, numbers, entries, entryForms, spelling.memory());
  }

  Written written() {
    return written;
  }

  Facts facts() {
    return facts;
  }

  /// The placeholder of a number that arrays make, or its value where that is a known fact.
  private Expr named(Expr meaning) {
    return facts.value(numbers.of(meaning));
  }

  Terms expanded(Expr expression) {
    return expanding ? of(expression) : expanding().of(expression);
  }

  Expr spell(Terms terms) {
    return spelling.of(terms);
  }

  /// Remembers how the author wrote each part, so that results that hold it show it so.
  void remember(Expr formula) {
    for (Expr node : Dag.of(formula).nodes()) {
      if (!node.shape().isTruth() && !(node instanceof nabla.expr.Bound)) {
        spelling.memory().put(of(node), node);
      }
    }
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
    return node instanceof nabla.expr.Binder
        || node instanceof nabla.expr.Cases
        || node instanceof nabla.expr.Derivative
        || node instanceof Literal
        || node.shape().isTruth();
  }

  private Terms part(Expr node, int child) {
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
      case Power power -> matrixPower(part(power, 0), part(power, 1).scalar());
      case Apply apply when apply.operator() instanceof Function function -> apply(function, apply);
      default -> opaque(node);
    };
  }

  private Terms opaque(Expr node) {
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
      entry.add(entry(part));
    }
    return broadcast ? fromEntry(sum.shape(), Canonical.sum(entry)) : Terms.sum(sum.shape(), terms);
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
    List<Term> products = new ArrayList<>();
    for (Term left : factor(a).terms()) {
      for (Term right : factor(b).terms()) {
        products.add(words.times(left, right, shape));
      }
    }
    return shape.isScalar() ? total(products) : Terms.sum(shape, products);
  }

  private Terms scaled(Terms terms, Expr scalar) {
    Terms product = terms.times(scalar);
    List<Term> recognised = new ArrayList<>();
    for (Term term : product.terms()) {
      recognised.addAll(softmax(term, terms.shape()).terms());
    }
    return Terms.sum(terms.shape(), recognised);
  }

  /// `e^u / sum(e^u)` is softmax(u).
  private Terms softmax(Term term, Shape shape) {
    Terms same = new Terms(shape, List.of(term));
    Expr form = shape.isVector() ? entryForm(term) : null;
    if (form == null || term.scalar() instanceof Num) {
      return same;
    }
    List<Expr> scalars =
        term.scalar() instanceof Product product ? product.children() : List.of(term.scalar());
    for (Expr factor : form instanceof Product product ? product.children() : List.of(form)) {
      Symbol total =
          factor instanceof Apply apply && apply.operator() == Elementary.EXP
              ? numbers.known(Apply.of(Matrices.SUM, lifted(factor)))
              : null;
      Expr below = total == null ? null : Canonical.power(total, -1);
      if (total == null || below == null || !scalars.contains(below)) {
        continue;
      }
      Expr argument = lifted(((Apply) factor).argument());
      Expr weights = entries.of(Apply.of(Matrices.SOFTMAX, argument));
      known.putIfAbsent(
          Apply.of(Matrices.SOFTMAX, argument), Terms.letter(Apply.of(Matrices.SOFTMAX, argument)));
      Expr rest = Canonical.product(form, Canonical.power(factor, -1), weights);
      return fromEntry(shape, rest).times(Canonical.product(term.scalar(), total));
    }
    return same;
  }

  private static Terms total(List<Term> numbers) {
    return Terms.number(Canonical.sum(numbers.stream().map(Term::scalar).toList()));
  }

  private Terms factor(Terms terms) {
    return expanding || terms.terms().size() < 2 ? terms : spelling.asLetter(terms);
  }

  /// The number that a row times … times a column makes.
  Expr number(List<Letter> word) {
    if (word.size() == 2) {
      Expr row = word.get(0).atom();
      Expr column = word.get(1).atom();
      if (isOfEntries(row) || isOfEntries(column) || row.equals(column)) {
        return sumOfEntries(
            Canonical.product(entry(Terms.letter(row)), entry(Terms.letter(column))),
            column.shape());
      }
    }
    List<Letter> leading = Words.leading(word);
    return named(Product.of(leading.stream().map(Letter::expression).toArray(Expr[]::new)));
  }

  private boolean isOfEntries(Expr atom) {
    return entryForms.containsKey(atom)
        || (atom instanceof Apply apply && apply.operator() == Matrices.ONES);
  }

  /// `Σ_i` of a formula of entries: what does not change with i goes in front.
  Expr sumOfEntries(Expr entry, Shape shape) {
    if (entry instanceof Sum sum) {
      return Canonical.sum(sum.children().stream().map(term -> sumOfEntries(term, shape)).toList());
    }
    List<Expr> outside = new ArrayList<>();
    List<Expr> inside = new ArrayList<>();
    for (Expr factor : entry instanceof Product product ? product.children() : List.of(entry)) {
      (mentionsEntries(factor) ? inside : outside).add(factor);
    }
    Expr each = Canonical.product(inside);
    outside.add(
        inside.isEmpty()
            ? Canonical.of(Dimensions.expression(shape.rows().times(shape.columns())))
            : sumOf(each, shape));
    return Canonical.product(outside);
  }

  private Expr sumOf(Expr each, Shape shape) {
    Expr meaning = entries.meaning(each);
    if (meaning instanceof Apply apply && apply.operator() == Matrices.SOFTMAX) {
      return Num.ONE;
    }
    if (shape.isVector() && each instanceof Product two && two.arity() == 2) {
      Expr left = entries.meaning(two.child(0));
      Expr right = entries.meaning(two.child(1));
      if (left != null && right != null) {
        return named(Product.of(Apply.of(Matrices.TRANSPOSE, left), right));
      }
    }
    if (shape.isVector() && each instanceof Power square && square.exponent().equals(Num.of(2))) {
      Expr vector = entries.meaning(square.base());
      if (vector != null) {
        return named(Product.of(Apply.of(Matrices.TRANSPOSE, vector), vector));
      }
    }
    return named(Apply.of(Matrices.SUM, lifted(each)));
  }

  private Expr lifted(Expr entry) {
    return Elementwise.of(entry, entries.meanings());
  }

  private boolean mentionsEntries(Expr entry) {
    return Dag.any(entry, node -> entries.meaning(node) != null);
  }

  private Terms matrixPower(Terms base, Expr exponent) {
    if (exponent instanceof Num number
        && number.value().isInt()
        && Math.abs(number.value().intValue()) <= LARGEST_WORD_POWER) {
      int count = number.value().intValue();
      Terms factor = count < 0 ? inverse(base) : base;
      Terms result = Terms.letter(Matrices.identity(base.shape().rows()));
      for (int i = 0; i < Math.abs(count); i++) {
        result = times(result, factor);
      }
      return result;
    }
    return Terms.letter(Power.of(spell(base), numbers.fill(exponent)));
  }

  private Terms inverse(Terms terms) {
    if (terms.isSingle()) {
      Term only = terms.terms().getFirst();
      if (only.word().stream().allMatch(letter -> letter.shape().isSquare())) {
        List<Letter> word = new ArrayList<>();
        for (Letter letter : only.word().reversed()) {
          word.add(inverse(letter));
        }
        Expr scalar = Canonical.power(only.scalar(), -1);
        return new Terms(terms.shape(), List.of(words.normal(scalar, word, terms.shape())));
      }
    }
    return Terms.letter(Apply.of(Matrices.INVERSE, spell(terms)));
  }

  private static Letter inverse(Letter letter) {
    if (letter.is(Matrices.IDENTITY)) {
      return letter;
    }
    Expr atom =
        letter.is(Matrices.INVERSE)
            ? ((Apply) letter.atom()).argument()
            : Apply.of(Matrices.INVERSE, letter.atom());
    return new Letter(atom, letter.transposed());
  }

  private Terms transpose(Terms terms) {
    List<Term> turned = new ArrayList<>();
    for (Term term : terms.turned().terms()) {
      turned.add(words.normal(term.scalar(), term.word(), terms.shape().transposed()));
    }
    return Terms.sum(terms.shape().transposed(), turned);
  }

  private Terms trace(Terms terms) {
    List<Expr> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      parts.add(Canonical.product(term.scalar(), trace(term.word())));
    }
    return Terms.number(Canonical.sum(parts));
  }

  private Expr trace(List<Letter> word) {
    if (word.size() == 1 && word.getFirst().is(Matrices.IDENTITY)) {
      return Canonical.of(Dimensions.expression(word.getFirst().shape().rows()));
    }
    for (int i = 0; i < word.size(); i++) {
      if (word.get(i).shape().isVector()) {
        // tr(… u vᵀ …) is vᵀ … u
        List<Letter> rotated = new ArrayList<>(word.subList(i + 1, word.size()));
        rotated.addAll(word.subList(0, i + 1));
        return words.normal(Num.ONE, rotated, Shape.SCALAR).scalar();
      }
    }
    List<Letter> leading = Words.leadingRotation(word);
    Expr product = Product.of(leading.stream().map(Letter::expression).toArray(Expr[]::new));
    Expr inside = leading.size() == 1 ? leading.getFirst().atom() : product;
    return named(Apply.of(Matrices.TRACE, inside));
  }

  private Terms sumOfAll(Terms terms) {
    List<Expr> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      parts.add(
          Canonical.product(
              term.scalar(),
              sumOfEntries(
                  entry(new Terms(terms.shape(), List.of(term.withScalar(Num.ONE)))),
                  terms.shape())));
    }
    return Terms.number(Canonical.sum(parts));
  }

  private Terms determinant(Terms terms) {
    if (terms.isSingle() && Canonical.isOne(terms.scalar())) {
      List<Letter> word = terms.terms().getFirst().word();
      if (word.stream().allMatch(letter -> letter.shape().isSquare())) {
        List<Expr> factors = new ArrayList<>();
        for (Letter letter : word) {
          Expr atom = letter.atom();
          factors.add(
              letter.is(Matrices.IDENTITY)
                  ? Num.ONE
                  : letter.is(Matrices.INVERSE)
                      ? Canonical.power(
                          named(Apply.of(Matrices.DET, ((Apply) atom).argument())), -1)
                      : named(Apply.of(Matrices.DET, atom)));
        }
        return Terms.number(Canonical.product(factors));
      }
    }
    return Terms.number(named(Apply.of(Matrices.DET, spell(terms))));
  }

  private Terms apply(Function function, Apply apply) {
    if (function == Matrices.IDENTITY || function == Matrices.ONES) {
      return apply.isScalar() ? Terms.number(Num.ONE) : Terms.letter(apply);
    }
    if (function == Matrices.ZEROS) {
      return new Terms(apply.shape(), List.of());
    }
    if (function == Matrices.TRANSPOSE) {
      return transpose(part(apply, 0));
    }
    if (function == Matrices.INVERSE) {
      return inverse(part(apply, 0));
    }
    if (function == Matrices.TRACE) {
      return trace(part(apply, 0));
    }
    if (function == Matrices.DET) {
      return determinant(part(apply, 0));
    }
    if (function == Matrices.SUM) {
      return sumOfAll(part(apply, 0));
    }
    if (function == Matrices.MEAN) {
      Shape shape = part(apply, 0).shape();
      Expr count = Canonical.of(Dimensions.expression(shape.rows().times(shape.columns())));
      return sumOfAll(part(apply, 0)).times(Canonical.power(count, -1));
    }
    if (function == Matrices.INNER) {
      return times(transpose(part(apply, 0)), part(apply, 1));
    }
    if (function == Matrices.OUTER) {
      return times(part(apply, 0), transpose(part(apply, 1)));
    }
    if (function == Matrices.DIAG) {
      return diagonal(part(apply, 0));
    }
    if (apply.isScalar() && apply.children().stream().allMatch(Expr::isScalar)) {
      Expr[] scalars = new Expr[apply.arity()];
      for (int i = 0; i < scalars.length; i++) {
        scalars[i] = part(apply, i).scalar();
      }
      return Terms.number(Canonical.apply(function, scalars));
    }
    if (!apply.isScalar()) {
      Expr entry = entryOf(function, apply);
      if (entry != null) {
        return fromEntry(apply.shape(), entry);
      }
    }
    Expr[] arguments = new Expr[apply.arity()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = apply.child(i).shape().isTruth() ? apply.child(i) : spell(part(apply, i));
    }
    Apply whole = Apply.of(function, arguments);
    return apply.isScalar() ? Terms.number(named(whole)) : Terms.letter(whole);
  }

  private Terms diagonal(Terms terms) {
    if (!terms.shape().isVector()) {
      return Terms.letter(Apply.of(Matrices.DIAG, spell(terms)));
    }
    List<Term> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      Expr vector = spell(new Terms(terms.shape(), List.of(term.withScalar(Num.ONE))));
      Expr matrix =
          vector instanceof Apply apply && apply.operator() == Matrices.ONES
              ? Matrices.identity(terms.shape().rows())
              : Apply.of(Matrices.DIAG, vector);
      parts.add(new Term(term.scalar(), List.of(new Letter(matrix, false))));
    }
    return Terms.sum(Shape.of(terms.shape().rows(), terms.shape().rows()), parts);
  }

  /// The formula of one entry of a function of entries; null for any other operator.
  private @org.jspecify.annotations.Nullable Expr entryOf(Function function, Apply apply) {
    if (function == Elementary.INDICATOR
        && apply.argument() instanceof nabla.expr.Relation relation) {
      return Apply.of(
          function,
          nabla.expr.Relation.of(
              relation.comparison(), entry(of(relation.left())), entry(of(relation.right()))));
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
      parts[i] = entry(part(apply, i));
    }
    return function == Matrices.ELEMENTWISE_PRODUCT
        ? Canonical.product(parts)
        : function == Matrices.ELEMENTWISE_QUOTIENT
            ? Canonical.quotient(parts[0], parts[1])
            : function == Matrices.ELEMENTWISE_POWER
                ? Canonical.power(parts[0], parts[1])
                : Canonical.apply(function, parts);
  }

  /// The elementwise product.
  Terms elementwise(List<Terms> factors) {
    Expr[] parts = factors.stream().map(this::entry).toArray(Expr[]::new);
    return fromEntry(factors.getFirst().shape(), Canonical.product(parts));
  }

  /// The formula of one entry, in numbers and the entries of the arrays that are no functions of
  /// entries themselves.
  Expr entry(Terms terms) {
    if (terms.shape().isScalar() || terms.isZero()) {
      return terms.scalar();
    }
    boolean formulas =
        terms.isSingle() || terms.terms().stream().anyMatch(term -> entryForm(term) != null);
    if (!formulas) {
      return entries.of(spell(terms));
    }
    List<Expr> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      Expr form = entryForm(term);
      Expr one =
          form != null
              ? form
              : entries.of(spell(new Terms(terms.shape(), List.of(term.withScalar(Num.ONE)))));
      parts.add(Canonical.product(term.scalar(), one));
    }
    return Canonical.sum(parts);
  }

  private @org.jspecify.annotations.Nullable Expr entryForm(Term term) {
    if (term.word().size() != 1) {
      return null;
    }
    Letter letter = term.word().getFirst();
    return letter.is(Matrices.ONES)
        ? Num.ONE
        : letter.transposed() ? null : entryForms.get(letter.atom());
  }

  /// The array of which a formula is one entry.
  private Terms fromEntry(Shape shape, Expr entry) {
    if (Canonical.isZero(entry)) {
      return new Terms(shape, List.of());
    }
    if (entry instanceof Sum sum && sum.children().stream().allMatch(this::mentionsEntries)) {
      List<Term> terms = new ArrayList<>();
      for (Expr part : sum.children()) {
        terms.addAll(fromEntry(shape, part).terms());
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
    Expr meaning = entries.meaning(each);
    if (meaning != null) {
      return of(meaning).times(number);
    }
    Expr atom = lifted(each);
    entryForms.put(atom, each);
    return scaled(Terms.letter(atom), number);
  }

  /// The formula of one entry of a letter that is a function of entries; null for any other.
  @org.jspecify.annotations.Nullable
  Expr entryForm(Expr atom) {
    return entryForms.get(atom);
  }
}
