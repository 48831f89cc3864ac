package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.expr.Binder;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Compares sizes by unification: sums need equal shapes, products equal inner dimensions. A clash
/// names the part of the formula and both shapes.
final class Axes {

  /// A number of rows or columns that is known, or becomes equal to others.
  static final class Axis {
    private @Nullable Axis same;
    private @Nullable Dimension size;

    static Axis of(@Nullable Dimension size) {
      Axis axis = new Axis();
      axis.size = size;
      return axis;
    }

    Axis root() {
      Axis axis = this;
      while (axis.same != null) {
        axis = axis.same;
      }
      return axis;
    }

    @Nullable Dimension size() {
      return root().size;
    }

    void name(Dimension dimension) {
      root().size = dimension;
    }

    boolean unify(Axis other) {
      Axis a = root();
      Axis b = other.root();
      if (a == b) {
        return true;
      }
      if (a.size != null && b.size != null) {
        return a.size.equals(b.size);
      }
      if (a.size == null) {
        a.same = b;
      } else {
        b.same = a;
      }
      return true;
    }

    boolean isOne() {
      return Objects.equals(size(), Dimension.ONE);
    }

    @Override
    public String toString() {
      Dimension size = size();
      return size == null ? "…" : size.toString();
    }
  }

  /// A shape under construction.
  record Pair(Axis rows, Axis columns) {
    static final Pair SCALAR = new Pair(Axis.of(Dimension.ONE), Axis.of(Dimension.ONE));

    boolean isScalar() {
      return rows.isOne() && columns.isOne();
    }

    boolean unify(Pair other) {
      boolean rowsFit = rows.unify(other.rows);
      boolean columnsFit = columns.unify(other.columns);
      return rowsFit && columnsFit;
    }

    Pair transposed() {
      return new Pair(columns, rows);
    }

    @Override
    public String toString() {
      return isScalar() ? "a scalar" : rows + "×" + columns;
    }
  }

  private static final Set<String> SCALAR_VALUED = Set.of("tr", "det", "logdet");

  private final Resolver resolver;
  private final Kinds kinds;
  private final Map<Name, Pair> names = new HashMap<>();
  private final List<Name> order = new ArrayList<>();
  private final IdentityHashMap<Term.Fitting, Axis> fitted = new IdentityHashMap<>();
  private final IdentityHashMap<Term.Binding, Axis> ranges = new IdentityHashMap<>();
  private final Map<Name, Axis> running = new HashMap<>();
  private final Map<Name, Dimension> ends = new HashMap<>();
  private final IdentityHashMap<Axis, Dimension> reached = new IdentityHashMap<>();

  Axes(Resolver resolver, Kinds kinds, Map<Name, Shape> declared) {
    this.resolver = resolver;
    this.kinds = kinds;
    declared.forEach((name, shape) -> names.put(name, of(shape)));
  }

  private static Pair of(Shape shape) {
    return shape.isScalar()
        ? Pair.SCALAR
        : new Pair(Axis.of(shape.rows()), Axis.of(shape.columns()));
  }

  List<Name> order() {
    return order;
  }

  Map<Name, Pair> names() {
    return names;
  }

  IdentityHashMap<Term.Fitting, Axis> fitted() {
    return fitted;
  }

  IdentityHashMap<Term.Binding, Axis> ranges() {
    return ranges;
  }

  /// The longest range that an index ran over gives the size of an axis that nothing else gave one.
  void settle() {
    reached.forEach((axis, end) -> {
      if (axis.size() == null) {
        axis.name(end);
      }
    });
  }

  Pair name(Name name) {
    Pair known = names.get(name);
    if (known != null) {
      if (!order.contains(name)) {
        order.add(name);
      }
      return known;
    }
    Kinds.Kind kind = kinds.of(name);
    Axis rows = new Axis();
    boolean identity = name.base().equals("I") && !resolver.declaredVariables.contains(name);
    Pair pair =
        kind == null || !kind.isArray()
            ? Pair.SCALAR
            : new Pair(
                rows,
                kind != Kinds.Kind.MATRIX ? Axis.of(Dimension.ONE) : identity ? rows : new Axis());
    names.put(name, pair);
    order.add(name);
    return pair;
  }

