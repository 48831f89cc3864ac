package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import nabla.simplify.Form;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// An equation `E = 0` that is linear in a number, or in a vector or matrix x that stands at the
/// right end of its words, solved for it: `M x = r`, such as the normal equations `(XᵀX + λI) w =
/// Xᵀy`.
///
/// @param equation `M x = r`
/// @param solution `x = M⁻¹ r`, where M is square and invertible; null where it is not square
/// @param divisor a number c that is not 0, with `E = c (M x − r)`
public record LinearEquation(Relation equation, @Nullable Relation solution, Expr divisor) {

  /// The equation that an expression is zero; null where it is not linear in the variable.
  public static @Nullable LinearEquation of(Expr zero, Symbol variable, Written written) {
    Map<Expr, Expr> diagonals = new LinkedHashMap<>();
    Expr weighted = WeightMatrices.in(zero, variable, diagonals);
    if (!diagonals.isEmpty()) {
      LinearEquation equation = of(weighted, variable, written);
      return equation == null ? null : equation.with(Substitution.of(diagonals));
    }
    ArrayClosedForm closed = new ArrayClosedForm(written, zero);
    if (variable.isScalar() && Dag.any(zero, Binder.class::isInstance)) {
      Expr apart = SumsApart.linear(zero, variable, closed);
      if (!apart.equals(zero)) {
        return of(apart, variable, written);
      }
    }
    Algebra algebra = Algebra.keeping(written).expanding();
    Terms terms = algebra.of(zero);
    if (variable.isScalar()) {
      if (!terms.shape().isScalar()) {
        return null;
      }
      LinearEquation plain =
          ofNumber(numerator(terms.scalar(), variable, written), variable, algebra, closed);
      return plain == null ? ofNumberWithin(zero, variable, closed) : plain;
    }
    Shape matrix = Shape.of(terms.shape().rows(), variable.shape().rows());
    Letter letter = new Letter(variable, false);
    List<Term> left = new ArrayList<>();
    List<Term> right = new ArrayList<>();
    for (Term term : terms.terms()) {
      Expr spelled = algebra.spell(new Terms(terms.shape(), List.of(term)));
      if (!mentions(spelled, variable)) {
        right.add(term);
        continue;
      }
      List<Letter> word = term.word();
      if (word.isEmpty() || !word.getLast().equals(letter)) {
        return null;
      }
      List<Letter> before = word.subList(0, word.size() - 1);
      Term factor =
          before.isEmpty()
              ? Terms.letter(Matrices.identity(variable.shape().rows()))
                  .times(term.scalar())
                  .terms()
                  .getFirst()
              : new Term(term.scalar(), before);
      if (mentions(algebra.spell(new Terms(matrix, List.of(factor))), variable)) {
        return null;
      }
      left.add(factor);
    }
    if (left.isEmpty()) {
      return null;
    }
    Expr common = common(left, right);
    Expr divisor = Canonical.power(common, -1);
    Expr factor = closed.of(algebra.spell(Terms.sum(matrix, left).times(divisor)));
    Expr constant =
        right.isEmpty()
            ? Matrices.zeros(terms.shape())
            : closed.of(
                algebra.spell(Terms.sum(terms.shape(), right).times(Canonical.negate(divisor))));
    boolean number =
        left.stream()
            .allMatch(
                term -> term.word().size() == 1 && term.word().getFirst().is(Matrices.IDENTITY));
    Expr product =
        factor instanceof Apply apply && apply.operator() == Matrices.IDENTITY
            ? variable
            : number ? closed.of(Product.of(factor, variable)) : Product.of(factor, variable);
    Relation equation = Relation.of(Relation.Comparison.EQUAL, product, constant);
    if (!matrix.isSquare() || product.equals(variable)) {
      return new LinearEquation(equation, null, common);
    }
    Expr inverse = Apply.of(Matrices.INVERSE, factor);
    Expr value = right.isEmpty() ? constant : closed.of(Product.of(inverse, constant));
    return new LinearEquation(
        equation, Relation.of(Relation.Comparison.EQUAL, variable, value), common);
  }

  /// The equation `M x + c = 0` of a vector x.
  ///
  /// @param matrix M
  /// @param constant c
  public static LinearEquation of(Expr matrix, Expr constant, Symbol variable, Written written) {
    ArrayClosedForm closed = new ArrayClosedForm(written, matrix, constant);
    Expr right = closed.of(Negate.of(constant));
    Relation equation = Relation.of(Relation.Comparison.EQUAL, Product.of(matrix, variable), right);
    if (!matrix.shape().isSquare()) {
      return new LinearEquation(equation, null, Num.ONE);
    }
    Expr value = closed.of(Product.of(Apply.of(Matrices.INVERSE, matrix), right));
    return new LinearEquation(
        equation, Relation.of(Relation.Comparison.EQUAL, variable, value), Num.ONE);
  }

