package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.catalogue.Reductions;
import nabla.catalogue.Spectra;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Brackets;

/// The conditions under which formulas with vectors and matrices are defined: what must be
/// invertible, positive or different from 0.
public final class ArrayConditions {

  private static final String INDEX_OF_SUM = "index of a sum";

  private final Set<Expr> positive = new LinkedHashSet<>();
  private final Set<Expr> nonzero = new LinkedHashSet<>();
  private final Set<Expr> others = new LinkedHashSet<>();
  private final Set<String> sizes = new HashSet<>();

  /// What is different from 0 where indices differ: `x_i − x_j` in `𝟙[i ≠ j]/(x_i − x_j)`.
  private final Map<Expr, Relation> whereApart = new LinkedHashMap<>();

  private final Assumptions assumptions;
  private final ArrayClosedForm closed;

  /// The products of which a condition on each factor says that they are not 0.
  private final Set<Expr> said = new LinkedHashSet<>();

  /// What is different from 0, in closed form: the same is said once.
  private final Set<Expr> known = new LinkedHashSet<>();

  private ArrayConditions(ArrayClosedForm closed, Assumptions assumptions) {
    this.assumptions = assumptions;
    this.closed = closed;
  }

  /// The conditions for formulas together, such as one and its derivatives, without those that
  /// always hold.
  ///
  /// @param closed closed forms for the author of the formulas
  public static List<Expr> of(ArrayClosedForm closed, Assumptions assumptions, Expr... parts) {
    ArrayConditions conditions = new ArrayConditions(closed, assumptions);
    conditions.addAll(parts);
    List<Expr> all = new ArrayList<>(conditions.statements());
    List<Expr> ofEntries = EntryConditions.of(assumptions, parts);
    List<Expr> known = new ArrayList<>(ofEntries);
    known.addAll(assumptions.facts());
    all.removeIf(each -> EntryConditions.imply(known, each));
    for (Expr each : ofEntries) {
      if (!all.contains(each)) {
        all.add(each);
      }
    }
    return ImpliedConditions.without(all);
  }

  /// The conditions on numbers for formulas with arrays together, of which no array is a part: `v >
  /// 0` for `ln(v) xᵀx`, `σ ≠ 0` for `x/σ²`. Sizes of arrays are positive.
  public static List<Expr> ofNumbers(
      ArrayClosedForm closed, Assumptions assumptions, Expr... parts) {
    return PlainConditions.of(closed, assumptions, parts);
  }

  /// The conditions on every entry of arrays for formulas of numbers together, `every(x > a)` for
  /// `Σ_i ln(x_i − a)`.
  public static List<Expr> ofEntries(Assumptions assumptions, Expr... parts) {
    return EntryConditions.of(assumptions, parts);
  }

  /// A formula of numbers with a variable for each sum of which [#ofEntries] says where it has a
  /// value.
  public static Expr withoutEntries(Expr formula, Assumptions assumptions) {
    return EntryConditions.withoutSums(formula, assumptions);
  }

  private void addAll(Expr... parts) {
    List<Expr> nodes =
        Dag.below(node -> !(node instanceof Binder) && Brackets.split(node) == null, parts).nodes();
    for (Expr node : nodes) {
      sizes.addAll(node.shape().names());
      Brackets.Guarded guarded = Brackets.split(node);
      if (guarded != null) {
        addWhere(guarded.condition(), guarded.rest());
      } else if (node instanceof Binder binder) {
        addForEach(binder);
      } else {
        add(node);
      }
    }
    List<Expr> always = nodes.stream().filter(node -> Brackets.split(node) == null).toList();
    addOfNumbers(NumberConditions.of(closed, assumptions, always));
  }

  /// What is computed only where brackets are 1.
  private void addWhere(Expr condition, Expr part) {
    ArrayConditions inside = new ArrayConditions(closed, assumptions.and(condition));
    inside.addAll(part);
    inside.whereApart.forEach(whereApart::put);
    for (Expr each : inside.positive) {
      Expr some = TermRanges.where(condition, Relation.of(Comparison.GREATER, each, Num.ZERO));
      (some instanceof Logic ? others : positive).add(some instanceof Logic ? some : each);
    }
    sizes.addAll(inside.sizes);
    Relation apart = TermRanges.apart(condition);
    if (apart == null) {
      nonzero.addAll(inside.nonzero);
      inside.others.forEach(each -> others.add(TermRanges.where(condition, each)));
      return;
    }
    inside.nonzero.forEach(each -> whereApart.put(each, apart));
    for (Expr other : inside.others) {
      if (other instanceof Relation differ && differ.comparison() == Comparison.NOT_EQUAL) {
        whereApart.put(TermRanges.difference(differ), apart);
      } else {
        others.add(TermRanges.where(condition, other));
      }
    }
  }

  private void addOfNumbers(NumberConditions conditions) {
    nonzero.removeIf(conditions::implyNonzero);
    for (Relation condition : conditions.statements()) {
      boolean withZero = condition.right().equals(Num.ZERO);
      if (withZero && condition.comparison() == Comparison.GREATER) {
        positive.add(condition.left());
      } else if (withZero && condition.comparison() == Comparison.NOT_EQUAL) {
        nonzero.add(condition.left());
      } else {
        others.add(condition);
      }
    }
  }

