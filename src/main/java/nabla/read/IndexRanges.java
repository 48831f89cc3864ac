package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.catalogue.Dimensions;
import nabla.expr.Binder;
import nabla.expr.Dimension;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// What the indices of Σ and Π run over: the axes of the arrays that they are indices of.
final class IndexRanges {

  private final Axes axes;
  private final Resolver resolver;
  private final IdentityHashMap<Term.Binding, Axis> ranges = new IdentityHashMap<>();
  private final Map<Name, Axis> running = new HashMap<>();

  /// The last value of each index, outer ones first; that of an inner one may speak of an outer.
  private final Map<Name, Dimension> ends = new LinkedHashMap<>();

  private final Map<Name, Dimension> starts = new HashMap<>();
  private final IdentityHashMap<Axis, Dimension> reached = new IdentityHashMap<>();

  /// The places of single entries, T of `x_T² + Σ_{t=1}^{T−1} x_t²`.
  private final IdentityHashMap<Axis, List<Dimension>> places = new IdentityHashMap<>();

  /// Axes with an index that never passes one without bounds, each with the axis of the latter: y's
  /// in `Σ_i x_i Σ_{j=1}^i y_j`.
  private final IdentityHashMap<Axis, Axis> within = new IdentityHashMap<>();

  /// Entries behind the last value of an index without bounds, each with the axes of both: t + 1 in
  /// `Σ_t (v_{t+1} − v_t)²`.
  private final Map<Term.Entry, List<Axis>> behind = new LinkedHashMap<>();

  private final Counting counting;

  /// The axes of names with three or more indices.
  private final Map<Name, List<Axis>> many = new HashMap<>();

  private final Set<String> letters = new HashSet<>();
  private final Set<Term.Binding> fromZero = Collections.newSetFromMap(new IdentityHashMap<>());

  IndexRanges(Axes axes, Resolver resolver) {
    this.axes = axes;
    this.resolver = resolver;
    this.counting = new Counting(axes);
    letters.addAll(resolver.indices);
  }

  /// The letters in indices, which no size is to be named by.
  Set<String> letters() {
    return letters;
  }

  /// Whether the index of a sum without bounds stands in square brackets.
  boolean isFromZero(Term.Binding binding) {
    return fromZero.contains(binding);
  }

  /// From where the indices count.
  Counting counting() {
    return counting;
  }

  /// The axes that sums without bounds run over.
  IdentityHashMap<Term.Binding, Axis> all() {
    return ranges;
  }

  /// The longest range that an index ran over gives the size of an axis that nothing else gave one.
  void settle() {
    behind.forEach((entry, pair) -> {
      if (pair.getFirst().root() == pair.getLast().root()) {
        throw axes.clash()
            .refused(
                entry,
                entry,
                "found an index behind the last entry in a sum without bounds; write them, as in"
                    + " Σ_{i=1}^{n-1}");
      }
    });
    reached.forEach((axis, end) -> {
      if (axis.size() == null) {
        axis.name(furthest(axis, end));
      }
    });
    within.forEach((axis, range) -> {
      if (axis.size() == null) {
        axis.unify(range);
      }
    });
  }

  AxisPair binding(Term.Binding binding) {
    if (binding.kind() == Binder.Kind.INTEGRAL || binding.kind() == Binder.Kind.LIMIT) {
      return axes.of(binding.body());
    }
    Name variable = binding.variable();
    Term upper = binding.upper();
    if (upper == null) {
      Axis axis = ranges.computeIfAbsent(binding, key -> new Axis());
      @Nullable Axis outer = running.put(variable, axis);
      Counting.Known further = counting.enter(variable, null, null);
      AxisPair body = axes.of(binding.body());
      if (counting.isFromZero(variable)) {
        fromZero.add(binding);
      }
      counting.leave(variable, further);
      restore(running, variable, outer);
      return body;
    }
    axes.of(upper);
    @Nullable Dimension end = Sizes.ofTerm(upper);
    @Nullable Dimension start = binding.lower() == null ? null : Sizes.ofTerm(binding.lower());
    refuseBackwards(binding, start, end);
    @Nullable Dimension outer = ends.get(variable);
    if (end != null) {
      ends.put(variable, end);
    }
    @Nullable Dimension before =
        start != null && start.isFixed() ? starts.put(variable, start) : starts.remove(variable);
    Counting.Known further = counting.enter(variable, start, end);
    AxisPair body = axes.of(binding.body());
    counting.leave(variable, further);
    restore(starts, variable, before);
    restore(ends, variable, outer);
    return body;
  }

