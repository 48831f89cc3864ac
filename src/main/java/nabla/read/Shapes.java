package nabla.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Function.Notation;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Order;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The shapes of the names of one text: declared ones, and what [Kinds] and [Axes] infer.
final class Shapes {

  private static final List<String> FRESH = List.of("n", "m", "k", "p", "q", "r", "s", "t");

  private final Map<Name, Shape> known = new LinkedHashMap<>();
  private final IdentityHashMap<Term.Fitting, Dimension> fitted = new IdentityHashMap<>();
  private final IdentityHashMap<Term.Binding, Dimension> ranges = new IdentityHashMap<>();
  private final IdentityHashMap<Term, Shape> zeros = new IdentityHashMap<>();
  private final IdentityHashMap<Term.Variable, Dimension> identities = new IdentityHashMap<>();

  /// The shape of a name; null for a scalar.
  @Nullable Shape of(Name name) {
    return known.get(name);
  }

  Map<Name, Shape> all() {
    return known;
  }

  /// Whether any name is a vector or matrix.
  boolean any() {
    return !known.isEmpty();
  }

  void declare(Name name, Shape shape) {
    known.put(name, shape);
  }

  /// Finds the shapes of all names that were not declared.
  ///
  /// @param sources where the definitions stand
  void infer(
      Resolver resolver,
      Map<Name, Term> definitions,
      Map<Name, Source> sources,
      List<Term> conditions,
      Term formula) {
    Source main = resolver.source;
    List<Term> terms = new ArrayList<>(definitions.values());
    terms.addAll(conditions);
    terms.add(formula);
    Kinds kinds = new Kinds(resolver, definitions, known);
    kinds.learn(terms);
    noteDoubts(resolver, definitions, sources, formula, new DoubtfulLetters(resolver, kinds));
    Axes axes = new Axes(resolver, kinds, known);
    definitions.forEach((name, term) -> {
      resolver.source = sources.getOrDefault(name, main);
      AxisPair value = axes.of(term);
      AxisPair symbol = axes.name(name);
      if (!symbol.unify(value)) {
        throw new Clash(axes, resolver.source)
            .unequal("set equal", new Term.Variable(term.at(), name), symbol, term, value);
      }
    });
    resolver.source = main;
    terms.forEach(axes::of);
    refuseNumbers(resolver, kinds, terms, axes);
    axes.products().solve();
    axes.indices().settle();
    SizeLetters letters = new SizeLetters(resolver, axes, terms);
    letters.settle();
    new SizesInClaims(letters, kinds).settle(axes, formula);
    axes.products().align();
    name(axes, resolver.declaredVariables);
    if (!axes.products().isEmpty()) {
      terms.forEach(axes::of);
    }
    refuseNumbersInKronecker(resolver, terms, axes);
    axes.identities()
        .forEach((identity, axis) -> {
          if (axis.size() != null) {
            identities.put(identity, axis.size());
          }
        });
    axes.names().forEach((name, pair) -> keep(name, shape(pair)));
    axes.zeros().shapes().forEach((zero, pair) -> zeros.put(zero, shape(pair)));
    axes.fitted().entrySet().stream()
        .sorted(Order.by(entry -> entry.getKey().at()))
        .forEach(entry -> keep(resolver, entry.getKey(), entry.getValue().size()));
    axes.indices().all().entrySet().stream()
        .sorted(
            Order.<Map.Entry<Term.Binding, Axis>>by(entry -> entry.getKey().at())
                .then(entry -> entry.getKey().variable(), Comparator.<Name>naturalOrder()))
        .forEach(entry ->
            keep(
                resolver,
                entry.getKey(),
                entry.getValue().size(),
                axes.indices().isFromZero(entry.getKey())));
  }

  /// A vector of which nothing is declared does not fit by being a single number: `xᵀ A xᵀ` is a
  /// clash, as it is for x ∈ ℝⁿ.
  private void refuseNumbers(Resolver resolver, Kinds kinds, List<Term> terms, Axes axes) {
    Map<Name, Shape> vectors = new LinkedHashMap<>();
    axes.names()
        .forEach((name, pair) -> {
          if (kinds.of(name) == Kinds.Kind.COLUMN && pair.isScalar()) {
            vectors.put(name, Shape.vector(Dimension.named("n")));
          }
        });
    if (!vectors.isEmpty() && known.isEmpty()) {
      Axes again = new Axes(resolver, kinds, vectors);
      terms.forEach(again::of);
    }
  }

  /// Nor does a letter beside ⊗: `A ⊗ x = A x` is a clash, and not true of numbers x.
  private static void refuseNumbersInKronecker(Resolver resolver, List<Term> terms, Axes axes) {
    for (Term term : terms) {
      for (Term part : Term.below(term)) {
        if (!(part instanceof Term.Call call
            && call.operator() == resolver.vocabulary.written(Notation.KRONECKER))) {
          continue;
        }
        for (Term argument : call.arguments()) {
          if (argument instanceof Term.Variable letter
              && !resolver.declaredVariables.contains(letter.name())
              && axes.of(letter).isScalar()) {
            throw axes.clash()
                .refused(
                    call,
                    call,
                    "the shapes fit only where "
                        + letter.name()
                        + " is a number; declare it, as in "
                        + letter.name()
                        + " ∈ R^n, or "
                        + letter.name()
                        + " ∈ R");
          }
        }
      }
    }
  }

