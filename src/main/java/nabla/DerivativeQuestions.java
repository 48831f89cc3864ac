package nabla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.calculus.Conventions;
import nabla.calculus.Differentiation;
import nabla.calculus.ImplicitDifferentiation;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.Verification;
import nabla.numeric.Verifier;
import nabla.read.Reading;
import nabla.rewrite.Derivation;
import nabla.rewrite.Signs;
import nabla.rewrite.Step;
import nabla.simplify.Canonical;
import nabla.simplify.DecidedCases;
import nabla.simplify.Presentation;
import org.jspecify.annotations.Nullable;

/// Answers questions for derivatives of one formula: by which variables, in which arrangement,
/// under which conditions, and how far it was verified.
final class DerivativeQuestions {

  /// A formula of at most this size stands in the first line of its derivation; a larger one is
  /// called by a letter.
  private static final int LARGEST_SUBJECT = 24;

  /// So many are answered each from the terms that concern it.
  private static final int MANY_QUESTIONS = 32;

  private final Formula formula;
  private final Reading reading;
  private final int order;
  private final Conventions conventions;
  private final boolean steps;
  private final boolean verify;
  private final Differentiability differentiability;
  private @Nullable ArrayQuestions arrays;

  DerivativeQuestions(
      Formula formula, int order, Conventions conventions, boolean steps, boolean verify) {
    this(formula, order, conventions, steps, verify, List.of());
  }

