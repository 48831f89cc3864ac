package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Order;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Turns a canonical expression into the order and the notation of readers: `a − b`, `a/b`, `√a`,
/// `e^a`; plain variables by falling degree (`3x² − 2x + 1`), activation atoms by rising degree (`1
/// − 6σ + 6σ²`), no leading minus where another term can stand first, and sums in the order in
/// which they were written.
public final class Presentation {

  private static final Set<Operator> EVEN =
      Set.of(Elementary.ABS, Trigonometric.COS, Hyperbolic.COSH);

  private final Written written;
  private final FactorOrder order;
  private final Dag dag;
  private final Expr[] results;

  private Presentation(Expr root, Written written) {
    this.written = written;
    this.order = new FactorOrder(written);
    this.dag = Dag.of(root);
    this.results = new Expr[dag.size()];
  }

  /// The expression as a reader likes to see it.
  public static Expr of(Expr canonical, Written written) {
    return new Presentation(canonical, written).present();
  }

  private Expr present() {
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      results[position] = present(node, children);
    }
    return results[results.length - 1];
  }

  /// What became of a node that was visited before; null for any other.
  private @Nullable Expr shown(Expr node) {
    return dag.contains(node) ? results[dag.position(node)] : null;
  }

  private Expr present(Expr node, Expr[] children) {
    if (!node.isScalar()) {
      return node instanceof Relation relation && relation.left().isScalar()
          ? relation(relation, children)
          : node.withChildren(children);
    }
    return switch (node) {
      case Num number -> number(number.value());
      case Sum sum -> sum(sum, children);
      case Product product -> product(product.children(), List.of(children));
      case Power power -> product(List.of(power), List.of(power(power, children)));
      case Apply apply when apply.operator() == Elementary.EXP ->
          power(Apply.of(Elementary.E), children[0]);
      case Apply even when turned(even) instanceof Sum sum -> even.withChildren(new Expr[] {sum});
      default -> node.withChildren(children);
    };
  }

  /// A comparison of a multiple of one part with a number says what the part is compared with: `−x
  /// > 0` is `x < 0`.
  private Expr relation(Relation relation, Expr[] children) {
    Expr difference = Canonical.difference(relation.left(), relation.right());
    Rational constant = Rational.ZERO;
    Expr part = null;
    for (Expr term : difference instanceof Sum sum ? sum.children() : List.of(difference)) {
      if (term instanceof Num number) {
        constant = number.value();
      } else if (part != null) {
        return relation.withChildren(children);
      } else {
        part = term;
      }
    }
    Expr shown = part == null ? null : withoutCoefficient(part);
    if (part == null || shown == null) {
      return relation.withChildren(children);
    }
    Rational coefficient = Canonical.coefficient(part);
    return Relation.of(
        coefficient.signum() < 0 ? relation.comparison().flipped() : relation.comparison(),
        shown,
        number(constant.negate().dividedBy(coefficient)));
  }

  /// A term without its number, as shown; null where its parts were not met before.
  private @Nullable Expr withoutCoefficient(Expr term) {
    List<Expr> factors = new ArrayList<>();
    List<Expr> shown = new ArrayList<>();
    for (Expr factor : term instanceof Product product ? product.children() : List.of(term)) {
      Expr known = shown(factor);
      if (factor instanceof Num) {
        continue;
      }
      if (known == null) {
        return null;
      }
      factors.add(factor);
      shown.add(known);
    }
    return product(factors, shown);
  }

  /// `x − a` for the argument of |a − x| where it was written so; null where nothing is to be
  /// turned.
  private @Nullable Expr turned(Apply apply) {
    if (apply.arity() != 1
        || !EVEN.contains(apply.operator())
        || !(apply.argument() instanceof Sum sum)
        || written.contains(sum)) {
      return null;
    }
    return turned(sum);
  }

  /// The negation of a sum as it was written; null where it was not.
  private @Nullable Expr turned(Sum sum) {
    List<Expr> terms = new ArrayList<>();
    for (Expr term : written.termOrder(Canonical.negate(sum))) {
      Expr shown = shown(Canonical.negate(term));
      if (shown == null) {
        return null;
      }
      terms.add(shown instanceof Negate negate ? negate.operand() : Negate.of(shown));
    }
    return terms.isEmpty() ? null : Sum.of(terms);
  }

  private Expr number(Rational value) {
    if (value.signum() < 0) {
      return Negate.of(number(value.negate()));
    }
    if (value.isInteger()) {
      return Num.of(value);
    }
    if (written.decimals() && value.isFiniteDecimal() && value.toDecimal().precision() <= 17) {
      return Num.decimal(value);
    }
    return Quotient.of(
        Num.of(Rational.of(value.numerator())), Num.of(Rational.of(value.denominator())));
  }

  private Expr power(Power power, Expr[] children) {
    if (!(power.exponent() instanceof Num number)) {
      return Power.of(children[0], children[1]);
    }
    Expr turned =
        Canonical.isEven(number.value())
                && power.base() instanceof Sum sum
                && !written.contains(sum)
            ? turned(sum)
            : null;
    return power(turned == null ? children[0] : turned, number.value().abs());
  }

  private static Expr power(Expr base, Expr exponent) {
    return Canonical.isOne(exponent) ? base : Power.of(base, exponent);
  }

  private Expr power(Expr base, Rational exponent) {
    if (exponent.isOne()) {
      return base;
    }
    return exponent.equals(Rational.HALF)
        ? Apply.of(Elementary.SQRT, base)
        : Power.of(base, number(exponent));
  }

  private static boolean isBelow(Expr factor) {
    return factor instanceof Power power
        && power.exponent() instanceof Num number
        && number.value().signum() < 0;
  }

  /// A product of canonical `factors`, whose presented forms (those of negative powers turned) are
  /// `shown`.
  private Expr product(List<Expr> factors, List<Expr> shown) {
    Rational coefficient = Rational.ONE;
    List<FactorOrder.Factor> above = new ArrayList<>();
    List<FactorOrder.Factor> below = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      Expr factor = factors.get(i);
      Expr turned =
          coefficient.signum() < 0 && factor instanceof Sum sum && !written.contains(sum)
              ? turned(sum)
              : null;
      if (factor instanceof Num number) {
        coefficient = number.value();
      } else if (turned != null) {
        coefficient = coefficient.negate();
        above.add(new FactorOrder.Factor(Canonical.negate(factor), turned));
      } else if (isBelow(factor)) {
        below.add(
            new FactorOrder.Factor(
                factor, shown.get(i) instanceof Quotient q ? q.denominator() : shown.get(i)));
      } else {
        above.add(new FactorOrder.Factor(factor, shown.get(i)));
      }
    }
    if (!below.isEmpty()) {
      moveBelow(above, below);
    }
    above.sort(order.order);
    below.sort(order.order);
    boolean asDecimal =
        written.decimals()
            && coefficient.isFiniteDecimal()
            && coefficient.toDecimal().precision() <= 17;
    Rational size = coefficient.abs();
    Rational top = asDecimal ? size : Rational.of(size.numerator());
    Rational bottom = asDecimal ? Rational.ONE : Rational.of(size.denominator());
    Expr numerator = assemble(top, above);
    Expr result =
        bottom.isOne() && below.isEmpty()
            ? numerator
            : Quotient.of(numerator, assemble(bottom, below));
    return coefficient.signum() < 0 ? Negate.of(result) : result;
  }

  /// Powers with exponents like −k − 1 stand below a fraction line that is there already.
  private static void moveBelow(List<FactorOrder.Factor> above, List<FactorOrder.Factor> below) {
    for (FactorOrder.Factor factor : List.copyOf(above)) {
      if (factor.canonical() instanceof Power power
          && !(power.exponent() instanceof Num)
          && isNegative(power.exponent())
          && factor.shown() instanceof Power shown) {
        above.remove(factor);
        Expr exponent = withoutSigns(shown.exponent());
        below.add(new FactorOrder.Factor(power, Power.of(shown.base(), exponent)));
      }
    }
  }

  private static boolean isNegative(Expr exponent) {
    List<Expr> terms = exponent instanceof Sum ? exponent.children() : List.of(exponent);
    return terms.stream().allMatch(term -> Canonical.coefficient(term).signum() < 0);
  }

  /// A shown sum of terms with a minus each, or one such term, without it.
  private static Expr withoutSigns(Expr shown) {
    List<Expr> terms = new ArrayList<>();
    for (Expr term : shown instanceof Sum ? shown.children() : List.of(shown)) {
      terms.add(term instanceof Negate negate ? negate.operand() : Negate.of(term));
    }
    return Sum.of(terms);
  }

  private Expr assemble(Rational number, List<FactorOrder.Factor> factors) {
    List<Expr> parts = new ArrayList<>();
    if (!number.isOne() || factors.isEmpty()) {
      parts.add(number(number));
    }
    for (FactorOrder.Factor factor : factors) {
      parts.add(factor.shown());
    }
    return Product.of(parts);
  }

  static boolean isEntry(Apply apply) {
    return apply.operator() instanceof Function function
        && function.notation() == Function.Notation.ENTRY;
  }

  private Expr sum(Sum sum, Expr[] shown) {
    List<Expr> order = written.termOrder(sum);
    List<Term> terms = new ArrayList<>();
    boolean atoms = false;
    for (int i = 0; i < shown.length; i++) {
      Term term = new Term(sum.child(i), shown[i], degree(sum.child(i)));
      atoms |= term.degree == ATOMS;
      terms.add(term);
    }
    if (order.size() == terms.size()) {
      terms.sort(Order.by(term -> order.indexOf(term.canonical)));
    } else {
      terms.sort(atoms ? CONSTANTS_FIRST : FALLING);
      putPositiveFirst(terms);
    }
    return Sum.of(terms.stream().map(Term::shown).toList());
  }

  /// The term that a reader's order puts first, whatever its sign.
  static Expr leadingTerm(Sum sum) {
    List<Term> terms = new ArrayList<>();
    boolean atoms = false;
    for (Expr child : sum.children()) {
      Term term = new Term(child, child, degree(child));
      atoms |= term.degree == ATOMS;
      terms.add(term);
    }
    return java.util.Collections.min(terms, atoms ? CONSTANTS_FIRST : FALLING).canonical;
  }

  private record Term(Expr canonical, Expr shown, int degree) {}

  private static void putPositiveFirst(List<Term> terms) {
    for (int i = 0; i < terms.size(); i++) {
      if (!(terms.get(i).shown instanceof Negate)) {
        terms.addFirst(terms.remove(i));
        return;
      }
    }
  }

  static final int ATOMS = -1;

  private static final Order<Term> FALLING =
      Order.<Term>by(term -> -term.degree)
          .then(term -> Canonical.withoutCoefficient(term.canonical), CanonicalOrder.ORDER);

  private static final Order<Term> CONSTANTS_FIRST =
      Order.<Term>by(term -> term.degree == 0 ? 0 : term.degree == ATOMS ? 2 : 1)
          .then(term -> -term.degree)
          .then(term -> atomDegree(term.canonical))
          .then(term -> Canonical.withoutCoefficient(term.canonical), CanonicalOrder.ORDER);

  /// How many function values and sums are multiplied in a term.
  private static int atomDegree(Expr term) {
    int degree = 0;
    for (Expr factor : term instanceof Product product ? product.children() : List.of(term)) {
      if (factor instanceof Power power
          && !(power.base() instanceof Symbol)
          && power.exponent() instanceof Num number
          && number.value().isInt()) {
        degree += Math.abs(number.value().intValue());
      } else if (!(factor instanceof Num || factor instanceof Symbol || factor instanceof Power)) {
        degree++;
      }
    }
    return degree;
  }

  /// The degree of a term in plain variables, or [#ATOMS] where functions or sums occur in it.
  static int degree(Expr term) {
    int degree = 0;
    for (Expr factor : term instanceof Product product ? product.children() : List.of(term)) {
      if (factor instanceof Symbol
          || factor instanceof Bound
          || (factor instanceof Apply entry && isEntry(entry))) {
        degree++;
      } else if (factor instanceof Power power
          && power.base() instanceof Symbol
          && power.exponent() instanceof Num number
          && number.value().isInt()) {
        degree += Math.max(0, number.value().intValue());
      } else if (!(factor instanceof Num)
          && !(factor instanceof Apply constant && constant.arity() == 0)) {
        return ATOMS;
      }
    }
    return degree;
  }
}