  Pair of(Term term) {
    return switch (term) {
      case Term.Known known -> of(known.value().shape());
      case Term.Variable variable -> name(variable.name());
      case Term.Total total -> total(total);
      case Term.Times times -> times(times);
      case Term.Over over -> {
        Pair numerator = of(over.numerator());
        Pair denominator = of(over.denominator());
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
        Pair base = of(raised.base());
        of(raised.exponent());
        if (!base.isScalar() && !base.rows.unify(base.columns)) {
          throw clash(
              term.at(),
              "found a power of a " + base + " array, expected a number or a square matrix");
        }
        yield base;
      }
      case Term.Call call -> call(call);
      case Term.Differentiated derivative -> of(derivative.body());
      case Term.At at -> of(at.argument());
      case Term.Related related -> {
        equal(term.at(), of(related.left()), of(related.right()), "compare");
        yield Pair.SCALAR;
      }
      case Term.Joined joined -> {
        joined.conditions().forEach(this::of);
        yield Pair.SCALAR;
      }
      case Term.ByCases cases -> {
        cases.conditions().forEach(this::of);
        Pair first = of(cases.values().getFirst());
        for (Term value : cases.values()) {
          equal(term.at(), first, of(value), "choose between");
        }
        yield first;
      }
      case Term.Binding binding -> binding(binding);
      case Term.Written written -> {
        written.entries().forEach(this::of);
        yield of(
            Shape.of(
                Dimension.of(written.rows()),
                Dimension.of(written.entries().size() / written.rows())));
      }
      case Term.Entry entry -> entry(entry);
      case Term.Fitting fitting -> new Pair(fitting(fitting), Axis.of(Dimension.ONE));
      case Term.Bars bars -> {
        Pair inner = of(bars.inner());
        if (!inner.isScalar() && !inner.rows.unify(inner.columns)) {
          throw clash(
              term.at(),
              "found bars around a "
                  + inner
                  + " array, expected a number or a square matrix; a norm is ‖…‖");
        }
        yield Pair.SCALAR;
      }
    };
  }

  private Axis fitting(Term.Fitting fitting) {
    Term size = fitting.size();
    return fitted.computeIfAbsent(fitting, key -> Axis.of(size == null ? null : dimension(size)));
  }

  private NablaException clash(int at, String message) {
    return resolver.error(NablaException.Kind.SHAPE, message, at);
  }

  private String text(Term term) {
    return switch (term) {
      case Term.Variable variable -> variable.name().toString();
      case Term.Call call when call.operator().name().equals("transpose") ->
          text(call.arguments().getFirst()) + "ᵀ";
      case Term.Times times -> String.join(" ", times.factors().stream().map(this::text).toList());
      case Term.Known known -> known.value().toString();
      default -> "…";
    };
  }

  private void equal(int at, Pair left, Pair right, String verb) {
    if (!left.isScalar() && !right.isScalar() && !left.unify(right)) {
      throw clash(at, "cannot " + verb + " shapes " + left + " and " + right);
    }
  }

