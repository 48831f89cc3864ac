package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nabla.expr.Dimension;
import nabla.expr.Name;
import nabla.expr.Num;

/// Letters that stand for a size nothing declares: the n of `I − 𝟏𝟏ᵀ/n` and of `(1/n)Σ_i x_i`. It
/// is the size of what 𝟏, I, a mean or a sum over all entries takes from its neighbours, where
/// they have one such size; with two, or where the letter is an exponent as in `(I + A/n)^n`, it
/// stays a number apart.
final class SizeLetters {

  /// Read as a size wherever they multiply, divide or are one side of an equation.
  private static final Set<String> EVERYWHERE = Set.of("n", "N");

  /// Read as a size where they divide: `m 𝟏` may be a mean.
  private static final Set<String> BELOW = Set.of("m", "M", "d", "D", "p", "K");

  private static final Set<String> MADE_OF_SIZES =
      Set.of("eye", "ones", "zeros", "unit", "unvec", "commutation");

  /// What an occurrence stands in.
  private enum Place {
    APART,
    FACTOR,
    DIVISOR
  }

  private final Resolver resolver;
  private final Axes axes;
  private final List<Term> terms;
  private final List<Term.Variable> found = new ArrayList<>();
  private final Set<Name> excluded = new HashSet<>();

  SizeLetters(Resolver resolver, Axes axes, List<Term> terms) {
    this.resolver = resolver;
    this.axes = axes;
    this.terms = terms;
  }

  /// Gives the one size that is open the name of the one letter that stands for it.
  void settle() {
    List<Axis> open = openSizes();
    if (open.isEmpty()) {
      return;
    }
    terms.forEach(term -> find(term, Place.FACTOR));
    found.removeIf(letter -> excluded.contains(letter.name()));
    Set<String> taken = sizesOfArrays();
    found.removeIf(letter -> taken.contains(letter.name().toString()));
    List<Name> letters = found.stream().map(Term.Variable::name).distinct().toList();
    if (letters.size() == 1 && open.size() == 1) {
      Axis size = open.getFirst();
      remarkSize(found.getFirst(), size);
      size.name(Dimension.named(letters.getFirst().toString()));
      return;
    }
    for (Name letter : letters) {
      found.stream()
          .filter(place -> place.name().equals(letter))
          .findFirst()
          .ifPresent(this::remarkApart);
    }
  }

  /// The names of sizes that arrays have already, n of X ∈ ℝ^{n×d}.
  private Set<String> sizesOfArrays() {
    Set<String> taken = new HashSet<>();
    for (AxisPair pair : axes.names().values()) {
      for (Axis axis : List.of(pair.rows(), pair.columns())) {
        Dimension size = axis.size();
        if (size != null) {
          size.terms().keySet().forEach(taken::addAll);
        }
      }
    }
    return taken;
  }

  /// Says whose size a letter is.
  void remarkSize(Term.Variable letter, Axis size) {
    remark(
        letter,
        " is read as the "
            + whose(size)
            + "; declare "
            + letter.name()
            + " ∈ R for a number apart");
  }

  /// Says that a letter is no size.
  void remarkApart(Term.Variable letter) {
    remark(
        letter,
        " is read as a number apart from all sizes; to make it one, declare an array with it, as in"
            + " x ∈ R^"
            + letter.name());
  }

  private void remark(Term.Variable letter, String message) {
    resolver.notes.addOnce(resolver.source, letter.at(), letter.name() + message);
  }

  /// The sizes without a name that signs take from their neighbours.
  private List<Axis> openSizes() {
    Set<Axis> open = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Axis> sizes = new ArrayList<>(axes.fitted().values());
    sizes.addAll(axes.identities().values());
    sizes.addAll(axes.indices().all().values());
    for (Term root : terms) {
      for (Term term : Term.below(root)) {
        if (term instanceof Term.Call call
            && call.arguments().size() == 1
            && Set.of("sum", "mean").contains(call.operator().name())) {
          AxisPair array = axes.of(call.arguments().getFirst());
          if (array.columns().isOne()) {
            sizes.add(array.rows());
          }
        }
      }
    }
    for (Axis size : sizes) {
      if (size.size() == null) {
        open.add(size.root());
      }
    }
    return List.copyOf(open);
  }

  private String whose(Axis size) {
    for (Name name : axes.order()) {
      AxisPair pair = axes.names().get(name);
      if (pair == null || pair.isScalar()) {
        continue;
      }
      boolean vector = pair.columns().isOne();
      if (pair.rows().root() == size) {
        return "number of " + (vector ? "entries of " : "rows of ") + name;
      }
      if (pair.columns().root() == size) {
        return "number of columns of " + name;
      }
    }
    boolean identity = axes.identities().values().stream().anyMatch(axis -> axis.root() == size);
    return "size of " + (identity ? "I" : "𝟏");
  }

  private void find(Term term, Place place) {
    switch (term) {
      case Term.Variable letter -> {
        if (isOpen(letter.name()) && isSize(letter.name().toString(), place)) {
          found.add(letter);
        }
      }
      case Term.Over over -> {
        find(over.numerator(), place);
        find(over.denominator(), Place.DIVISOR);
      }
      case Term.Raised raised -> {
        find(raised.base(), isNegative(raised.exponent()) ? Place.DIVISOR : place);
        exclude(raised.exponent());
      }
      case Term.Total total -> total.terms().forEach(part -> find(part, within(place, part)));
      case Term.Entry entry -> {
        find(entry.array(), place);
        entry.indices().forEach(this::exclude);
      }
      case Term.Fitting fitting -> fitting.parts().forEach(this::exclude);
      case Term.Call call when MADE_OF_SIZES.contains(call.operator().name()) ->
          call.arguments().forEach(this::exclude);
      case Term.Minus minus -> find(minus.operand(), place);
      case Term.Differentiated derivative -> {
        excluded.add(derivative.variable());
        find(derivative.body(), Place.FACTOR);
      }
      case Term.Binding binding -> {
        excluded.add(binding.variable());
        Stream.of(binding.lower(), binding.upper())
            .filter(Objects::nonNull)
            .forEach(this::exclude); // the bound of one sum is not that of another
        find(binding.body(), place);
      }
      default -> {
        Place inner = place == Place.DIVISOR ? place : Place.FACTOR;
        term.parts().forEach(part -> find(part, inner));
      }
    }
  }

  /// A letter that is a term of a sum is no size by that alone: `x − n`.
  private static Place within(Place place, Term part) {
    boolean alone = part instanceof Term.Variable || part instanceof Term.Minus;
    return place == Place.FACTOR && alone ? Place.APART : place;
  }

  private static boolean isSize(String letter, Place place) {
    return EVERYWHERE.contains(letter)
        ? place != Place.APART
        : BELOW.contains(letter) && place == Place.DIVISOR;
  }

  private static boolean isNegative(Term exponent) {
    return exponent instanceof Term.Minus
        || (exponent instanceof Term.Known known
            && known.value() instanceof Num number
            && number.value().signum() < 0);
  }

  private void exclude(Term term) {
    for (Term part : Term.below(term)) {
      if (part instanceof Term.Variable letter) {
        excluded.add(letter.name());
      }
    }
  }

  /// Whether nothing says what a letter is.
  boolean isOpen(Name name) {
    AxisPair pair = axes.names().get(name);
    return (pair == null || pair.isScalar())
        && !resolver.declaredVariables.contains(name)
        && !resolver.defined.contains(name)
        && !resolver.boundNames.contains(name);
  }
}
