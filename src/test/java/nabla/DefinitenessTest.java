package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nabla.expr.Expr;
import nabla.write.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Matrices that are positive definite by what they are made of need no condition for their inverse
/// and the logarithm of their determinant; others that look like them do.
class DefinitenessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "y^T (X^T X + λ I)^{-1} y; λ > 0; ''",
        "y^T (X^T X + λ I)^{-1} y; λ ≥ 0; det(XᵀX + λIₙ) ≠ 0",
        "y^T (X^T X - λ I)^{-1} y; λ > 0; det(XᵀX − λIₙ) ≠ 0",
        "y^T (X X^T)^{-1} y; λ > 0; det(XXᵀ) ≠ 0",
        "y^T (X^T S X + λ I)^{-1} y; λ > 0, S positive semidefinite; ''",
        "y^T (X^T S X + λ I)^{-1} y; λ > 0, S symmetric; det(XᵀSX + λIₙ) ≠ 0",
        "log det (S + x x^T) + ‖y‖^2; S positive definite; ''",
        "log det (S - x x^T) + ‖y‖^2; S positive definite; det(S − xxᵀ) > 0",
        "log det (S/2 + R) + ‖y‖^2; S positive definite, R positive semidefinite; ''",
      })
  void conditionsOfInverses(String formula, String where, String expected) {
    List<Expr> conditions =
        Nabla.formula(formula, "y ∈ R^n; " + where.replace(", ", "; "))
            .derivative("y")
            .conditions();
    assertEquals(expected, String.join(", ", conditions.stream().map(Text::of).toList()), formula);
  }
}
