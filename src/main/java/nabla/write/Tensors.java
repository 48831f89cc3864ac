package nabla.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import nabla.catalogue.Computing;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.write.CodeStyle.Binding;
import nabla.write.CodeStyle.Spelled;
import nabla.write.EinsteinSums.Tensor;
import org.jspecify.annotations.Nullable;

/// Formulas in indices as arrays in Python: an index becomes an axis, and a sum of products over an
/// index is a call of `einsum`, so that `Σ_j A_{ij}x_j` is `np.einsum("ij,j->i", A, x)`.
///
/// An index that is free runs over the axis of the arrays that have it; one that is bound, between
/// its bounds, which depend on no other index. A [NablaException] of kind `UNSUPPORTED` where a
/// formula is no such array, as with an index that is computed.
final class Tensors {

  private final CodeWriter writer;
  private final PythonStyle style;
  private final CodeAssignments assignments;
  private final EinsteinSums sums;
  private final Comparator<Symbol> order;

  /// The code of a part that has no index.
  private final Function<Expr, Spelled> closed;

  private final IndexAxes ranges;
  private final OpenParts parts;
  private final Map<Expr, Tensor> known = new HashMap<>();

  /// @param free the size of the axis that each free index runs along
  /// @param formulas all that is to be spelled
  Tensors(
      CodeWriter writer,
      PythonStyle style,
      CodeAssignments assignments,
      Map<Symbol, Dimension> free,
      List<Expr> formulas,
      Function<Expr, Spelled> closed) {
    this.writer = writer;
    this.style = style;
    this.assignments = assignments;
    this.closed = closed;
    this.ranges = new IndexAxes(writer, free);
    this.parts = new OpenParts(ranges);
    this.order = Comparator.comparingInt(ranges::position);
    this.sums = new EinsteinSums(style, order);
    parts.count(formulas);
  }

  /// Whether a sum or product runs over entries of arrays, so that it is worth an array.
  private static boolean concern(Binder binder) {
    return Dag.any(
        binder.body(),
        node ->
            node instanceof Apply apply
                && apply.operator() == Matrices.ENTRY
                && apply.children().stream()
                    .skip(1)
                    .anyMatch(index -> Dag.any(index, binder.bound()::equals)));
  }

  /// A formula as an array with these axes: made from arrays or, where it cannot be, number by
  /// number.
  ///
  /// @param number the code of one entry, in the names of the indices
  String array(Expr formula, List<Symbol> axes, String number) {
    int before = assignments.lines().size();
    try {
      return array(formula, axes).code();
    } catch (NablaException noArrays) {
      forget(before);
      return list(number, axes);
    }
  }

  /// A sum or product over entries of arrays, computed from the arrays; null where it cannot be.
  @Nullable Spelled number(Binder binder) {
    if (!concern(binder)) {
      return null;
    }
    int before = assignments.lines().size();
    try {
      return spelled(binder).code();
    } catch (NablaException noArray) {
      forget(before);
      return null;
    }
  }

  /// Takes back what was assigned for an array that there is not.
  private void forget(int before) {
    assignments.forget(before);
    known.clear();
  }

  private Spelled array(Expr formula, List<Symbol> axes) {
    Tensor tensor = of(formula);
    if (!axes.containsAll(tensor.axes())) {
      throw unsupported(formula);
    }
    List<Symbol> missing = new ArrayList<>(axes);
    missing.removeAll(tensor.axes());
    if (missing.isEmpty()) {
      return sums.of(List.of(tensor), axes).code();
    }
    List<Tensor> factors = new ArrayList<>();
    if (!tensor.isNumber()) {
      factors.add(tensor);
    }
    for (Symbol axis : missing) {
      factors.add(new Tensor(created("ones", ranges.length(axis)), List.of(axis)));
    }
    Tensor filled = sums.of(factors, axes);
    boolean times = tensor.isNumber() && !formula.equals(Num.ONE);
    return times ? EinsteinSums.times(List.of(tensor.code()), filled).code() : filled.code();
  }

