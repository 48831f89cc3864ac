package nabla.simplify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Special;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.rewrite.Rewriter;
import nabla.rewrite.Rewriting;
import nabla.rewrite.RuleBook;

/// Applies the rule books that speak of the functions in an expression. A book is loaded when the
/// first of its functions is met.
final class Identities {

  private static final String TRIGONOMETRIC = "trigonometric";
  private static final String HYPERBOLIC = "hyperbolic";
  private static final String ACTIVATIONS = "activations";
  private static final String ABSOLUTE_VALUES = "absolute-values-and-roots";
  private static final String INVERSE = "inverse-functions";
  private static final String SPECIAL = "special-functions";
  private static final String LOGARITHMS = "logarithms";

  private static final Map<Function, List<String>> BOOKS =
      Map.ofEntries(
          Map.entry(Trigonometric.SIN, List.of(TRIGONOMETRIC, INVERSE)),
          Map.entry(Trigonometric.COS, List.of(TRIGONOMETRIC, INVERSE)),
          Map.entry(Trigonometric.TAN, List.of(TRIGONOMETRIC, INVERSE)),
          Map.entry(Hyperbolic.SINH, List.of(HYPERBOLIC, INVERSE)),
          Map.entry(Hyperbolic.COSH, List.of(HYPERBOLIC, INVERSE)),
          Map.entry(Hyperbolic.TANH, List.of(HYPERBOLIC, INVERSE)),
          Map.entry(Activations.SIGMOID, List.of(ACTIVATIONS)),
          Map.entry(Activations.LOGIT, List.of(INVERSE)),
          Map.entry(Activations.SOFTPLUS, List.of(ACTIVATIONS)),
          Map.entry(Activations.RELU, List.of(ACTIVATIONS)),
          Map.entry(Activations.LEAKY_RELU, List.of(ACTIVATIONS)),
          Map.entry(Activations.ELU, List.of(ACTIVATIONS)),
          Map.entry(Special.NORMAL_CDF, List.of(ACTIVATIONS)),
          Map.entry(Special.NORMAL_PDF, List.of(ACTIVATIONS)),
          Map.entry(Elementary.SIGN, List.of(ACTIVATIONS, ABSOLUTE_VALUES)),
          Map.entry(Elementary.ABS, List.of(ACTIVATIONS, ABSOLUTE_VALUES)),
          Map.entry(Special.GAMMA, List.of(SPECIAL)),
          Map.entry(Special.ERF, List.of(SPECIAL)),
          Map.entry(Trigonometric.ARCSIN, List.of(INVERSE)),
          Map.entry(Trigonometric.ARCCOS, List.of(INVERSE)),
          Map.entry(Trigonometric.ARCTAN, List.of(INVERSE)),
          Map.entry(Hyperbolic.ARSINH, List.of(INVERSE)),
          Map.entry(Hyperbolic.ARCOSH, List.of(INVERSE)),
          Map.entry(Hyperbolic.ARTANH, List.of(INVERSE)),
          Map.entry(Elementary.LN, List.of(LOGARITHMS)));

  /// No rule shortens a polynomial in one value of these, so that no book need be opened for it.
  private static final Set<Function> ALONE =
      Set.of(
          Activations.SIGMOID,
          Activations.SOFTPLUS,
          Hyperbolic.TANH,
          Special.NORMAL_CDF,
          Special.NORMAL_PDF,
          Elementary.LN);

  private static final Map<String, RuleBook> LOADED = new ConcurrentHashMap<>();

  private Identities() {}

  /// The canonical expression after every rule that applies to it under the assumptions.
  static Rewriting apply(Expr expression, Assumptions assumptions) {
    RuleBook book = null;
    for (String name : booksFor(expression)) {
      RuleBook next = LOADED.computeIfAbsent(name, key -> RuleBook.load(key, Canonical::of));
      book = book == null ? next : book.and(next);
    }
    return book == null
        ? new Rewriting(expression, List.of(), List.of())
        : new Rewriter(book, assumptions).rewrite(expression);
  }

  /// The canonical expression with the rules for inverse functions, `arcsin(sin(x))` between −π/2
  /// and π/2, applied. They hold wherever the expression is defined under the assumptions.
  static Expr ofInverses(Expr expression, Assumptions assumptions) {
    boolean concerned =
        Dag.any(
            expression,
            node ->
                node instanceof Apply apply
                    && apply.operator() instanceof Function function
                    && BOOKS.getOrDefault(function, List.of()).equals(List.of(INVERSE)));
    RuleBook book =
        concerned
            ? LOADED.computeIfAbsent(INVERSE, key -> RuleBook.load(key, Canonical::of))
            : null;
    return book == null ? expression : new Rewriter(book, assumptions).rewrite(expression).result();
  }

  private static List<String> booksFor(Expr expression) {
    Set<String> books = new LinkedHashSet<>();
    List<Function> met = new ArrayList<>();
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() instanceof Function function
          && BOOKS.containsKey(function)) {
        books.addAll(BOOKS.getOrDefault(function, List.of()));
        met.add(function);
      }
    }
    boolean alone = met.size() == 1 && ALONE.contains(met.getFirst());
    return alone ? List.of() : List.copyOf(books);
  }
}
