package nabla.calculus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.calculus.ArrayDifferentiation.Outcome;
import nabla.calculus.ArrayDifferentiation.Stage;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.rewrite.Derivation;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// The chain through which a formula with arrays is differentiated: its named intermediates or,
/// where it has none, its [Links].
final class ArrayChain {

  private final ArrayDifferentiation.Subject question;
  private final ArrayClosedForm closed;
  private @Nullable Adjoints named;

  ArrayChain(ArrayDifferentiation.Subject question, ArrayClosedForm closed) {
    this.question = question;
    this.closed = closed;
  }

  /// The formula without intermediates; one by which is differentiated moves by itself.
  Expr expanded(Symbol variable) {
    if (question.intermediates().isEmpty()) {
      return question.formula();
    }
    if (!question.intermediates().containsKey(variable)) {
      return named().expanded();
    }
    Map<Symbol, Expr> others = new LinkedHashMap<>(question.intermediates());
    others.remove(variable);
    return new Adjoints(
            called(question.formula()), question.formula(), others, closed, question.written())
        .expanded();
  }

  /// The adjoints of the intermediates that the formula itself names, found once.
  private Adjoints named() {
    Adjoints adjoints = named;
    if (adjoints == null) {
      Symbol name = name();
      adjoints =
          new Adjoints(
              name == null ? called(question.formula()) : name,
              question.formula(),
              question.intermediates(),
              closed,
              question.written());
      named = adjoints;
    }
    return adjoints;
  }

  /// The name of the formula, φ of φ(t) as well.
  private @Nullable Symbol name() {
    return switch (question.subject()) {
      case Symbol name -> name;
      case Apply call
          when call.operator() instanceof UnknownFunction function
              && !call.equals(question.formula()) ->
          Symbol.of(function.symbol(), question.formula().shape());
      default -> null;
    };
  }

  /// The first derivative through the intermediates, those of the formula or, where it has none,
  /// its links; null in another style.
  @Nullable Outcome first(
      Expr formula, Expr subject, Symbol variable, List<Derivation> derivations) {
    Adjoints adjoints = adjoints(variable);
    if (adjoints == null) {
      return null;
    }
    boolean links = byLinks(variable);
    Expr next = adjoints.substituted(variable);
    Expr result = links ? next : inItsName(adjoints.of(variable).shown());
    List<Relation> where = links ? List.of() : adjoints.where(variable);
    Expr whole = inItsName(Substitution.of(meanings(where)).apply(result));
    boolean divides = !where.isEmpty() && dividesByIntermediate(result);
    Expr cancelled = divides ? closed.of(whole) : whole;
    if (divides && !dividesByIntermediate(cancelled)) {
      result = cancelled; // ∂L/∂d·(x − c)/d where ∂L/∂d is a multiple of d
      where = List.of();
    } else if (!where.isEmpty() && whole.weight() <= result.weight()) {
      result = whole; // ∂y/∂v stands for nothing longer than its name
      where = List.of();
    }
    if (question.steps()) {
      if (links) {
        derivations.addAll(adjoints.steps().definitions());
      }
      derivations.addAll(adjoints.steps().derivations(variable, result));
    }
    return new Outcome(
        Derivatives.raised(subject, variable), result, next, where, stage(formula, variable, next));
  }

  private boolean dividesByIntermediate(Expr expression) {
    return Dag.any(
        expression,
        node ->
            node instanceof Quotient quotient
                && Dag.any(
                    quotient.denominator(), part -> part instanceof Symbol name && isNumber(name)));
  }

  private boolean isNumber(Symbol name) {
    return name.isScalar() && question.intermediates().containsKey(name);
  }

  private static Map<Expr, Expr> meanings(List<Relation> where) {
    Map<Expr, Expr> meanings = new LinkedHashMap<>();
    where.forEach(adjoint -> meanings.put(adjoint.left(), adjoint.right()));
    return meanings;
  }

