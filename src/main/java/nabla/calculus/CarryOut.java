package nabla.calculus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.ArrayDifferentiation.Arrangement;
import nabla.calculus.ArrayDifferentiation.Stage;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import nabla.simplify.Continuity;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// Carries out the derivatives that are written inside a formula: `d/dx x²` becomes `2x`. The
/// derivative of a symbol of which nothing is known stays.
public final class CarryOut {

  /// What came out.
  ///
  /// @param expression the expression with its derivatives carried out
  /// @param conditions where all that was differentiated is defined and has no kink, as relations
  public record Carried(Expr expression, List<Expr> conditions) {}

  private final Map<Symbol, Expr> intermediates;
  private final Written written;
  private final @Nullable Assumptions assumptions;
  private final Set<Expr> conditions = new LinkedHashSet<>();
  private final Map<Symbol, Carried> slopes = new LinkedHashMap<>();

  private CarryOut(
      Map<Symbol, Expr> intermediates, Written written, @Nullable Assumptions assumptions) {
    this.written = written;
    this.assumptions = assumptions;
    this.intermediates = carriedOut(intermediates);
  }

  /// The expression as written, with its derivatives carried out.
  ///
  /// @param intermediates what named intermediates stand for; `∂L/∂w` goes through the definition
  ///   of L
  public static Expr of(Expr expression, Map<Symbol, Expr> intermediates, Written written) {
    return new CarryOut(intermediates, written, null).of(expression);
  }

  /// The same, with the conditions under which the derivatives exist: `d/dx |x|` is sign(x) for `x
  /// ≠ 0`. Those that the assumptions imply are left out.
  public static Carried withConditions(
      Expr expression, Map<Symbol, Expr> intermediates, Written written, Assumptions assumptions) {
    CarryOut work = new CarryOut(intermediates, written, assumptions);
    Expr result = work.of(expression);
    return new Carried(result, List.copyOf(work.conditions));
  }

