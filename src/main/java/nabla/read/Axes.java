package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// Compares sizes by unification: sums need equal shapes, products equal inner dimensions. A clash
/// names the part of the formula and both shapes.
final class Axes {

  private final Resolver resolver;
  private final Kinds kinds;
  private final Map<Name, AxisPair> names = new HashMap<>();
  private final Set<Name> order = new LinkedHashSet<>();
  private final IndexRanges indices;
  private final SliceAxes slices = new SliceAxes(this);
  private final IdentityHashMap<Term.Fitting, Axis> fitted = new IdentityHashMap<>();
  private final ZeroBlocks zeros = new ZeroBlocks();
  private final IdentityHashMap<Term.Variable, Axis> identities = new IdentityHashMap<>();
  private final SizeProducts products = new SizeProducts();

  private int cased;

  Axes(Resolver resolver, Kinds kinds, Map<Name, Shape> declared) {
    this.resolver = resolver;
    this.kinds = kinds;
    this.indices = new IndexRanges(this, resolver);
    declared.forEach((name, shape) -> names.put(name, of(shape)));
  }

  private static AxisPair of(Shape shape) {
    return shape.isScalar()
        ? AxisPair.SCALAR
        : new AxisPair(Axis.of(shape.rows()), Axis.of(shape.columns()));
  }

  Set<Name> order() {
    return order;
  }

  Map<Name, AxisPair> names() {
    return names;
  }

  IdentityHashMap<Term.Fitting, Axis> fitted() {
    return fitted;
  }

  /// The sizes of the identities, of which each has its own.
  IdentityHashMap<Term.Variable, Axis> identities() {
    return identities;
  }

  SizeProducts products() {
    return products;
  }

  /// The blocks of zeros.
  ZeroBlocks zeros() {
    return zeros;
  }

  /// Whether the term is one of several cases.
  boolean inCases() {
    return cased > 0;
  }

  /// The axes of parts of arrays.
  SliceAxes slices() {
    return slices;
  }

  /// The ranges of the indices.
  IndexRanges indices() {
    return indices;
  }

  /// The size of the vectors of one letter, where it is declared: `x_i ∈ R^n`.
  private Axis ofMember(Name family) {
    Name member = resolver.members.declared(family);
    return member == null ? new Axis() : name(member).rows();
  }

  AxisPair name(Name name) {
    AxisPair known = names.get(name);
    if (known != null) {
      order.add(name);
      return known;
    }
    Kinds.Kind kind = kinds.of(name);
    List<Dimension> commuted = resolver.commutations.get(name);
    Dimension size =
        commuted != null ? commuted.get(0).times(commuted.get(1)) : IdentityName.size(name);
    Axis rows = size == null ? new Axis() : Axis.of(size);
    boolean identity = name.base().equals("I") && !resolver.declaredVariables.contains(name);
    AxisPair pair =
        kind == null || !kind.isArray()
            ? AxisPair.SCALAR
            : kind == Kinds.Kind.ROW && resolver.defined.contains(name)
                ? new AxisPair(Axis.of(Dimension.ONE), rows)
                : new AxisPair(
                    rows,
                    kind != Kinds.Kind.MATRIX
                        ? Axis.of(Dimension.ONE)
                        : commuted != null || identity || resolver.squares.contains(name)
                            ? rows
                            : ofMember(name));
    names.put(name, pair);
    order.add(name);
    return pair;
  }

  /// Whether a name is an undeclared I without a size, among arrays.
  private boolean isIdentity(Name name) {
    Kinds.Kind kind = name.toString().equals("I") ? kinds.of(name) : null;
    return kind == Kinds.Kind.MATRIX
        && !resolver.declaredVariables.contains(name)
        && !names.containsKey(name);
  }