  /// A denominator under a sum is different from 0 for each value of the index: the product of all
  /// is. What sums over all entries of arrays need is a condition on the arrays.
  private void addForEach(Binder binder) {
    Symbol index = Symbol.of(Name.of(INDEX_OF_SUM, String.valueOf(binder.bound())));
    ArrayConditions inside = new ArrayConditions(closed, assumptions);
    inside.addAll(binder.open(index));
    Expr upper = binder.upper();
    boolean finite = upper != null && binder.kind() != Binder.Kind.INTEGRAL;
    boolean each = finite && !EntryConditions.concern(binder);
    for (Expr part : inside.nonzero) {
      if (!Dag.any(part, index::equals)) {
        nonzero.add(part);
      } else if (each && !TermRanges.isMirrored(part, binder, index, inside.nonzero, closed)) {
        nonzero.add(TermRanges.product(binder, index, part));
      }
    }
    if (finite) {
      inside.whereApart.forEach((part, apart) -> addForEach(binder, index, part, apart));
    }
    for (Expr part : inside.positive) {
      if (!Dag.any(part, index::equals)) {
        positive.add(part);
      } else if (each) {
        addOfEach(binder, index, Relation.of(Comparison.GREATER, part, Num.ZERO));
      }
    }
    for (Expr part : inside.others) {
      if (!Dag.any(part, index::equals)) {
        others.add(part);
      } else if (each
          && part instanceof Relation apart
          && apart.comparison() == Comparison.NOT_EQUAL) {
        nonzero.add(TermRanges.product(binder, index, TermRanges.difference(apart)));
      } else if (each && part instanceof Logic) {
        others.add(TermRanges.ofEach(binder, index, part));
      } else if (each && part instanceof Relation relation) {
        boolean strict = inside.nonzero.contains(relation.left());
        addOfEach(
            binder,
            index,
            strict
                ? Relation.of(relation.comparison().strict(), relation.left(), relation.right())
                : relation);
      }
    }
  }

  private void addForEach(Binder binder, Symbol index, Expr part, Relation apart) {
    Expr place = TermRanges.leftOut(apart, index);
    boolean same = !Dag.any(part, index::equals);
    Expr each = same ? part : TermRanges.product(binder, index, part);
    if (place == null) {
      whereApart.put(each, apart);
    } else if (same || (isOfSum(place) && !Dag.any(part, place::equals))) {
      nonzero.add(each);
    } else {
      nonzero.addAll(TermRanges.around(binder, index, place, part));
    }
  }

  private static boolean isOfSum(Expr index) {
    return index instanceof Symbol symbol && symbol.name().base().equals(INDEX_OF_SUM);
  }

  /// An inequality for each value of the index, `Π_i 𝟙[g_i > 0] ≠ 0`; that g_i is not 0 goes
  /// without saying.
  private void addOfEach(Binder binder, Symbol index, Relation relation) {
    others.add(TermRanges.ofEach(binder, index, relation));
    if (relation.comparison() == relation.comparison().strict()) {
      Expr apart = closed.of(relation.difference());
      said.add(TermRanges.product(binder, index, apart));
    }
  }

  private void add(Expr node) {
    if (node instanceof Quotient quotient) {
      addNonzero(quotient.denominator());
    }
    if (node instanceof Power power && !power.isScalar() && power.hasFractionalExponent()) {
      addPrincipal(power.base());
    }
    if (!(node instanceof Apply apply)) {
      return;
    }
    if (apply.operator() == MatrixFunctions.LOGM) {
      addPrincipal(apply.argument());
    } else if (apply.operator() == Matrices.INVERSE) {
      nonzero.add(Apply.of(Matrices.DET, apply.argument()));
    } else if (apply.operator() == Matrices.LOGDET) {
      positive.add(Apply.of(Matrices.DET, ImpliedConditions.upright(apply.argument())));
    } else if (apply.operator() == Elementary.LN
        && apply.argument() instanceof Apply inner
        && inner.operator() == Matrices.DET) {
      positive.add(Apply.of(Matrices.DET, ImpliedConditions.upright(inner.argument())));
    }
  }

  /// The principal logarithm and powers of a matrix need eigenvalues off the half line from 0 to
  /// −∞; of a diagonal matrix these are its entries.
  private void addPrincipal(Expr matrix) {
    if (new Definiteness(assumptions).isPositive(matrix)) {
      return;
    }
    Expr diagonal =
        matrix instanceof Apply apply && apply.operator() == Matrices.DIAG
            ? apply.argument()
            : closed.isDiagonal(matrix) ? Apply.of(Matrices.DIAG, matrix) : null;
    others.add(
        diagonal == null
            ? Relation.of(
                Comparison.GREATER, Apply.of(Spectra.SMALLEST_REAL_EIGENVALUE, matrix), Num.ZERO)
            : Apply.of(Reductions.EVERY, Relation.of(Comparison.GREATER, diagonal, Num.ZERO)));
  }

