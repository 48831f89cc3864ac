package nabla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.calculus.CarryOut;
import nabla.calculus.Differentiation;
import nabla.calculus.ImplicitDifferentiation;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.Evaluation;
import nabla.numeric.Verification;
import nabla.numeric.Verifier;
import nabla.read.Definition;
import nabla.read.Reading;
import nabla.rewrite.Derivation;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Form;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import nabla.write.Latex;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// A formula as it was read, ready to be differentiated, simplified and evaluated. Immutable.
public final class Formula {

  /// A formula of at most this size stands in the first line of its derivation; a larger one is called by a letter.
  private static final int LARGEST_SUBJECT = 24;

  private final Nabla nabla;
  private final String text;
  private final String declarations;
  private final Reading reading;
  private final Written written;

  Formula(Nabla nabla, String text, String declarations, Reading reading) {
    this.nabla = nabla;
    this.text = text;
    this.declarations = declarations;
    this.reading = reading;
    List<Expr> seen = new ArrayList<>(List.of(reading.expression()));
    reading.definitions().forEach(definition -> seen.add(definition.expression()));
    seen.add(reading.expanded());
    this.written = Written.in(seen.toArray(Expr[]::new)).under(reading.assumptions());
  }

  /// The same formula under further declarations such as `β > 0`.
  public Formula where(String more) {
    return nabla.read(text, declarations.isBlank() ? more : declarations + "; " + more);
  }

  /// How the text was read: the expression, definitions, shapes, notes.
  public Reading reading() {
    return reading;
  }

  /// What its author wrote, for presenting results the same way.
  public Written written() {
    return written;
  }

  /// The free variables, in the order in which they occur.
  public List<Symbol> variables() {
    return List.copyOf(reading.variables());
  }

  /// The names to write results of this formula with.
  public WriteOptions writing() {
    Set<String> words = new LinkedHashSet<>();
    for (Symbol symbol : reading.variables()) {
      if (symbol.name().isWord()) {
        words.add(symbol.name().base());
      }
    }
    WriteOptions.DerivativeSign sign =
        isImplicit()
            ? WriteOptions.DerivativeSign.ORDINARY
            : reading.variables().size() > 1
                ? WriteOptions.DerivativeSign.PARTIAL
                : WriteOptions.DerivativeSign.BY_CONTENT;
    return WriteOptions.DEFAULT
        .withBoundNames(reading.boundNames())
        .withWords(words)
        .withSign(sign);
  }

  /// An expression as text, with the names of this formula.
  public String text(Expr expression) {
    return Text.of(expression, writing());
  }

  /// An expression as LaTeX, with the names of this formula.
  public String latex(Expr expression) {
    return Latex.of(expression, writing());
  }

  /// The formula itself as LaTeX.
  public String toLatex() {
    return latex(reading.expression());
  }

  /// The derivative by one variable, with its steps, verified.
  public Derived derivative(String variable) {
    return derivative(variable, 1);
  }

  /// The derivative of any order by one variable (or one after the other, `x y`), with its steps, verified.
  public Derived derivative(String variables, int order) {
    return derive(variables, order, true, true).getFirst();
  }

  /// The vector of the partial derivatives by all free variables, verified.
  public Derived gradient() {
    return derive(new WithRespectTo(variables(), true), 1, false, true);
  }

  /// The derivatives that `withRespectTo` asks for, in the notation of [WithRespectTo]; by each free variable where it is
  /// empty.
  ///
  /// @param order how often by each variable; with a gradient, 2 is the Hessian
  /// @param steps whether to derive step by step
  /// @param verify whether to compare the answers with differences of the formula
  public List<Derived> derive(String withRespectTo, int order, boolean steps, boolean verify) {
    if (order < 0) {
      throw new NablaException(NablaException.Kind.UNSUPPORTED, "the order of a derivative is 0 or more, not " + order);
    }
    declineMatrices();
    List<WithRespectTo> questions = withRespectTo.isBlank()
        ? defaults()
        : WithRespectTo.parse(withRespectTo, known());
    List<Derived> answers = new ArrayList<>();
    for (WithRespectTo question : questions) {
      answers.add(derive(question, order, steps, verify));
    }
    return answers;
  }

  private Set<Symbol> known() {
    Set<Symbol> known = new LinkedHashSet<>(reading.variables());
    intermediates().keySet().forEach(known::add);
    return known;
  }