  private LinearEquation with(Substitution meant) {
    return new LinearEquation(
        (Relation) meant.apply(equation),
        solution == null ? null : (Relation) meant.apply(solution),
        meant.apply(divisor));
  }

  /// What has to be 0 so that a number is: `v − 1` for `1/v − 1/v²`.
  private static Expr numerator(Expr number, Symbol variable, Written written) {
    if (!isDivided(number, variable)) {
      return number;
    }
    Expr factored = Form.factored(Canonical.of(number), written);
    Expr upright = factored instanceof Negate negative ? negative.operand() : factored;
    if (upright instanceof Quotient quotient) {
      return Canonical.of(quotient.numerator());
    }
    List<Expr> left = new ArrayList<>();
    for (Expr factor :
        factored instanceof Product product ? product.children() : List.of(factored)) {
      boolean below =
          factor instanceof Power power
              && power.exponent() instanceof Num exponent
              && exponent.value().signum() < 0;
      if (!(factor instanceof Num) && (!below || !mentions(factor, variable))) {
        left.add(factor);
      }
    }
    return Canonical.product(left);
  }

  private static boolean isDivided(Expr number, Symbol variable) {
    return Dag.any(
        number,
        node ->
            node instanceof Power power
                && power.exponent() instanceof Num exponent
                && exponent.value().signum() < 0
                && mentions(power.base(), variable));
  }

  /// `a t + b = 0` for a number t beside numbers that arrays make.
  private static @Nullable LinearEquation ofNumber(
      Expr zero, Symbol variable, Algebra algebra, ArrayClosedForm closed) {
    boolean inside =
        Dag.of(zero).nodes().stream()
            .map(algebra.numbers::meaning)
            .anyMatch(meaning -> meaning != null && mentions(meaning, variable));
    Expr constant = Canonical.of(Substitution.of(variable, Num.ZERO).apply(zero));
    Expr slope =
        Canonical.sum(
            Canonical.of(Substitution.of(variable, Num.ONE).apply(zero)),
            Canonical.negate(constant));
    Expr rest =
        Canonical.sum(
            zero, Canonical.negate(Canonical.product(slope, variable)), Canonical.negate(constant));
    if (inside
        || Canonical.isZero(slope)
        || !algebra.expanded(algebra.numbers.fill(rest)).isZero()) {
      return null;
    }
    Expr factor = closed.of(algebra.numbers.fill(slope));
    Expr right = closed.of(algebra.numbers.fill(Canonical.negate(constant)));
    Expr value =
        closed.of(
            algebra.numbers.fill(
                Canonical.product(Canonical.negate(constant), Canonical.power(slope, -1))));
    Relation solution = Relation.of(Relation.Comparison.EQUAL, variable, value);
    if (factor instanceof Negate minus && right instanceof Negate other) { // −a t = −b
      factor = minus.operand();
      right = other.operand();
    }
    return Canonical.isOne(slope)
        ? new LinearEquation(solution, null, Num.ONE)
        : new LinearEquation(
            Relation.of(Relation.Comparison.EQUAL, Product.of(factor, variable), right),
            solution,
            Num.ONE);
  }

  /// The same for a number inside of arrays, as b in `sum(X w + b 𝟏 − y)`.
  private static @Nullable LinearEquation ofNumberWithin(
      Expr zero, Symbol variable, ArrayClosedForm closed) {
    try {
      return ofNumberDefinedAtZero(zero, variable, closed);
    } catch (NablaException undefined) {
      Budget.check();
      return null; // at 0 it has no value, so that it is not linear
    }
  }

  private static @Nullable LinearEquation ofNumberDefinedAtZero(
      Expr zero, Symbol variable, ArrayClosedForm closed) {
    Expr constant = Substitution.of(variable, Num.ZERO).apply(zero);
    Expr slope =
        closed.of(Sum.of(Substitution.of(variable, Num.ONE).apply(zero), Negate.of(constant)));
    Expr rest =
        closed.of(Sum.of(zero, Negate.of(Product.of(slope, variable)), Negate.of(constant)));
    if (mentions(slope, variable) || Canonical.isZero(slope) || !Canonical.isZero(rest)) {
      return null;
    }
    Expr right = closed.of(Negate.of(constant));
    Relation solution =
        Relation.of(
            Relation.Comparison.EQUAL, variable, closed.of(Product.of(right, Power.of(slope, -1))));
    return new LinearEquation(
        Relation.of(Relation.Comparison.EQUAL, Product.of(slope, variable), right),
        solution,
        Num.ONE);
  }