  /// What is assumed is no condition.
  private void dropKnown() {
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation && relation.right().equals(Num.ZERO)) {
        boolean above = relation.comparison() == Comparison.GREATER;
        if (above || relation.comparison() == Comparison.NOT_EQUAL) {
          nonzero.remove(relation.left());
        }
        if (above) {
          positive.remove(relation.left());
        }
      }
    }
    DeterminantConditions determinants = new DeterminantConditions(assumptions);
    nonzero.removeIf(determinants::isNonzero);
    positive.removeIf(determinants::isPositive);
  }

  private List<Expr> statements() {
    dropKnown();
    for (Expr part : List.copyOf(nonzero)) {
      if (others.remove(Relation.of(Comparison.GREATER_OR_EQUAL, part, Num.ZERO))) {
        positive.add(part);
      }
    }
    List<Expr> statements = new ArrayList<>();
    dropMultiples();
    positive.forEach(part -> statements.add(Relation.of(Comparison.GREATER, part, Num.ZERO)));
    whereApart.forEach((part, apart) -> others.add(TermRanges.unless(apart, part)));
    nonzero.removeAll(positive);
    nonzero.removeIf(this::isSaid);
    nonzero.removeIf(part -> positive.stream().anyMatch(other -> isMultiple(part, other)));
    ProductConditions products = new ProductConditions(this::isSame, assumptions.integers());
    nonzero.removeIf(part -> isImplied(part, products));
    nonzero.removeIf(this::hasPrincipalPowers);
    nonzero.removeIf(part -> DeterminantConditions.isIn(positive, part));
    nonzero.forEach(part -> statements.add(Relation.of(Comparison.NOT_EQUAL, part, Num.ZERO)));
    statements.addAll(others);
    statements.removeIf(this::isAssumed);
    return List.copyOf(statements);
  }

  /// Of numbers that are multiples of one another, the first stays.
  private void dropMultiples() {
    List<Expr> all = List.copyOf(positive);
    for (int i = 1; i < all.size(); i++) {
      Expr part = all.get(i);
      if (all.subList(0, i).stream()
          .anyMatch(other -> positive.contains(other) && isMultiple(part, other))) {
        positive.remove(part);
      }
    }
  }

  /// Whether a number is another one times a positive number or a size.
  private boolean isMultiple(Expr number, Expr other) {
    Expr ratio = closed.of(Quotient.of(number, other));
    return Dag.of(ratio).nodes().stream()
        .allMatch(part ->
            part instanceof Product
                || (part instanceof Symbol size && sizes.contains(size.name().toString()))
                || (part instanceof Num factor && factor.value().signum() > 0));
  }

  /// Whether it is a product of which something is said of each factor.
  private boolean isSaid(Expr part) {
    if (said.isEmpty()
        || !(part instanceof Binder binder)
        || binder.kind() != Binder.Kind.PRODUCT
        || binder.upper() == null) {
      return false;
    }
    Symbol index = Symbol.of(Name.of("index of a product"));
    return said.contains(TermRanges.product(binder, index, closed.of(binder.open(index))));
  }

  private boolean isSame(Expr one, Expr other) {
    Expr first = closed.of(one);
    return first.equals(closed.of(other)) || first.equals(closed.of(Negate.of(other)));
  }

  private boolean isImplied(Expr part, ProductConditions products) {
    return nonzero.stream()
        .anyMatch(other ->
            other instanceof Binder product
                && product.kind() == Binder.Kind.PRODUCT
                && !other.equals(part)
                && products.imply(product, part));
  }

  /// Whether it is the determinant of a matrix of which eigenvalues of 0 are excluded already.
  private boolean hasPrincipalPowers(Expr part) {
    return part instanceof Apply determinant
        && determinant.operator() == Matrices.DET
        && others.contains(
            Relation.of(
                Comparison.GREATER,
                Apply.of(Spectra.SMALLEST_REAL_EIGENVALUE, determinant.argument()),
                Num.ZERO));
  }

  /// Whether a condition is one of the assumptions, or follows from one: `det(A) ≠ 0` from `det(A)
  /// > 0`.
  private boolean isAssumed(Expr condition) {
    return assumptions.facts().contains(condition)
        || (condition instanceof Relation relation
            && relation.comparison() == Comparison.NOT_EQUAL
            && assumptions
                .facts()
                .contains(Relation.of(Comparison.GREATER, relation.left(), relation.right())));
  }

  /// A denominator is different from 0 where its factors are.
  private void addNonzero(Expr denominator) {
    switch (denominator) {
      case Power power -> addNonzero(power.base());
      case Negate negate -> addNonzero(negate.operand());
      case Quotient quotient -> addNonzero(quotient.numerator());
      case Apply root when root.operator() == Elementary.SQRT -> addNonzero(root.argument());
      case Product product when product.children().stream().allMatch(Expr::isScalar) ->
          product.children().forEach(this::addNonzero);
      default -> {
        if (Dag.any(denominator, node -> !node.isScalar() && !node.shape().isTruth())
            && known.add(closed.of(denominator))) {
          nonzero.add(denominator);
        }
      }
    }
  }
}
