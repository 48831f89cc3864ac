package nabla.calculus.index;

import java.util.ArrayList;
import java.util.List;
import nabla.calculus.NormDifferentials;
import nabla.calculus.OperatorFormulas;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Exponentials;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// Formulas with vectors and matrices in their entries: `(Ax)_i = Σ_j A_ij x_j`, `tr(A) = Σ_i
/// A_ii`, `σ(Ax)_i = σ(Σ_j A_ij x_j)`. The catalogue states the entries of its operators; what has
/// none stays as it is, determinants as numbers, the entries of an inverse, an exponential or a
/// symbolic power as entries of one letter, whose differential has entries again.
public final class InEntries {

  private static final int LARGEST_POWER = 6;

  private int fresh;

  private final boolean keeping;

  private InEntries(boolean keeping) {
    this.keeping = keeping;
  }

  /// A number, in the entries of the arrays in it.
  public static Expr of(Expr number) {
    return new InEntries(false).number(number);
  }

  /// The entry of an array in a row and a column; of a vector only the row counts.
  public static Expr of(Expr array, Expr row, Expr column) {
    return new InEntries(false).at(array, row, column);
  }

  /// The same, with softmax kept as a letter: `softmax(x)_i`.
  public static Expr keepingSoftmax(Expr array, Expr row, Expr column) {
    return new InEntries(true).at(array, row, column);
  }

  /// The entry of an array without looking into it: `x_i`, `A_ij`.
  public static Expr entry(Expr array, Expr row, Expr column) {
    if (array.isScalar()) {
      return array;
    }
    Shape shape = array.shape();
    return isOne(shape.columns())
        ? Apply.of(Matrices.ENTRY, array, row)
        : isOne(shape.rows())
            ? Apply.of(Matrices.ENTRY, array, column)
            : Apply.of(Matrices.ENTRY, array, row, column);
  }

  private static boolean isOne(Dimension size) {
    return size.equals(Dimension.ONE);
  }

  /// An array as a map from places to numbers.
  private interface Entries {
    Expr at(Expr row, Expr column);
  }

  private record Part(Shape shape, Entries entries) {}

  private Expr number(Expr node) {
    Budget.check();
    if (isEntryOfNumber(node)) {
      return node.child(0); // beside an array, a number stands at every entry
    }
    if (!mentionsArrays(node) && !Dag.any(node, InEntries::isEntryOfNumber)) {
      return node;
    }
    return switch (node) {
      case Product product -> product(product, Num.ONE, Num.ONE);
      case Power power when squaredNorm(power) -> squares(((Apply) power.base()).argument());
      case Apply apply when apply.operator() instanceof Function function ->
          function(function, apply, Num.ONE, Num.ONE);
      case Apply unknown when !unknown.operator().isElementwise() -> unknown; // a letter
      case Binder binder -> binder(binder, Num.ONE, Num.ONE);
      case Literal literal -> number(literal.child(0));
      default -> rebuilt(node);
    };
  }

  private static boolean isEntryOfNumber(Expr node) {
    return node instanceof Apply entry
        && entry.operator() == Matrices.ENTRY
        && entry.argument().isScalar();
  }

  private Expr rebuilt(Expr node) {
    Expr[] parts = new Expr[node.arity()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = number(node.child(i));
    }
    return node.withChildren(parts);
  }

  static boolean mentionsArrays(Expr node) {
    return Dag.any(node, part -> !part.isScalar() && !part.shape().isTruth());
  }

  private static boolean squaredNorm(Power power) {
    return power.exponent().equals(Num.TWO)
        && power.base() instanceof Apply apply
        && apply.operator() == Norms.NORM
        && NormDifferentials.isEuclidean(apply);
  }

  private Expr squares(Expr array) {
    return over(array, entry -> Power.of(entry, 2));
  }

  /// The sum of something over all entries.
  private Expr over(Expr array, java.util.function.UnaryOperator<Expr> term) {
    return sum(
        array.shape().rows(), i -> sum(array.shape().columns(), j -> term.apply(at(array, i, j))));
  }