  /// `Σ_{i=n}^1` has no terms, except for one size.
  private void refuseBackwards(
      Term.Binding binding, @Nullable Dimension start, @Nullable Dimension end) {
    if (start == null || end == null) {
      return;
    }
    Dimension difference = Dimensions.minus(start, end);
    boolean sizes =
        difference.terms().entrySet().stream()
            .allMatch(term -> term.getKey().isEmpty() || term.getValue() > 0);
    long least = difference.terms().values().stream().mapToLong(Long::longValue).sum();
    if (!difference.isFixed() && sizes && least >= 0) { // sizes are 1 or more
      throw axes.clash()
          .refused(
              binding,
              binding,
              "found a sum from "
                  + start
                  + " to "
                  + end
                  + ", which runs backwards; write the smaller bound below");
    }
  }

  static <V> void restore(Map<Name, V> map, Name key, @Nullable V value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  /// Three or more indices of a name, `T_{ijk}`: an index that stands alone runs over the whole
  /// axis.
  void places(Term.Call call, Name name) {
    int indices = call.arguments().size();
    List<Axis> own = many.computeIfAbsent(name, key -> resolver.manyIndices.axes(name, indices));
    if (own.size() != indices) {
      throw axes.clash(
          call.at(), "%s stands with %d and with %d indices".formatted(name, own.size(), indices));
    }
    for (int i = 0; i < own.size(); i++) {
      Term index = call.arguments().get(i);
      @Nullable Axis range = index instanceof Term.Variable run ? running.get(run.name()) : null;
      if (range != null && !range.unify(own.get(i))) {
        throw axes.clash(
            call.at(),
            "the index %s of %s runs over %s and over %s entries"
                .formatted(((Term.Variable) index).name(), name, range, own.get(i)));
      }
    }
  }

  AxisPair entry(Term.Entry entry) {
    AxisPair array = axes.of(entry.array());
    boolean member = resolver.members.contains(entry);
    boolean matrix = array.rows().isOne() == array.columns().isOne();
    List<Term> indices = matrix ? entry.ofMatrix() : entry.indices();
    for (int i = 0; i < indices.size(); i++) {
      Axis axis = i == 0 ? array.rows() : array.columns();
      Term index = indices.get(i);
      @Nullable Axis range = index instanceof Term.Variable run ? running.get(run.name()) : null;
      @Nullable Dimension reach = Sizes.ofTerm(index);
      Term.below(index)
          .forEach(part -> {
            if (part instanceof Term.Variable letter) {
              letters.add(letter.name().toString());
            }
          });
      refuseBefore(entry, index);
      counting.entry(entry, index);
      if (range != null) {
        if (!range.unify(axis)) {
          throw axes.clash()
              .refused(
                  entry,
                  entry,
                  "the index "
                      + ((Term.Variable) index).name()
                      + " runs over "
                      + range
                      + " and over "
                      + axis
                      + " entries");
        }
      } else if (reach != null) {
        Dimension end = furthest(reach);
        refuseOutside(entry, reach, axis);
        if (runsAlong(end, axis)) {
          continue;
        }
        refuseBeyond(entry, i, reach, end, axis);
        refuseBeyond(entry, i, reach, last(reach), axis);
        if (!end.equals(reach)) {
          reached.merge(axis.root(), end, Places::larger);
        } else {
          places.computeIfAbsent(axis.root(), key -> new ArrayList<>()).add(end);
        }
      }
    }
    return member ? new AxisPair(array.columns(), Axis.of(Dimension.ONE)) : AxisPair.SCALAR;
  }

  /// `Σ_{i=0}^n x_i` begins with an entry that is not there.
  private void refuseBefore(Term.Entry entry, Term index) {
    Dimension start = index instanceof Term.Variable run ? starts.get(run.name()) : null;
    if (start != null && start.fixedSize() < 1 && !entry.fromZero() && !axes.inCases()) {
      throw axes.clash()
          .refused(
              entry,
              entry,
              "found the index "
                  + ((Term.Variable) index).name()
                  + " from "
                  + start
                  + " on; the entries of "
                  + axes.clash().text(entry.array())
                  + " are counted from 1, and from 0 in square brackets"
                  + instead(entry, (Term.Variable) index, start));
    }
  }

  /// What to write for an entry at an index that begins at 0.
  private String instead(Term.Entry entry, Term.Variable index, Dimension start) {
    if (start.fixedSize() != 0 || entry.indices().size() != 1) {
      return "";
    }
    String array = axes.clash().text(entry.array());
    return "; write %s[%s], or %s_{%s+1}".formatted(array, index.name(), array, index.name());
  }

  /// Whether an index without bounds stands in the last value of another, which is no size then.
  private boolean runsAlong(Dimension end, Axis axis) {
    boolean runs = false;
    for (Map.Entry<Name, Axis> run : running.entrySet()) {
      String name = run.getKey().toString();
      if (end.terms().keySet().stream().anyMatch(term -> term.contains(name))) {
        runs = true;
        Dimension beyond = end.plus(Dimension.named(name).times(Dimension.of(-1)));
        if (beyond.isFixed() && beyond.fixedSize() <= 0) {
          within.put(axis, run.getValue());
        }
      }
    }
    return runs;
  }

  /// `v_{t-1}` in a sum over all t begins with an entry that is not there, and `v_{t+1}` ends with
  /// one where t also runs over v.
  private void refuseOutside(Term.Entry entry, Dimension reach, Axis axis) {
    running.forEach((name, range) -> {
      Dimension beyond = reach.plus(Dimension.named(name.toString()).times(Dimension.of(-1)));
      if (!beyond.isFixed() || entry.fromZero() || axes.inCases()) {
        return;
      }
      if (beyond.fixedSize() < 0) {
        throw axes.clash()
            .refused(
                entry,
                entry,
                "found an index before the first entry in a sum without bounds; write them, as in"
                    + " Σ_{i=2}^n");
      }
      behind.put(entry, List.of(axis, range));
    });
  }

  /// An index that is known to pass the size of its axis, or to lie before 1. Where cases decide,
  /// it may not be reached.
  private void refuseBeyond(
      Term.Entry entry, int place, Dimension reach, Dimension end, Axis axis) {
    Dimension size = axis.size();
    if (axes.inCases() || size == null) {
      return;
    }
    String shape =
        ", which has "
            + size
            + (place > 0
                ? " columns"
                : axes.of(entry.array()).columns().isOne() ? " entries" : " rows");
    if (entry.fromZero() && end.isFixed()) {
      if (Places.outside(Places.fromEnd(end, size), size)) {
        throw axes.clash()
            .refused(
                entry,
                entry,
                "found the place "
                    + end.plus(Dimension.of(-1))
                    + " of "
                    + axes.clash().text(entry.array())
                    + shape
                    + "; in square brackets they are counted from 0 to "
                    + size.plus(Dimension.of(-1)));
      }
      return;
    }
    if (!Places.outside(end, size)) {
      return;
    }
    Dimension before = Dimension.of(entry.fromZero() ? -1 : 0);
    Dimension written = reach.plus(before);
    throw axes.clash()
        .refused(
            entry,
            entry,
            (entry.fromZero() ? "found the place " : "found the index ")
                + (reach.equals(end) ? written : written + ", up to " + end.plus(before) + ",")
                + " of "
                + axes.clash().text(entry.array())
                + shape
                + (entry.fromZero()
                    ? "; in square brackets they are counted from 0"
                    : "; they are counted from 1"));
  }

  /// A place where all indices have their last values.
  private Dimension last(Dimension place) {
    Dimension last = place;
    for (Name name : List.copyOf(ends.keySet()).reversed()) {
      last = last.substitute(Map.of(name.toString(), Objects.requireNonNull(ends.get(name))));
    }
    return last;
  }

  /// The end of a range, or a single entry that lies so many places behind it.
  private Dimension furthest(Axis axis, Dimension end) {
    Dimension furthest = end;
    for (Dimension place : places.getOrDefault(axis, List.of())) {
      Dimension behind = Dimensions.minus(place, furthest);
      furthest = behind.isFixed() && behind.fixedSize() > 0 ? place : furthest;
    }
    return furthest;
  }

  /// The last place that an index gets to: one that is subtracted has its first value there, as in
  /// `x_{n+1−i}`.
  private Dimension furthest(Dimension place) {
    Dimension furthest = place;
    for (Name name : List.copyOf(ends.keySet()).reversed()) {
      Dimension value =
          Places.isSubtracted(name.toString(), furthest)
              ? starts.getOrDefault(name, Dimension.ONE)
              : Objects.requireNonNull(ends.get(name));
      furthest = furthest.substitute(Map.of(name.toString(), value));
    }
    return furthest;
  }
}
