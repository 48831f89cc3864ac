package nabla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import nabla.calculus.Conventions;
import nabla.catalogue.Language;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import nabla.numeric.Verification;
import nabla.numeric.arrays.ArrayProgram;
import nabla.rewrite.Derivation;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.LinearEquation;
import nabla.write.Code;
import nabla.write.Derivations;
import nabla.write.Steps;
import org.jspecify.annotations.Nullable;

/// A derivative in closed form, and all that belongs to it. Immutable.
///
/// ```java
/// Derived slope = Nabla.formula("let z = b + w x; L = (y - σ(z))^2").derivative("w");
/// IO.println(slope); // −2x(y − σ(z))σ(z)(1 − σ(z))
/// IO.println(slope.toLatex()); // -2x\left(y-\sigma(z)\right)\sigma(z)\left(1-\sigma(z)\right)
/// IO.println(slope.explanation()); // the derivation, line by line, each with its rule
/// IO.println(slope.at("x = 2, y = 1, b = 0, w = 0")); // −1/2
/// double fast = slope.compile("w, b, x, y").evaluate(0, 0, 2, 1);
/// String python = slope.code(Language.NUMPY);
/// ```
///
/// @param formula what was differentiated
/// @param withRespectTo by which variables
/// @param order how often, altogether; for a gradient 1, for a Hessian 2
/// @param subject what the result is, such as `∂L/∂w`
/// @param result the closed form, in the named intermediates where there are some; a vector or
///   matrix literal for a gradient or Hessian
/// @param substituted the closed form with the intermediates replaced; the result itself where
///   there are none
/// @param conditions under which it holds, beyond those that the result itself states
/// @param derivations the steps, one derivation for each order (of each entry); empty when they
///   were not asked for
/// @param where the adjoints that the result mentions by their signs `∂L/∂z`, each with its value
/// @param indices the indices over which the result has values, each with the size of the axis that
///   it runs along: i and k of `∂/∂x_k[(Ax)_i]`; where it is a vector or matrix for each of them,
///   without those of its own rows and columns
/// @param given the facts about vectors and matrices, among those assumed, that it rests on: `1ᵀy =
///   1`
/// @param verification what came of comparing it with differences of the formula; null when that
///   was not asked for
public record Derived(
    Formula formula,
    WithRespectTo withRespectTo,
    int order,
    Expr subject,
    Expr result,
    Expr substituted,
    List<Expr> conditions,
    List<Derivation> derivations,
    List<Relation> where,
    Map<Symbol, Dimension> indices,
    List<Expr> given,
    @Nullable Verification verification) {

  /// The lists and the map are copied; that sizes are not 0 is no condition.
  public Derived {
    given = List.copyOf(given);
    indices = Collections.unmodifiableMap(new LinkedHashMap<>(indices));
    conditions =
        conditions.stream().filter(each -> !isOfSize(each, formula.reading().sizes())).toList();
    derivations = List.copyOf(derivations);
    where = List.copyOf(where);
  }

  /// `n ≠ 0` where arrays have n entries.
  private static boolean isOfSize(Expr condition, Map<String, String> sizes) {
    return condition instanceof Relation relation
        && relation.right().equals(Num.ZERO)
        && relation.left() instanceof Symbol letter
        && sizes.containsKey(letter.toString())
        && (relation.comparison() == Relation.Comparison.NOT_EQUAL
            || relation.comparison() == Relation.Comparison.GREATER);
  }

  /// A derivative that rests on no fact about vectors and matrices.
  Derived(
      Formula formula,
      WithRespectTo withRespectTo,
      int order,
      Expr subject,
      Expr result,
      Expr substituted,
      List<Expr> conditions,
      List<Derivation> derivations,
      List<Relation> where,
      Map<Symbol, Dimension> indices,
      @Nullable Verification verification) {
    this(
        formula,
        withRespectTo,
        order,
        subject,
        result,
        substituted,
        conditions,
        derivations,
        where,
        indices,
        List.of(),
        verification);
  }

  /// The same derivative, which rests on these facts, as its derivations say.
  Derived given(List<Expr> facts, List<Derivation> saying) {
    return new Derived(
        formula,
        withRespectTo,
        order,
        subject,
        result,
        substituted,
        conditions,
        saying,
        where,
        indices,
        facts,
        verification);
  }

  /// The same derivative as one of the formula that it was derived from a part of.
  Derived within(Formula whole, WithRespectTo question, Expr name) {
    return new Derived(
        whole,
        question,
        order,
        name,
        result,
        substituted,
        conditions,
        derivations,
        where,
        indices,
        given,
        verification);
  }

  /// The same derivative, without its derivation, where a variable has another name.
  Derived renamed(Symbol from, Symbol to) {
    if (from.equals(to)) {
      return this;
    }
    Substitution names = Substitution.of(from, to);
    return new Derived(
        formula,
        withRespectTo,
        order,
        subject,
        names.apply(result),
        names.apply(substituted),
        conditions.stream().map(names::apply).toList(),
        List.of(),
        where,
        indices,
        given,
        verification);
  }

  /// The derivative as it is where the variables have these values: `x^k` has one at x = −1 for k =
  /// 3, though for every k only where x > 0.
  public Derived there(String values, Conventions conventions) {
    return WholeExponents.there(this, values, conventions);
  }

  /// The variables by which it was derived.
  public List<Symbol> variables() {
    return withRespectTo.variables();
  }

  /// The variables that are declared symmetric matrices, each once.
  public List<Symbol> symmetricVariables() {
    return variablesOfKind(ArrayClosedForm::isSymmetric);
  }

  /// The variables that are declared diagonal matrices, each once.
  public List<Symbol> diagonalVariables() {
    return variablesOfKind(ArrayClosedForm::isDiagonal);
  }

  /// The variables that are declared orthogonal matrices, each once.
  public List<Symbol> orthogonalVariables() {
    return variablesOfKind(ArrayClosedForm::isOrthogonal);
  }

  /// Where nothing is declared of them, none is of any kind.
  private List<Symbol> variablesOfKind(BiPredicate<ArrayClosedForm, Expr> kind) {
    if (formula.assumptions().facts().isEmpty()) {
      return List.of();
    }
    ArrayClosedForm closed = new ArrayClosedForm(formula.written(), formula.expanded());
    return variables().stream().distinct().filter(each -> kind.test(closed, each)).toList();
  }

  /// The declared equations of array variables by which it was derived, such as `1ᵀp = 1`, that do
  /// not stay true where each entry moves on its own; not those of symmetric, diagonal and
  /// orthogonal matrices.
  public List<Relation> constraints() {
    List<Symbol> free = new ArrayList<>(variables());
    free.removeIf(Symbol::isScalar);
    free.removeAll(symmetricVariables());
    free.removeAll(orthogonalVariables());
    return formula.assumptions().facts().stream()
        .filter(Relation.class::isInstance)
        .map(Relation.class::cast)
        .filter(fact -> fact.comparison() == Comparison.EQUAL)
        .filter(fact -> Dag.any(fact, free::contains))
        .toList();
  }

  /// The closed form as text.
  public String toText() {
    return formula.text(result);
  }

  /// The closed form as text.
  @Override
  public String toString() {
    return toText();
  }

  /// The closed form as LaTeX.
  public String toLatex() {
    return formula.latex(result);
  }

  /// The lines of the derivation, of all orders one after the other; empty when they were not asked
  /// for.
  public List<Line> steps() {
    List<Line> lines = new ArrayList<>();
    for (Derivation derivation : derivations) {
      lines.addAll(Line.of(derivation.steps(), formula));
    }
    return List.copyOf(lines);
  }

  /// The derivation as text in two columns: the expressions aligned at `=`, the rules at the right.
  /// Where no steps were asked for, the subject and the result.
  public String explanation() {
    return shown().stream()
        .map(each -> Derivations.text(each, Steps.BRIEF, formula.writing()))
        .collect(Collectors.joining("\n"));
  }

  /// The derivation as `aligned` blocks of LaTeX, one for each order.
  public String explanationLatex() {
    return shown().stream()
        .map(each -> Derivations.latex(each, Steps.BRIEF, formula.writing()))
        .collect(Collectors.joining("\n"));
  }

  private List<Derivation> shown() {
    return derivations.isEmpty()
        ? List.of(new Derivation(subject, result, List.of()))
        : derivations;
  }

  /// The derivative set to 0, as a linear equation for the variable where it is one: the normal
  /// equations of a quadratic loss. Null where it is not linear, or not by one vector or matrix.
  public @Nullable LinearEquation stationary() {
    boolean one = variables().size() == 1 && withRespectTo.entry().isEmpty() && order == 1;
    Symbol variable = variables().getFirst();
    return one && substituted.shape().equals(variable.shape())
        ? LinearEquation.of(substituted, variable, formula.written())
        : null;
  }

  /// The result with numbers put in, such as `x = 1, y = 1/2`, exactly where possible.
  public Value at(String values) {
    return formula.at(substituted, values, indices);
  }

  /// The result as a function on doubles, compiled once: the variables in the order given,
  /// separated by commas. A gradient or Hessian has one output for each entry, row by row.
  public Compiled compile(String variables) {
    return formula.compiled(
        variables, substituted instanceof Literal array ? array.children() : List.of(substituted));
  }

  /// The value of the formula and this derivative as a program on arrays of these sizes, compiled
  /// once: the variables in the order given, separated by commas, and the sizes as `m = 10, n = 3`.
  /// An evaluation reads and writes arrays of doubles, row by row, and allocates nothing.
  public ArrayProgram compileArrays(String variables, String sizes) {
    return compileArrays(List.of(this), variables, sizes);
  }

  /// The value of a formula and several of its derivatives as one program, which computes what they
  /// share once. The value comes first, then the derivatives in their order.
  public static ArrayProgram compileArrays(
      List<Derived> derivatives, String variables, String sizes) {
    Formula formula = derivatives.getFirst().formula;
    List<Expr> outputs = new ArrayList<>(List.of(formula.value()));
    derivatives.forEach(each -> outputs.add(each.substituted));
    Map<String, Integer> known = new LinkedHashMap<>();
    Bindings.parse(sizes, List.of())
        .forEach((name, size) -> {
          if (!(size instanceof Num whole && whole.value().isInt())) {
            throw new NablaException(
                NablaException.Kind.SHAPE, "the size " + name.name() + " is to be a whole number");
          }
          known.put(name.name().toString(), whole.value().intValue());
        });
    return ArrayProgram.of(formula.symbols(variables), known, outputs);
  }

  /// The result in a programming language, in the variables of the formula: one expression, or a
  /// block of assignments whose last one is to `result`. A [nabla.expr.NablaException] of kind
  /// `UNSUPPORTED` where a part has no spelling there, such as an integral.
  public String code(Language language) {
    return Code.of(language, OverIndices.shortest(this), formula.toString(), formula.variables());
  }

  /// The result in the variables of the formula alone: a derivative by an intermediate z is that at
  /// the z which follows from them.
  public Expr inVariables() {
    return variables().stream().anyMatch(formula.intermediates()::containsKey)
        ? Substitution.expanding(formula.intermediates()).apply(substituted)
        : substituted;
  }

  /// A complete function of the value of the formula and of this derivative. Errors as for
  /// [#code(Language)].
  public String function(Language language) {
    return function(language, List.of(this));
  }

  /// A complete function of the value of a formula and of several of its derivatives, which
  /// computes what they share once, says the shapes of what it takes and gives, and checks them.
  /// Errors as for [#code(Language)].
  public static String function(Language language, List<Derived> derivatives) {
    return DerivedFunction.of(language, derivatives);
  }
}