  /// Entries for all values of the indices, one after the other.
  private String list(String entry, List<Symbol> axes) {
    String code = entry;
    for (Symbol index : axes.reversed()) {
      String each =
          "["
              + code
              + " for "
              + writer.name(index)
              + " in range(1, "
              + ranges.length(index)
              + " + 1)]";
      code = style.stacked(each, index.equals(axes.getFirst()), writer.like());
    }
    return code;
  }

  private Tensor of(Expr node) {
    if (node instanceof Num number) {
      return new Tensor(style.number(number.value()), List.of());
    }
    if (!parts.isOpen(node)) {
      return new Tensor(closed.apply(node), List.of());
    }
    Tensor tensor = known.get(node);
    if (tensor == null) {
      tensor = spelled(node);
      if (parts.isShared(node) && !CodeWriter.isName(tensor.code())) {
        String name = assignments.named(tensor.code().code());
        tensor = new Tensor(Spelled.atom(name), tensor.axes());
      }
      known.put(node, tensor);
    }
    return tensor;
  }

  private Tensor spelled(Expr node) {
    return switch (node) {
      case Symbol index -> counter(index);
      case Apply entry when entry.operator() == Matrices.ENTRY -> entry(entry);
      case Expr array when !array.isScalar() && !array.shape().isTruth() ->
          throw unsupported(array); // at each value of an index
      case Apply indicator
          when indicator.operator() == Elementary.INDICATOR
              && indicator.argument() instanceof Relation relation
              && isDelta(relation) ->
          new Tensor(
              created("eye", ranges.length((Symbol) relation.left())),
              List.of((Symbol) relation.left(), (Symbol) relation.right()));
      case Binder sum when sum.kind() == Binder.Kind.SUM -> sum(sum, List.of());
      case Binder product when product.kind() == Binder.Kind.PRODUCT -> product(product);
      case Product product -> contraction(product, List.of());
      case Quotient quotient when !parts.isOpen(quotient.child(1)) ->
          contraction(quotient, List.of());
      case Negate negate -> contraction(negate, List.of());
      case Apply guarded
          when guarded.operator() == Computing.GUARDED && parts.isAtClosedPlace(guarded) ->
          throw unsupported(guarded); // all of it is computed
      case Apply guarded when guarded.operator() == Computing.GUARDED ->
          TensorFactors.isAlwaysDefined(guarded.child(1))
              ? contraction(guarded, List.of())
              : chosen(guarded);
      case Binder other -> throw unsupported(other);
      case Bound bound -> throw unsupported(bound);
      default -> entryByEntry(node);
    };
  }

  /// The value where a condition holds, and 0 elsewhere, whatever is computed there.
  private Tensor chosen(Apply guarded) {
    return of(Cases.of(List.of(new Cases.Branch(guarded.child(0), guarded.child(1))), Num.ZERO));
  }

  private boolean isDelta(Relation relation) {
    return relation.comparison() == Relation.Comparison.EQUAL
        && relation.left() instanceof Symbol one
        && relation.right() instanceof Symbol other
        && !one.equals(other)
        && ranges.areAlike(one, other);
  }

  /// `i` itself: the numbers that it runs over.
  private Tensor counter(Symbol index) {
    return new Tensor(created("arange", ranges.bounds(index)), List.of(index));
  }

  private Tensor entry(Apply entry) {
    if (parts.isOpen(entry.argument())) {
      throw unsupported(entry);
    }
    List<String> places = new ArrayList<>();
    List<Symbol> axes = new ArrayList<>();
    for (int axis = 0; axis < Subscripts.of(entry).size(); axis++) {
      Expr place = Subscripts.of(entry).get(axis);
      if (parts.isOpen(place)) {
        axes.add(ranges.only(place));
        places.add(ranges.slice(place, Subscripts.axis(entry, axis)));
      } else {
        places.add(PythonStyle.place(place, closed.apply(place)));
      }
    }
    Spelled array = closed.apply(entry.argument());
    boolean whole = places.stream().allMatch(":"::equals);
    return new Tensor(
        whole
            ? array
            : Spelled.atom(array.at(Binding.ATOM) + "[" + String.join(", ", places) + "]"),
        axes);
  }

