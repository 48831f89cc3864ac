package nabla.calculus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// Derivatives of formulas with vectors and matrices, in closed form. The gradient of a number has
/// the shape of the variable; the derivative by a number has the shape of the formula; the
/// derivative of an array F by an array X is the matrix `∂vec F/∂(vec X)ᵀ`, for vectors the
/// Jacobian with `J_ij = ∂f_i/∂x_j`.
public final class ArrayDifferentiation {

  /// How a derivative is arranged.
  public enum Arrangement {
    /// Of a number: the shape of the variable.
    GRADIENT,
    /// By a number: the shape of the formula.
    TANGENT,
    /// Of an array by an array: a row for each entry of the formula, a column for each of the
    /// variable, in the order of vec.
    JACOBIAN
  }

  /// One differentiation, for a witness that knows none of our rules.
  public record Stage(Expr before, Symbol variable, Expr after, Arrangement arrangement) {}

  /// What is differentiated, and how.
  ///
  /// @param subject what the formula is called
  /// @param formula the formula as written, in the variables and the intermediates
  /// @param intermediates what each named intermediate stands for, each after those that it uses
  /// @param written what the reader of the answer has written
  /// @param style how it is derived; null for what suits the formula
  /// @param steps whether the derivation is wanted
  public record Subject(
      Expr subject,
      Expr formula,
      Map<Symbol, Expr> intermediates,
      Written written,
      @Nullable Style style,
      boolean steps) {}

  /// What came out.
  ///
  /// @param result the closed form, in the intermediates and the adjoints that `where` gives
  /// @param substituted the closed form with the intermediates replaced
  /// @param where the adjoints that the result mentions
  /// @param derivations those of each order, when they were wanted
  /// @param stages one for each order
  public record Answer(
      Expr result,
      Expr substituted,
      List<Relation> where,
      List<Derivation> derivations,
      List<Stage> stages) {}

  private final Subject question;
  private final ArrayClosedForm closed;
  private @Nullable Adjoints named;

  /// Derivatives of one formula; adjoints that several have in common are found once.
  public ArrayDifferentiation(Subject subject) {
    this.question = subject;
    List<Expr> seen = new ArrayList<>(subject.intermediates.values());
    seen.add(subject.formula);
    this.closed = new ArrayClosedForm(subject.written, seen.toArray(Expr[]::new));
  }

  /// The derivative by each of the variables, one after the other.
  public Answer answer(List<Symbol> variables) {
    List<Derivation> derivations = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    Expr current = expanded(variables.getFirst());
    Expr name = question.subject;
    Expr result = current;
    List<Relation> where = List.of();
    for (Symbol variable : variables) {
      Budget.check();
      Arrangement arrangement = arrangement(current, variable);
      Adjoints adjoints = stages.isEmpty() ? adjoints(variable) : null;
      Expr next;
      if (adjoints == null) {
        next =
            question.style == Style.INDEX
                ? byEntries(current, name, variable, derivations)
                : byDifferentials(current, name, variable, arrangement, derivations);
        result = next;
        where = List.of();
      } else {
        result = adjoints.of(variable).shown();
        next = adjoints.substituted(variable);
        result = question.intermediates.isEmpty() ? next : result;
        where = question.intermediates.isEmpty() ? List.of() : adjoints.where(variable);
        if (question.steps) {
          if (question.intermediates.isEmpty()) {
            derivations.addAll(adjoints.definitions());
          }
          derivations.addAll(adjoints.derivations(variable, result));
        }
      }
      stages.add(new Stage(current, variable, next, arrangement));
      name = Derivative.of(name, variable, 1);
      current = next;
    }
    return new Answer(result, current, where, derivations, stages);
  }

  /// By differentials; where sums over indices have none, by entries.
  private Expr byDifferentials(
      Expr formula,
      Expr name,
      Symbol variable,
      Arrangement arrangement,
      List<Derivation> derivations) {
    Expr derivative;
    try {
      derivative = closed.of(derivative(formula, variable, arrangement));
    } catch (NablaException refusal) {
      if (refusal.kind() != NablaException.Kind.UNSUPPORTED) {
        throw refusal;
      }
      try {
        return byEntries(formula, name, variable, derivations);
      } catch (NablaException again) {
        throw again.kind() == NablaException.Kind.UNSUPPORTED ? refusal : again;
      }
    }
    if (question.steps) {
      derivations.addAll(DifferentialSteps.of(name, formula, variable, derivative, closed));
    }
    return derivative;
  }

