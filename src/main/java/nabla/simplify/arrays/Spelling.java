package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import org.jspecify.annotations.Nullable;

/// Writes sums of words as expressions again: numbers in front, denominators below, what the author
/// wrote as the author wrote it.
final class Spelling {

  private final Algebra algebra;
  private final Memory memory;
  private final NumberSpelling numbers;
  private final Map<Expr, Expr> entrywise = new HashMap<>();

  Spelling(Algebra algebra, Memory memory) {
    this.algebra = algebra;
    this.memory = memory;
    this.numbers = new NumberSpelling(algebra, this);
  }

  Memory memory() {
    return memory;
  }

  /// The expression of a sum of words.
  Expr of(Terms terms) {
    if (terms.shape().isScalar()) {
      return numbers.of(terms.scalar());
    }
    if (terms.isZero()) {
      return Matrices.zeros(terms.shape());
    }
    Expr before = memory.get(terms);
    if (before != null) {
      return before;
    }
    Expr result;
    Relative relative = terms.isSingle() ? null : relative(terms);
    List<Expr> entries = WrittenOut.entries(terms, algebra);
    if (entries != null) {
      result = WrittenOut.literal(terms.shape(), entries.stream().map(numbers::of).toList());
    } else if (relative != null) {
      Letter letter = new Letter(relative.written, relative.turned);
      result = relative.opposite ? Negate.of(letter.expression()) : letter.expression();
    } else if (terms.isSingle()) {
      Term only = terms.terms().getFirst();
      result = scaled(numbers.factored(only.scalar()), word(only.word()));
    } else {
      Expr common = commonFactor(terms);
      if (Canonical.isOne(common) || splitsWholeNumber(common, terms)) {
        result = sum(terms);
      } else {
        Terms rest = terms.times(Canonical.power(common, -1)).withScalars(Canonical::of);
        result = scaled(numbers.of(common), of(rest));
      }
    }
    memory.put(terms, result);
    return result;
  }

  /// Whether a fraction would be taken out of a term that has none: ½Hθ − g stays.
  private static boolean splitsWholeNumber(Expr common, Terms terms) {
    return common instanceof Num number
        && !number.value().isInteger()
        && terms.terms().stream().anyMatch(term -> !isFraction(term.scalar()));
  }

  /// What was written before and differs by its sign, by being turned, or by both.
  private record Relative(Expr written, boolean opposite, boolean turned) {

    /// Of what was written with a minus in front, the minus is taken along.
    static Relative of(Expr written, boolean opposite, boolean turned) {
      return written instanceof Negate negative
          ? new Relative(negative.operand(), !opposite, turned)
          : new Relative(written, opposite, turned);
    }
  }

  private @Nullable Relative relative(Terms terms) {
    Terms negative = terms.times(Num.MINUS_ONE);
    Expr opposite = memory.get(negative);
    if (opposite != null) {
      return Relative.of(opposite, true, false);
    }
    Expr turned = memory.get(algebra.turned(terms));
    if (turned != null) {
      return Relative.of(turned, false, true);
    }
    Expr both = memory.get(algebra.turned(negative));
    return both == null ? null : Relative.of(both, true, true);
  }

  /// A sum as one letter, with its common number in front.
  Terms asLetter(Terms terms) {
    Expr common = commonFactor(terms);
    Terms rest = Canonical.isOne(common) ? terms : terms.times(Canonical.power(common, -1));
    Relative relative = memory.get(rest) == null ? relative(rest) : null;
    if (relative != null) {
      Letter letter = new Letter(relative.written, relative.turned);
      return Terms.of(terms.shape(), List.of(letter))
          .times(relative.opposite ? Canonical.negate(common) : common);
    }
    if (terms.terms().size() > 1 && memory.get(rest) == null && isTurned(rest)) {
      return asLetter(algebra.turned(terms)).turned();
    }
    if (memory.get(rest) == null && !isOfKronecker(rest)) {
      Terms collected = new Collecting(algebra, false).of(rest);
      if (collected.isSingle()) { // Ax + Aᵀx is (A + Aᵀ)x
        return collected.times(common);
      }
    }
    Expr letter = of(rest);
    Expr upright = letter instanceof Negate negative ? negative.operand() : letter;
    Expr number = letter instanceof Negate ? Canonical.negate(common) : common;
    boolean turned = upright instanceof Apply apply && apply.operator() == Matrices.TRANSPOSE;
    Letter one = new Letter(turned ? upright.child(0) : upright, turned);
    return Terms.of(terms.shape(), List.of(one)).times(number);
  }