  private static void noteDoubts(
      Resolver resolver,
      Map<Name, Term> definitions,
      Map<Name, Source> sources,
      Term formula,
      DoubtfulLetters doubts) {
    Source main = resolver.source;
    boolean matrices =
        doubts.hasMatrix(formula) || definitions.values().stream().anyMatch(doubts::hasMatrix);
    definitions.forEach((name, term) -> {
      resolver.source = sources.getOrDefault(name, main);
      doubts.note(term, matrices);
    });
    resolver.source = main;
    doubts.note(formula, matrices);
    doubts.noteCapitals(formula);
    doubts.noteSigma(formula);
    doubts.noteEntries(formula);
  }

  private void keep(Name name, Shape shape) {
    if (!shape.isScalar()) {
      known.put(name, shape);
    }
  }

  private void keep(Resolver resolver, Term.Fitting fitting, @Nullable Dimension size) {
    if (size == null) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found a vector of ones of unknown size, expected it beside an array or with its size,"
              + " 1_n",
          fitting.at());
    }
    fitted.put(fitting, size);
  }

  /// @param fromZero whether the index stands in square brackets
  private void keep(
      Resolver resolver, Term.Binding binding, @Nullable Dimension size, boolean fromZero) {
    if (size == null) {
      String index = binding.variable().toString();
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found Σ_"
              + index
              + (fromZero
                  ? " without bounds over places in square brackets, which are counted from 0,"
                      + " expected Σ_{"
                  : " without bounds over nothing indexed by " + index + ", expected Σ_{")
              + index
              + (fromZero ? "=0}^{n-1}" : "=1}^n"),
          binding.at());
    }
    ranges.put(binding, size);
  }

  private static Shape shape(AxisPair pair) {
    Dimension rows = pair.rows().size();
    Dimension columns = pair.columns().size();
    return rows == null || columns == null ? Shape.SCALAR : Shape.of(rows, columns);
  }

  /// Fresh names in order, none that the text uses; a matrix of two new sizes is m×n.
  ///
  /// @param declared names that stand for what they are declared to be
  static void name(Axes axes, Set<Name> declared) {
    Set<String> used = new HashSet<>(axes.indices().letters());
    declared.forEach(name -> used.add(name.toString()));
    for (Map.Entry<Name, AxisPair> entry : axes.names().entrySet()) {
      used.add(entry.getKey().toString());
      for (Axis axis : List.of(entry.getValue().rows(), entry.getValue().columns())) {
        Dimension size = axis.size();
        if (size != null) {
          size.terms().keySet().forEach(used::addAll);
        }
      }
    }
    for (Name name : axes.order()) {
      AxisPair pair = java.util.Objects.requireNonNull(axes.names().get(name));
      boolean both =
          pair.rows().size() == null
              && pair.columns().size() == null
              && pair.rows().root() != pair.columns().root();
      if (axes.products().isProduct(pair.rows()) || axes.products().isProduct(pair.columns())) {
        continue; // B in vec(X)ᵀ B vec(X), once the size of X has a name
      }
      if (both && !used.contains("m") && !used.contains("n")) {
        used.addAll(List.of("m", "n"));
        pair.rows().name(Dimension.named("m"));
        pair.columns().name(Dimension.named("n"));
        axes.slices().settle();
      }
      fresh(pair.rows(), used);
      fresh(pair.columns(), used);
      axes.slices().settle();
    }
    axes.products().solve();
    for (Name name : axes.order()) {
      AxisPair pair = java.util.Objects.requireNonNull(axes.names().get(name));
      fresh(pair.rows(), used);
      fresh(pair.columns(), used);
      axes.slices().settle();
    }
    axes.products().solve();
    axes.identities().entrySet().stream()
        .sorted(Order.by(entry -> entry.getKey().at()))
        .forEach(entry -> {
          fresh(entry.getValue(), used);
          axes.products().solve();
        });
  }

  private static void fresh(Axis axis, Set<String> used) {
    if (axis.size() != null) {
      return;
    }
    for (int round = 0; ; round++) {
      for (String letter : FRESH) {
        String name = round == 0 ? letter : letter + "_" + round;
        if (used.add(name)) {
          axis.name(Dimension.named(name));
          return;
        }
      }
    }
  }

  /// The shapes to echo: those of vectors and matrices.
  static Map<Name, Shape> shown(Set<Symbol> variables, List<Definition> definitions) {
    Map<Name, Shape> shown = new LinkedHashMap<>();
    for (Symbol variable : variables) {
      if (!variable.isScalar()) {
        shown.put(variable.name(), variable.shape());
      }
    }
    for (Definition definition : definitions) {
      if (!definition.symbol().isScalar()) {
        shown.put(definition.name(), definition.symbol().shape());
      }
    }
    return shown;
  }

  /// The shape of a 0 among blocks.
  Shape zero(Term term) {
    return zeros.getOrDefault(term, Shape.SCALAR);
  }

  /// The ones vector in the size that fits.
  Expr fitting(Term.Fitting fitting) {
    Dimension size = fitted.getOrDefault(fitting, Dimension.ONE);
    return Apply.of(fitting.operator(), Dimensions.expression(size));
  }

  /// The size of an identity; null where the name is no identity.
  @Nullable Dimension identity(Term.Variable variable) {
    return identities.get(variable);
  }

  /// Where a sum over a whole axis ends.
  Expr range(Term.Binding binding) {
    return Dimensions.expression(ranges.getOrDefault(binding, Dimension.ONE));
  }
}