  private Expr sum(Dimension range, java.util.function.UnaryOperator<Expr> term) {
    if (isOne(range)) {
      return term.apply(Num.ONE);
    }
    Symbol index = index();
    return Binder.of(
        Binder.Kind.SUM, index, Num.ONE, Dimensions.expression(range), term.apply(index));
  }

  private Symbol index() {
    return Symbol.of(Name.of("index " + fresh++));
  }

  /// The entry that the catalogue states for an operator, or that its arguments decide; what has
  /// none is a letter, as the inverse is.
  private Expr function(Function function, Apply apply, Expr row, Expr column) {
    if (function == Matrices.ENTRY) {
      return entryOf(apply);
    }
    if (function == Blocks.ROWS) {
      return at(apply.argument(), after(apply.child(1), row), column);
    }
    if (function == Blocks.COLUMNS) {
      return at(apply.argument(), row, after(apply.child(1), column));
    }
    if (keeping && (function == Reductions.SOFTMAX || function == Rows.SOFTMAX)) {
      return entry(apply, row, column);
    }
    Expr stated = OperatorFormulas.entry(function, apply, row, column);
    if (stated != null) {
      return number(stated);
    }
    Expr array = apply.child(0);
    if (function == Matrices.DIAG) {
      return array.shape().isVector()
          ? Product.of(delta(row, column), at(array, row, Num.ONE))
          : at(array, row, row);
    }
    if (function == Matrices.ELEMENTWISE_POWER) {
      return Power.of(at(array, row, column), at(apply.child(1), row, column));
    }
    if (function == Norms.NORM) {
      return norm(apply);
    }
    Expr logarithm = function == Elementary.LN ? Exponentials.logarithmOfShares(array) : null;
    if (logarithm != null) {
      return at(logarithm, row, column);
    }
    return function.isElementwise() || function == Elementary.INDICATOR
        ? eachEntry(apply, row, column)
        : entry(apply, row, column);
  }

  /// So many places on.
  private static Expr after(Expr number, Expr place) {
    if (number.equals(Num.ZERO)) {
      return place;
    }
    return place instanceof Num first && number instanceof Num second
        ? Num.of(first.value().plus(second.value()))
        : Sum.of(place, number);
  }

  private Expr entryOf(Apply entry) {
    Expr array = entry.child(0);
    Expr column = entry.arity() == 3 ? entry.child(2) : Num.ONE;
    boolean row = entry.arity() == 2 && !array.shape().isVector();
    return row ? at(array, Num.ONE, entry.child(1)) : at(array, entry.child(1), column);
  }

  private Expr eachEntry(Expr node, Expr row, Expr column) {
    Expr[] parts = new Expr[node.arity()];
    for (int i = 0; i < parts.length; i++) {
      Expr part = node.child(i);
      parts[i] =
          !part.shape().isTruth()
              ? at(part, row, column)
              : part instanceof Apply ? part : eachEntry(part, row, column);
    }
    return node.withChildren(parts);
  }

  private Expr norm(Apply apply) {
    Expr array = apply.child(0);
    Expr meaning = NormDifferentials.inOtherTerms(apply);
    if (meaning != null) {
      return number(meaning);
    }
    if (NormDifferentials.isEuclidean(apply)) {
      return Apply.of(Elementary.SQRT, squares(array));
    }
    if (!array.shape().isVector()) {
      return apply;
    }
    Expr order = apply.child(1);
    Expr total = over(array, entry -> Power.of(Apply.of(Elementary.ABS, entry), order));
    return Power.of(total, Quotient.of(Num.ONE, order));
  }