  private static Stage stage(Expr formula, Symbol variable, Expr result) {
    ArrayDifferentiation.Arrangement arrangement =
        ArrayDifferentiation.arrangement(formula, variable);
    return new Stage(formula, variable, result, arrangement, List.of(), Map.of());
  }

  /// A result that is shorter with the name of the formula `y = u/s` in it, `s y` in place of u.
  private Expr inItsName(Expr result) {
    if (!(question.subject() instanceof Symbol name
            && question.formula() instanceof Quotient quotient
            && name.shape().equals(quotient.shape())
            && !name.isScalar())
        || isUnder(quotient.numerator(), result)) {
      return result;
    }
    Expr scaled = Build.product(quotient.denominator(), name);
    Expr named = closed.of(Substitution.of(quotient.numerator(), scaled).apply(result));
    return named.weight() < result.weight() ? named : result;
  }

  /// Whether an adjoint that the result mentions is one by this intermediate.
  private static boolean isUnder(Expr intermediate, Expr result) {
    return intermediate instanceof Symbol
        && Dag.any(
            result,
            node -> node instanceof Derivative sign && sign.children().contains(intermediate));
  }

  /// Whether the formula goes through its links: where it names no intermediate, or is asked for
  /// its chain and reaches the variable through none.
  private boolean byLinks(Symbol variable) {
    if (question.intermediates().isEmpty()) {
      return true;
    }
    return question.conventions().style() == Style.CHAIN
        && Dag.of(question.formula()).nodes().stream()
            .noneMatch(question.intermediates()::containsKey)
        && Links.of(question.formula(), variable).meanings().keySet().stream()
            .noneMatch(question.intermediates()::containsKey);
  }

  private @Nullable Adjoints adjoints(Symbol variable) {
    Style style = question.conventions().style();
    boolean links = byLinks(variable);
    boolean matrix = !question.formula().isScalar() && !question.formula().shape().isVector();
    boolean chain = style == Style.CHAIN || (style == null && !links);
    if (!chain || (matrix && variable.isScalar())) {
      return null;
    }
    if (!links) {
      return named();
    }
    return throughLinks(question.formula(), variable);
  }

  /// A derivative differentiated once more, through links of its own; null in another style.
  ///
  /// @param derivative what is differentiated
  /// @param subject what that is a derivative of
  @Nullable Outcome again(
      Expr derivative, Expr subject, Symbol variable, List<Derivation> derivations) {
    boolean matrix = !derivative.isScalar() && !derivative.shape().isVector();
    if (question.conventions().style() != Style.CHAIN || (matrix && variable.isScalar())) {
      return null;
    }
    Adjoints adjoints = throughLinks(derivative, variable);
    Expr result = adjoints.substituted(variable);
    Expr raised = Derivatives.raised(subject, variable);
    if (question.steps()) {
      List<Derivation> definitions = adjoints.steps().definitions();
      derivations.add(new Derivation(definitions.getLast().subject(), subject, List.of()));
      derivations.addAll(definitions);
      derivations.addAll(adjoints.steps().derivations(variable, result));
      derivations.add(new Derivation(raised, result, List.of()));
    }
    return new Outcome(raised, result, result, List.of(), stage(derivative, variable, result));
  }

  private Adjoints throughLinks(Expr formula, Symbol variable) {
    Links cut = Links.of(formula, variable);
    return new Adjoints(called(formula), cut.formula(), cut.meanings(), closed, question.written());
  }

  /// What a formula without a name is called: L, for loss, where it is a number, and a letter that
  /// neither it nor its intermediates use.
  private Symbol called(Expr formula) {
    List<Expr> written = new ArrayList<>(List.of(formula, question.formula()));
    written.addAll(question.intermediates().keySet());
    written.addAll(question.intermediates().values());
    boolean matrix = !formula.isScalar() && !formula.shape().isVector();
    List<String> letters =
        formula.isScalar()
            ? List.of("L", "f", "J", "g", "h", "F", "G")
            : matrix ? List.of("F", "G", "f", "g", "h") : List.of("f", "g", "h", "F", "G");
    return FreeLetter.of(letters, formula.shape(), written);
  }
}
