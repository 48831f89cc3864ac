package nabla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nabla.calculus.ArrayDifferentiation;
import nabla.calculus.ArrayDifferentiation.Stage;
import nabla.calculus.Differentiation;
import nabla.calculus.Style;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.numeric.ArrayVerifier;
import nabla.numeric.Verification;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/// Answers questions for derivatives of formulas with vectors and matrices, or by them.
final class ArrayQuestions {

  private final Formula formula;
  private final Expr subject;
  private final boolean verify;
  private final ArrayDifferentiation differentiation;

  ArrayQuestions(
      Formula formula, Expr subject, @Nullable Style style, boolean steps, boolean verify) {
    this.formula = formula;
    this.subject = subject;
    this.verify = verify;
    this.differentiation =
        new ArrayDifferentiation(
            new ArrayDifferentiation.Subject(
                subject,
                formula.reading().expression(),
                formula.intermediates(),
                formula.written(),
                style,
                steps));
  }

  /// Whether a question speaks of arrays: of one that is differentiated, by one, or of a number
  /// with an array in it that changes.
  static boolean concern(Formula formula, List<Symbol> variables) {
    Expr expression = formula.expanded();
    return !(expression.isScalar() || expression.shape().isTruth())
        || variables.stream().anyMatch(variable -> !variable.isScalar())
        || Dag.of(expression).nodes().stream()
            .filter(node -> !node.isScalar() && !node.shape().isTruth())
            .anyMatch(array -> Dag.any(array, node -> variables.contains(node)));
  }

  /// The derivative by the variables of a question, each `order` times.
  Derived answer(WithRespectTo question, int order) {
    if (question.gradient() && question.variables().size() > 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "several vectors or matrices have no common gradient; write them without parentheses for"
              + " the derivative by each");
    }
    List<Symbol> sequence = new ArrayList<>();
    for (Symbol variable : question.variables().reversed()) {
      sequence.addAll(Collections.nCopies(order, variable));
    }
    ArrayDifferentiation.Answer answer = differentiation.answer(sequence);
    Expr left = subject;
    for (Symbol variable : question.variables().reversed()) {
      left = Derivative.of(left, variable, order);
    }
    return new Derived(
        formula,
        new WithRespectTo(question.variables(), false),
        sequence.size(),
        left,
        answer.result(),
        answer.substituted(),
        ArrayConditions.of(
            formula.assumptions(), answer.stages().getFirst().before(), answer.substituted()),
        answer.derivations(),
        answer.where(),
        verify ? verified(answer.stages()) : null);
  }

  /// The derivative by one entry of an array.
  Derived byEntry(WithRespectTo question, int order) {
    Symbol variable = question.variables().getFirst();
    if (order != 1 || !formula.expanded().isScalar()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          order != 1
              ? "derivatives of a higher order by an entry are not carried out; ask by all of "
                  + variable.name()
              : "the derivative of an array by an entry is not carried out; ask by all of "
                  + variable.name()
                  + ", or for an entry of the formula");
    }
    ArrayDifferentiation.Answer answer = differentiation.byEntry(variable, question.entry());
    Stage stage = answer.stages().getFirst();
    Expr entry = Symbol.of(entryName(variable, question.entry()));
    Verification verification =
        verify
            ? ArrayVerifier.verifyByEntry(
                stage.before(), variable, question.entry(), stage.after(), formula.assumptions())
            : null;
    if (verification != null) {
      Differing.withholdIfWrong(verification);
    }
    return new Derived(
        formula,
        question,
        1,
        Derivative.of(subject, (Symbol) entry, 1),
        answer.result(),
        answer.result(),
        ArrayConditions.of(formula.assumptions(), stage.before(), answer.result()),
        answer.derivations(),
        List.of(),
        verification);
  }

  private static Name entryName(Symbol variable, List<Expr> entry) {
    StringBuilder subscript = new StringBuilder();
    boolean letters = entry.stream().allMatch(Symbol.class::isInstance);
    for (Expr index : entry) {
      subscript.append(subscript.isEmpty() || letters ? "" : ",").append(index);
    }
    return Name.of(variable.name().toString(), subscript.toString());
  }

  /// A derivative by a number of a formula that has vectors and matrices for its data.
  static Verification verifyByNumber(Differentiation.Stage stage, Assumptions assumptions) {
    return ArrayVerifier.verify(
        stage.before(),
        stage.variable(),
        stage.after(),
        prediction(ArrayDifferentiation.Arrangement.TANGENT),
        assumptions);
  }

  static boolean mentionsArrays(Expr number) {
    return Dag.any(number, node -> !node.isScalar() && !node.shape().isTruth());
  }

  private Verification verified(List<Stage> stages) {
    Verification worst = null;
    for (Stage stage : stages) {
      Verification next =
          ArrayVerifier.verify(
              stage.before(),
              stage.variable(),
              stage.after(),
              prediction(stage.arrangement()),
              formula.assumptions());
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

  private static ArrayVerifier.Prediction prediction(ArrayDifferentiation.Arrangement arrangement) {
    return switch (arrangement) {
      case TANGENT ->
          (derivative, direction) ->
              ArrayVerifier.vec(derivative).scalarMultiply(direction.getEntry(0, 0));
      case GRADIENT -> ArrayQuestions::inner;
      case JACOBIAN -> (derivative, direction) -> derivative.multiply(ArrayVerifier.vec(direction));
    };
  }

  private static RealMatrix inner(RealMatrix gradient, RealMatrix direction) {
    return ArrayVerifier.vec(gradient).transpose().multiply(ArrayVerifier.vec(direction));
  }
}
