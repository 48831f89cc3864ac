package nabla.read;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// Compares sizes by unification: sums need equal shapes, products equal inner dimensions. A clash
/// names the part of the formula and both shapes.
final class Axes {

  private final Resolver resolver;
  private final Kinds kinds;
  private final Map<Name, AxisPair> names = new HashMap<>();
  private final Set<Name> order = new LinkedHashSet<>();
  private final IndexRanges indices = new IndexRanges(this);
  private final IdentityHashMap<Term.Fitting, Axis> fitted = new IdentityHashMap<>();

  Axes(Resolver resolver, Kinds kinds, Map<Name, Shape> declared) {
    this.resolver = resolver;
    this.kinds = kinds;
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

  /// The ranges of the indices.
  IndexRanges indices() {
    return indices;
  }

  AxisPair name(Name name) {
    AxisPair known = names.get(name);
    if (known != null) {
      order.add(name);
      return known;
    }
    Kinds.Kind kind = kinds.of(name);
    Dimension size = IdentityName.size(name);
    Axis rows = size == null ? new Axis() : Axis.of(size);
    boolean identity = name.base().equals("I") && !resolver.declaredVariables.contains(name);
    AxisPair pair =
        kind == null || !kind.isArray()
            ? AxisPair.SCALAR
            : new AxisPair(
                rows,
                kind != Kinds.Kind.MATRIX ? Axis.of(Dimension.ONE) : identity ? rows : new Axis());
    names.put(name, pair);
    order.add(name);
    return pair;
  }

  AxisPair of(Term term) {
    return switch (term) {
      case Term.Known known -> of(known.value().shape());
      case Term.Variable variable -> name(variable.name());
      case Term.Total total -> total(total);
      case Term.Times times -> times(times);
      case Term.Over over -> {
        AxisPair numerator = of(over.numerator());
        AxisPair denominator = of(over.denominator());
        if (!denominator.isScalar()) {
          throw clash(
              term.at(),
              "found a division by "
                  + text(over.denominator())
                  + ", which is "
                  + denominator
                  + ", expected a number; write "
                  + resolver.source.slice(over.at(), over.denominator().at()).strip()
                  + " ("
                  + resolver.source.product(over.denominator().at())
                  + ") to divide by all of it, or ⊘ entry by entry");
        }
        yield numerator;
      }
      case Term.Minus minus -> of(minus.operand());
      case Term.Raised raised -> {
        AxisPair base = of(raised.base());
        AxisPair exponent = of(raised.exponent());
        boolean column = base.columns().isOne() && raised.isOfValues();
        if (raised.each() || column) {
          equal(term.at(), base, exponent, "raise entry by entry");
          yield base.isScalar() ? exponent : base;
        }
        if (!base.isScalar() && !base.rows().unify(base.columns())) {
          throw clash(
              term.at(),
              "found a power of a " + base + " array, expected a number or a square matrix");
        }
        yield base;
      }
      case Term.Call call -> new OperatorShapes(this).of(call);
      case Term.Differentiated derivative -> differentiated(derivative);
      case Term.At at -> of(at.argument());
      case Term.Related related -> {
        equal(term.at(), of(related.left()), of(related.right()), "compare");
        yield AxisPair.SCALAR;
      }
      case Term.Joined joined -> {
        joined.conditions().forEach(this::of);
        yield AxisPair.SCALAR;
      }
      case Term.ByCases cases -> {
        cases.conditions().forEach(this::of);
        AxisPair first = of(cases.values().getFirst());
        for (Term value : cases.values()) {
          equal(term.at(), first, of(value), "choose between");
        }
        yield first;
      }
      case Term.Binding binding -> indices.binding(binding);
      case Term.Written written -> blocks(written);
      case Term.Entry entry -> indices.entry(entry);
      case Term.Fitting fitting -> new AxisPair(fitting(fitting), Axis.of(Dimension.ONE));
      case Term.Bars bars -> {
        AxisPair inner = of(bars.inner());
        if (inner.columns().isOne()) {
          yield inner; // the absolute value of a number, or of each entry
        }
        if (!inner.isScalar() && !inner.rows().unify(inner.columns())) {
          throw clash(
              term.at(),
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
    List<AxisPair> blocks = written.entries().stream().map(this::of).toList();
    boolean beside = written.list() && blocks.stream().anyMatch(block -> !block.columns().isOne());
    int rows = beside ? 1 : written.rows();
    int columns = written.entries().size() / rows;
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
        fitting, key -> Axis.of(size == null ? null : IndexRanges.dimension(size)));
  }

  NablaException clash(int at, String message) {
    return resolver.error(NablaException.Kind.SHAPE, message, at);
  }

  String text(Term term) {
    return switch (term) {
      case Term.Variable variable -> variable.name().toString();
      case Term.Call call when call.operator().name().equals("transpose") ->
          text(call.arguments().getFirst()) + "ᵀ";
      case Term.Times times -> String.join(" ", times.factors().stream().map(this::text).toList());
      case Term.Known known -> known.value().toString();
      default -> "…";
    };
  }

  void unify(int at, Axis first, Axis second) {
    if (!first.unify(second)) {
      throw clash(at, "blocks of " + first + " and " + second + " entries do not fit together");
    }
  }

  void equal(int at, AxisPair left, AxisPair right, String verb) {
    if (!left.isScalar() && !right.isScalar() && !left.unify(right)) {
      throw clash(at, "cannot " + verb + " shapes " + left + " and " + right);
    }
  }

  private AxisPair total(Term.Total total) {
    AxisPair sum = AxisPair.SCALAR;
    @Nullable Term first = null;
    for (Term term : total.terms()) {
      AxisPair next = of(term);
      if (next.isScalar()) {
        continue;
      }
      if (first != null && !sum.unify(next)) {
        throw clash(
            term.at(),
            "cannot add "
                + text(first)
                + " ("
                + sum
                + ") and "
                + text(term)
                + " ("
                + next
                + "); needs "
                + sum.rows()
                + " = "
                + next.rows()
                + (sum.columns().isOne() && next.columns().isOne()
                    ? ""
                    : " and " + sum.columns() + " = " + next.columns()));
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

  /// A number beside an array is elementwise; a scalar variable beside one is an error.
  private void scalarBeside(Term term, AxisPair array) {
    Term inner = term instanceof Term.Minus minus ? minus.operand() : term;
    boolean number = isNumber(inner);
    if (!number) {
      throw clash(
          term.at(),
          "cannot add the scalar "
              + text(inner)
              + " and an array of shape "
              + array
              + "; write "
              + text(inner)
              + " 𝟏 for a vector of it");
    }
    resolver.note("a number beside a vector or matrix is added to each entry", term.at());
  }

  private static boolean isNumber(Term term) {
    return switch (term) {
      case Term.Known known -> known.value() instanceof Num;
      case Term.Minus minus -> isNumber(minus.operand());
      case Term.Over over -> isNumber(over.numerator()) && isNumber(over.denominator());
      case Term.Raised raised -> isNumber(raised.base()) && isNumber(raised.exponent());
      case Term.Call call -> call.arguments().stream().allMatch(Axes::isNumber);
      default -> false;
    };
  }

  private AxisPair times(Term.Times times) {
    AxisPair product = AxisPair.SCALAR;
    @Nullable Term before = null;
    for (int i = 0; i < times.factors().size(); i++) {
      Term factor = times.factors().get(i);
      AxisPair next = of(factor);
      if (next.isScalar()) {
        continue;
      }
      if (product.isScalar()) {
        product = next;
      } else if (times.dotted().get(i) && product.columns().isOne() && next.columns().isOne()) {
        equal(factor.at(), product, next, "take the inner product of");
        product = AxisPair.SCALAR;
      } else if (!product.columns().unify(next.rows())) {
        String left = before == null ? "…" : text(before);
        throw clash(
            before == null ? factor.at() : before.at(),
            left
                + " "
                + text(factor)
                + ": "
                + left
                + " is "
                + product
                + ", "
                + text(factor)
                + " is "
                + next
                + "; needs "
                + product.columns()
                + " = "
                + next.rows());
      } else {
        product = new AxisPair(product.rows(), next.columns());
      }
      before = factor;
    }
    return product;
  }
}
