package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.DifferentialSign;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import org.jspecify.annotations.Nullable;

/// Sums over all entries of an array, by the formula of one entry: as an inner product where they
/// are one, `Σ_i u_i v_i = uᵀv`, with numbers in front, and as a mean where the author speaks of
/// means.
final class SumsOfEntries {

  private final Algebra algebra;
  private final Entries entries;

  SumsOfEntries(Algebra algebra, Entries entries) {
    this.algebra = algebra;
    this.entries = entries;
  }

  /// `Σ_i` of a formula of entries: what does not change with i goes in front.
  Expr of(Expr entry, Shape shape) {
    if (entry instanceof Sum sum) {
      return Canonical.sum(sum.children().stream().map(term -> of(term, shape)).toList());
    }
    List<Expr> outside = new ArrayList<>();
    List<Expr> inside = new ArrayList<>();
    for (Expr factor : entry instanceof Product product ? product.children() : List.of(entry)) {
      if (factor instanceof Sum sum && entries.mentionsEntries(sum)) {
        Expr common = Spelling.commonFactor(entries.array(shape, sum));
        Expr inverse = Canonical.power(common, -1);
        outside.add(common);
        inside.add(
            Canonical.sum(
                sum.children().stream().map(term -> Canonical.product(inverse, term)).toList()));
      } else {
        (entries.mentionsEntries(factor) ? inside : outside).add(factor);
      }
    }
    Expr each = recognised(Canonical.product(inside));
    outside.add(
        inside.isEmpty()
            ? Canonical.of(Dimensions.expression(shape.rows().times(shape.columns())))
            : sumOf(each, shape));
    return Canonical.product(outside);
  }

  /// An entry such as `eˣ/(1 + eˣ)` as what it is, σ(x).
  private Expr recognised(Expr each) {
    if (!(each instanceof Product || each instanceof Power)
        || each.children().stream().noneMatch(SumsOfEntries::isBelowExponential)) {
      return each;
    }
    Expr closed = Canonical.of(ClosedForm.of(each, algebra.written()).expression());
    return closed.weight() < each.weight() ? closed : each;
  }

  /// Whether a factor divides by a sum with an exponential in it.
  private static boolean isBelowExponential(Expr factor) {
    return factor instanceof Power power
        && power.base() instanceof Sum sum
        && Dag.any(sum, node -> node instanceof Apply apply && apply.operator() == Elementary.EXP);
  }

  private Expr sumOf(Expr each, Shape shape) {
    Expr meaning = entries.places.meaning(each);
    if (meaning instanceof Apply apply && apply.operator() == Reductions.SOFTMAX) {
      return Num.ONE;
    }
    Expr change = shape.isVector() ? alongChange(each, shape) : null;
    if (change != null) {
      return change;
    }
    if (shape.isVector() && each instanceof Product two && two.arity() == 2) {
      Expr left = entries.places.meaning(two.child(0));
      Expr right = entries.places.meaning(two.child(1));
      if (left != null && right != null) {
        return left.equals(right)
            ? square(left)
            : algebra.named(Product.of(row(left), column(right)));
      }
    }
    if (shape.isVector() && each instanceof Product product && !algebra.hasMeans()) {
      Expr inner = innerProduct(product);
      if (inner != null) {
        return algebra.named(inner);
      }
    }
    if (shape.isVector() && each instanceof Power square && square.exponent().equals(Num.of(2))) {
      Expr vector = entries.places.meaning(square.base());
      if (vector != null) {
        return square(vector);
      }
      Terms terms = square.base() instanceof Sum ? entries.array(shape, square.base()) : null;
      if (terms != null && terms.terms().size() > 1) { // Σ_i (x_i − μ)² is (x − μ𝟏)ᵀ(x − μ𝟏)
        return algebra.multipliesOut()
            ? algebra.times(algebra.turned(terms), terms).scalar()
            : square(algebra.spell(terms));
      }
    }
    if (algebra.hasMeans()) {
      Expr count = Canonical.of(Dimensions.expression(shape.rows().times(shape.columns())));
      return Canonical.product(count, algebra.named(Apply.of(Matrices.MEAN, entries.lifted(each))));
    }
    return algebra.named(Apply.of(Matrices.SUM, liftedToSum(each)));
  }

