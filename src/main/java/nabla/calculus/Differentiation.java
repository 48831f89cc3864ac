package nabla.calculus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Substitution;
import nabla.expr.Sum;
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
  private final Map<Symbol, Expr> expansions = new LinkedHashMap<>();

  private Differentiation(Question question) {
    this.question = question;
    question.intermediates.forEach(
        (symbol, meaning) -> expansions.put(symbol, Substitution.of(expansions).apply(meaning)));
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
    Map<Expr, Integer> seen = new LinkedHashMap<>();
    List<Expr> history = new ArrayList<>();
    int order = 0;
    boolean direct = !question.steps && isUniform() && question.intermediates.isEmpty();
    HigherOrder.Answer known = direct ? HigherOrder.of(current, question.variables) : null;
    if (known != null) {
      current = known.derivative();
      stages.add(new Stage(known.before(), question.variables.getFirst(), current));
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
      Substitution others = expansions(variable);
      stages.add(
          new Stage(others.apply(order == 0 ? shown : current), variable, others.apply(next)));
      current = next;
      shown = present(next);
    }
    Expr result = present(current);
    Expr substituted =
        expansions.isEmpty() ? result : present(closed(Canonical.of(expand(current))));
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

  private Expr expand(Expr expression) {
    return expansions.isEmpty() ? expression : Substitution.of(expansions).apply(expression);
  }

  /// What the intermediates stand for where `variable`, which may be one of them, moves by itself.
  private Substitution expansions(Symbol variable) {
    Map<Symbol, Expr> others = new LinkedHashMap<>();
    question.intermediates.forEach((symbol, meaning) -> {
      if (!symbol.equals(variable)) {
        others.put(symbol, Substitution.of(others).apply(meaning));
      }
    });
    return Substitution.of(others);
  }

  private Expr closed(Expr canonical) {
    return ClosedForm.of(canonical, question.written).expression();
  }

  private Expr present(Expr canonical) {
    return Presentation.of(canonical, question.written);
  }

  /// The derivative through all intermediates, canonical: direct, and through each of them.
  private Expr total(Expr formula, Symbol variable) {
    Expr direct = Canonical.of(Derivatives.of(formula, variable));
    if (question.intermediates.isEmpty()) {
      return direct;
    }
    List<Expr> terms = new ArrayList<>(List.of(direct));
    for (Map.Entry<Symbol, Expr> intermediate : question.intermediates.entrySet()) {
      if (intermediate.getKey().equals(variable)) {
        continue;
      }
      Expr outer = Canonical.of(Derivatives.of(formula, intermediate.getKey()));
      if (!Canonical.isZero(outer)) {
        Expr inner = total(Canonical.of(intermediate.getValue()), variable);
        terms.add(Canonical.product(closed(outer), closed(inner)));
      }
    }
    return Canonical.sum(terms);
  }

  private Derivation derivation(Expr subject, Expr shown, Expr canonical, Symbol variable) {
    List<Symbol> through = through(shown, variable);
    if (!through.isEmpty()) {
      return chain(subject, shown, variable, through);
    }
    Expr start = shown;
    List<Step> steps = new ArrayList<>();
    ClosedForm.Result recognised = ClosedForm.of(canonical, question.written);
    if (recognised.reason().rule().equals("recognise-function")) {
      Expr known = present(recognised.expression());
      steps.add(
          new Step(
              Derivative.of(start, variable, 1),
              Derivative.of(known, variable, 1),
              List.of(presented(recognised.reason())),
              List.of()));
      start = known;
    }
    steps.addAll(DifferentiationSteps.of(start, variable));
    Expr last = steps.isEmpty() ? Derivative.of(start, variable, 1) : steps.getLast().after();
    finish(steps, last, true);
    return new Derivation(subject, Derivative.of(shown, variable, 1), List.copyOf(steps));
  }

  /// The line that brings the differentiated expression to its closed form, where it is not there
  /// yet; with `joining`, a mere change of order joins the line before.
  private void finish(List<Step> steps, Expr last, boolean joining) {
    Expr canonical = Canonical.of(last);
    ClosedForm.Result closed = ClosedForm.of(canonical, question.written);
    Expr shown = present(closed.expression());
    if (!shown.equals(last)) {
      if (joining && !steps.isEmpty() && isSameUpToOrder(last, shown)) {
        Step step = steps.removeLast();
        steps.add(new Step(step.before(), shown, step.reasons(), step.within()));
      } else {
        steps.add(new Step(last, shown, List.of(presented(closed.reason())), List.of()));
      }
    }
  }

  /// Whether only the order of terms and factors changed: nothing a reader needs a line for.
  private static boolean isSameUpToOrder(Expr last, Expr shown) {
    return leaves(last) == leaves(shown) && Canonical.of(last).equals(Canonical.of(shown));
  }

  /// How many numbers and names there are when written out.
  private static long leaves(Expr line) {
    Dag dag = Dag.of(line);
    long[] leaves = new long[dag.size()];
    for (int position = 0; position < leaves.length; position++) {
      Expr node = dag.node(position);
      leaves[position] = node.arity() == 0 ? 1 : 0;
      for (Expr child : node.children()) {
        leaves[position] += leaves[dag.position(child)];
      }
    }
    return leaves[leaves.length - 1];
  }

  private Step.Reason presented(Step.Reason reason) {
    Expr amount = reason.amount();
    return amount == null
        ? reason
        : new Step.Reason(reason.rule(), reason.sentence(), present(amount));
  }

  /// The intermediates in the formula that move with the variable.
  private List<Symbol> through(Expr shown, Symbol variable) {
    List<Symbol> through = new ArrayList<>();
    Substitution others = expansions(variable);
    for (Symbol intermediate : question.intermediates.keySet()) {
      if (!intermediate.equals(variable)
          && Glance.dependsOn(shown, intermediate)
          && Glance.dependsOn(others.apply(intermediate), variable)) {
        through.add(intermediate);
      }
    }
    return through;
  }

  /// `∂L/∂w = ∂L/∂z · ∂z/∂w`, with the derivation of each factor as the steps within.
  private Derivation chain(Expr subject, Expr shown, Symbol variable, List<Symbol> through) {
    List<Expr> signs = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    List<Step> within = new ArrayList<>();
    if (Glance.dependsOn(shown, variable)) {
      Derivation direct = part(shown, variable, Map.of());
      signs.add(Derivative.of(shown, variable, 1));
      values.add(direct.result());
      within.addAll(direct.steps());
    }
    for (Symbol intermediate : through) {
      Derivation outer = part(shown, intermediate, Map.of());
      Derivation inner = part(meaning(intermediate), variable, question.intermediates);
      Expr outerSign =
          Derivative.of(shown.equals(question.formula) ? question.subject : shown, intermediate, 1);
      signs.add(Product.of(outerSign, Derivative.of(intermediate, variable, 1)));
      values.add(product(outer.result(), inner.result()));
      within.addAll(outer.steps());
      within.addAll(inner.steps());
    }
    Expr line = Sum.of(signs);
    Expr replaced = Tidy.of(Sum.of(values));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(line, replaced, List.of(Reasons.PARTS), within));
    finish(steps, replaced, false);
    return new Derivation(subject, line, List.copyOf(steps));
  }

  private static Expr product(Expr outer, Expr inner) {
    return Build.product(outer, inner);
  }

  private Expr meaning(Symbol intermediate) {
    Expr meaning = question.intermediates.get(intermediate);
    if (meaning == null) {
      throw new IllegalStateException(intermediate + " has no meaning");
    }
    return meaning;
  }

  private Derivation part(Expr formula, Symbol variable, Map<Symbol, Expr> intermediates) {
    Question part =
        new Question(formula, formula, intermediates, List.of(variable), question.written, true);
    return Differentiation.of(part).derivations.getFirst();
  }
}