  AxisPair of(Term term) {
    return switch (term) {
      case Term.Known known -> of(known.value().shape());
      case Term.Variable variable -> {
        if (!isIdentity(variable.name())) {
          yield name(variable.name());
        }
        Axis size = identities.computeIfAbsent(variable, key -> new Axis());
        yield new AxisPair(size, size);
      }
      case Term.Total total -> total(total);
      case Term.Times times -> times(times);
      case Term.Over over -> {
        AxisPair numerator = of(over.numerator());
        AxisPair denominator = of(over.denominator());
        if (!denominator.isScalar()) {
          throw clash().division(over, denominator);
        }
        yield numerator;
      }
      case Term.Minus minus -> of(minus.operand());
      case Term.Raised raised -> {
        AxisPair base = of(raised.base());
        AxisPair exponent = of(raised.exponent());
        if (raised.isExponential() && exponent.isColumn()) {
          yield exponent;
        }
        boolean column = base.columns().isOne() && raised.isOfValues();
        if (raised.each() || column) {
          equal("raise entry by entry", raised.base(), raised.exponent());
          yield base.isScalar() ? exponent : base;
        }
        if (base.isColumn() || (!base.isScalar() && !base.rows().unify(base.columns()))) {
          throw clash().power(raised, base);
        }
        if (!base.isScalar() && Clash.isT(raised.exponent())) {
          resolver.note("^T is a power, as T is a number; the transpose is ᵀ or ′", raised.at());
        }
        yield base;
      }
      case Term.Call call -> new OperatorShapes(this).of(call);
      case Term.Differentiated derivative -> differentiated(derivative);
      case Term.At at when at.gradient() -> {
        equal("differentiate at", new Term.Variable(at.at(), at.parameter()), at.argument());
        of(at.body());
        AxisPair place = of(at.argument());
        yield at.order() == 1 ? place : new AxisPair(place.rows(), place.rows());
      }
      case Term.At at -> {
        of(at.body());
        yield of(at.argument());
      }
      case Term.AtAll at -> {
        at.parts().forEach(this::of);
        yield AxisPair.SCALAR;
      }
      case Term.Related related -> {
        equal("compare", related.left(), related.right());
        yield AxisPair.SCALAR;
      }
      case Term.Joined joined -> {
        joined.conditions().forEach(this::of);
        yield AxisPair.SCALAR;
      }
      case Term.ByCases cases -> {
        cased++;
        cases.conditions().forEach(this::of);
        Term array = cases.values().getFirst();
        for (Term part : cases.compared()) {
          array = of(array).isScalar() ? part : array;
        }
        for (Term part : cases.compared()) {
          equal("choose between", array, part);
        }
        cased--;
        yield of(array);
      }
      case Term.Binding binding -> indices.binding(binding);
      case Term.Written written -> blocks(written);
      case Term.Entry entry -> indices.entry(entry);
      case Term.Slice slice -> slices.of(slice);
      case Term.Fitting fitting -> new AxisPair(fitting(fitting), Axis.of(Dimension.ONE));
      case Term.Bars bars -> {
        AxisPair inner = of(bars.inner());
        if (inner.columns().isOne()) {
          yield inner; // the absolute value of a number, or of each entry
        }
        if (!inner.isScalar() && !inner.rows().unify(inner.columns())) {
          throw clash()
              .refused(
                  term,
                  bars.inner(),
                  "found bars around a "
                      + inner
                      + " array, expected a number or a square matrix; a norm is ‖…‖");
        }
        yield AxisPair.SCALAR;
      }
    };
  }

  /// Blocks of one row are equally high, blocks of one column equally wide; a number is a block of
  /// one entry.
  private AxisPair blocks(Term.Written written) {
    List<AxisPair> blocks = new ArrayList<>(written.entries().stream().map(this::of).toList());
    boolean beside = written.list() && blocks.stream().anyMatch(block -> !block.columns().isOne());
    int rows = beside ? 1 : written.rows();
    int columns = written.entries().size() / rows;
    if (blocks.stream().anyMatch(block -> !block.isScalar())) {
      zeros.spread(written.entries(), columns, blocks);
    }
    @Nullable Dimension height = Dimension.of(0);
    @Nullable Dimension width = Dimension.of(0);
    for (int i = 0; i < blocks.size(); i++) {
      AxisPair first = blocks.get(i / columns * columns);
      AxisPair top = blocks.get(i % columns);
      AxisPair block = blocks.get(i);
      if (!block.rows().unify(first.rows()) || !block.columns().unify(top.columns())) {
        throw clash(
            written.at(), "blocks of shapes " + first + " and " + block + " do not fit together");
      }
    }
    for (int i = 0; i < rows; i++) {
      Dimension next = blocks.get(i * columns).rows().size();
      height = height == null || next == null ? null : height.plus(next);
    }
    for (int j = 0; j < columns; j++) {
      Dimension next = blocks.get(j).columns().size();
      width = width == null || next == null ? null : width.plus(next);
    }
    return new AxisPair(Axis.of(height), Axis.of(width));
  }