  private Expr at(Expr node, Expr row, Expr column) {
    Budget.check();
    if (node.isScalar()) {
      return number(node); // beside an array, a number stands at every entry
    }
    return switch (node) {
      case Symbol symbol -> entry(symbol, row, column);
      case Bound bound -> entry(bound, row, column);
      case Sum sum -> Sum.of(sum.children().stream().map(part -> at(part, row, column)).toList());
      case Negate negate -> Negate.of(at(negate.operand(), row, column));
      case Quotient quotient ->
          Quotient.of(at(quotient.numerator(), row, column), number(quotient.denominator()));
      case Product product -> product(product, row, column);
      case Power power -> power(power, row, column);
      case Binder binder -> binder(binder, row, column);
      case Cases cases -> cases(cases, row, column);
      case Literal literal -> new LiteralEntries(literal, this::number).at(row, column);
      case Apply apply when apply.operator() instanceof Function function ->
          function(function, apply, row, column);
      case Apply unknown ->
          unknown.operator().isElementwise()
              ? eachEntry(unknown, row, column)
              : entry(unknown, row, column);
      case Relation relation -> eachEntry(relation, row, column);
      default ->
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED, "this part is not known entry by entry");
    };
  }

  static Expr delta(Expr i, Expr j) {
    return i.equals(j) ? Num.ONE : Apply.of(Matrices.DELTA, i, j);
  }

  /// A product, `Σ_k L_ik R_kj`; numbers among the factors stand in front, as do those that the
  /// factors so far make, `xᵀy` in `xᵀy u`.
  private Expr product(Product product, Expr row, Expr column) {
    List<Expr> all = new ArrayList<>();
    List<Expr> factors = new ArrayList<>();
    boolean array = false;
    for (Expr factor : product.children()) {
      factors.add(factor);
      array |= !factor.isScalar();
      if (array && Product.of(factors).isScalar()) {
        all.add(fromRight(factors, row, column));
        factors.clear();
        array = false;
      }
    }
    if (!factors.isEmpty()) {
      all.add(fromRight(factors, row, column));
    }
    return Product.of(all);
  }

  private Expr fromRight(List<Expr> factors, Expr row, Expr column) {
    List<Expr> numbers = new ArrayList<>();
    Part open = null;
    for (Expr factor : factors.reversed()) {
      if (open == null && factor.isScalar()) {
        numbers.addFirst(number(factor));
        continue;
      }
      Part next = new Part(factor.shape(), (r, c) -> at(factor, r, c));
      open = open == null ? next : times(next, open);
      if (open.shape.isScalar()) {
        numbers.addFirst(open.entries.at(Num.ONE, Num.ONE));
        open = null;
      }
    }
    if (open != null) {
      numbers.add(open.entries.at(row, column));
    }
    return Product.of(numbers);
  }

  private Part times(Part left, Part right) {
    if (left.shape.isScalar() || right.shape.isScalar()) {
      Shape shape = left.shape.isScalar() ? right.shape : left.shape;
      return new Part(shape, (r, c) -> Product.of(left.entries.at(r, c), right.entries.at(r, c)));
    }
    return new Part(
        Shape.of(left.shape.rows(), right.shape.columns()),
        (r, c) ->
            sum(
                left.shape.columns(),
                k -> Product.of(left.entries.at(r, k), right.entries.at(k, c))));
  }

  private Expr power(Power power, Expr row, Expr column) {
    if (power.exponent() instanceof Num number
        && number.value().isInt()
        && number.value().intValue() >= 1
        && number.value().intValue() <= LARGEST_POWER) {
      int exponent = number.value().intValue();
      return exponent == 1
          ? at(power.base(), row, column)
          : product(
              (Product) Product.of(java.util.Collections.nCopies(exponent, power.base())),
              row,
              column);
    }
    return entry(power, row, column);
  }

  private Expr binder(Binder binder, Expr row, Expr column) {
    if (binder.kind() == Binder.Kind.PRODUCT && !binder.isScalar()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "a product of matrices is not known entry by entry");
    }
    boolean single =
        binder.kind() == Binder.Kind.SUM
            && binder.lower().equals(Num.ONE)
            && binder.upper() instanceof Num last
            && last.equals(Num.ONE);
    if (single) {
      return at(binder.open(Num.ONE), row, column);
    }
    Symbol index = index();
    return binder.around(index, at(binder.open(index), row, column));
  }

  private Expr cases(Cases cases, Expr row, Expr column) {
    List<Cases.Branch> branches = new ArrayList<>();
    for (Cases.Branch branch : cases.branches()) {
      branches.add(
          new Cases.Branch(
              eachEntry(branch.condition(), row, column), at(branch.value(), row, column)));
    }
    Expr otherwise = cases.otherwise();
    return Cases.of(branches, otherwise == null ? null : at(otherwise, row, column));
  }
}
