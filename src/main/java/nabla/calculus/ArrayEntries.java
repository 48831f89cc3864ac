package nabla.calculus;

import java.util.List;
import java.util.Map;
import nabla.calculus.ArrayDifferentiation.Arrangement;
import nabla.calculus.ArrayDifferentiation.Outcome;
import nabla.calculus.ArrayDifferentiation.Stage;
import nabla.calculus.ArrayDifferentiation.Subject;
import nabla.calculus.index.InEntries;
import nabla.calculus.index.Places;
import nabla.catalogue.Subscripts;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.simplify.arrays.ArrayClosedForm;

/// Derivatives by arrays entry by entry.
final class ArrayEntries {

  private final Subject question;
  private final ArrayClosedForm closed;

  ArrayEntries(Subject question, ArrayClosedForm closed) {
    this.question = question;
    this.closed = closed;
  }

  /// By entries; what no matrix holds, and what is asked of one entry, stays in index notation.
  Outcome of(
      Expr formula, Expr subject, Symbol variable, List<Expr> place, List<Derivation> derivations) {
    if (place.size() == 1 && Subscripts.axes(variable.shape()).size() == 2) {
      return byMember(formula, subject, variable, place.getFirst(), derivations);
    }
    IndexDerivation index =
        new IndexDerivation(formula, variable, place, closed, question.written());
    Expr found = place.isEmpty() ? index.folded() : null;
    Expr folded = found == null ? null : Build.shaped(found, Derivatives.shape(formula, variable));
    if (question.steps()) {
      derivations.addAll(index.steps().derivations(subject, folded));
    }
    Expr result = folded == null ? index.inEntries() : folded;
    return new Outcome(
        folded == null ? index.steps().sign(subject) : Derivatives.raised(subject, variable),
        result,
        result,
        List.of(),
        folded == null
            ? new Stage(
                index.entry(),
                variable,
                result,
                ArrayDifferentiation.arrangement(Num.ONE, variable),
                index.place(),
                index.ranges())
            : new Stage(
                formula,
                variable,
                result,
                ArrayDifferentiation.arrangement(formula, variable),
                List.of(),
                Map.of()));
  }

  /// The derivative by all entries of an array, of one by an entry: the Hessian where that is a
  /// matrix, else an entry of the next order.
  ///
  /// @param subject what the formula is called
  /// @param before the differentiation by the entry
  Outcome again(
      Expr formula, Expr subject, Symbol variable, Stage before, List<Derivation> derivations) {
    IndexDerivation index =
        new IndexDerivation(formula, variable, before.ranges(), closed, question.written());
    Expr hessian = variable.equals(before.variable()) ? index.hessian() : null;
    if (question.steps()) {
      derivations.addAll(index.steps().derivations(subject, null));
    }
    Expr sign = index.steps().sign(subject);
    Expr entry = index.inEntries();
    if (hessian != null) {
      sign = Derivative.of(question.subject(), variable, 2);
      entry = InEntries.of(hessian, before.place().getFirst(), index.place().getFirst());
      if (question.steps()) {
        derivations.add(new Derivation(sign, hessian, List.of()));
      }
    }
    Expr result = hessian == null ? entry : hessian;
    Arrangement arrangement = ArrayDifferentiation.arrangement(Num.ONE, variable);
    Stage stage = new Stage(formula, variable, entry, arrangement, index.place(), index.ranges());
    return new Outcome(sign, result, result, List.of(), stage);
  }

  /// By one of the vectors x₁, …, xₘ that are the rows of a matrix.
  private Outcome byMember(
      Expr formula, Expr subject, Symbol variable, Expr place, List<Derivation> derivations) {
    if (!formula.isScalar() && !formula.shape().isVector()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "by one of several vectors there are derivatives of the orders 1 and 2, a vector and a"
              + " matrix; write an entry, as in --wrt x_{kl}, for higher ones");
    }
    Symbol column = FreeIndices.unused(formula, place);
    IndexDerivation index =
        new IndexDerivation(formula, variable, List.of(place, column), closed, question.written());
    Expr result = index.ofMember(place, column);
    if (result == null) {
      throw Unsupported.operator("one of several vectors where it has no gradient in vectors");
    }
    Symbol member = Symbol.of(variable.name().entry(place.toString()));
    Expr sign = Derivatives.raised(subject, member);
    boolean ofVector = !formula.isScalar();
    Expr row = Places.orOne(index.rows.row());
    if (question.steps()) {
      derivations.addAll(index.steps().derivations(subject, null));
      derivations.add(new Derivation(sign, result, List.of()));
    }
    return new Outcome(
        sign,
        result,
        result,
        List.of(),
        new Stage(
            index.entry(),
            variable,
            ofVector ? InEntries.of(result, row, column) : InEntries.entry(result, column, Num.ONE),
            ArrayDifferentiation.arrangement(Num.ONE, variable),
            index.place(),
            index.ranges()));
  }
}
