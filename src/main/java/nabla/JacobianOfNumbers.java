package nabla;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.Conventions;
import nabla.calculus.Conventions.Layout;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.Verification;
import nabla.rewrite.Derivation;
import org.jspecify.annotations.Nullable;

/// The Jacobian of a vector that is written out, `(r cos t, r sin t)`, by several numbers: one row
/// for each entry, the gradient of it.
final class JacobianOfNumbers {

  private final Formula formula;
  private final Conventions conventions;
  private final boolean steps;
  private final boolean verify;

  JacobianOfNumbers(Formula formula, Conventions conventions, boolean steps, boolean verify) {
    this.formula = formula;
    this.conventions = conventions;
    this.steps = steps;
    this.verify = verify;
  }

  /// Whether numbers in a list are asked for together by numbers.
  static boolean concerns(Formula formula, WithRespectTo question) {
    return question.gradient()
        && formula.intermediates().isEmpty()
        && formula.reading().expression() instanceof Literal list
        && list.shape().isVector()
        && list.children().stream().allMatch(Expr::isScalar)
        && question.variables().stream().allMatch(Symbol::isScalar);
  }

  Derived answer(WithRespectTo question, int order) {
    if (order != 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "the derivative of a vector by several numbers has order 1, not order " + order);
    }
    List<Expr> entries = new ArrayList<>();
    Set<Expr> conditions = new LinkedHashSet<>();
    List<Derivation> derivations = new ArrayList<>();
    Expr subject = formula.reading().expression();
    Verification verification = null;
    for (Expr entry : subject.children()) {
      Derived row =
          new DerivativeQuestions(formula.part(entry), 1, conventions, steps, verify)
              .answer(question);
      entries.addAll(row.result().children());
      conditions.addAll(row.conditions());
      derivations.addAll(row.derivations());
      verification = worse(verification, row.verification());
    }
    Expr jacobian =
        conventions.layout() == Layout.DENOMINATOR
            ? transposed(entries, question.variables().size())
            : Literal.of(subject.arity(), entries);
    return new Derived(
        formula,
        question,
        1,
        subject,
        jacobian,
        jacobian,
        List.copyOf(conditions),
        derivations,
        List.of(),
        Map.of(),
        verification);
  }

  private static Expr transposed(List<Expr> entries, int columns) {
    List<Expr> turned = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      for (int at = column; at < entries.size(); at += columns) {
        turned.add(entries.get(at));
      }
    }
    return Literal.of(columns, turned);
  }

  /// What can be said of two parts together.
  private static @Nullable Verification worse(
      @Nullable Verification first, @Nullable Verification second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    if (!first.isVerified() || !second.isVerified()) {
      return first.isVerified() ? second : first;
    }
    return first.maximumRelativeError() > second.maximumRelativeError() ? first : second;
  }
}
