package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Derived;
import nabla.Formula;
import nabla.WithRespectTo;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.calculus.CarryOut;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.read.Definition;
import nabla.read.Note;
import nabla.rewrite.Domain;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.LinearEquation;
import nabla.simplify.arrays.SumsApart;
import org.jspecify.annotations.Nullable;

/// Solves equations exactly where it can: linear ones and systems of them, polynomials, functions
/// that have an inverse; and by numbers elsewhere, which it says. Where the equation is that a
/// derivative is 0, what is there: a minimum, a maximum, or neither.
public final class Solve {
  private final Formula formula;
  private final Forms forms;
  private final Account account;
  private final List<Symbol> variables;
  private final List<Expr> exists = new ArrayList<>();
  private final List<Expr> shown = new ArrayList<>();
  private Symbol called = Symbol.of("L");
  private boolean ofGradient;

  private Solve(List<Formula> formulas, List<String> names) {
    this.formula = formulas.getFirst();
    this.forms = Forms.of(formula);
    this.account = new Account(formula);
    this.variables = new ArrayList<>();
    List<Symbol> known = formulas.stream().flatMap(each -> each.known().stream()).toList();
    for (String name : names) {
      variables.addAll(WithRespectTo.parse(name, known).getFirst().variables());
    }
    if (variables.isEmpty()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found no variable to solve for, expected one as in solve x^2 = a for x");
    }
    for (Symbol variable : variables) {
      if (!known.contains(variable)) {
        throw new NablaException(
            NablaException.Kind.NAME,
            variable.name()
                + " does not occur in the equation"
                + (formulas.size() == 1 ? "" : "s"));
      }
    }
  }

  /// The solutions of an equation, such as `∂L/∂w = 0` with what defines L in its declarations.
  ///
  /// @param equation of numbers, or of vectors or matrices
  /// @param variables the names to solve for
  /// @throws NablaException where it is no equation, or a variable does not occur in it
  public static Report solve(Formula equation, List<String> variables) {
    return solve(List.of(equation), variables);
  }

  /// The common solutions of several equations.
  public static Report solve(List<Formula> equations, List<String> variables) {
    return solve(equations, variables, Symbol.of("L"));
  }

  /// The same where it is known what the loss is called of whose derivatives they are.
  public static Report solve(List<Formula> equations, List<String> variables, Symbol called) {
    Solve work = new Solve(equations, variables);
    work.called = called;
    List<Expr> zeros = new ArrayList<>();
    Map<Symbol, Expr> derivatives = new LinkedHashMap<>();
    for (Formula equation : equations) {
      zeros.addAll(work.zeros(equation, derivatives));
    }
    boolean gradient =
        derivatives.keySet().containsAll(work.variables)
            && derivatives.values().stream().distinct().count() == 1;
    Expr loss = gradient ? derivatives.values().iterator().next() : null;
    work.ofGradient = gradient;
    work.answer(zeros, loss, loss == null ? called : work.name(loss));
    return work.report();
  }

  /// Where the gradient of a loss is 0, and what is there.
  public static Report stationary(Formula loss, List<String> variables) {
    Solve work = new Solve(List.of(loss), variables);
    if (JointDescent.concerns(work.variables)) {
      return work.joint(loss);
    }
    Derived gradient = Problem.derived(loss, work.variables);
    work.account.derivation(gradient);
    work.exists.addAll(gradient.conditions());
    work.ofGradient = true;
    Expr value = CarryOut.of(loss.reading().expanded(), Map.of(), loss.written());
    Symbol first = work.variables.getFirst();
    List<Expr> zeros =
        first.isScalar() ? Forms.entries(gradient.substituted()) : List.of(gradient.substituted());
    work.answer(zeros, value, Problem.name(loss));
    return work.report();
  }

  /// Where the gradients of a loss by several arrays are 0.
  private Report joint(Formula loss) {
    List<Derived> gradients = Problem.each(loss, variables);
    JointDescent.sayGradients(account, gradients);
    ofGradient = true;
    Problem problem = Problem.of(loss, variables);
    List<Expr> slopes = gradients.stream().map(Derived::substituted).toList();
    if (problem == null) {
      if (!substituted(slopes, Problem.name(loss))) {
        new JointEquations(account, formula, variables, null, called).solve(slopes);
      }
    } else {
      List<Expr> zeros =
          problem.gradient().stream().map(forms::expanded).map(forms::closed).toList();
      List<Expr> written =
          zeros.stream().<Expr>map(zero -> Relation.of(EQUAL, zero, Num.ZERO)).toList();
      new Systems(
              account, forms, problem.variables(), problem.expression(), Problem.name(loss), exists)
          .solve(written, zeros);
    }
    return report();
  }

  private Report report() {
    constraints();
    return account.report(
        formula.toString(), formula.reading().notes().stream().map(Note::message).toList());
  }