  /// What must hold for the solution: that M is invertible, unless that is known.
  public List<Expr> conditions(Assumptions assumptions) {
    if (solution != null && solution.left() instanceof Symbol number && number.isScalar()) {
      Expr slope = Substitution.of(number, Num.ONE).apply(equation.left());
      return factors(slope, new ArrayList<>()).stream()
          .filter(part -> !isPositiveSize(part))
          .flatMap(part -> nonzero(part, assumptions).stream())
          .distinct()
          .toList();
    }
    if (solution == null
        || !(equation.left() instanceof Product product)
        || (!product.child(0).isScalar()
            && new Definiteness(assumptions).isPositive(product.child(0)))) {
      return List.of();
    }
    if (product.child(0).isScalar()) {
      Set<String> sizes = sizes();
      return product.children().stream()
          .filter(Expr::isScalar)
          .filter(part -> !(part instanceof Num))
          .filter(
              part -> !(part instanceof Symbol symbol && sizes.contains(symbol.name().toString())))
          .<Expr>map(part -> Relation.of(Relation.Comparison.NOT_EQUAL, part, Num.ZERO))
          .toList();
    }
    Expr determinant = Apply.of(Matrices.DET, product.child(0));
    return List.of(Relation.of(Relation.Comparison.NOT_EQUAL, determinant, Num.ZERO));
  }

  /// That a number is not 0, where no one sees that it is positive.
  private List<Expr> nonzero(Expr number, Assumptions assumptions) {
    if (new Definiteness(assumptions).isPositive(number)) {
      return List.of();
    }
    if (number instanceof Binder) {
      return List.of(Relation.of(Relation.Comparison.NOT_EQUAL, number, Num.ZERO));
    }
    ArrayClosedForm closed = new ArrayClosedForm(Written.in(number));
    Expr reciprocal = Quotient.of(Num.ONE, number);
    List<Expr> conditions = new ArrayList<>(ArrayConditions.of(closed, assumptions, reciprocal));
    conditions.addAll(ArrayConditions.ofNumbers(closed, assumptions, reciprocal));
    return conditions;
  }

  /// Whether a number is made of sizes and positive as these are: n and n + 1.
  private boolean isPositiveSize(Expr number) {
    try {
      Dimension size = Dimensions.polynomial(number);
      return size.terms().keySet().stream().allMatch(sizes()::containsAll)
          && Dimensions.isNeverNegativeOfSizes(Dimensions.minus(size, Dimension.ONE));
    } catch (NablaException noSize) {
      return false;
    }
  }

  private static List<Expr> factors(Expr number, List<Expr> into) {
    switch (number) {
      case Negate negate -> factors(negate.operand(), into);
      case Quotient quotient -> factors(quotient.numerator(), into);
      case Product product -> {
        List<Expr> arrays = product.children().stream().filter(part -> !part.isScalar()).toList();
        product.children().stream().filter(Expr::isScalar).forEach(part -> factors(part, into));
        if (!arrays.isEmpty()) {
          into.add(Product.of(arrays));
        }
      }
      default -> into.add(number);
    }
    return into;
  }

  /// The names of the sizes of arrays in the equation, which are not 0.
  private Set<String> sizes() {
    Set<String> sizes = new HashSet<>();
    for (Expr node : Dag.of(equation).nodes()) {
      sizes.addAll(node.shape().names());
    }
    return sizes;
  }

  private static boolean mentions(Expr expression, Symbol variable) {
    return Dag.any(expression, variable::equals);
  }

  /// The number that all terms have in common, positive for the first.
  private static Expr common(List<Term> left, List<Term> right) {
    List<Term> all = new ArrayList<>(left);
    all.addAll(right);
    Terms terms = new Terms(Shape.SCALAR, all);
    Expr powers = CommonPowers.of(terms);
    Expr rational = Spelling.commonRational(terms.times(Canonical.power(powers, -1)));
    Expr common = Canonical.product(powers, rational);
    boolean negative = Spelling.leads(left.getFirst().scalar()) != Spelling.leads(common);
    return negative ? Canonical.negate(common) : common;
  }
}