  private Expr of(Expr written) {
    Expr expression = withSlopes(written);
    if (!hasSign(expression)) {
      return expression;
    }
    Dag dag = Dag.of(expression);
    Expr[] results = new Expr[dag.size()];
    Set<Expr> byEntry = new HashSet<>();
    dag.nodes().stream().filter(CarryOut::isByEntry).forEach(node -> byEntry.add(node.child(0)));
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      results[position] =
          switch (node) {
            case Derivative derivative when byEntry.contains(derivative) ->
                derivative.withChildren(children);
            case Derivative derivative -> derivative(derivative, children[0]);
            case Apply entry when isByEntry(entry) -> byEntry(children);
            case Apply apply when apply.operator() instanceof DerivativeAt sign ->
                at(sign, children);
            default -> node.withChildren(children);
          };
    }
    return results[results.length - 1];
  }

  /// An expression with the value of a derivative that has a name, `δ = ∂L/∂z`, in its place.
  private Expr withSlopes(Expr expression) {
    boolean moves = // ∂f/∂δ, where it moves by itself
        Dag.any(
            expression,
            node -> node instanceof Derivative sign && slopes.containsKey(sign.variable()));
    if (slopes.isEmpty() || moves) {
      return expression;
    }
    slopes.forEach((name, slope) -> {
      if (Dag.any(expression, name::equals)) {
        conditions.addAll(slope.conditions);
      }
    });
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    slopes.forEach((name, slope) -> values.put(name, slope.expression));
    return Substitution.of(values).apply(expression);
  }

  /// What intermediates stand for, each derivative among them carried out by those before it.
  private Map<Symbol, Expr> carriedOut(Map<Symbol, Expr> meanings) {
    if (meanings.values().stream().noneMatch(CarryOut::hasSign)) {
      return meanings;
    }
    Map<Symbol, Expr> carried = new LinkedHashMap<>();
    meanings.forEach((name, meaning) -> {
      Expr value = meaning;
      if (hasSign(meaning)) {
        CarryOut before = new CarryOut(new LinkedHashMap<>(carried), written, assumptions);
        value = before.of(meaning);
        slopes.put(name, new Carried(value, List.copyOf(before.conditions)));
      } else if (Dag.any(meaning, slopes::containsKey)) { // dw of `da = ∂L/∂a` and `dw = da x`
        Set<Expr> known = new LinkedHashSet<>();
        Map<Symbol, Expr> values = new LinkedHashMap<>();
        slopes.forEach((slope, of) -> {
          values.put(slope, of.expression);
          if (Dag.any(meaning, slope::equals)) {
            known.addAll(of.conditions);
          }
        });
        value = Substitution.of(values).apply(meaning);
        slopes.put(name, new Carried(value, List.copyOf(known)));
      }
      carried.put(name, value);
    });
    return carried;
  }

  private static boolean hasSign(Expr expression) {
    return Dag.any(expression, CarryOut::isSign);
  }

  /// Whether a node is the derivative of a number by one entry of an array, `∂/∂w_k Σ_i f(w_i)`.
  private static boolean isByEntry(Expr node) {
    return node instanceof Apply entry
        && entry.operator() == Matrices.ENTRY
        && entry.argument() instanceof Derivative derivative
        && derivative.order() == 1
        && derivative.body().isScalar()
        && !(derivative.body() instanceof Symbol)
        && !derivative.variable().isScalar();
  }

  private Expr byEntry(Expr[] children) {
    Derivative derivative = (Derivative) children[0];
    Expr body = expanded(derivative.body(), intermediates, derivative.variable());
    ArrayDifferentiation.Subject subject =
        new ArrayDifferentiation.Subject(body, body, Map.of(), written, Conventions.DEFAULT, false);
    return new ArrayDifferentiation(subject)
        .byEntry(List.of(derivative.variable()), List.of(children).subList(1, children.length))
        .substituted();
  }

  private static boolean isSign(Expr node) {
    return node instanceof Derivative
        || (node instanceof Apply apply && apply.operator() instanceof DerivativeAt);
  }

  /// `σ″(2x)`: the derivative of σ, and only then 2x in the place of its argument.
  private Expr at(DerivativeAt sign, Expr[] arguments) {
    List<Symbol> sequence = new ArrayList<>();
    Map<Symbol, Expr> places = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      Symbol parameter = sign.parameters().get(i);
      sequence.addAll(Collections.nCopies(sign.orders().get(i), parameter));
      places.put(parameter, arguments[i]);
    }
    Substitution substitution = Substitution.of(places);
    Expr body = of(sign.body());
    Expr derivative = sequence.isEmpty() ? body : differentiated(body, sequence, substitution);
    return substitution.apply(derivative);
  }

  private Expr derivative(Derivative sign, Expr body) {
    Expr formula = body;
    Map<Symbol, Expr> known = intermediates;
    if (body instanceof Symbol symbol && intermediates.containsKey(symbol)) {
      known = new LinkedHashMap<>(intermediates);
      formula = known.remove(symbol);
    } else if (body instanceof Symbol symbol && !symbol.equals(sign.variable())) {
      return sign; // ∂L/∂w of an L of which nothing is known
    }
    if (formula == null) {
      throw new IllegalStateException("a definition without a meaning");
    }
    Map<Symbol, Expr> expansions = new LinkedHashMap<>();
    known.forEach(
        (name, meaning) -> expansions.put(name, Substitution.of(expansions).apply(meaning)));
    expansions.remove(sign.variable());
    Expr expanded = Substitution.of(expansions).apply(formula);
    return differentiated(
        expanded, Collections.nCopies(sign.order(), sign.variable()), Substitution.of(Map.of()));
  }

  /// A formula with what names stand for in their places, but for the one by which it is
  /// differentiated: s of `Σ_i s_i²` beside `s = W x`.
  private static Expr expanded(Expr formula, Map<Symbol, Expr> known, Symbol variable) {
    Map<Symbol, Expr> expansions = new LinkedHashMap<>();
    known.forEach((name, meaning) -> {
      if (!name.equals(variable)) {
        expansions.put(name, Substitution.of(expansions).apply(meaning));
      }
    });
    return Substitution.of(expansions).apply(formula);
  }

  /// The whole gradient of a number, whose closed form is that of one entry.
  private Expr array(Expr number, Stage ofEntry) {
    Symbol variable = ofEntry.variable();
    Expr whole;
    try {
      whole = Derivatives.arranged(number, variable, Arrangement.GRADIENT);
    } catch (NablaException refusal) {
      if (refusal.kind() != NablaException.Kind.UNSUPPORTED) {
        throw refusal;
      }
      whole = Entry.array(ofEntry.after(), variable.shape(), ofEntry.place());
    }
    return new ArrayClosedForm(written, number).of(whole);
  }

  private Expr differentiated(Expr body, List<Symbol> sequence, Substitution places) {
    boolean arrays = // wᵀx stays in order even where only b moves
        Dag.any(body, node -> node.arity() > 0 && !node.isScalar() && !node.shape().isTruth());
    if (arrays || ArrayDifferentiation.concerns(body, sequence)) {
      ArrayDifferentiation.Subject subject =
          new ArrayDifferentiation.Subject(
              body, body, Map.of(), written, Conventions.DEFAULT, false);
      ArrayDifferentiation.Answer answer = new ArrayDifferentiation(subject).answer(sequence);
      Stage last = answer.stages().getLast();
      boolean entry = sequence.size() == 1 && !last.place().isEmpty();
      return places.apply(entry ? array(body, last) : answer.substituted());
    }
    Differentiation.Answer answer =
        Differentiation.of(
            new Differentiation.Question(body, body, Map.of(), sequence, written, false));
    if (assumptions != null) {
      for (Expr condition : Domain.conditions(body, assumptions)) {
        conditions.add(places.apply(condition));
      }
      for (Differentiation.Stage stage : answer.stages()) {
        for (Expr kink : Domain.kinks(stage.before(), stage.variable(), assumptions)) {
          if (!Continuity.isProved(kink, assumptions, stage.before(), stage.after())) {
            conditions.add(places.apply(Logic.negation(kink)));
          }
        }
      }
    }
    return answer.result();
  }
}
