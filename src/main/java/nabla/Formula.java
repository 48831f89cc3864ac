package nabla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.calculus.CarryOut;
import nabla.calculus.Conventions;
import nabla.calculus.Gradient;
import nabla.catalogue.Language;
import nabla.check.Check;
import nabla.check.Verdict;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import nabla.read.Definition;
import nabla.read.Reading;
import nabla.simplify.Form;
import nabla.simplify.Written;
import nabla.write.Code;
import nabla.write.Latex;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// A formula as it was read, ready to be differentiated, simplified, evaluated and checked.
/// Immutable; any number of threads may use one.
///
/// ```java
/// Formula area = Nabla.formula("π r²").where("r > 0");
/// IO.println(area.derivative("r")); // 2πr
/// IO.println(area.toLatex()); // \pi r^{2}
/// IO.println(area.at("r = 1/2")); // π/4
/// double one = area.compile("r").evaluate(1);
/// ```
public final class Formula {

  private final Nabla nabla;
  private final FormulaText words;
  private final Expr asRead;
  private final Reading reading;
  private final Written written;
  private final Map<Symbol, Expr> intermediates;
  private final Expr expanded;

  Formula(Nabla nabla, FormulaText words, Reading reading) {
    this.nabla = nabla;
    this.words = words;
    this.asRead = reading.expression();
    this.reading = SlopesOfArrays.written(reading);
    List<Expr> seen = new ArrayList<>(List.of(asRead, this.reading.expression()));
    this.reading.definitions().forEach(definition -> seen.add(definition.expression()));
    this.intermediates = Collections.unmodifiableMap(this.reading.intermediates());
    this.expanded = this.reading.expanded();
    seen.add(expanded);
    this.written = Written.in(seen.toArray(Expr[]::new)).under(reading.assumptions());
  }

  /// A part of this formula.
  Formula part(Expr expression) {
    return new Formula(nabla, words, reading.part(expression));
  }

  /// The same formula under other assumptions.
  Formula under(Assumptions others) {
    return new Formula(nabla, words, reading.under(others));
  }

  /// The same formula under further declarations such as `β > 0`.
  public Formula where(String more) {
    return nabla.read(words.and(more));
  }

  /// The same formula beside a question in which these letters are indices: no size that nothing
  /// declares has one of them for a name.
  Formula besideIndices(Set<String> indices) {
    return nabla.read(words.asked(words.question().at(indices)));
  }

  /// The same formula beside a question that varies these, of which the text defines the entries.
  Formula varying(Set<Name> free) {
    return nabla.read(words.asked(words.question().varying(free)));
  }

  /// The formula as a question says that it is read: with an array for what gets several numbers,
  /// or for that of which an entry is asked about.
  public Formula askedAbout(String withRespectTo, String values) {
    return ArraysAskedFor.in(this, withRespectTo, values);
  }

  /// The names to differentiate by, one by one where no reading of the formula has them all as
  /// variables, as a_j and w of `a_j = Σ_i w_{ji} x_i`; together else.
  public List<String> inTurn(String withRespectTo) {
    return ArraysAskedFor.inTurn(this, withRespectTo);
  }

  /// The expression as it stands in the text.
  public Expr asRead() {
    return asRead;
  }

  /// How the text was read: the expression, definitions, shapes, notes.
  public Reading reading() {
    return reading;
  }

  /// The formula with every named intermediate replaced by what it stands for.
  Expr expanded() {
    return expanded;
  }

  /// What its author wrote, for presenting results the same way.
  public Written written() {
    return written;
  }

  /// The free variables, in the order in which they occur.
  public List<Symbol> variables() {
    return List.copyOf(reading.variables());
  }

  /// Whether a long name is known as one without quotes: it was declared or defined, not only
  /// written `"loss"` or `\text{loss}`.
  private boolean isBare(String word) {
    return !words.text().contains("\"" + word + "\"") && !words.text().contains("{" + word + "}");
  }