  private Tensor sum(Binder sum, List<Symbol> outer) {
    Symbol index = bind(sum);
    List<Symbol> summed = new ArrayList<>(outer);
    summed.add(index);
    Expr body = sum.open(index);
    parts.count(List.of(body));
    return body instanceof Binder inner && inner.kind() == Binder.Kind.SUM && parts.isOpen(inner)
        ? sum(inner, summed)
        : contraction(body, summed);
  }

  private Tensor product(Binder product) {
    Symbol index = bind(product);
    Expr body = product.open(index);
    parts.count(List.of(body));
    Tensor factors = sums.plain(of(body));
    int axis = factors.axes().indexOf(index);
    if (axis < 0) {
      throw unsupported(product);
    }
    List<Symbol> axes = new ArrayList<>(factors.axes());
    axes.remove(axis);
    String over = axes.isEmpty() ? "" : ", " + axis;
    return new Tensor(Spelled.atom(style.call("prod", factors.code().code() + over)), axes);
  }

  /// A new index in place of the bound one, whose bounds depend on no other.
  private Symbol bind(Binder binder) {
    if (binder.children().stream().skip(1).anyMatch(parts::isOpen)) {
      throw unsupported(binder);
    }
    return ranges.bind(binder);
  }

  /// A product of numbers and arrays, summed over indices.
  private Tensor contraction(Expr product, List<Symbol> summed) {
    TensorFactors factors = new TensorFactors(product, parts, this::of, closed);
    Set<Symbol> axes = new TreeSet<>(order);
    factors.arrays().forEach(array -> axes.addAll(array.axes()));
    List<Spelled> numbers = new ArrayList<>(factors.numbers());
    for (Symbol index : summed) {
      if (!axes.contains(index)) {
        numbers.add(new Spelled(ranges.length(index), Binding.SUM));
      }
    }
    axes.removeAll(summed);
    Tensor result = EinsteinSums.times(numbers, sums.of(factors.arrays(), List.copyOf(axes)));
    for (Spelled divisor : factors.divisors()) {
      String code = result.code().at(Binding.PRODUCT) + " / " + divisor.at(Binding.POWER);
      result = new Tensor(new Spelled(code, Binding.PRODUCT), result.axes());
    }
    return factors.isNegative()
        ? new Tensor(CodeSums.negated(result.code()), result.axes())
        : result;
  }

  /// An operation at each place, on parts that are brought to the same axes.
  private Tensor entryByEntry(Expr node) {
    List<Tensor> tensors = new ArrayList<>();
    Set<Symbol> union = new TreeSet<>(order);
    for (Expr child : node.children()) {
      Tensor part = sums.plain(of(positive(child)));
      tensors.add(part);
      union.addAll(part.axes());
    }
    List<Symbol> axes = List.copyOf(union);
    List<Spelled> codes = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      Spelled code = EinsteinSums.aligned(tensors.get(i), axes);
      codes.add(node.child(i).equals(positive(node.child(i))) ? code : CodeSums.negated(code));
    }
    return new Tensor(writer.spell(node, codes), axes);
  }

  /// Without a sign, which is to stand before the axes are brought in order.
  private Expr positive(Expr part) {
    return part instanceof Negate negate && parts.isOpen(part) ? negate.operand() : part;
  }

  private Spelled created(String function, String arguments) {
    String like = writer.like();
    return Spelled.atom(style.call(function, arguments + (like.isEmpty() ? "" : ", " + like)));
  }

  /// Of a part that is no array over its indices.
  static NablaException unsupported(Expr part) {
    return new NablaException(
        NablaException.Kind.UNSUPPORTED, "no array over its indices: " + part);
  }
}
