package nabla.worksheet.descent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Derived;
import nabla.Formula;
import nabla.WithRespectTo;
import nabla.answer.Report;
import nabla.catalogue.Blocks;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;
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
/// the vectors are the rows of a matrix, and the others are not looked for.
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
    if (by.entry().size() != 1 || all.shape().isVector()) {
      return null;
    }
    RowEquation work = new RowEquation(loss, all, by.entry().getFirst());
    work.solve(loss.derive(row, 1, true, true).getFirst(), values);
    return work.account.report(
        loss.toString(), loss.reading().notes().stream().map(Note::message).toList());
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

  /// A derivative where there are so many vectors: a number as the index is none beyond the last.
  private Expr withinSize(Expr derivative) {
    Map<Expr, Expr> holds = new LinkedHashMap<>();
    for (Expr node : Dag.of(derivative).nodes()) {
      if (node instanceof Apply bracket
          && bracket.operator() == Elementary.INDICATOR
          && bracket.argument() instanceof Relation bound
          && index instanceof Num
          && bound.children().contains(index)
          && bound.children().stream().anyMatch(Symbol.class::isInstance)) {
        holds.put(node, Num.ONE);
      }
    }
    return Canonical.of(Substitution.of(holds).apply(derivative));
  }
}
