package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Derived;
import nabla.Formula;
import nabla.WithRespectTo;
import nabla.answer.Report;
import nabla.calculus.Gradient;
import nabla.catalogue.Blocks;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.read.Note;
import nabla.simplify.Canonical;
import nabla.simplify.arrays.LinearEquation;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Where the derivative of a loss by one of several vectors is 0, as by the mean μₖ of a cluster:
/// the vectors are the rows of a matrix, and the others are not looked for. The same by one entry
/// of a vector or matrix.
public final class RowEquation {
  private final Formula loss;
  private final Account account;
  private final Symbol all;
  private final Expr index;

  private RowEquation(Formula loss, Symbol all, Expr index) {
    this.loss = loss;
    this.account = new Account(loss);
    this.all = all;
    this.index = index;
  }

  /// The account of it.
  ///
  /// @param row the vector, `μ_k`
  /// @param values what other names stand for
  /// @return null where the name is none of such a vector
  public static @Nullable Report stationary(Formula loss, String row, Substitution values) {
    WithRespectTo by = WithRespectTo.parse(row, loss.known()).getFirst();
    Symbol all = by.variables().getFirst();
    boolean entry = by.entry().size() == (all.shape().isVector() ? 1 : 2);
    if (by.entry().isEmpty() || all.isScalar() || (!entry && by.entry().size() != 1)) {
      return null;
    }
    RowEquation work = new RowEquation(loss, all, by.entry().getFirst());
    Derived derivative = loss.derive(row, 1, true, true).getFirst();
    if (entry) {
      work.solve(derivative, by.entry());
    } else {
      work.solve(derivative, values);
    }
    return work.account.report(
        loss.toString(), loss.reading().notes().stream().map(Note::message).toList());
  }

  /// The equation of one entry, a number, such as the weight π_k of a mixture.
  private void solve(Derived derivative, List<Expr> place) {
    account.derivation(derivative);
    StringBuilder below = new StringBuilder(all.name().subscript());
    place.forEach(each -> below.append(Text.of(each)));
    Symbol number = Symbol.of(all.name().withSubscript(below.toString()));
    List<Expr> parts = new ArrayList<>(List.of(all));
    parts.addAll(place);
    Expr member = Apply.of(Matrices.ENTRY, parts.toArray(Expr[]::new));
    Expr zero = Substitution.of(member, number).apply(withinSize(derivative.substituted()));
    if (Forms.mentions(zero, List.of(all))) {
      account.warn(
          "This has other entries of ", all, " in it, and is not solved for ", number, " alone.");
      return;
    }
    Forms forms = Forms.of(loss);
    Expr closed = forms.closed(zero);
    List<Expr> exists =
        derivative.conditions().stream()
            .map(Substitution.of(member, number)::apply)
            .filter(condition -> !Forms.mentions(condition, List.of(all)))
            .toList();
    Expr equation = Relation.of(EQUAL, closed, Num.ZERO);
    Expr second = forms.closed(Gradient.of(closed, List.of(number)).getFirst());
    boolean sum = Dag.any(closed, node -> node instanceof Binder in && Dag.any(in, number::equals));
    if (sum && !Forms.mentions(second, List.of(number)) && !Canonical.isZero(second)) {
      Expr rest = Substitution.of(number, Num.ZERO).apply(closed);
      Expr root = forms.closed(Quotient.of(Negate.of(rest), second));
      account.equations(Account.line(equation), Account.row(number, root));
      account.say(Relation.of(Relation.Comparison.NOT_EQUAL, second, Num.ZERO), " is needed.");
    } else {
      new ScalarEquation(account, forms, number, null, Problem.name(loss))
          .solve(equation, closed, exists);
    }
    Integer sign = forms.sign(second);
    Expr name = Derivative.of(Problem.name(loss), number, 2);
    if (sign == null || sign == 0) {
      account.say(
          Relation.of(EQUAL, name, second),
          ": a minimum where this is positive, a maximum where it is negative.");
    } else {
      account.say(
          Relation.of(EQUAL, name, second), sign > 0 ? " > 0: a minimum." : " < 0: a maximum.");
    }
  }

  private void solve(Derived derivative, Substitution values) {
    account.derivation(derivative);
    Shape shape = Shape.vector(all.shape().columns());
    Symbol vector =
        Symbol.of(all.name().withSubscript(all.name().subscript() + Text.of(index)), shape);
    Expr member = Apply.of(Blocks.ROW, all, index);
    Expr zero = Substitution.of(member, vector).apply(withinSize(derivative.substituted()));
    LinearEquation equation =
        zero.shape().equals(shape) && !Forms.mentions(zero, List.of(all))
            ? LinearEquation.of(zero, vector, loss.written())
            : null;
    if (equation == null) {
      account.warn("This is not linear in ", vector, " alone, and is not solved in symbols.");
      return;
    }
    new VectorEquation(account, Forms.of(loss), loss, vector, Problem.name(loss)).solve(zero);
    Relation solution = equation.solution();
    Expr right = solution == null ? vector : values.apply(solution.right());
    Literal value =
        Dag.any(right, Symbol.class::isInstance) ? null : EntryEvaluation.of(right, Map.of());
    if (value != null) {
      account.equations(Account.row(vector, value));
    }
  }

  /// A derivative where there are so many vectors: the index is none beyond the last.
  private Expr withinSize(Expr derivative) {
    Map<Expr, Expr> holds = new LinkedHashMap<>();
    for (Expr node : Dag.of(derivative).nodes()) {
      if (node instanceof Apply bracket
          && bracket.operator() == Elementary.INDICATOR
          && bracket.argument() instanceof Relation bound
          && bound.children().contains(index)
          && bound.children().stream().anyMatch(Symbol.class::isInstance)) {
        holds.put(node, Num.ONE);
      }
    }
    return Canonical.of(Substitution.of(holds).apply(derivative));
  }
}
