package nabla.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import nabla.catalogue.Computing;
import nabla.catalogue.Dimensions;
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
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.write.CodeStyle.Binding;
import nabla.write.CodeStyle.Spelled;
import nabla.write.EinsteinSums.Tensor;

/// Formulas in indices as arrays in Python: an index becomes an axis, and a sum of products over an
/// index is a call of `einsum`, so that `Σ_j A_{ij}x_j` is `np.sums.of("ij,j->i", A, x)`.
///
/// An index that is free runs over the axis of the arrays that have it; one that is bound, between
/// its bounds, which depend on no other index. A [NablaException] of kind `UNSUPPORTED` where a
/// formula is no such array, as with an index that is computed.
final class Tensors {

  /// What an index runs over, from the first to the last, both of them sizes.
  private record Range(Dimension first, Dimension last) {

    Dimension length() {
      return Dimensions.minus(last, first).plus(Dimension.ONE);
    }
  }

  private final CodeWriter writer;
  private final PythonStyle style;
  private final EinsteinSums sums;

  /// The code of a part that has no index.
  private final Function<Expr, Spelled> closed;

  /// The indices in the order of the axes of results: those that are free, then from outside in.
  private final Map<Symbol, Range> ranges = new LinkedHashMap<>();

  private final Map<Expr, Boolean> open = new HashMap<>();
  private final Map<Expr, Integer> uses = new HashMap<>();
  private final Map<Expr, Tensor> known = new HashMap<>();

  /// @param free the size of the axis that each free index runs along
  /// @param formulas all that is to be spelled
  Tensors(
      CodeWriter writer,
      PythonStyle style,
      Map<Symbol, Dimension> free,
      List<Expr> formulas,
      Function<Expr, Spelled> closed) {
    this.writer = writer;
    this.style = style;
    this.sums = new EinsteinSums(style, Comparator.comparingInt(this::position));
    this.closed = closed;
    free.forEach((index, size) -> ranges.put(index, new Range(Dimension.ONE, size)));
    count(formulas);
  }

  /// Whether a sum or product runs over entries of arrays, so that it is worth an array.
  static boolean concern(Binder binder) {
    return Dag.any(
        binder.body(),
        node ->
            node instanceof Apply apply
                && apply.operator() == Matrices.ENTRY
                && apply.children().stream()
                    .skip(1)
                    .anyMatch(index -> Dag.any(index, binder.bound()::equals)));
  }

