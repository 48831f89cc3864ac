package nabla.calculus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Operator;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Presentation;
import nabla.simplify.Written;

/// Derivatives in closed form, with their steps: each order starts from the closed form of the one
/// before, and named intermediates are passed through by the chain rule.
public final class Differentiation {

  /// What is asked.
  ///
  /// @param formula the formula as written, in the variables and the intermediates
  /// @param subject what the formula is called in the first line of the derivation: its name, or
  ///   the formula itself
  /// @param intermediates what each named intermediate stands for, each after those that it uses
  /// @param variables by which variables, one after the other: three times x for the third
  ///   derivative
  /// @param written what the reader of the answer has written
  /// @param steps whether the derivation is wanted
  public record Question(
      Expr formula,
      Expr subject,
      Map<Symbol, Expr> intermediates,
      List<Symbol> variables,
      Written written,
      boolean steps) {}

  /// One differentiation, for a witness that knows none of our rules: `after` is the derivative of
  /// `before`.
  public record Stage(Expr before, Symbol variable, Expr after) {}

  /// What came out.
  ///
  /// @param result the closed form, in the intermediates
  /// @param substituted the closed form with the intermediates replaced; the result itself where
  ///   there are none
  /// @param derivations one for each order, when they were wanted
  /// @param stages one for each order, without intermediates
  public record Answer(
      Expr result, Expr substituted, List<Derivation> derivations, List<Stage> stages) {}

  private final Question question;
  private final Intermediates intermediates;
  private final Written written;

  /// The functions by which a formula spells out others, as sin x/cos x does tan x.
  private static final Set<Operator> SPELLING =
      Set.of(
          Elementary.EXP, Trigonometric.SIN, Trigonometric.COS, Hyperbolic.SINH, Hyperbolic.COSH);

  private final Closing closing;
  private final Map<Derivative, Expr> changes = new HashMap<>();

  private Differentiation(Question question) {
    this.question = question;
    this.intermediates =
        new Intermediates(question.intermediates, question.variables, question.written);
    this.written = question.written.showing(intermediates.slopes(question.written));
    this.closing = new Closing(written);
  }

  /// The derivative that `question` asks for.
  public static Answer of(Question question) {
    return new Differentiation(question).answer();
  }

  private Answer answer() {
    List<Derivation> derivations = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    Expr shown = question.formula;
    Expr current = Canonical.of(shown);
    current = mayBeRecognised(current) && !question.steps ? recognised(shown, current) : current;
    Map<Expr, Integer> seen = new LinkedHashMap<>();
    List<Expr> history = new ArrayList<>();
    int order = 0;
    boolean direct = !question.steps && isUniform() && question.intermediates.isEmpty();
    HigherOrder.Answer known = direct ? HigherOrder.of(current, question.variables) : null;
    if (known != null) {
      current = known.derivative();
      Symbol variable = question.variables.getFirst();
      if (known.first() != null) {
        stages.add(new Stage(shown, variable, known.first()));
      }
      stages.add(new Stage(known.before(), variable, current));
      order = question.variables.size();
    }
    for (; order < question.variables.size(); order++) {
      Budget.check();
      Symbol variable = question.variables.get(order);
      Integer earlier = isUniform() ? seen.putIfAbsent(current, order) : null;
      if (earlier != null && !question.steps) {
        // the derivatives repeat from here on, as those of sin x do after four
        int remaining = question.variables.size() - order;
        current = history.get(earlier + remaining % (order - earlier));
        break;
      }
      history.add(current);
      Expr next;
      if (question.steps) {
        Derivation derivation = derivation(subject(order), shown, current, variable);
        derivations.add(derivation);
        next = Canonical.of(derivation.result());
      } else {
        next = closed(total(current, variable));
      }
      Substitution others = intermediates.without(variable);
      stages.add(
          new Stage(others.apply(order == 0 ? shown : current), variable, others.apply(next)));
      current = next;
      shown = present(next);
    }
    Expr result = present(current);
    Expr substituted =
        question.intermediates.isEmpty()
            ? result
            : present(closed(Canonical.of(intermediates.all().apply(current))));
    return new Answer(result, substituted, derivations, stages);
  }

  private boolean isUniform() {
    return question.variables.stream().distinct().count() == 1;
  }