  private List<WithRespectTo> defaults() {
    if (isImplicit()) {
      return List.of(new WithRespectTo(List.of(ImplicitDifferentiation.independent(variables())), false));
    }
    List<Symbol> variables = reading.parameters().isEmpty() ? variables() : reading.parameters();
    if (variables.isEmpty()) {
      Canonical.of(reading.expression()); // 1/0 is undefined, whatever one differentiates by
      throw new NablaException(
          NablaException.Kind.NAME, "there is no variable to differentiate by; name one with --wrt");
    }
    Set<Expr> bounds = new LinkedHashSet<>();
    for (Expr node : Dag.of(reading.expression()).nodes()) {
      if (node instanceof Binder binder && binder.kind() != Binder.Kind.INTEGRAL) {
        bounds.addAll(binder.children().subList(1, binder.arity()));
      }
    }
    boolean others = !variables.stream().allMatch(bounds::contains);
    return variables.stream()
        .filter(Symbol::isScalar)
        .filter(variable -> !others || !bounds.contains(variable))
        .map(variable -> new WithRespectTo(List.of(variable), false))
        .toList();
  }

  private boolean isImplicit() {
    return reading.expression() instanceof Relation;
  }

  /// Data in arrays may stand in a scalar formula; what is differentiated, and by what, must be numbers.
  private void declineMatrices() {
    boolean scalar = reading.expression().isScalar() || reading.expression() instanceof Relation;
    if (!scalar || (variables().stream().noneMatch(Symbol::isScalar) && !variables().isEmpty())) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "this formula needs matrix calculus; derivatives of vectors and matrices are not carried out yet");
    }
  }

  /// The formula with the derivatives in it carried out.
  public Expr carriedOut() {
    return CarryOut.of(reading.expression(), intermediates(), written);
  }

  private Map<Symbol, Expr> intermediates() {
    Map<Symbol, Expr> intermediates = new LinkedHashMap<>();
    for (Definition definition : reading.definitions()) {
      if (!definition.isFunction()) {
        intermediates.put(definition.symbol(), definition.expression());
      }
    }
    return intermediates;
  }

  private Expr subject() {
    if (reading.name() != null) {
      return reading.parameters().isEmpty()
          ? Symbol.of(reading.name())
          : Apply.of(
              UnknownFunction.of(reading.name(), reading.parameters().size()),
              reading.parameters().toArray(Expr[]::new));
    }
    return reading.expression().weight() <= LARGEST_SUBJECT ? reading.expression() : Symbol.of("f");
  }

  private Derived derive(WithRespectTo question, int order, boolean steps, boolean verify) {
    if (isImplicit()) {
      return implicit(question, order, steps, verify);
    }
    if (question.gradient()) {
      return order == 2 ? hessian(question, steps, verify) : gradient(question, order, steps, verify);
    }
    // ∂²f/∂x∂y is ∂/∂x of ∂f/∂y: the last variable goes first
    List<Symbol> sequence = new ArrayList<>();
    for (Symbol variable : question.variables().reversed()) {
      sequence.addAll(Collections.nCopies(order, variable));
    }
    if (sequence.isEmpty()) {
      throw new NablaException(NablaException.Kind.UNSUPPORTED, "order 0 asks for no derivative");
    }
    Differentiation.Answer answer = answer(sequence, steps);
    Expr subject = subject();
    for (Symbol variable : question.variables().reversed()) {
      subject = Derivative.of(subject, variable, order);
    }
    return new Derived(
        question, sequence.size(), subject, answer.result(), answer.substituted(),
        conditions(answer, question.variables()),
        answer.derivations(),
        verify ? verified(answer.stages()) : null);
  }

  private Differentiation.Answer answer(List<Symbol> sequence, boolean steps) {
    return Differentiation.of(
        new Differentiation.Question(carriedOut(), subject(), intermediates(), sequence, written, steps));
  }

  private List<Expr> conditions(Differentiation.Answer answer, List<Symbol> variables) {
    Expr original = CarryOut.of(reading.expanded(), Map.of(), written);
    Expr both = Sum.of(original, Canonical.of(answer.substituted()));
    Set<Expr> conditions = new LinkedHashSet<>(Domain.conditions(both, assumptions()));
    Assumptions known = assumptions();
    for (Expr condition : conditions) {
      known = known.and(condition);
    }
    for (Symbol variable : new LinkedHashSet<>(variables)) {
      for (Expr kink : Domain.kinks(original, variable, assumptions())) {
        Expr away = Logic.negation(kink);
        if (Signs.of(known).holds(away) != Truth.TRUE) {
          conditions.add(away);
        }
      }
    }
    return List.copyOf(conditions);
  }

  private Assumptions assumptions() {
    return reading.assumptions();
  }

  /// The verdict on all stages together: the first that is not verified, else the fewest points and the largest error.
  private Verification verified(List<Differentiation.Stage> stages) {
    Verification worst = null;
    for (Differentiation.Stage stage : stages) {
      Verification next = Verifier.STANDARD.verify(stage.before(), stage.variable(), stage.after(), assumptions());
      if (next.verdict() == Verification.Verdict.WRONG) {
        throw new IllegalStateException(
            "an answer was withheld because it failed its verification: " + next.reason());
      }
      if (!next.isVerified()) {
        return next;
      }
      worst = worst == null
          ? next
          : new Verification(
              Verification.Verdict.VERIFIED,
              Math.min(worst.points(), next.points()),
              Math.max(worst.maximumRelativeError(), next.maximumRelativeError()),
              "",
              null);
    }
    if (worst == null) {
      throw new IllegalStateException("nothing was differentiated");
    }
    return worst;
  }

  private Derived gradient(WithRespectTo question, int order, boolean steps, boolean verify) {
    if (order != 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "a gradient has order 1, its Hessian order 2; not order " + order);
    }
    return table(question, 1, question.variables().size(), entries(question.variables()), steps, verify);
  }

  private Derived hessian(WithRespectTo question, boolean steps, boolean verify) {
    List<List<Symbol>> entries = new ArrayList<>();
    for (Symbol row : question.variables()) {
      for (Symbol column : question.variables()) {
        entries.add(List.of(row, column));
      }
    }
    return table(question, 2, question.variables().size(), entries, steps, verify);
  }

  private static List<List<Symbol>> entries(List<Symbol> variables) {
    return variables.stream().map(List::of).collect(Collectors.toList());
  }

  private Derived table(
      WithRespectTo question, int order, int rows, List<List<Symbol>> entries, boolean steps, boolean verify) {
    List<Expr> results = new ArrayList<>();
    List<Expr> substituted = new ArrayList<>();
    List<Derivation> derivations = new ArrayList<>();
    List<Differentiation.Stage> stages = new ArrayList<>();
    Set<Expr> conditions = new LinkedHashSet<>();
    for (List<Symbol> entry : entries) {
      Differentiation.Answer answer = answer(entry, steps);
      results.add(answer.result());
      substituted.add(answer.substituted());
      derivations.addAll(answer.derivations());
      stages.addAll(answer.stages());
      conditions.addAll(conditions(answer, entry));
    }
    return new Derived(
        question, order, subject(), Literal.of(rows, results), Literal.of(rows, substituted),
        List.copyOf(conditions), derivations, verify ? verified(stages) : null);
  }

  private Derived implicit(WithRespectTo question, int order, boolean steps, boolean verify) {
    if (question.gradient() || question.variables().size() != 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "an equation is differentiated by one variable; write for example --wrt x");
    }
    Symbol independent = question.variables().getFirst();
    Symbol dependent = ImplicitDifferentiation.dependent(variables(), independent);
    ImplicitDifferentiation.Answer answer = ImplicitDifferentiation.of(
        (Relation) reading.expression(), dependent, independent, order, written);
    return new Derived(
        question, order, Derivative.of(dependent, independent, order),
        answer.result(), answer.result(), answer.conditions(),
        steps ? answer.derivations() : List.of(),
        verify ? answer.verification(Verifier.STANDARD, assumptions()) : null);
  }

  /// The formula in a chosen form, or in its closed form.
  public Expr simplified(Form form) {
    Expr expanded = CarryOut.of(reading.expanded(), intermediates(), written);
    return Presentation.of(form.of(Canonical.of(expanded), written), written);
  }

  /// The closed form of the formula.
  public Expr simplified() {
    Expr expanded = CarryOut.of(reading.expanded(), intermediates(), written);
    return Presentation.of(ClosedForm.of(Canonical.of(expanded), written).expression(), written);
  }

  /// The conditions under which `answer`, another form of this formula, stands for it, beyond those that it states itself.
  public List<Expr> conditions(Expr answer) {
    Expr original = CarryOut.of(reading.expanded(), intermediates(), written);
    return List.copyOf(Domain.lost(original, answer, assumptions()));
  }

  /// The formula with numbers put in, such as `x = 1, y = 1/2`.
  public Value at(String values) {
    return at(reading.expanded(), values);
  }

  /// An expression in the variables of this formula, with numbers put in.
  public Value at(Expr expression, String values) {
    Map<Symbol, Expr> bindings = Bindings.parse(values, known());
    Map<Symbol, Expr> meanings = new LinkedHashMap<>(intermediates());
    meanings.keySet().removeAll(bindings.keySet());
    Expr expanded = expression;
    for (Map.Entry<Symbol, Expr> meaning : List.copyOf(meanings.entrySet()).reversed()) {
      expanded = Substitution.of(meaning.getKey(), meaning.getValue()).apply(expanded);
    }
    Expr carried = CarryOut.of(expanded, Map.of(), written);
    Expr exact = ClosedForm.of(Canonical.of(Substitution.of(bindings).apply(carried)), written).expression();
    boolean symbols = Dag.any(exact, node -> node instanceof Symbol || isUnknown(node));
    return new Value(Presentation.of(exact, written), symbols ? null : Evaluation.of(exact, Map.of()));
  }

  private static boolean isUnknown(Expr node) {
    return node instanceof Apply apply && apply.operator() instanceof UnknownFunction;
  }
}
