package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.rewrite.Rewriting;
import nabla.rewrite.Step.Reason;

/// Chooses the closed form a teacher would write: the candidates (as derived, a common factor split
/// off, expanded, factored, in another member of a family of functions) are all equal, and the one
/// that costs a reader least wins.
public final class ClosedForm {

  /// Larger regions are left as they were derived.
  private static final int LARGEST_REGION = 3000;

  private static final Set<Operator> ACTIVATIONS =
      Set.of(Activations.SIGMOID, Hyperbolic.TANH, Trigonometric.TAN);

  private static final long MARGIN = 2;

  /// The forms of one region may take one part in so many of the time that is left.
  private static final int PARTS_OF_TIME = 8;

  /// From this cost on the sums inside an expression are looked at by themselves.
  private static final long LARGE = 40;

  /// A canonical expression and what led to it.
  public record Result(Expr expression, Reason reason) {}

  private record Candidate(Expr expression, long cost, Reason reason) {}

  private static final Reason EACH_TERM = new Reason("simplify-terms", "simplify each term", null);

  private static final Reason AS_DERIVED =
      new Reason("collect-like-terms", "collect like terms", null);
  private static final Reason EXPANDED =
      new Reason("expand", "expand and collect like terms", null);
  private static final Reason FACTORED = new Reason("factor", "factor", null);

  private final Written written;
  private final ReadingCosts costs;
  private final Map<Expr, Candidate> regions = new HashMap<>();
  private boolean tired;
  private final Map<Expr, Expr> sums = new HashMap<>();

  private ClosedForm(Written written) {
    this.written = written;
    this.costs = new ReadingCosts(written);
  }

  /// The closed form of a canonical expression for a reader who has seen `written`.
  public static Result of(Expr canonical, Written written) {
    Expr joined = JoinedCases.of(canonical);
    Expr decided = DecidedCases.nested(joined, written.assumptions());
    Candidate best = new ClosedForm(written).simplified(decided);
    return new Result(best.expression, best.reason);
  }