  private Expr subject(int order) {
    Expr subject = question.subject;
    List<Symbol> variables = question.variables.subList(0, order + 1);
    int from = 0;
    while (from < variables.size()) {
      int to = from;
      while (to < variables.size() && variables.get(to).equals(variables.get(from))) {
        to++;
      }
      subject = Derivative.of(subject, variables.get(from), to - from);
      from = to;
    }
    return subject;
  }

  /// A function by its name where the formula spells it out by others, as e^x/(1 + e^x) does σ(x),
  /// so that answers with steps and without them start from the same; else `canonical`.
  private Expr recognised(Expr shown, Expr canonical) {
    ClosedForm.Result closed = ClosedForm.of(canonical, written);
    return closed.reason().rule().equals("recognise-function")
            && !NewFunctions.in(shown, present(closed.expression())).isEmpty()
        ? closed.expression()
        : canonical;
  }

  private static boolean mayBeRecognised(Expr canonical) {
    return Dag.any(
        canonical, node -> node instanceof Apply apply && SPELLING.contains(apply.operator()));
  }

  private Expr closed(Expr canonical) {
    return ClosedForm.of(canonical, written).expression();
  }

  private Expr present(Expr canonical) {
    return Presentation.of(canonical, written);
  }

  /// The derivative through all intermediates, canonical: direct, and through each of them.
  private Expr total(Expr formula, Symbol variable) {
    Expr direct = Canonical.of(Derivatives.of(formula, variable));
    if (question.intermediates.isEmpty()) {
      return direct;
    }
    List<Expr> terms = new ArrayList<>(List.of(direct));
    for (Symbol intermediate : question.intermediates.keySet()) {
      if (intermediate.equals(variable)) {
        continue;
      }
      Expr outer = Canonical.of(Derivatives.of(formula, intermediate));
      if (!Canonical.isZero(outer)) {
        terms.add(Canonical.product(closed(outer), change(intermediate, variable)));
      }
    }
    return Canonical.sum(terms);
  }

  private Expr change(Symbol intermediate, Symbol variable) {
    Derivative sign = Derivative.of(intermediate, variable, 1);
    Expr known = changes.get(sign);
    if (known == null) {
      Expr meaning = Canonical.of(intermediates.meaning(intermediate));
      known = intermediates.named(closed(total(meaning, variable)));
      changes.put(sign, known);
    }
    return known;
  }

  private Derivation derivation(Expr subject, Expr shown, Expr canonical, Symbol variable) {
    if (intermediates.between(shown, variable)) {
      Expr name = shown.equals(question.formula) ? question.subject : shown;
      return new ChainOfIntermediates(intermediates, closing, written)
          .derivation(subject, name, shown, variable);
    }
    Expr start = shown;
    List<Step> steps = new ArrayList<>();
    Expr recognised = recognised(start, canonical);
    if (!recognised.equals(canonical)) {
      Expr known = present(recognised);
      steps.add(
          new Step(
              Derivative.of(start, variable, 1),
              Derivative.of(known, variable, 1),
              NewFunctions.in(start, known),
              List.of()));
      start = known;
    }
    Expr cancelled = present(canonical);
    Step.Reason tidied = start.equals(shown) ? Closing.tidied(start, cancelled) : null;
    if (tidied != null) {
      steps.add(
          new Step(
              Derivative.of(start, variable, 1),
              Derivative.of(cancelled, variable, 1),
              List.of(tidied),
              List.of()));
      start = cancelled;
    }
    int before = steps.size();
    try {
      differentiate(steps, start, variable);
    } catch (NablaException undefined) {
      // the slope of arcsin is nowhere defined at x/x, which is 1: that is put in first
      if (undefined.kind() != NablaException.Kind.DOMAIN || start.equals(cancelled)) {
        throw undefined;
      }
      steps.subList(before, steps.size()).clear();
      Derivative simpler = Derivative.of(cancelled, variable, 1);
      steps.add(
          new Step(
              Derivative.of(start, variable, 1), simpler, List.of(Closing.SIMPLIFY), List.of()));
      differentiate(steps, cancelled, variable);
    }
    return new Derivation(subject, Derivative.of(shown, variable, 1), List.copyOf(steps));
  }

  private void differentiate(List<Step> steps, Expr start, Symbol variable) {
    steps.addAll(DifferentiationSteps.of(start, variable));
    Expr last = steps.isEmpty() ? Derivative.of(start, variable, 1) : steps.getLast().after();
    closing.finish(steps, last);
  }
}