  /// The names to write results of this formula with.
  public WriteOptions writing() {
    Set<Name> taken =
        reading.definitions().stream().map(Definition::name).collect(Collectors.toSet());
    Set<String> words =
        Stream.of(
                reading.variables().stream().map(Symbol::name),
                taken.stream(),
                Stream.ofNullable(reading.name()))
            .flatMap(names -> names)
            .filter(name -> name.isWord() && isBare(name.base()))
            .map(Name::base)
            .collect(Collectors.toSet());
    WriteOptions.DerivativeSign sign =
        isImplicit() || reading.definesFunctionOfOneNumber()
            ? WriteOptions.DerivativeSign.ORDINARY
            : reading.variables().size() > 1
                ? WriteOptions.DerivativeSign.PARTIAL
                : WriteOptions.DerivativeSign.BY_CONTENT;
    return WriteOptions.DEFAULT
        .withTaken(taken)
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
    return latex(asRead);
  }

  /// The formula itself as text, as it was understood.
  public String toText() {
    return text(asRead);
  }

  /// The formula as its author typed it.
  @Override
  public String toString() {
    return words.text();
  }

  /// The formula in a programming language, its intermediates replaced: one expression, or a block
  /// of assignments whose last one is to `result`. A [nabla.expr.NablaException] of kind
  /// `UNSUPPORTED` where a part has no spelling there, such as an integral.
  public String code(Language language) {
    return Code.of(language, value(), words.text(), variables());
  }

  /// The formula with its intermediates replaced and its derivatives carried out.
  public Expr value() {
    return CarryOut.of(expanded(), Map.of(), written);
  }

  /// The derivative by one variable, with its steps, verified.
  public Derived derivative(String variable) {
    return derivative(variable, 1);
  }

  /// The derivative of any order by one variable (or one after the other, `x y`), with its steps,
  /// verified.
  public Derived derivative(String variables, int order) {
    return derive(variables, order, true, true).getFirst();
  }

  /// The vector of the partial derivatives by all free variables, verified.
  public Derived gradient() {
    return all(1);
  }

  /// The matrix of the second derivatives by all free variables, verified.
  public Derived hessian() {
    return all(2);
  }

  private Derived all(int order) {
    return new DerivativeQuestions(this, order, Conventions.DEFAULT, false, true)
        .answer(new WithRespectTo(variables(), true));
  }

  /// The derivatives that `withRespectTo` asks for, in the notation of [WithRespectTo]; by each
  /// free variable where it is empty.
  ///
  /// @param order how often by each variable; with a gradient, 2 is the Hessian
  /// @param steps whether to derive step by step
  /// @param verify whether to compare the answers with differences of the formula
  public List<Derived> derive(String withRespectTo, int order, boolean steps, boolean verify) {
    return derive(withRespectTo, order, Conventions.DEFAULT, steps, verify);
  }

  /// The same, with chosen conventions for vectors and matrices.
  public List<Derived> derive(
      String withRespectTo, int order, Conventions conventions, boolean steps, boolean verify) {
    Reading meant = UnusedArrays.without(Unfolding.of(this, withRespectTo), withRespectTo);
    Formula formula = meant == reading ? this : new Formula(nabla, words, meant);
    List<String> entries = WithRespectTo.entries(withRespectTo, formula.known());
    if (!entries.isEmpty() && order == 1) {
      return EntriesInTurn.answers(formula, entries, conventions, steps, verify);
    }
    return new DerivativeQuestions(formula.withoutSigns(), order, conventions, steps, verify)
        .answers(withRespectTo);
  }

  /// The same formula with something else in place of its parts.
  Formula with(UnaryOperator<Expr> change) {
    return new Formula(nabla, words, reading.with(change));
  }

  /// With the derivatives of arrays in it carried out, since there are no rules for their sign.
  private Formula withoutSigns() {
    if (!Dag.any(expanded, Derivative.class::isInstance)
        || !ArrayQuestions.mentionsArrays(expanded)) {
      return this;
    }
    return with(each -> CarryOut.of(each, intermediates, written));
  }

  /// The formula as a function on doubles, compiled once: the variables in the order given,
  /// separated by commas. It evaluates single points, or columns of data.
  public Compiled compile(String variables) {
    return compiled(variables, List.of(value()));
  }

  Compiled compiled(String variables, List<Expr> outputs) {
    return Compiled.of(symbols(variables), List.of(), outputs.toArray(Expr[]::new));
  }