  /// `vᵀv`, or `‖v‖²` where the author speaks of the norm of v.
  private Expr square(Expr vector) {
    Expr column = column(vector);
    for (Expr norm : List.of(Apply.of(Norms.NORM, column), Apply.of(Norms.NORM, column, Num.TWO))) {
      Expr known = algebra.numbers.known(norm);
      if (known != null) {
        return Canonical.power(known, Num.TWO);
      }
    }
    return algebra.named(Product.of(row(vector), column));
  }

  /// `Σ_i f(u_i)(X dw)_i` as `f(u)ᵀ X dw`; null where nothing changes, or more than one factor.
  private @Nullable Expr alongChange(Expr each, Shape shape) {
    List<Expr> rest =
        new ArrayList<>(each instanceof Product product ? product.children() : List.of(each));
    List<Expr> changing =
        rest.stream().filter(factor -> Dag.any(factor, this::isOfChange)).toList();
    Expr change = changing.size() == 1 ? entries.places.meaning(changing.getFirst()) : null;
    if (change == null || isRow(change)) {
      return null;
    }
    rest.remove(changing.getFirst());
    Expr others = Canonical.product(rest);
    Terms weights = hasRow(others) ? algebra.of(liftedToSum(others)) : entries.array(shape, others);
    if (!(change instanceof Product)) {
      List<Expr> parts = new ArrayList<>();
      for (Term term : weights.terms()) {
        Expr weight = algebra.spell(new Terms(shape, List.of(term.withScalar(Num.ONE))));
        parts.add(Canonical.product(term.scalar(), algebra.named(Product.of(row(weight), change))));
      }
      return Canonical.sum(parts);
    }
    return algebra.times(algebra.turned(weights), algebra.of(change)).scalar();
  }

  /// Whether an array is a function of entries in which a differential stands.
  boolean changes(Expr atom) {
    Expr form = entries.form(atom);
    return form != null && Dag.any(form, this::isOfChange);
  }

  private boolean isOfChange(Expr entry) {
    Expr meaning = entries.places.meaning(entry);
    return meaning != null && Dag.any(meaning, DifferentialSign::isOn);
  }

  /// `Σ_i v_i f(x_i)` as vᵀ f(x), where one of the factors is an entry of a letter; null where none
  /// is.
  private @Nullable Expr innerProduct(Product product) {
    List<Expr> rest = new ArrayList<>(product.children());
    for (Expr factor : product.children()) {
      if (entries.places.meaning(factor) instanceof Symbol letter) {
        rest.remove(factor);
        return Product.of(row(letter), column(liftedToSum(Canonical.product(rest))));
      }
    }
    return null;
  }

  /// A formula of entries of vectors, whose sum is the same whether they stand as rows or columns.
  private Expr liftedToSum(Expr each) {
    if (!hasRow(each)) {
      return entries.lifted(each);
    }
    Map<Expr, Expr> columns = new HashMap<>();
    for (Expr node : Dag.of(each).nodes()) {
      Expr meaning = entries.places.meaning(node);
      if (meaning != null) {
        columns.put(node, column(meaning));
      }
    }
    return Elementwise.of(each, columns);
  }

  /// Whether a formula of entries has one of a row in it.
  private boolean hasRow(Expr each) {
    return Dag.any(
        each,
        node -> {
          Expr meaning = entries.places.meaning(node);
          return meaning != null && isRow(meaning);
        });
  }

  private static boolean isRow(Expr array) {
    return array.shape().rows().equals(Dimension.ONE)
        && !array.shape().columns().equals(Dimension.ONE);
  }

  private static Expr column(Expr vector) {
    return isRow(vector) ? transposed(vector) : vector;
  }

  private static Expr row(Expr vector) {
    return isRow(vector) ? vector : transposed(vector);
  }

  private static Expr transposed(Expr array) {
    return Apply.of(Matrices.TRANSPOSE, array);
  }
}
