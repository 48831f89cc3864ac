package nabla.answer;

import com.google.gson.JsonArray;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.Derived;
import nabla.catalogue.Spectra;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.write.Latex;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// Says which facts about vectors and matrices answers rest on: `given 1ᵀy = 1, P ≻ 0`.
final class Given {

  private Given() {}

  /// Adds one line for all answers, where they rest on facts.
  static void addTo(List<Report.Block> blocks, List<Derived> answers, WriteOptions writing) {
    Set<Expr> facts = new LinkedHashSet<>();
    answers.forEach(answer -> facts.addAll(answer.given()));
    if (facts.isEmpty()) {
      return;
    }
    Wording sentence = Wording.of("given ");
    String separator = "";
    for (Expr fact : facts) {
      sentence =
          sentence
              .and(separator)
              .and(
                  new Wording(
                      List.of(new Wording.Mathematics(text(fact, writing), latex(fact, writing)))));
      separator = ", ";
    }
    blocks.add(new Report.Remark(sentence, Report.Tone.PLAIN));
  }

  /// The facts as text.
  static JsonArray json(Derived answer, WriteOptions writing) {
    JsonArray facts = new JsonArray();
    answer.given().forEach(fact -> facts.add(text(fact, writing)));
    return facts;
  }

  private static String text(Expr fact, WriteOptions writing) {
    String sign = isSmallestEigenvalue(fact, Comparison.GREATER) ? "≻" : "⪰";
    return isDefinite(fact)
        ? Text.of(matrix(fact), writing)
            + (writing.ascii() ? " positive " + word(fact) : " " + sign + " 0")
        : Text.of(fact, writing);
  }

  private static String latex(Expr fact, WriteOptions writing) {
    String sign = isSmallestEigenvalue(fact, Comparison.GREATER) ? "\\succ" : "\\succeq";
    return isDefinite(fact)
        ? Latex.of(matrix(fact), writing) + " " + sign + " 0"
        : Latex.of(fact, writing);
  }

  private static String word(Expr fact) {
    return isSmallestEigenvalue(fact, Comparison.GREATER) ? "definite" : "semidefinite";
  }

  private static boolean isDefinite(Expr fact) {
    return isSmallestEigenvalue(fact, Comparison.GREATER)
        || isSmallestEigenvalue(fact, Comparison.GREATER_OR_EQUAL);
  }

  private static boolean isSmallestEigenvalue(Expr fact, Comparison comparison) {
    return fact instanceof Relation relation
        && relation.comparison() == comparison
        && relation.right().equals(Num.ZERO)
        && relation.left() instanceof Apply least
        && least.operator() == Spectra.SMALLEST_EIGENVALUE;
  }

  private static Expr matrix(Expr fact) {
    return fact.child(0).child(0);
  }
}