  private Candidate simplified(Expr root) {
    Dag dag = Dag.of(root);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        Expr child = results[dag.position(node.child(i))];
        children[i] = isRational(node) || !child.isScalar() ? child : region(child).expression;
      }
      if (node instanceof Apply power && power.operator() == Elementary.EXP) {
        children[0] = TurnedSums.asWritten(children[0], written);
      }
      results[position] =
          Recognition.softplus(
              DecidedCases.decided(Canonical.rebuilt(node, children), written.assumptions()));
    }
    Expr result = results[results.length - 1];
    return result.isScalar() ? region(result) : new Candidate(result, 0, AS_DERIVED);
  }

  private static boolean isRational(Expr node) {
    return node instanceof Sum
        || node instanceof Product
        || (node instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().isInteger());
  }

  /// The best form of a sum, product or power of kernels that are in their best form already.
  private Candidate region(Expr expression) {
    Candidate known = regions.get(expression);
    if (known == null) {
      known = bestOf(expression);
      regions.put(expression, known);
      regions.putIfAbsent(known.expression, known);
    }
    return known;
  }

  private Candidate bestOf(Expr expression) {
    Candidate best = bestVariant(candidate(expression, AS_DERIVED));
    if (expression.weight() > LARGEST_REGION) {
      return best;
    }
    if (best.cost > LARGE && GroupedTerms.isWorthwhile(expression)) {
      for (Expr form : List.of(expression, best.expression)) {
        Candidate grouped = candidate(GroupedTerms.of(form, this::tidied), best.reason);
        best = grouped.cost < best.cost ? grouped : best;
      }
    }
    if (expression instanceof Sum sum && Families.exponents(expression) > 1) {
      best = termByTerm(sum, best);
    }
    Candidate other =
        candidate(Recognition.sigmoidAndTanh(best.expression), Recognition.SIGMOID_AND_TANH);
    best = other.cost + 1 < best.cost ? other : best;
    Rewriting identities = Identities.apply(best.expression, written.assumptions());
    if (!identities.changed()) {
      return best;
    }
    Reason reason = identities.steps().getLast().reasons().getFirst();
    Candidate rewritten = bestVariant(candidate(identities.result(), reason));
    return rewritten.cost < best.cost ? rewritten : best;
  }

  /// A sum whose terms speak of several exponentials, each term by itself: one may be σ(u), and
  /// another σ(v), where the sum as a whole is neither.
  private Candidate termByTerm(Sum sum, Candidate best) {
    Expr terms = Canonical.sum(sum.children().stream().map(this::tidied).toArray(Expr[]::new));
    if (terms.equals(sum)) {
      return best;
    }
    Candidate form = bestVariant(candidate(terms, EACH_TERM));
    return form.cost < best.cost ? form : best;
  }

  /// A sum inside an expression in the best form that speaks of no other functions.
  private Expr tidied(Expr sum) {
    Expr known = sums.get(sum);
    if (known == null) {
      known = bestVariant(candidate(sum, AS_DERIVED)).expression;
      sums.put(sum, known);
    }
    return known;
  }

  /// The cheapest of the forms of an expression in the members of its families.
  private Candidate bestVariant(Candidate given) {
    Expr expression = TurnedSums.exponentsOneWay(given.expression, written);
    Candidate best = given;
    if (!isRational(expression) || expression.weight() > LARGEST_REGION || !hasSum(expression)) {
      return best;
    }
    for (Families.Variant variant : Families.variants(expression)) {
      Budget.check();
      for (Candidate form : formsInTime(variant)) {
        if (form.cost < best.cost && !bringsHalfTangents(form.expression, expression)) {
          best = form;
        }
      }
    }
    Candidate turned = candidate(TurnedSums.of(best.expression, written), best.reason);
    return ofOneAtom(turned.cost < best.cost ? turned : best);
  }

  /// Whether squares of tanh(u/2) come in where nothing was said of tanh: σ(u)(1 − σ(u)) is not to
  /// be (1 − tanh(u/2)²)/4, though u is read only once.
  private static boolean bringsHalfTangents(Expr form, Expr given) {
    return !Dag.any(given, ClosedForm::isTangent)
        && Dag.any(
            form,
            node ->
                node instanceof Power power
                    && isTangent(power.base())
                    && Canonical.coefficient(power.base().child(0)).abs().equals(Rational.HALF));
  }

  private static boolean isTangent(Expr node) {
    return node instanceof Apply apply && apply.operator() == Hyperbolic.TANH;
  }

  /// Polynomials in one activation have a form of their own, −2(1 − t²)(1 − 3t²), which wins by a
  /// small margin: so all orders of a derivative look alike, however they were reached.
  private Candidate ofOneAtom(Candidate best) {
    boolean speaksOfActivations =
        Dag.any(
            best.expression,
            node -> node instanceof Apply apply && ACTIVATIONS.contains(apply.operator()));
    AtomPolynomial polynomial = speaksOfActivations ? AtomPolynomial.of(best.expression) : null;
    if (polynomial == null || !ACTIVATIONS.contains(polynomial.atom().operator())) {
      return best;
    }
    Candidate form = candidate(polynomial.factored(), best.reason);
    return form.cost <= best.cost + MARGIN ? form : best;
  }

  private static boolean hasSum(Expr expression) {
    return Dag.any(expression, Sum.class::isInstance) || Families.mayCancel(expression);
  }

  private Candidate candidate(Expr expression, Reason reason) {
    return new Candidate(expression, costs.of(expression), reason);
  }

  /// The forms that are found in a part of the time that is left; after those of one region were
  /// not, there is no more search.
  private List<Candidate> formsInTime(Families.Variant variant) {
    List<Candidate> forms = tired ? null : Budget.attempt(PARTS_OF_TIME, () -> forms(variant));
    tired = forms == null;
    return forms == null ? List.of() : forms;
  }

  private List<Candidate> forms(Families.Variant variant) {
    Expr expression = variant.expression();
    List<Candidate> forms = new ArrayList<>();
    forms.add(candidate(expression, variant.reason(AS_DERIVED)));
    try {
      Kernels kernels = Kernels.of(expression);
      Families.relate(kernels, expression);
      FactoredForm factored = new FactoredForm(kernels, written, costs);
      if (expression instanceof Sum sum) {
        CommonFactor common = CommonFactor.of(sum);
        if (!Canonical.isOne(common.factor())) {
          Expr rest = factored.of(kernels.fraction(common.rest()));
          Reason reason = factorOut(common.factor());
          Expr split = Canonical.product(common.factor(), rest);
          forms.add(candidate(VariablesInside.of(split), variant.reason(reason)));
          forms.add(candidate(split, variant.reason(reason)));
          forms.add(
              candidate(Canonical.product(common.factor(), common.rest()), variant.reason(reason)));
          Expr plain = kernels.expression(kernels.fraction(common.rest()));
          forms.add(candidate(Canonical.product(common.factor(), plain), variant.reason(reason)));
        }
      }
      addWithClosedSums(forms, variant);
      Fraction fraction = kernels.fraction(expression);
      Expr product = factored.of(fraction);
      Reason toFactors = variant.reason(related(kernels, FACTORED));
      Reason toTerms = variant.reason(related(kernels, EXPANDED));
      forms.add(candidate(VariablesInside.of(product), toFactors));
      forms.add(candidate(product, toFactors));
      forms.add(candidate(kernels.expression(fraction), toTerms));
      if (!fraction.denominator().isConstant()) {
        forms.add(
            candidate(
                Canonical.quotient(
                    factored.signedSum(fraction.numerator()),
                    factored.of(Fraction.of(fraction.denominator()))),
                variant.reason(new Reason("common-denominator", "common denominator", null))));
        forms.add(candidate(termwise(kernels, fraction), toTerms));
        addOverPowers(forms, variant);
      } else {
        forms.add(candidate(factored.bestSum(fraction.numerator()), toTerms));
      }
    } catch (Polynomial.TooLarge tooLarge) {
      addWithClosedSums(forms, variant);
    }
    return forms;
  }

  /// The identity that was used where functions met their partners, such as sin² + cos² = 1.
  private static Reason related(Kernels kernels, Reason otherwise) {
    for (Expr kernel : kernels.replaced()) {
      return Families.pythagorean((Apply) kernel);
    }
    return otherwise;
  }

  /// A common factor in words, where it is simple enough to be named.
  private static Reason factorOut(Expr factor) {
    List<Expr> factors = factor instanceof Product product ? product.children() : List.of(factor);
    boolean simple = factors.stream().allMatch(ClosedForm::isPlain);
    return simple ? new Reason("factor-out", "factor out", factor) : FACTORED;
  }

  private static boolean isPlain(Expr factor) {
    return switch (factor) {
      case Num number -> number.value().isInteger();
      case Power power when power.exponent() instanceof Num exponent ->
          exponent.value().signum() > 0;
      default -> true;
    };
  }

  /// The factored form in which sums inside powers stay together: ((x − μ)² − σ²), and (x² + 1)⁹⁸
  /// times what is left.
  private void addWithClosedSums(List<Candidate> forms, Families.Variant variant) {
    try {
      addWithClosedSums(forms, variant, variant.expression());
      Expr cleared = CompoundFractions.cleared(variant.expression());
      if (!cleared.equals(variant.expression())) {
        forms.add(candidate(cleared, variant.reason(FACTORED)));
        addWithClosedSums(forms, variant, cleared);
        forms.add(
            candidate(
                CompoundFractions.clearedBelow(variant.expression()), variant.reason(FACTORED)));
      }
    } catch (Polynomial.TooLarge tooLarge) {
      // the other forms remain
    }
  }

  private void addWithClosedSums(List<Candidate> forms, Families.Variant variant, Expr expression) {
    Kernels kernels = Kernels.withClosedSums(expression);
    Families.relate(kernels, expression);
    FactoredForm factored = new FactoredForm(kernels, written, costs);
    Fraction fraction = kernels.fraction(expression);
    Expr product = factored.of(fraction);
    forms.add(candidate(VariablesInside.of(product), variant.reason(FACTORED)));
    forms.add(candidate(product, variant.reason(FACTORED)));
  }

  /// The numerator multiplied out and factored over the powers of sums below, which stay: 2x(1 +
  /// x³) − 3x⁴ over (1 + x³)² is x(2 − x³)/(1 + x³)².
  private void addOverPowers(List<Candidate> forms, Families.Variant variant) {
    if (!Dag.any(variant.expression(), ClosedForm::dividesByPowerOfSum)) {
      return;
    }
    Kernels kernels = Kernels.withClosedSums(variant.expression());
    Families.relate(kernels, variant.expression());
    Fraction fraction = kernels.fraction(variant.expression());
    Expr below = new FactoredForm(kernels, written, costs).of(Fraction.of(fraction.denominator()));
    Expr numerator = kernels.expression(fraction.numerator());
    Kernels inside = Kernels.of(numerator);
    Families.relate(inside, numerator);
    Expr above = factored(inside, inside.fraction(numerator));
    Reason reason = variant.reason(related(inside, FACTORED));
    forms.add(candidate(Canonical.quotient(above, below), reason));
  }

  /// The product of the factors, or the sum that there is, with a minus in front where each term
  /// has one.
  private Expr factored(Kernels kernels, Fraction fraction) {
    FactoredForm factored = new FactoredForm(kernels, written, costs);
    Expr product = factored.of(fraction);
    return product instanceof Sum && fraction.denominator().isOne()
        ? factored.signedSum(fraction.numerator())
        : product;
  }

  private static boolean dividesByPowerOfSum(Expr node) {
    return node instanceof Power power
        && power.base() instanceof Sum
        && power.exponent() instanceof Num exponent
        && exponent.value().signum() < 0;
  }

  /// Each term of the numerator over the denominator, cancelled: 1 + 1/x for (x + 1)/x.
  private static Expr termwise(Kernels kernels, Fraction fraction) {
    List<Expr> terms = new ArrayList<>();
    fraction
        .numerator()
        .forEach((monomial, coefficient) ->
            terms.add(
                kernels.expression(
                    Fraction.of(Polynomial.term(coefficient, monomial), fraction.denominator()))));
    return Canonical.sum(terms);
  }
}