  /// A formula as an array with these axes.
  Spelled array(Expr formula, List<Symbol> axes) {
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
      factors.add(new Tensor(created("ones", length(axis)), List.of(axis)));
    }
    Tensor filled = sums.of(factors, axes);
    boolean times = tensor.isNumber() && !formula.equals(Num.ONE);
    return times ? EinsteinSums.times(List.of(tensor.code()), filled).code() : filled.code();
  }

  /// What has a value for each value of an index, one after the other.
  ///
  /// @param name of the index in the code
  /// @param all whether these are all of the array
  String list(String code, String name, Symbol index, boolean all) {
    String each = "[" + code + " for " + name + " in range(1, " + length(index) + " + 1)]";
    return style.stacked(each, all);
  }

  /// Forgets what parts are called, where these names are gone.
  void forget() {
    known.clear();
  }

  /// A sum or product as a number.
  Spelled number(Binder binder) {
    return spelled(binder).code();
  }

  private Tensor of(Expr node) {
    if (!isOpen(node)) {
      return new Tensor(closed.apply(node), List.of());
    }
    Tensor tensor = known.get(node);
    if (tensor == null) {
      tensor = spelled(node);
      if (uses.getOrDefault(node, 0) > 1 && !CodeWriter.isName(tensor.code())) {
        String name = writer.assigned(tensor.code().code());
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
      case Apply indicator
          when indicator.operator() == Elementary.INDICATOR
              && indicator.argument() instanceof Relation relation
              && isDelta(relation) ->
          new Tensor(
              created("eye", length((Symbol) relation.left())),
              List.of((Symbol) relation.left(), (Symbol) relation.right()));
      case Binder sum when sum.kind() == Binder.Kind.SUM -> sum(sum, List.of());
      case Binder product when product.kind() == Binder.Kind.PRODUCT -> product(product);
      case Product product -> contraction(product, List.of());
      case Quotient quotient when !isOpen(quotient.child(1)) -> contraction(quotient, List.of());
      case Negate negate -> contraction(negate, List.of());
      case Apply guarded when guarded.operator() == Computing.GUARDED ->
          contraction(guarded, List.of());
      case Apply indicator when indicator.operator() == Elementary.INDICATOR -> choice(indicator);
      case Cases cases -> choice(cases);
      case Binder other -> throw unsupported(other);
      case Bound bound -> throw unsupported(bound);
      default -> entryByEntry(node);
    };
  }

  private boolean isDelta(Relation relation) {
    return relation.comparison() == Relation.Comparison.EQUAL
        && relation.left() instanceof Symbol one
        && relation.right() instanceof Symbol other
        && !one.equals(other)
        && ranges.containsKey(one)
        && range(one).equals(ranges.get(other));
  }

  /// `i` itself: the numbers that it runs over.
  private Tensor counter(Symbol index) {
    Range range = range(index);
    String code =
        range.first().isFixed()
            ? range.first().fixedSize() + ".0, " + size(range.last().plus(Dimension.ONE))
            : "float(" + size(range.first()) + "), " + size(range.last().plus(Dimension.ONE));
    return new Tensor(created("arange", code), List.of(index));
  }

  private Tensor entry(Apply entry) {
    if (isOpen(entry.argument())) {
      throw unsupported(entry);
    }
    List<String> places = new ArrayList<>();
    List<Symbol> axes = new ArrayList<>();
    for (int axis = 0; axis < Subscripts.of(entry).size(); axis++) {
      Expr place = Subscripts.of(entry).get(axis);
      if (isOpen(place)) {
        Symbol index = onlyIndex(place);
        axes.add(index);
        places.add(slice(place, index, Subscripts.axis(entry, axis)));
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

  /// The index i of a place such as `i` or `i + 1`.
  private Symbol onlyIndex(Expr place) {
    List<Symbol> indices = new ArrayList<>();
    for (Expr node : Dag.of(place).nodes()) {
      if (node instanceof Symbol symbol && ranges.containsKey(symbol)) {
        indices.add(symbol);
      }
    }
    if (indices.size() != 1) {
      throw unsupported(place);
    }
    return indices.getFirst();
  }

  /// Where on an axis the entries lie that a place such as `i + 1` means: all of them within it.
  private String slice(Expr place, Symbol index, Dimension axis) {
    Dimension shift = Dimensions.minus(polynomial(place), polynomial(index));
    if (shift.terms().keySet().stream().anyMatch(names -> names.contains(name(index)))) {
      throw unsupported(place);
    }
    Dimension from = Dimensions.minus(range(index).first().plus(shift), Dimension.ONE);
    Dimension to = range(index).last().plus(shift);
    if (!isNeverNegative(from) || !isNeverNegative(Dimensions.minus(axis, to))) {
      throw unsupported(place);
    }
    String start = from.terms().isEmpty() ? "" : size(from);
    return start + ":" + (to.equals(axis) ? "" : size(to));
  }

  private Tensor sum(Binder sum, List<Symbol> outer) {
    Symbol index = bind(sum);
    List<Symbol> summed = new ArrayList<>(outer);
    summed.add(index);
    Expr body = sum.open(index);
    count(List.of(body));
    return body instanceof Binder inner && inner.kind() == Binder.Kind.SUM && isOpen(inner)
        ? sum(inner, summed)
        : contraction(body, summed);
  }

  private Tensor product(Binder product) {
    Symbol index = bind(product);
    Expr body = product.open(index);
    count(List.of(body));
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

  /// A new index in place of the bound one.
  private Symbol bind(Binder binder) {
    if (isOpen(binder.lower()) || binder.upper() == null || isOpen(binder.upper())) {
      throw unsupported(binder);
    }
    Name name = new Name("index", Name.Accent.NONE, 0, "", "axis" + ranges.size());
    Symbol index = Symbol.of(name);
    ranges.put(index, new Range(polynomial(binder.lower()), polynomial(binder.upper())));
    return index;
  }

  /// A product of numbers and arrays, summed over indices.
  private Tensor contraction(Expr product, List<Symbol> summed) {
    List<Spelled> numbers = new ArrayList<>();
    List<Spelled> divisors = new ArrayList<>();
    List<Tensor> arrays = new ArrayList<>();
    boolean negative = factors(product, product, numbers, divisors, arrays);
    Set<Symbol> axes = new TreeSet<>(Comparator.comparingInt(this::position));
    arrays.forEach(array -> axes.addAll(array.axes()));
    for (Symbol index : summed) {
      if (!axes.contains(index)) {
        numbers.add(new Spelled(length(index), Binding.SUM));
      }
    }
    axes.removeAll(summed);
    Tensor result = EinsteinSums.times(numbers, sums.of(arrays, List.copyOf(axes)));
    for (Spelled divisor : divisors) {
      String code = result.code().at(Binding.PRODUCT) + " / " + divisor.at(Binding.POWER);
      result = new Tensor(new Spelled(code, Binding.PRODUCT), result.axes());
    }
    return negative ? new Tensor(CodeWriter.negated(result.code()), result.axes()) : result;
  }

  /// Takes a product apart, and says whether its sign is minus.
  private boolean factors(
      Expr whole, Expr part, List<Spelled> numbers, List<Spelled> divisors, List<Tensor> arrays) {
    boolean shared = part != whole && uses.getOrDefault(part, 0) > 1;
    if (!isOpen(part)) {
      if (!part.equals(Num.ONE)) {
        numbers.add(closed.apply(part));
      }
      return false;
    }
    if (part instanceof Negate negate && !shared) {
      return !factors(whole, negate.operand(), numbers, divisors, arrays);
    }
    if (part instanceof Apply guarded && guarded.operator() == Computing.GUARDED) {
      arrays.add(of(Apply.of(Elementary.INDICATOR, guarded.child(0))));
      return factors(whole, guarded.child(1), numbers, divisors, arrays);
    }
    if (part instanceof Product product && !shared) {
      boolean negative = false;
      for (Expr child : product.children()) {
        negative ^= factors(whole, child, numbers, divisors, arrays);
      }
      return negative;
    }
    if (part instanceof Quotient quotient && !shared && !isOpen(quotient.child(1))) {
      divisors.add(closed.apply(quotient.child(1)));
      return factors(whole, quotient.child(0), numbers, divisors, arrays);
    }
    Tensor array = of(part);
    if (array.isNumber()) {
      numbers.add(array.code());
    } else {
      arrays.add(array);
    }
    return false;
  }

  /// An operation at each place, on parts that are brought to the same axes.
  private Tensor entryByEntry(Expr node) {
    List<Tensor> parts = new ArrayList<>();
    Set<Symbol> union = new TreeSet<>(Comparator.comparingInt(this::position));
    for (Expr child : node.children()) {
      Tensor part = sums.plain(of(positive(child)));
      parts.add(part);
      union.addAll(part.axes());
    }
    List<Symbol> axes = List.copyOf(union);
    List<Spelled> codes = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Spelled code = EinsteinSums.aligned(parts.get(i), axes);
      codes.add(node.child(i).equals(positive(node.child(i))) ? code : CodeWriter.negated(code));
    }
    return new Tensor(writer.spell(node, codes), axes);
  }

  /// Without a sign, which is to stand before the axes are brought in order.
  private Expr positive(Expr part) {
    return part instanceof Negate negate && isOpen(part) ? negate.operand() : part;
  }

  /// A choice of numbers, which are of the kind of the arrays.
  private Tensor choice(Expr node) {
    Tensor chosen = entryByEntry(node);
    return new Tensor(style.numbers(chosen.code(), writer.like()), chosen.axes());
  }

  private Spelled created(String function, String arguments) {
    String like = writer.like();
    return Spelled.atom(style.call(function, arguments + (like.isEmpty() ? "" : ", " + like)));
  }

  private Range range(Symbol index) {
    Range range = ranges.get(index);
    if (range == null) {
      throw unsupported(index);
    }
    return range;
  }

  private String length(Symbol index) {
    return size(range(index).length());
  }

  /// The code of a size, which is never negative.
  private String size(Dimension size) {
    String code = writer.size(size);
    return isNeverNegative(size) ? code : "max(" + code + ", 0)";
  }

  /// Whether a number is never negative where sizes are at least 1.
  private static boolean isNeverNegative(Dimension number) {
    Map<String, Dimension> above = new HashMap<>();
    for (List<String> names : number.terms().keySet()) {
      names.forEach(name -> above.put(name, Dimension.named(name).plus(Dimension.ONE)));
    }
    return Dimensions.isNeverNegative(number.substitute(above));
  }

  private Dimension polynomial(Expr number) {
    try {
      return Dimensions.polynomial(number);
    } catch (NablaException noPolynomial) {
      throw unsupported(number);
    }
  }

  /// Whether a part speaks of an index, so that it has no value of its own.
  private boolean isOpen(Expr part) {
    Boolean before = open.get(part);
    if (before != null) {
      return before;
    }
    Dag dag = Dag.of(part);
    boolean[] free = Shared.open(dag, ranges.keySet());
    for (int position = 0; position < free.length; position++) {
      open.put(dag.node(position), free[position]);
    }
    return free[dag.position(part)];
  }

  /// Notes how often each part of formulas is used.
  private void count(List<Expr> formulas) {
    formulas.forEach(formula -> uses.merge(formula, 1, Integer::sum));
    for (Expr node : Dag.of(formulas.toArray(Expr[]::new)).nodes()) {
      node.children().forEach(child -> uses.merge(child, 1, Integer::sum));
    }
  }

  private int position(Symbol index) {
    return List.copyOf(ranges.keySet()).indexOf(index);
  }

  private static String name(Symbol index) {
    return index.name().toString();
  }

  private static NablaException unsupported(Expr part) {
    return new NablaException(
        NablaException.Kind.UNSUPPORTED, "no array over its indices: " + part);
  }
}