  /// The partial derivatives by `variables`, in their order, as functions on doubles of `inputs`,
  /// compiled once.
  public Compiled compileGradient(String variables, String inputs) {
    Expr expanded = value();
    List<Expr> partials = Gradient.of(expanded, symbols(variables));
    return Compiled.of(symbols(inputs), List.of(), partials.toArray(Expr[]::new));
  }

  List<Symbol> symbols(String names) {
    return Bindings.parts(names).stream()
        .map(name -> WithRespectTo.variable(name.strip(), known()))
        .toList();
  }

  /// The variables and the named intermediates.
  public Set<Symbol> known() {
    Set<Symbol> known = new LinkedHashSet<>(reading.variables());
    intermediates().keySet().forEach(known::add);
    return known;
  }

  boolean isImplicit() {
    return reading.expression() instanceof Relation;
  }

  /// The formula with the derivatives in it carried out.
  public Expr carriedOut() {
    return CarryOut.of(reading.expression(), intermediates(), written);
  }

  Map<Symbol, Expr> intermediates() {
    return intermediates;
  }

  Assumptions assumptions() {
    return reading.assumptions();
  }

  /// The same derivative with its result in a chosen form.
  public Derived inForm(Derived answer, Form form) {
    return simplification().inForm(answer, form);
  }

  private Simplification simplification() {
    return new Simplification(this);
  }

  /// The formula in a chosen form.
  public Expr simplified(Form form) {
    return simplification().inForm(form);
  }

  /// What is said of a formula without any value.
  static NablaException nowhere() {
    return new NablaException(
        NablaException.Kind.DOMAIN, "the formula is defined nowhere over the real numbers");
  }

  /// The closed form of the formula.
  public Expr simplified() {
    return simplification().closedForm();
  }

  /// What leads from the formula to its closed form; empty where it is there already.
  public List<Line> steps() {
    return simplification().steps();
  }

  /// Whether the equation, inequality or chain that this formula is holds.
  public Verdict check() {
    return Check.of(reading);
  }

  /// The conditions under which `answer`, another form of this formula, stands for it, beyond those
  /// that it states itself.
  public List<Expr> conditions(Expr answer) {
    return simplification().conditions(answer);
  }

  /// The formula with numbers put in, such as `x = 1, y = 1/2`.
  public Value at(String values) {
    return at(expanded(), values);
  }

  /// An expression in the variables of this formula, with numbers put in.
  public Value at(Expr expression, String values) {
    return at(expression, values, Map.of());
  }

  /// An expression, where indices that have no value run along their axes: a vector over one, a
  /// matrix over two; the rows of a matrix over more are those of all but the last.
  ///
  /// @param axes the sizes of the axes of indices that do not stand at entries alone
  Value at(Expr expression, String values, Map<Symbol, Dimension> axes) {
    return new Evaluation(this, values).of(expression, axes);
  }

  /// The indices over which a derivative of this formula has values where others have these.
  public List<Symbol> indices(Derived derivative, String values) {
    return new Evaluation(this, values).indices(derivative.substituted(), derivative.indices());
  }

  /// Whether a condition, as of an answer, is known not to hold where the variables have these
  /// values.
  public boolean excludes(Expr condition, String values) {
    return new Evaluation(this, values).excludes(condition);
  }

  /// The values of indices in a condition at which it is known not to hold where the variables have
  /// these values: `k = 1` for `x_k ≠ 0` at `x = (0, 2)`.
  public List<Map<Symbol, Expr>> excluded(Expr condition, String values) {
    return new Evaluation(this, values).excluded(condition);
  }

  /// What is assumed and cannot be true where the variables have these values, as a sentence; null
  /// where nothing is known to be wrong. The values may be empty.
  public @Nullable String contradiction(String values) {
    return Contradictions.of(this, values);
  }

  /// The names in values such as `x = 1, z = 2` that do not occur in this formula.
  public List<Symbol> strangers(String values) {
    Set<Symbol> known = known();
    return Bindings.parse(values, known).keySet().stream()
        .filter(symbol -> !known.contains(symbol))
        .toList();
  }
}
