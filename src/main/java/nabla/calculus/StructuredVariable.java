package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.calculus.ArrayDifferentiation.Arrangement;
import nabla.calculus.ArrayDifferentiation.Outcome;
import nabla.calculus.Conventions.Symmetric;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// Derivatives by a symmetric or a diagonal matrix, whose entries do not move by themselves.
///
/// @param convention what the derivative by a symmetric matrix is
/// @param closed what is known of the variables
record StructuredVariable(Symmetric convention, ArrayClosedForm closed) {

  private static final Reason FREE =
      new Reason("free-variable", "the derivative as if each entry moved by itself", null);
  private static final Reason DIAGONAL =
      new Reason("diagonal-variable", "the diagonal alone, since the variable is diagonal", null);
  private static final Reason INNER =
      new Reason("symmetric-variable", "the symmetric part, since the variable is symmetric", null);
  private static final Reason ENTRIES =
      new Reason(
          "symmetric-variable",
          "by the entries below the diagonal, each of which stands in two places",
          null);

  /// The derivative, given the one by a matrix of as many free entries.
  Expr arranged(Expr derivative, Symbol variable, Arrangement arrangement) {
    boolean gradient = arrangement == Arrangement.GRADIENT;
    boolean entries = convention == Symmetric.ENTRIES;
    if (gradient && closed.isDiagonal(variable)) {
      return closed.of(Apply.of(Matrices.DIAG, Apply.of(Matrices.DIAG, derivative)));
    }
    if (!closed.isSymmetric(variable)) {
      return derivative;
    }
    if (gradient) {
      Expr both = Build.sum(derivative, Build.transpose(derivative));
      Expr half = Build.quotient(both, Num.TWO);
      Expr identity = Matrices.identity(derivative.shape().rows());
      return closed.of(
          entries ? Build.sum(both, Build.negate(Build.elementwise(half, identity))) : half);
    }
    return entries && arrangement == Arrangement.JACOBIAN
        ? closed.of(Build.product(derivative, places(variable.shape().rows())))
        : derivative;
  }

  /// The matrix that takes the entries on and below the diagonal, each at both of its places, to
  /// the changes that they make: `I + K − diag(vec(I))`, since an entry beside the diagonal changes
  /// two (Magnus and Neudecker, Matrix Differential Calculus, chapter 3.8).
  private static Expr places(Dimension size) {
    Expr number = Dimensions.expression(size);
    Expr diagonal = Apply.of(Matrices.DIAG, Apply.of(Vectorization.VEC, Matrices.identity(size)));
    return Build.sum(
        List.of(
            Matrices.identity(size.times(size)),
            Apply.of(Vectorization.COMMUTATION, number, number),
            Build.negate(diagonal)));
  }

  /// Why the derivative is another than the one by a matrix of as many free entries.
  @Nullable Reason reason(Symbol variable, Arrangement arrangement) {
    if (arrangement == Arrangement.GRADIENT && closed.isDiagonal(variable)) {
      return DIAGONAL;
    }
    return closed.isSymmetric(variable) ? convention == Symmetric.INNER ? INNER : ENTRIES : null;
  }

  /// Adds how the derivative comes from the one by a matrix of as many free entries, which has a
  /// letter of its own, since it is another matrix.
  void explain(Outcome free, Expr result, Reason reason, List<Derivation> derivations) {
    Derivation end = derivations.removeLast();
    List<Expr> written = new ArrayList<>(List.of(end.subject(), free.subject(), free.result()));
    derivations.forEach(each -> written.addAll(List.of(each.subject(), each.result())));
    Symbol letter = FreeLetter.of(List.of("G", "H", "K", "M"), free.result().shape(), written);
    derivations.add(called(letter, end, free));
    Symbol variable = free.stage().variable();
    Expr start = arranged(letter, variable, free.stage().arrangement());
    Reason value = new Reason("free-derivative", "with the value of", letter);
    derivations.add(
        new Derivation(
            free.subject(),
            free.subject(),
            List.of(
                new Step(free.subject(), start, List.of(reason), List.of()),
                new Step(start, result, List.of(value), List.of()))));
  }

  /// The derivation of the derivative by free entries, under a letter.
  private static Derivation called(Symbol letter, Derivation end, Outcome free) {
    if (!end.result().equals(free.result()) || end.steps().isEmpty()) {
      return new Derivation(
          letter, letter, List.of(new Step(letter, free.result(), List.of(FREE), List.of())));
    }
    List<Step> steps = new ArrayList<>(end.steps());
    Step first = steps.getFirst();
    List<Reason> reasons = new ArrayList<>(first.reasons());
    reasons.add(FREE);
    boolean sign = end.start().equals(end.subject());
    steps.set(0, new Step(sign ? letter : first.before(), first.after(), reasons, first.within()));
    return new Derivation(letter, sign ? letter : end.start(), List.copyOf(steps));
  }

  /// Where entries stand by themselves, those of a symmetric matrix move by themselves too.
  void refuseEntry(Symbol variable) {
    if (convention == Symmetric.ENTRIES && closed.isSymmetric(variable)) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "by the entries of the symmetric "
              + variable.name()
              + " there are derivatives as matrices only, and this one is in index notation; derive"
              + " by "
              + variable.name()
              + " as a matrix, or leave out --symmetric entries");
    }
  }
}