  private Pair total(Term.Total total) {
    Pair sum = Pair.SCALAR;
    @Nullable Term first = null;
    for (Term term : total.terms()) {
      Pair next = of(term);
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
                + sum.rows
                + " = "
                + next.rows
                + (sum.columns.isOne() && next.columns.isOne()
                    ? ""
                    : " and " + sum.columns + " = " + next.columns));
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
  private void scalarBeside(Term term, Pair array) {
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

  private Pair times(Term.Times times) {
    Pair product = Pair.SCALAR;
    @Nullable Term before = null;
    for (int i = 0; i < times.factors().size(); i++) {
      Term factor = times.factors().get(i);
      Pair next = of(factor);
      if (next.isScalar()) {
        continue;
      }
      if (product.isScalar()) {
        product = next;
      } else if (times.dotted().get(i) && product.columns.isOne() && next.columns.isOne()) {
        equal(factor.at(), product, next, "take the inner product of");
        product = Pair.SCALAR;
      } else if (!product.columns.unify(next.rows)) {
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
                + product.columns
                + " = "
                + next.rows);
      } else {
        product = new Pair(product.rows, next.columns);
      }
      before = factor;
    }
    return product;
  }

  private Pair call(Term.Call call) {
    List<Pair> arguments = call.arguments().stream().map(this::of).toList();
    Pair first = arguments.isEmpty() ? Pair.SCALAR : arguments.getFirst();
    Axis one = Axis.of(Dimension.ONE);
    return switch (call.operator().name()) {
      case "transpose" -> first.transposed();
      case "inv", "expm", "logm", "tr", "det", "logdet" -> {
        if (!first.isScalar() && !first.rows.unify(first.columns)) {
          throw clash(
              call.at(),
              call.operator().name()
                  + " of "
                  + text(call.arguments().getFirst())
                  + ", which is "
                  + first
                  + ", expected a square matrix");
        }
        yield SCALAR_VALUED.contains(call.operator().name()) ? Pair.SCALAR : first;
      }
      case "softmax", "logsoftmax" -> first;
      case "outer" -> new Pair(first.rows, arguments.get(1).rows);
      case "inner" -> {
        equal(call.at(), first, arguments.get(1), "take the inner product of");
        yield Pair.SCALAR;
      }
      case "diag" -> {
        if (first.columns.isOne()) {
          yield new Pair(first.rows, first.rows);
        }
        first.rows.unify(first.columns);
        yield new Pair(first.rows, one);
      }
      case "vec" -> new Pair(new Axis(), one);
      case "kron" -> new Pair(new Axis(), new Axis());
      case "eye" -> {
        Axis size = Axis.of(dimension(call.arguments().getFirst()));
        yield new Pair(size, size);
      }
      case "ones", "zeros" -> {
        Axis rows = Axis.of(dimension(call.arguments().getFirst()));
        yield new Pair(
            rows, call.arguments().size() == 1 ? one : Axis.of(dimension(call.arguments().get(1))));
      }
      default -> elementwise(call, arguments);
    };
  }

  private Pair elementwise(Term.Call call, List<Pair> arguments) {
    if (!(call.operator() instanceof Function function)
        || !(function.isElementwise() || function.name().startsWith("hadamard"))) {
      return Pair.SCALAR;
    }
    Pair shape = Pair.SCALAR;
    for (Pair argument : arguments) {
      equal(call.at(), shape, argument, "combine entry by entry the");
      shape = shape.isScalar() ? argument : shape;
    }
    return shape;
  }

  private Pair binding(Term.Binding binding) {
    if (binding.kind() == Binder.Kind.INTEGRAL || binding.kind() == Binder.Kind.LIMIT) {
      return of(binding.body());
    }
    Name variable = binding.variable();
    Term upper = binding.upper();
    if (upper == null) {
      Axis axis = ranges.computeIfAbsent(binding, key -> new Axis());
      @Nullable Axis outer = running.put(variable, axis);
      Pair body = of(binding.body());
      restore(running, variable, outer);
      return body;
    }
    of(upper);
    @Nullable Dimension end = dimension(upper);
    boolean fromOne = binding.lower() != null && Resolver.isInteger(binding.lower(), 1);
    @Nullable Dimension outer = ends.get(variable);
    if (end != null && fromOne) {
      ends.put(variable, end);
    }
    Pair body = of(binding.body());
    restore(ends, variable, outer);
    return body;
  }

  private static <V> void restore(Map<Name, V> map, Name key, @Nullable V value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  private Pair entry(Term.Entry entry) {
    Pair array = of(entry.array());
    for (int i = 0; i < entry.indices().size(); i++) {
      Axis axis = i == 0 ? array.rows : array.columns;
      Term index = entry.indices().get(i);
      @Nullable Axis range = index instanceof Term.Variable run ? running.get(run.name()) : null;
      @Nullable Dimension reach = dimension(index);
      if (range != null) {
        if (!range.unify(axis)) {
          throw clash(
              entry.at(),
              "the index "
                  + ((Term.Variable) index).name()
                  + " runs over "
                  + range
                  + " and over "
                  + axis
                  + " entries");
        }
      } else if (reach != null) {
        Dimension end = reach.substitute(substitution());
        if (!end.equals(reach)) {
          reached.merge(axis.root(), end, Axes::larger);
        }
      }
    }
    return Pair.SCALAR;
  }

  private Map<String, Dimension> substitution() {
    Map<String, Dimension> values = new HashMap<>();
    ends.forEach((name, end) -> values.put(name.toString(), end));
    return values;
  }

  private static Dimension larger(Dimension left, Dimension right) {
    Dimension difference = right.plus(left.times(Dimension.of(-1)));
    return difference.isFixed() && difference.fixedSize() > 0 ? right : left;
  }

  /// A term as a size; null where it is none.
  private static @Nullable Dimension dimension(Term term) {
    return switch (term) {
      case Term.Known known when known.value() instanceof Num number && number.value().isInt() ->
          Dimension.of(number.value().intValue());
      case Term.Known known when known.value() instanceof Symbol symbol ->
          Dimension.named(symbol.name().toString());
      case Term.Variable variable -> Dimension.named(variable.name().toString());
      case Term.Minus minus -> {
        Dimension inner = dimension(minus.operand());
        yield inner == null ? null : inner.times(Dimension.of(-1));
      }
      case Term.Total total -> {
        @Nullable Dimension sum = Dimension.of(0);
        for (Term part : total.terms()) {
          Dimension next = dimension(part);
          sum = sum == null || next == null ? null : sum.plus(next);
        }
        yield sum;
      }
      default -> null;
    };
  }
}