  private static boolean isOfKronecker(Terms terms) {
    return terms.terms().stream()
        .anyMatch(term -> term.word().stream().anyMatch(KroneckerLaws::concerns));
  }

  /// Whether more letters are turned than not.
  private static boolean isTurned(Terms terms) {
    long turned = 0;
    long all = 0;
    for (Term term : terms.terms()) {
      turned += term.word().stream().filter(Letter::transposed).count();
      all += term.word().size();
    }
    return 2 * turned > all;
  }

  private Expr sum(Terms terms) {
    Expr blocks = BlocksOfTerms.of(terms, true, this::of);
    blocks = blocks == null ? BlocksOfTerms.of(terms, false, this::of) : blocks;
    if (blocks != null) {
      return blocks;
    }
    Expr apart = termByTerm(terms);
    Expr joined = new Joining(algebra, this).of(terms);
    return joined != null && memory.cost(joined) < memory.cost(apart) ? joined : apart;
  }

  private Expr termByTerm(Terms terms) {
    List<Expr> parts = new ArrayList<>();
    List<Term> writtenOut = new ArrayList<>();
    for (Term term : terms.terms()) {
      if (WrittenOut.concerns(term, terms.shape(), algebra)) {
        writtenOut.add(term);
      } else {
        parts.add(of(new Terms(terms.shape(), List.of(term))));
      }
    }
    if (!writtenOut.isEmpty()) {
      parts.add(of(new Terms(terms.shape(), writtenOut)));
    }
    return sum(parts);
  }

