package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nabla.calculus.Conventions.Layout;
import nabla.calculus.index.MembersInMatrices;
import nabla.catalogue.Blocks;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;

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
  ///
  /// @param place where it is by one entry of the variable, the indices of that; else empty
  /// @param ranges of the indices of entries, as far as they are known
  public record Stage(
      Expr before,
      Symbol variable,
      Expr after,
      Arrangement arrangement,
      List<Expr> place,
      Map<Symbol, Dimension> ranges) {}

  /// What is differentiated, and how.
  ///
  /// @param subject what the formula is called
  /// @param formula the formula as written, in the variables and the intermediates
  /// @param intermediates what each named intermediate stands for, each after those that it uses
  /// @param written what the reader of the answer has written
  /// @param conventions how it is derived and laid out
  /// @param steps whether the derivation is wanted
  public record Subject(
      Expr subject,
      Expr formula,
      Map<Symbol, Expr> intermediates,
      Written written,
      Conventions conventions,
      boolean steps) {

    /// The same question for the same formula written in another way.
    Subject of(Expr formula, Map<Symbol, Expr> intermediates) {
      return new Subject(subject, formula, intermediates, written, conventions, steps);
    }

    /// The same question without a style and without steps.
    Subject usual() {
      return new Subject(
          subject, formula, intermediates, written, conventions.withStyle(null), false);
    }
  }

  /// What came out.
  ///
  /// @param subject what the result is: `∂L/∂X`
  /// @param result the closed form, in the intermediates and the adjoints that `where` gives
  /// @param substituted the closed form with the intermediates replaced
  /// @param where the adjoints that the result mentions
  /// @param derivations those of each order, when they were wanted
  /// @param stages one for each order
  public record Answer(
      Expr subject,
      Expr result,
      Expr substituted,
      List<Relation> where,
      List<Derivation> derivations,
      List<Stage> stages) {}

  private final Subject question;
  private final ArrayClosedForm closed;
  private final StructuredVariable structure;
  private final ArrayChain chain;
  private final ArrayEntries byEntries;

  /// Derivatives of one formula; adjoints that several have in common are found once.
  public ArrayDifferentiation(Subject subject) {
    this.question = Moments.in(subject);
    List<Expr> seen = new ArrayList<>(question.intermediates.values());
    seen.add(question.formula);
    this.closed = new ArrayClosedForm(subject.written, seen.toArray(Expr[]::new));
    this.chain = new ArrayChain(question, closed);
    this.byEntries = new ArrayEntries(question, closed);
    this.structure = new StructuredVariable(subject.conventions.symmetric(), closed);
  }

  /// What one differentiation gives.
  record Outcome(Expr subject, Expr result, Expr substituted, List<Relation> where, Stage stage) {}

  /// Whether a derivative speaks of arrays: of one that is differentiated, by one, or of a number
  /// with an array in it that changes.
  public static boolean concerns(Expr expression, List<Symbol> variables) {
    return !(expression.isScalar() || expression.shape().isTruth())
        || variables.stream().anyMatch(variable -> !variable.isScalar())
        || Dag.of(expression).nodes().stream()
            .filter(node -> !node.isScalar() && !node.shape().isTruth())
            .anyMatch(array -> Dag.any(array, node -> variables.contains(node)));
  }

  /// The derivative by each of the variables, one after the other.
  public Answer answer(List<Symbol> variables) {
    return answer(variables, List.of());
  }

  /// The derivative of a number by one entry of an array, so often as the array is named.
  ///
  /// @param place the indices of the entry, symbols or numbers
  public Answer byEntry(List<Symbol> variables, List<Expr> place) {
    return answer(variables, place);
  }

  private Answer answer(List<Symbol> variables, List<Expr> place) {
    List<Derivation> derivations = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    Expr current = chain.expanded(variables.getFirst());
    Expr subject = question.subject;
    Expr result = current;
    List<Relation> where = List.of();
    for (Symbol variable : variables) {
      Budget.check();
      if (HighOrders.isZero(current) && place.isEmpty()) {
        List<Symbol> more = variables.subList(stages.size(), variables.size());
        current = HighOrders.zeros(current.shape(), more, stages.size());
        result = current;
        for (Symbol next : more) {
          subject = Derivatives.raised(subject, next);
        }
        break;
      }
      Style style = question.conventions.style();
      boolean single = !stages.isEmpty() && !stages.getLast().place.isEmpty();
      HighOrders.refuseIfLarge(current, stages.size(), single, style);
      Outcome outcome;
      try {
        Expr formula = new DiagonalPowers(variable, closed).writtenOut(current);
        Stage entry = single && place.isEmpty() && formula.isScalar() ? stages.getLast() : null;
        outcome =
            structured(
                entry == null
                    ? usual(formula, subject, variable, place, derivations, stages.size())
                    : byEntries.again(formula, subject, variable, entry, derivations),
                variable,
                derivations);
      } catch (NablaException failure) {
        throw HighOrders.explained(failure, stages.size(), style);
      }
      stages.add(outcome.stage);
      subject = outcome.subject;
      result = outcome.result;
      where = outcome.where;
      current = outcome.substituted;
    }
    Stage last = stages.getLast();
    Expr laidOut = laidOut(result, last);
    String layout = question.conventions.layout().toString().toLowerCase(Locale.ROOT);
    Step.Reason reason = new Step.Reason(layout + "-layout", layout + " layout", null);
    append(subject, result, laidOut, reason, derivations);
    return new Answer(subject, laidOut, laidOut(current, last), where, derivations, stages);
  }

  /// The outcome in a style, in the form in which it comes out where none is chosen.
  private Outcome usual(
      Expr formula,
      Expr subject,
      Symbol variable,
      List<Expr> place,
      List<Derivation> derivations,
      int before) {
    boolean first = before == 0 && formula.equals(chain.expanded(variable));
    Outcome own = once(formula, subject, variable, place, derivations, first);
    if (question.conventions.style() == null || !place.isEmpty() || before > 1) {
      return own;
    }
    UsualForm usual = new UsualForm(own, question.written);
    Outcome shown =
        usual.or(() ->
            new ArrayDifferentiation(question.usual())
                .once(formula, subject, variable, place, new ArrayList<>(), first));
    append(shown.subject, own.result, shown.result, UsualForm.REASON, derivations);
    return shown;
  }

  /// By the rules of the style; by differentials where these have none, as for `tr(X^{1/2})`.
  private Outcome once(
      Expr formula,
      Expr subject,
      Symbol variable,
      List<Expr> place,
      List<Derivation> derivations,
      boolean first) {
    int before = derivations.size();
    try {
      return inStyle(formula, subject, variable, place, derivations, first);
    } catch (NablaException refusal) {
      if (refusal.kind() != NablaException.Kind.UNSUPPORTED
          || question.conventions.style() == null
          || question.conventions.style() == Style.DIFFERENTIAL
          || !place.isEmpty()) {
        throw refusal;
      }
      derivations.subList(before, derivations.size()).clear();
      return byDifferentials(formula, subject, variable, derivations);
    }
  }

  private Outcome inStyle(
      Expr formula,
      Expr subject,
      Symbol variable,
      List<Expr> place,
      List<Derivation> derivations,
      boolean first) {
    boolean entries = !place.isEmpty() || question.conventions.style() == Style.INDEX;
    Outcome byChain =
        entries
            ? null
            : first
                ? chain.first(formula, subject, variable, derivations)
                : chain.again(formula, subject, variable, derivations);
    if (byChain != null) {
      return byChain;
    }
    return entries
        ? byEntries.of(formula, subject, variable, place, derivations)
        : inMatrices(byDifferentials(formula, subject, variable, derivations), derivations);
  }

  /// An answer that puts a vector x_i into each row, `Σ_i e_i x_iᵀ`, with the matrix of these rows.
  private Outcome inMatrices(Outcome rows, List<Derivation> derivations) {
    if (!rows.stage.place.isEmpty()
        || !MembersInMatrices.concern(rows.result)
        || !Dag.any(rows.result, ArrayDifferentiation::isColumnOfSum)) {
      return rows;
    }
    Expr folded = MembersInMatrices.of(rows.result, closed);
    if (folded.weight() >= rows.result.weight()) {
      return rows;
    }
    append(rows.subject, rows.result, folded, IndexSteps.FOLD, derivations);
    return new Outcome(rows.subject, folded, folded, rows.where, rows.stage);
  }

  private static boolean isColumnOfSum(Expr node) {
    return node instanceof Apply unit
        && unit.operator() == Blocks.UNIT
        && unit.argument() instanceof Bound;
  }

  /// The outcome where entries of the variable move together, since it is symmetric or diagonal.
  private Outcome structured(Outcome free, Symbol variable, List<Derivation> derivations) {
    Stage stage = free.stage;
    if (!stage.place.isEmpty()) {
      structure.refuseEntry(variable);
      return free;
    }
    Expr result = structure.arranged(free.result, variable, stage.arrangement);
    Step.Reason reason = structure.reason(variable, stage.arrangement);
    if (reason != null && question.steps && !result.equals(free.result)) {
      structure.explain(free, result, reason, derivations);
    }
    Expr substituted = structure.arranged(free.substituted, variable, stage.arrangement);
    return new Outcome(free.subject, result, substituted, free.where, stage);
  }

  /// Adds the last step of a derivation, where it changes anything and steps are wanted.
  private void append(
      Expr subject, Expr before, Expr after, Step.Reason reason, List<Derivation> derivations) {
    if (!question.steps || after.equals(before)) {
      return;
    }
    Step step = new Step(before, after, List.of(reason), List.of());
    Derivation end = derivations.removeLast();
    derivations.add(
        end.result().equals(before)
            ? end.followedBy(List.of(step))
            : new Derivation(subject, before, List.of(step)));
  }

  /// A result in the layout asked for.
  private Expr laidOut(Expr result, Stage last) {
    Layout layout = question.conventions.layout();
    boolean turned =
        last.place.isEmpty()
            && ((last.arrangement == Arrangement.GRADIENT && layout == Layout.NUMERATOR)
                || (last.arrangement == Arrangement.JACOBIAN && layout == Layout.DENOMINATOR)
                || (last.arrangement == Arrangement.TANGENT
                    && layout == Layout.DENOMINATOR
                    && result.shape().isVector()));
    return turned ? closed.of(Build.transpose(result)) : result;
  }

  /// By differentials; where sums run over the entries of the variable, or there is no
  /// differential, by entries.
  private Outcome byDifferentials(
      Expr formula, Expr subject, Symbol variable, List<Derivation> derivations) {
    if (FreeIndices.runsOverEntries(formula, variable)) {
      try {
        return byEntries.of(formula, subject, variable, List.of(), derivations);
      } catch (NablaException refusal) {
        if (refusal.kind() != NablaException.Kind.UNSUPPORTED) {
          throw refusal;
        }
      }
    }
    Arrangement arrangement = arrangement(formula, variable);
    Expr derivative;
    try {
      derivative = closed.of(Derivatives.arranged(formula, variable, arrangement));
    } catch (NablaException refusal) {
      if (refusal.kind() != NablaException.Kind.UNSUPPORTED) {
        throw refusal;
      }
      try {
        return byEntries.of(formula, subject, variable, List.of(), derivations);
      } catch (NablaException again) {
        throw again.kind() == NablaException.Kind.UNSUPPORTED ? refusal : again;
      }
    }
    if (question.steps) {
      derivations.addAll(DifferentialSteps.of(subject, formula, variable, derivative, closed));
    }
    return new Outcome(
        Derivatives.raised(subject, variable),
        derivative,
        derivative,
        List.of(),
        new Stage(formula, variable, derivative, arrangement, List.of(), Map.of()));
  }

  /// How the derivative of a formula by a variable is arranged.
  public static Arrangement arrangement(Expr formula, Symbol variable) {
    return variable.isScalar()
        ? Arrangement.TANGENT
        : formula.isScalar() ? Arrangement.GRADIENT : Arrangement.JACOBIAN;
  }
}