  private Expr byEntries(Expr formula, Expr name, Symbol variable, List<Derivation> derivations) {
    IndexDerivation index =
        new IndexDerivation(formula, variable, List.of(), closed, question.written);
    Expr folded = index.folded();
    if (folded == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "the derivative by all of "
              + variable.name()
              + " has no form in matrices; ask for it by one entry, such as --wrt "
              + variable.name()
              + (variable.shape().isVector() ? "_k" : "_{kl}"));
    }
    if (question.steps) {
      derivations.addAll(index.derivations(name, folded));
    }
    return folded;
  }

  /// The derivative of a number by one entry of an array.
  ///
  /// @param place the indices of the entry, symbols or numbers
  public Answer byEntry(Symbol variable, List<Expr> place) {
    Expr formula = expanded(variable);
    IndexDerivation index = new IndexDerivation(formula, variable, place, closed, question.written);
    Expr result = index.inEntries();
    List<Derivation> derivations =
        question.steps ? index.derivations(question.subject, null) : List.of();
    return new Answer(
        result,
        result,
        List.of(),
        derivations,
        List.of(new Stage(formula, variable, result, Arrangement.GRADIENT)));
  }

  /// The formula without intermediates; one by which is differentiated moves by itself.
  private Expr expanded(Symbol variable) {
    if (question.intermediates.isEmpty()) {
      return question.formula;
    }
    if (!question.intermediates.containsKey(variable)) {
      return named().expanded();
    }
    Map<Symbol, Expr> others = new LinkedHashMap<>(question.intermediates);
    others.remove(variable);
    return new Adjoints(question.subject, question.formula, others, closed).expanded();
  }

  private Adjoints named() {
    Adjoints adjoints = named;
    if (adjoints == null) {
      Expr name = question.subject;
      adjoints =
          new Adjoints(
              name instanceof Symbol ? name : called(question.formula),
              question.formula,
              question.intermediates,
              closed);
      named = adjoints;
    }
    return adjoints;
  }

  /// The chain through the intermediates, those of the formula or, where it has none, its links;
  /// null in another style.
  private @Nullable Adjoints adjoints(Symbol variable) {
    Style style = question.style;
    boolean links = question.intermediates.isEmpty();
    boolean matrix = !question.formula.isScalar() && !question.formula.shape().isVector();
    boolean chain = style == Style.CHAIN || (style == null && !links);
    if (!chain || (matrix && variable.isScalar())) {
      return null;
    }
    if (!links) {
      return named();
    }
    Links cut = Links.of(question.formula, variable);
    return new Adjoints(called(question.formula), cut.formula(), cut.meanings(), closed);
  }

  /// What a formula without a name is called: L, for loss, where it is a number.
  private static Symbol called(Expr formula) {
    Set<String> used = new HashSet<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Symbol symbol) {
        used.add(symbol.name().base());
      }
    }
    boolean matrix = !formula.isScalar() && !formula.shape().isVector();
    String name =
        Stream.of(formula.isScalar() ? "L" : matrix ? "F" : "f", "f", "g", "h", "F", "G")
            .filter(letter -> !used.contains(letter))
            .findFirst()
            .orElse("f_0");
    return Symbol.of(Name.of(name), formula.shape());
  }

  /// How the derivative of a formula by a variable is arranged.
  public static Arrangement arrangement(Expr formula, Symbol variable) {
    return variable.isScalar()
        ? Arrangement.TANGENT
        : formula.isScalar() ? Arrangement.GRADIENT : Arrangement.JACOBIAN;
  }

  private static Expr derivative(Expr formula, Symbol variable, Arrangement arrangement) {
    if (arrangement == Arrangement.TANGENT) {
      return Build.shaped(Derivatives.along(formula, variable, Num.ONE), formula.shape());
    }
    Expr direction = DifferentialSign.of(variable);
    Expr differential = Derivatives.along(formula, variable, direction);
    return switch (arrangement) {
      case TANGENT -> differential;
      case GRADIENT ->
          Build.shaped(Transposition.of(differential, direction, Num.ONE), variable.shape());
      case JACOBIAN -> Build.shaped(Jacobian.of(differential, direction), shape(formula, variable));
    };
  }

  private static Shape shape(Expr formula, Symbol variable) {
    return Shape.of(
        formula.shape().rows().times(formula.shape().columns()),
        variable.shape().rows().times(variable.shape().columns()));
  }
}