  /// The sum, a term without a minus first where there is one.
  static Expr sum(List<Expr> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof Negate)) {
        parts.addFirst(parts.remove(i));
        break;
      }
    }
    return Sum.of(parts);
  }

  /// The number that all terms have in common: the greatest rational and the whole number where
  /// they differ by rationals only, else the powers that stand in all.
  static Expr commonFactor(Terms terms) {
    Expr powers = CommonPowers.of(terms);
    if (!Canonical.isOne(powers)) {
      Expr rest = commonRational(terms.times(Canonical.power(powers, -1)));
      return Canonical.product(powers, rest);
    }
    return commonNumber(terms);
  }

  /// The greatest rational number in all terms, positive where the first is.
  static Expr commonRational(Terms terms) {
    Rational measure = Rational.ONE;
    boolean begun = false;
    for (Term term : terms.terms()) {
      Expr leading = term.scalar() instanceof Product product ? product.child(0) : term.scalar();
      Rational number = leading instanceof Num num ? num.value() : Rational.ONE;
      measure = begun ? measure.commonMeasure(number) : number.abs();
      begun = true;
    }
    boolean negative = terms.terms().stream().allMatch(term -> leads(term.scalar()));
    return Num.of(negative ? measure.negate() : measure);
  }

  private static Expr commonNumber(Terms terms) {
    Expr first = terms.terms().getFirst().scalar();
    Expr inverse = Canonical.power(first, -1);
    Rational measure = Rational.ONE;
    boolean negative = true;
    for (Term term : terms.terms()) {
      if (!(Canonical.product(term.scalar(), inverse) instanceof Num ratio)) {
        return terms.terms().stream().allMatch(each -> isFraction(each.scalar()))
            ? commonRational(terms)
            : Num.ONE;
      }
      measure = measure.commonMeasure(ratio.value());
      negative &= leads(term.scalar());
    }
    Expr common = Canonical.product(Num.of(measure), first);
    return leads(common) == negative ? common : Canonical.negate(common);
  }

  private static boolean isFraction(Expr scalar) {
    Expr first = scalar instanceof Product product ? product.child(0) : scalar;
    return first instanceof Num number && !number.value().isInteger();
  }

  /// Whether a number begins with a minus.
  static boolean leads(Expr scalar) {
    Expr first = scalar instanceof Product product ? product.child(0) : scalar;
    return first instanceof Num number && number.value().signum() < 0;
  }

  private Expr word(List<Letter> letters) {
    if (letters.size() > 1 && Selections.isPadded(letters)) {
      return Selections.padded(letters.getFirst(), word(letters.subList(1, letters.size())));
    }
    List<Letter> turned = new Term(Num.ONE, letters).turned().word();
    if (turned.size() > 1 && Selections.isPadded(turned)) {
      return Selections.paddedColumns(
          turned.getFirst(), word(letters.subList(0, letters.size() - 1)));
    }
    if (letters.size() == 1 && Selections.concerns(letters.getFirst())) {
      Letter only = letters.getFirst();
      Expr unit = Selections.unit(only);
      if (unit != null) {
        return unit;
      }
      Expr identity = Matrices.identity(Selections.size(only));
      return only.transposed()
          ? Selections.padded(only, identity)
          : Selections.paddedColumns(only, identity);
    }
    List<Letter> word = Selections.bound(letters);
    List<Expr> numbers = new ArrayList<>();
    List<Expr> factors = new ArrayList<>();
    List<Expr> below = new ArrayList<>();
    boolean negative = false;
    for (int i = 0; i < word.size(); ) {
      int count = word.get(i).repeats(word, i);
      Expr letter = Letter.power(letter(word.get(i)), count);
      if (letter instanceof Negate opposite) {
        negative = !negative;
        letter = opposite.operand();
      }
      if (letter instanceof Quotient quotient) {
        below.add(quotient.denominator());
        letter = quotient.numerator();
      }
      if (letter instanceof Product product && product.child(0).isScalar()) {
        product.children().stream().filter(Expr::isScalar).forEach(numbers::add);
        product.children().stream().filter(part -> !part.isScalar()).forEach(factors::add);
      } else {
        factors.add(letter);
      }
      i += count;
    }
    numbers.addAll(factors);
    Expr product = Product.of(numbers);
    Expr array = below.isEmpty() ? product : Quotient.of(product, Product.of(below));
    return negative ? Negate.of(array) : array;
  }

  private Expr letter(Letter letter) {
    Expr form = algebra.entries.form(letter.atom());
    Shape shape = letter.atom().shape();
    Expr atom = form == null ? letter.atom() : spread(entrywise(form), shape);
    if (!letter.transposed()) {
      return atom;
    }
    if (atom instanceof Power power && power.exponent() instanceof Num) {
      return Power.of(Apply.of(Matrices.TRANSPOSE, power.base()), power.exponent());
    }
    Expr transpose = Apply.of(Matrices.TRANSPOSE, atom);
    Expr turned = shape.isVector() ? null : algebra.entries.turned(form);
    Expr inside = turned == null ? transpose : spread(entrywise(turned), shape.transposed());
    return memory.cost(inside) < memory.cost(transpose) ? inside : transpose;
  }

  /// An array, or one whose entries are all this number.
  static Expr spread(Expr array, Shape shape) {
    if (!array.isScalar()) {
      return array;
    }
    return array.equals(Num.ZERO) ? Matrices.zeros(shape) : scaled(array, Matrices.ones(shape));
  }

  /// A formula of entries in closed form, as an array; a number where all entries are this one.
  Expr entrywise(Expr form) {
    Expr known = entrywise.get(form);
    if (known == null) {
      known = closedEntrywise(form);
      for (Expr other : new RelatedEntries(algebra).others(form)) {
        Expr spelt = closedEntrywise(other);
        known = memory.cost(spelt) < memory.cost(known) ? spelt : known;
      }
      entrywise.put(form, known);
    }
    return known;
  }

  private Expr closedEntrywise(Expr form) {
    Expr closed = ClosedForm.of(form, algebra.written()).expression();
    Expr shown = Factors.of(closed, algebra.written());
    Expr arranged = new FactorsInOrder(algebra.entries.places).of(shown);
    return algebra.numbers.fill(Elementwise.of(arranged, algebra.entries.places.meanings()));
  }

  /// A number times an array: signs in front, denominators below.
  private static Expr scaled(Expr number, Expr array) {
    if (array instanceof Negate negative) {
      return number instanceof Negate both
          ? scaled(both.operand(), negative.operand())
          : Negate.of(scaled(number, negative.operand()));
    }
    if (array instanceof Quotient fraction) {
      Expr above = scaled(number, fraction.numerator());
      return above instanceof Quotient both
          ? Quotient.of(both.numerator(), Product.of(both.denominator(), fraction.denominator()))
          : Quotient.of(above, fraction.denominator());
    }
    return switch (number) {
      case Num one when one.value().isOne() -> array;
      case Negate negate -> Negate.of(scaled(negate.operand(), array));
      case Quotient quotient when !isNumeric(quotient) ->
          Quotient.of(scaled(quotient.numerator(), array), quotient.denominator());
      default -> {
        List<Expr> factors = new ArrayList<>();
        if (number instanceof Product product && isOfNumbers(product)) {
          factors.addAll(product.children());
        } else {
          factors.add(number);
        }
        if (array instanceof Product word) {
          factors.addAll(word.children());
        } else {
          factors.add(array);
        }
        Expr product = Product.of(factors);
        yield product;
      }
    };
  }

  private static boolean isOfNumbers(Product product) {
    return product.children().stream().allMatch(Expr::isScalar);
  }

  private static boolean isNumeric(Expr number) {
    return !Dag.any(number, node -> node.arity() == 0 && !(node instanceof Num));
  }
}