  /// The shape of the variable for a number, the Jacobian of a vector by a vector; what has more is
  /// left open until the sizes are known.
  private AxisPair differentiated(Term.Differentiated derivative) {
    AxisPair body = of(derivative.body());
    AxisPair variable = name(derivative.variable());
    if (variable.isScalar()) {
      return body;
    }
    boolean vector = variable.columns().isOne();
    if (derivative.order() == 1 && body.isScalar()) {
      return variable;
    }
    return vector && derivative.order() == (body.isScalar() ? 2 : 1) && body.columns().isOne()
        ? new AxisPair(body.isScalar() ? variable.rows() : body.rows(), variable.rows())
        : new AxisPair(new Axis(), new Axis());
  }

  private Axis fitting(Term.Fitting fitting) {
    Term size = fitting.size();
    return fitted.computeIfAbsent(
        fitting, key -> Axis.of(size == null ? null : Sizes.ofTerm(size)));
  }

  /// Names the sizes that are not known yet, so that an error can speak of them.
  void nameSizes() {
    Shapes.name(this, resolver.declaredVariables);
  }

  Clash clash() {
    return new Clash(this, resolver.source);
  }

  void unify(int at, Axis first, Axis second) {
    if (!first.unify(second)) {
      throw clash(at, "blocks of " + first + " and " + second + " entries do not fit together");
    }
  }

  NablaException clash(int at, String message) {
    return resolver.error(NablaException.Kind.SHAPE, message, at);
  }

  void equal(String verb, Term left, Term right) {
    AxisPair one = of(left);
    AxisPair other = of(right);
    if (!one.isScalar() && !other.isScalar() && (areCrossed(one, other) || !one.unify(other))) {
      throw clash().unequal(verb, left, one, right, other);
    }
  }

  /// Whether one is a column and the other a row, which are the same for numbers alone.
  private static boolean areCrossed(AxisPair one, AxisPair other) {
    return (one.isColumn() && other.transposed().isColumn())
        || (other.isColumn() && one.transposed().isColumn());
  }

  private AxisPair total(Term.Total total) {
    AxisPair sum = AxisPair.SCALAR;
    @Nullable Term first = null;
    for (Term term : total.terms()) {
      AxisPair next = of(term);
      if (next.isScalar()) {
        continue;
      }
      if (first != null && (areCrossed(sum, next) || !sum.unify(next))) {
        String verb = term instanceof Term.Minus ? "subtract" : "add";
        throw clash().unequal(verb, signed(first), sum, signed(term), next);
      }
      first = first == null ? term : first;
      sum = first == term ? next : sum;
    }
    if (first != null) {
      for (Term term : total.terms()) {
        if (of(term).isScalar()) {
          scalarBeside(term, sum);
        }
      }
    }
    return sum;
  }

  private static Term signed(Term term) {
    return term instanceof Term.Minus minus ? minus.operand() : term;
  }

  /// A number beside an array is elementwise; a scalar variable beside one is an error.
  private void scalarBeside(Term term, AxisPair array) {
    Term inner = signed(term);
    if (array.isColumn() && VectorTerms.endsInOne(inner)) {
      resolver.note("1 behind a number, beside a vector, is the vector of ones", inner.at());
      return;
    }
    if (!VectorTerms.isOfNumbers(inner)) {
      throw clash().scalar(inner, array);
    }
    boolean constant = inner instanceof Term.Call call && call.operator() == Elementary.E;
    resolver.note(
        constant
            ? "e is Euler's number, added to each entry; for a vector of your own write where e ∈"
                + " R^n"
            : "a number beside a vector or matrix is added to each entry",
        term.at());
  }

  private AxisPair times(Term.Times times) {
    AxisPair product = AxisPair.SCALAR;
    List<Clash.Factor> before = new ArrayList<>();
    for (int i = 0; i < times.factors().size(); i++) {
      Term factor = times.factors().get(i);
      AxisPair next = of(factor);
      if (next.isScalar()) {
        continue;
      }
      before.add(new Clash.Factor(factor, next));
      if (product.isScalar()) {
        product = next;
        before.subList(0, before.size() - 1).clear();
      } else if (times.dotted().get(i) && product.columns().isOne() && next.columns().isOne()) {
        if (!product.unify(next)) {
          throw clash()
              .unequal(
                  "take the inner product of", before.getFirst().term(), product, factor, next);
        }
        product = AxisPair.SCALAR;
      } else if (!product.columns().unify(next.rows())) {
        boolean ends =
            times.factors().subList(i + 1, times.factors().size()).stream()
                .allMatch(following -> of(following).isScalar());
        throw clash().product(before, product, ends);
      } else {
        product = new AxisPair(product.rows(), next.columns());
      }
    }
    return product;
  }
}