  /// @param elsewhere what must hold besides, for terms that are left out of the formula
  DerivativeQuestions(
      Formula formula,
      int order,
      Conventions conventions,
      boolean steps,
      boolean verify,
      List<Expr> elsewhere) {
    if (order < 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "the order of a derivative is 1 or more, not " + order);
    }
    this.formula = formula;
    this.reading = formula.reading();
    this.order = order;
    this.conventions = conventions;
    this.steps = steps;
    this.verify = verify;
    this.differentiability = new Differentiability(formula, elsewhere);
  }

  /// The answers to all questions in `withRespectTo`, or by each free variable where it is empty.
  List<Derived> answers(String withRespectTo) {
    List<WithRespectTo> questions =
        withRespectTo.isBlank()
            ? DefaultVariables.of(formula)
            : WithRespectTo.parse(withRespectTo, formula.known());
    questions.forEach(question -> question.variables().forEach(this::refuseFunction));
    boolean many = questions.size() >= MANY_QUESTIONS && reading.definitions().isEmpty();
    TermsByVariable terms = many ? TermsByVariable.of(reading.expression()) : null;
    if (terms != null) {
      return new PartialsOfSum(formula, order, conventions, steps, verify, terms)
          .answers(questions);
    }
    return questions.stream().map(this::answer).toList();
  }

  /// Not even 0 is the derivative by `f` of a formula with `f(x)`.
  private void refuseFunction(Symbol variable) {
    UnknownFunction parametrised =
        UnknownFunction.withSubscript(variable.name().toString(), reading.expression());
    if (parametrised != null) {
      String name = parametrised.symbol().base();
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "%s is a function of unknown dependence on %s; write %s as an argument, %s(x, %s)"
              .formatted(
                  parametrised.symbol(), variable.name(), variable.name(), name, variable.name()));
    }
    if (formula.known().contains(variable)) {
      return;
    }
    refuseItself(variable.name());
    for (Symbol known : formula.known()) {
      String subscript = known.name().subscript();
      if (variable.name().toString().equals(subscript) && known.isScalar()) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "%s stands only below %s here, which is a name of its own; write p(x, %s) for a function"
                .formatted(variable.name(), known.name(), variable.name()));
      }
    }
    Name name = variable.name();
    UnknownFunction whole = UnknownFunction.named(name, reading.expression());
    UnknownFunction function =
        whole == null ? UnknownFunction.named(name.withSubscript(""), reading.expression()) : whole;
    boolean entry = whole == null && function != null && !function.isIndexed();
    if (function != null && !entry) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          function.isIndexed()
              ? "%s has %d indices; expected a number, a vector or a matrix to differentiate by"
                  .formatted(function.symbol(), function.orders().size())
              : name + " is a function here, by which nothing can be differentiated");
    }
  }

  /// `∂z/∂z` of `z = w x` is 1, and 0 if z were a variable that does not occur.
  private void refuseItself(Name variable) {
    Name derived = reading.name();
    if (derived != null
        && derived.withSubscript("").equals(variable.withSubscript(""))
        && (derived.equals(variable) || derived.subscript().matches("[a-zℓ]{1,2}"))) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found %s, which is what is derived itself, expected a variable of its formula"
              .formatted(variable));
    }
  }

  private void refuseSize(Symbol variable) {
    if (!variable.isScalar()) {
      return;
    }
    String meaning = reading.sizes().get(variable.name().toString());
    if (meaning != null) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          variable.name()
              + " is "
              + meaning
              + ", a whole number, by which nothing can be differentiated");
    }
  }

  private Expr subject() {
    if (reading.name() != null) {
      return reading.parameters().isEmpty()
          ? Symbol.of(reading.name(), reading.expression().shape())
          : Apply.of(
              UnknownFunction.of(reading.name(), reading.parameters().size()),
              reading.parameters().toArray(Expr[]::new));
    }
    return reading.expression().weight() <= LARGEST_SUBJECT ? reading.expression() : unnamed();
  }

  /// A name for what is too long to be called by itself, which means nothing else here.
  private Symbol unnamed() {
    Set<String> taken = new HashSet<>();
    reading.variables().forEach(variable -> taken.add(variable.name().base()));
    reading.definitions().forEach(definition -> taken.add(definition.name().base()));
    return Stream.of("f", "g", "h", "F", "G")
        .filter(letter -> !taken.contains(letter))
        .findFirst()
        .map(Symbol::of)
        .orElse(Symbol.of("f"));
  }

  private ArrayQuestions arrays() {
    ArrayQuestions questions = arrays;
    if (questions == null) {
      questions = new ArrayQuestions(formula, subject(), conventions, steps, verify);
      arrays = questions;
    }
    return questions;
  }

  Expr subject(List<Symbol> variables) {
    Expr subject = subject();
    for (Symbol variable : variables.reversed()) {
      subject = Derivative.of(subject, variable, order);
    }
    return subject;
  }

  /// The answer to one question.
  Derived answer(WithRespectTo question) {
    question.variables().forEach(this::refuseSize);
    if (formula.isImplicit()) {
      return implicit(question);
    }
    if (JacobianOfNumbers.concerns(formula, question)) {
      return new JacobianOfNumbers(formula, conventions, steps, verify).answer(question, order);
    }
    if (!question.entry().isEmpty() || ArrayQuestions.concern(formula, question.variables())) {
      return FactsUsed.stated(
          arrays().answer(question, order),
          others ->
              new ArrayQuestions(formula.under(others), subject(), conventions, steps, false)
                  .answer(question, order));
    }
    if (question.gradient()) {
      return order == 2 ? hessian(question) : gradient(question);
    }
    // ∂²f/∂x∂y is ∂/∂x of ∂f/∂y: the last variable goes first
    List<Symbol> sequence = new ArrayList<>();
    for (Symbol variable : question.variables().reversed()) {
      sequence.addAll(Collections.nCopies(order, variable));
    }
    if (sequence.isEmpty()) {
      throw new NablaException(NablaException.Kind.UNSUPPORTED, "order 0 asks for no derivative");
    }
    Differentiation.Answer answer = differentiate(sequence);
    List<Expr> conditions = differentiability.conditions(answer, question.variables());
    Expr result = decided(answer.result(), conditions);
    return new Derived(
        formula,
        question,
        sequence.size(),
        subject(question.variables()),
        result,
        decided(answer.substituted(), conditions),
        conditions,
        result.equals(answer.result())
            ? answer.derivations()
            : withoutOtherCases(answer.derivations(), result),
        List.of(),
        Map.of(),
        verify ? verified(answer.stages(), conditions) : null);
  }

  /// The result without cases that its conditions exclude.
  private Expr decided(Expr result, List<Expr> conditions) {
    if (!Dag.any(result, Cases.class::isInstance)) {
      return result;
    }
    Assumptions known = formula.assumptions();
    for (Expr condition : conditions) {
      known = known.and(condition);
    }
    Expr canonical = Canonical.of(result);
    Expr decided = DecidedCases.of(canonical, Signs.of(known));
    return decided.equals(canonical) ? result : Presentation.of(decided, formula.written());
  }

  private static List<Derivation> withoutOtherCases(List<Derivation> derivations, Expr result) {
    if (derivations.isEmpty()) {
      return derivations;
    }
    List<Derivation> all = new ArrayList<>(derivations);
    Derivation last = all.removeLast();
    Step.Reason reason = new Step.Reason("decided-cases", "the cases that can occur", null);
    all.add(last.followedBy(List.of(new Step(last.result(), result, List.of(reason), List.of()))));
    return List.copyOf(all);
  }

  private Differentiation.Answer differentiate(List<Symbol> sequence) {
    return Differentiation.of(
        new Differentiation.Question(
            formula.carriedOut(),
            subject(),
            formula.intermediates(),
            sequence,
            formula.written(),
            steps));
  }

  /// The verdict on all stages together: the first that is not verified, else the fewest points and
  /// the largest error.
  private Verification verified(List<Differentiation.Stage> stages, Collection<Expr> conditions) {
    Assumptions known = formula.assumptions();
    for (Expr condition : conditions) {
      known = known.and(condition); // at a kink there is nothing to compare with
    }
    Verification worst = null;
    for (Differentiation.Stage stage : stages) {
      Verification next =
          ArrayQuestions.mentionsArrays(stage.before())
              ? ArrayQuestions.verifyByNumber(stage, known)
              : Verifier.STANDARD.verify(stage.before(), stage.variable(), stage.after(), known);
      Differing.withholdIfWrong(next);
      if (!next.isVerified()) {
        return next;
      }
      worst = worst == null ? next : Differing.worse(worst, next);
    }
    if (worst == null) {
      throw new IllegalStateException("nothing was differentiated");
    }
    return worst;
  }

  private Derived gradient(WithRespectTo question) {
    if (order != 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "a gradient has order 1, its Hessian order 2; not order " + order);
    }
    return table(question, 1, question.variables().size(), entries(question.variables()));
  }

  private Derived hessian(WithRespectTo question) {
    List<List<Symbol>> entries = new ArrayList<>();
    for (Symbol row : question.variables()) {
      for (Symbol column : question.variables()) {
        entries.add(List.of(row, column));
      }
    }
    return table(question, 2, question.variables().size(), entries);
  }

  private static List<List<Symbol>> entries(List<Symbol> variables) {
    return variables.stream().map(List::of).collect(Collectors.toList());
  }

  private Derived table(WithRespectTo question, int degree, int rows, List<List<Symbol>> entries) {
    List<Expr> results = new ArrayList<>();
    List<Expr> substituted = new ArrayList<>();
    List<Derivation> derivations = new ArrayList<>();
    List<Differentiation.Stage> stages = new ArrayList<>();
    Set<Expr> conditions = new LinkedHashSet<>();
    for (List<Symbol> entry : entries) {
      Differentiation.Answer answer = differentiate(entry);
      results.add(answer.result());
      substituted.add(answer.substituted());
      derivations.addAll(answer.derivations());
      stages.addAll(answer.stages());
      conditions.addAll(differentiability.conditions(answer, entry));
    }
    return new Derived(
        formula,
        question,
        degree,
        subject(),
        Literal.of(rows, results),
        Literal.of(rows, substituted),
        List.copyOf(conditions),
        derivations,
        List.of(),
        Map.of(),
        verify ? verified(stages, conditions) : null);
  }

  private Derived implicit(WithRespectTo question) {
    if (question.gradient() || question.variables().size() != 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "an equation is differentiated by one variable; write for example --wrt x");
    }
    ImplicitDifferentiation.refuseInequality((Relation) reading.expression());
    if (Dag.any(reading.expression(), part -> !part.isScalar() && !part.shape().isTruth())) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "an equation with vectors or matrices is not differentiated; for where a derivative is 0"
              + " write the formula with --set-zero, for whether the equation is true use check,"
              + " and for a name of several letters on the left write let");
    }
    Symbol independent = question.variables().getFirst();
    Symbol dependent = ImplicitDifferentiation.dependent(formula.variables(), independent);
    ImplicitDifferentiation.Answer answer =
        ImplicitDifferentiation.of(
            (Relation) reading.expression(), dependent, independent, order, formula.written());
    return new Derived(
        formula,
        question,
        order,
        Derivative.of(dependent, independent, order),
        answer.result(),
        answer.result(),
        answer.conditions(),
        steps ? answer.derivations() : List.of(),
        List.of(),
        Map.of(),
        verify ? answer.verification(Verifier.STANDARD, formula.assumptions()) : null);
  }
}
