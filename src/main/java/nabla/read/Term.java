package nabla.read;

import java.util.List;
import nabla.expr.Binder;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Operator;
import nabla.expr.Relation;
import org.jspecify.annotations.Nullable;

/// A formula whose juxtapositions are resolved, but whose shapes are not known yet. `at` is the
/// position in the text.
sealed interface Term {

  /// Where the part begins, in code points.
  int at();

  /// An expression that is finished: a number, or what a definition stands for.
  record Known(int at, Expr value) implements Term {}

  /// A variable.
  record Variable(int at, Name name) implements Term {}

  /// A sum.
  record Total(int at, List<Term> terms) implements Term {}

  /// A product in order; `dotted` says whether `·` stood before each factor.
  record Times(int at, List<Term> factors, List<Boolean> dotted) implements Term {}

  /// A fraction.
  record Over(int at, Term numerator, Term denominator) implements Term {}

  /// A minus.
  record Minus(int at, Term operand) implements Term {}

  /// A power.
  record Raised(int at, Term base, Term exponent) implements Term {}

  /// An application.
  record Call(int at, Operator operator, List<Term> arguments) implements Term {}

  /// `∂ⁿ body / ∂ variableⁿ`.
  record Differentiated(int at, Term body, Name variable, int order) implements Term {}

  /// The derivative of the function `parameter ↦ body`, at an argument.
  record At(int at, String function, Term body, Name parameter, int order, Term argument)
      implements Term {}

  /// A comparison.
  record Related(int at, Relation.Comparison comparison, Term left, Term right) implements Term {}

  /// Joined conditions.
  record Joined(int at, Logic.Connective connective, List<Term> conditions) implements Term {}

  /// A definition by cases: conditions and values in turn.
  record ByCases(int at, List<Term> conditions, List<Term> values, @Nullable Term otherwise)
      implements Term {}

  /// Σ, Π, ∫, lim. Without bounds, Σ and Π range over the whole axis that the variable runs along.
  record Binding(
      int at,
      Binder.Kind kind,
      Name variable,
      @Nullable Term lower,
      @Nullable Term upper,
      Term body)
      implements Term {}

  /// A vector or matrix written out, row after row.
  record Written(int at, int rows, List<Term> entries) implements Term {}

  /// An entry of an array, counted from 1.
  record Entry(int at, Variable array, List<Term> indices) implements Term {}

  /// A symbol that takes its shape from its neighbours: the identity, the ones vector.
  record Fitting(int at, Operator operator, @Nullable Term size) implements Term {}

  /// `|…|`: the absolute value of a number, the determinant of a matrix.
  record Bars(int at, Term inner) implements Term {}
}