  /// Says which equations are assumed of the unknowns, and not used.
  private void constraints() {
    for (Expr equation : AssumedEquations.of(formula, variables)) {
      account.warn(
          equation,
          ofGradient
              ? " is assumed, and is no constraint here; for the points where it holds, solve the"
                  + " gradient of a Lagrangian, the loss + λ(left side − right side), for λ, too."
              : " is assumed, and is none of the equations here.");
    }
  }

  /// What is to be 0, and of which expressions it is the derivatives.
  private List<Expr> zeros(Formula equation, Map<Symbol, Expr> derivatives) {
    if (!(equation.reading().expression() instanceof Relation relation)
        || relation.comparison() != EQUAL) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "\"" + equation + "\" is no equation; write ∂L/∂w = 0");
    }
    if (relation.left() instanceof Derivative derivative
        && derivative.order() == 1
        && isZero(relation.right())) {
      Expr body =
          CarryOut.of(derivative.body(), equation.reading().intermediates(), equation.written());
      derivatives.put(derivative.variable(), equation.reading().expanded(body));
    }
    Relation carried = (Relation) equation.carriedOut();
    shown.add(carried);
    exists.addAll(
        CarryOut.withConditions(
                equation.reading().expanded(),
                equation.reading().intermediates(),
                equation.written(),
                equation.reading().assumptions())
            .conditions());
    Expr left = equation.reading().expanded(carried.left());
    Expr right = equation.reading().expanded(carried.right());
    if (left instanceof Literal one
        && right instanceof Literal other
        && one.arity() == other.arity()) {
      List<Expr> zeros = new ArrayList<>();
      for (int i = 0; i < one.arity(); i++) {
        zeros.add(minus(one.child(i), other.child(i)));
      }
      return zeros;
    }
    if (left instanceof Literal array && isZero(right)) {
      return array.children();
    }
    return List.of(minus(left, right));
  }

  private static Expr minus(Expr left, Expr right) {
    return isZero(right)
        ? left
        : Sum.of(left, right instanceof Negate negate ? negate.operand() : Negate.of(right));
  }

  /// What the loss is called among the definitions.
  private Symbol name(Expr loss) {
    for (Definition definition : formula.reading().definitions()) {
      if (formula.reading().expanded(definition.expression()).equals(loss)) {
        return definition.symbol();
      }
    }
    return called;
  }

  private void answer(List<Expr> zeros, @Nullable Expr loss, Symbol name) {
    boolean arrays = variables.stream().anyMatch(each -> !each.isScalar());
    if (arrays || zeros.stream().anyMatch(each -> !each.isScalar())) {
      if (variables.size() > 1 || zeros.size() > 1) {
        together(zeros, loss, name);
        return;
      }
      Symbol variable = variables.getFirst();
      boolean solved =
          new VectorEquation(account, forms, formula, variable, ofGradient ? name : null)
              .solve(zeros.getFirst());
      if (!solved && !inEntries().solve(zeros, loss, name)) {
        account.warn(
            variable.shape().isVector() ? "This is not linear in " : "This is not solved for ",
            variable,
            variable.shape().isVector() ? ", and is not solved in symbols." : " in symbols.");
      }
      return;
    }
    Expr apart =
        zeros.size() == 1 && variables.size() == 1 ? apart(zeros.getFirst(), variables) : null;
    if (apart != null && isOfSums(apart, variables) && !apart.equals(zeros.getFirst())) {
      answer(List.of(apart), loss == null ? null : apart(loss, variables), name);
      return;
    }
    boolean sums = apart != null && isOfSums(apart, variables);
    if (!sums
        && variables.size() == zeros.size()
        && zeros.stream().allMatch(Solve::isOfArrays)
        && (zeros.size() == 1 || JointEquations.areLinear(zeros, variables, formula))) {
      new JointEquations(account, formula, variables, loss, name).solve(zeros);
      return;
    }
    if (zeros.stream().allMatch(Solve::isOfArrays) && oneByOne(zeros, loss, name)) {
      return;
    }
    List<Expr> numbers = sums ? zeros : zeros.stream().map(Solve::entry).toList();
    boolean others = numbers.stream().anyMatch(zero -> Forms.mentionsOthers(zero, variables));
    if (loss != null && (variables.size() > 1 || others)) {
      kinks(loss);
    }
    if (variables.size() == 1 && numbers.size() == 1) {
      Expr zero = numbers.getFirst();
      Expr equation = shown.isEmpty() ? Relation.of(EQUAL, zero, Num.ZERO) : shown.getFirst();
      Forms known = sums ? forms.counting(zero) : forms;
      new ScalarEquation(account, known, variables.getFirst(), loss, name)
          .solve(equation, zero, exists);
    } else {
      List<Expr> written =
          shown.size() == numbers.size()
              ? shown
              : numbers.stream().<Expr>map(zero -> Relation.of(EQUAL, zero, Num.ZERO)).toList();
      new Systems(account, forms, variables, loss, name, exists).solve(written, numbers);
    }
  }

  /// Two equations of sums of which one gives its variable by itself, as that for the mean of a
  /// Gaussian does whatever the deviation is: put into the other, this is one for a number.
  ///
  /// @return whether they are such
  private boolean oneByOne(List<Expr> zeros, @Nullable Expr loss, Symbol name) {
    for (int i = 0; i < 2 && zeros.size() == 2 && variables.size() == 2; i++) {
      Symbol first = variables.get(i);
      Symbol other = variables.get(1 - i);
      LinearEquation equation = LinearEquation.of(zeros.get(i), first, formula.written());
      Relation solution = equation == null ? null : equation.solution();
      if (solution == null || Forms.mentions(solution.right(), variables)) {
        continue;
      }
      Substitution put = Substitution.of(first, solution.right());
      Expr rest = apart(forms.closed(put.apply(zeros.get(1 - i))), List.of(other));
      if (!isOfSums(rest, List.of(other))) {
        continue;
      }
      new JointEquations(account, formula, List.of(first), loss, name).solve(List.of(zeros.get(i)));
      account.say(
          loss == null
              ? "Put into the other equation:"
              : "Put into the other equation, and the loss:");
      Expr value = loss == null ? null : apart(put.apply(loss), List.of(other));
      new ScalarEquation(account, forms.counting(rest), other, value, name)
          .solve(Relation.of(EQUAL, rest, Num.ZERO), rest, exists);
      return true;
    }
    return false;
  }

  /// Several equations of arrays, which have numbers, or one for each variable.
  private void together(List<Expr> zeros, @Nullable Expr loss, Symbol name) {
    if (inEntries().solve(zeros, loss, name)) {
      return;
    }
    if (substituted(zeros, ofGradient ? name : null)) {
      return;
    }
    boolean matched = zeros.size() == variables.size();
    for (int i = 0; matched && i < zeros.size(); i++) {
      matched = zeros.get(i).shape().equals(variables.get(i).shape());
    }
    if (!matched) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "several equations of vectors and matrices are solved where each has the shape of one"
              + " variable, in the order of the variables, as in solve ∂L/∂w = 0, ∂L/∂b = 0 for w,"
              + " b; else one at a time, for one variable");
    }
    new JointEquations(account, formula, variables, null, called).solve(zeros);
  }

  /// Whether equations of which each is not linear in its own variable are solved one after the
  /// other.
  private boolean substituted(List<Expr> zeros, @Nullable Symbol loss) {
    return zeros.size() == variables.size()
        && !JointEquations.areLinear(zeros, variables, formula)
        && new SubstitutedEquations(account, forms, formula, variables).solve(zeros, loss);
  }

  private EntrySystem inEntries() {
    return new EntrySystem(account, forms, variables, exists);
  }

  /// Where a loss of several variables, or with other symbols, has a value and no gradient.
  private void kinks(Expr loss) {
    Wording places =
        Kinks.of(
            account, Domain.conditions(loss, formula.reading().assumptions()), exists, variables);
    if (places != null) {
      account.warn(
          "Where ",
          places,
          " there is a kink, and no gradient: what is least there is not found by solving this.");
    }
  }

  /// Whether a number is computed from arrays that have no numbers.
  private static boolean isOfArrays(Expr number) {
    return Dag.any(number, node -> node instanceof Symbol letter && !letter.isScalar());
  }

  /// Whether the one unknown stands outside of all arrays and sums in an equation that is not
  /// linear in it, as σ in `S/σ³ - n/σ`: these are letters there.
  private boolean isOfSums(Expr zero, List<Symbol> unknown) {
    return isOfArrays(zero)
        && !JointEquations.areLinear(List.of(zero), unknown, formula)
        && !Dag.any(
            zero,
            node -> (node instanceof Binder || !node.isScalar()) && Forms.mentions(node, unknown));
  }

  /// A number with sums in which none of some unknowns stands, where that can be had.
  private Expr apart(Expr number, List<Symbol> unknown) {
    return SumsApart.of(number, unknown, new ArrayClosedForm(formula.written(), number));
  }

  /// A number that is computed from arrays, from their entries.
  private static Expr entry(Expr number) {
    if (!Dag.any(number, node -> !node.isScalar() && !node.shape().isTruth())) {
      return number;
    }
    Literal entries = EntryEvaluation.of(number, Map.of());
    if (entries == null || entries.arity() != 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "an equation of arrays is solved for a number where the arrays have numbers");
    }
    return entries.child(0);
  }

  private static boolean isZero(Expr expression) {
    return expression instanceof Num number && number.value().isZero();
  }
}
