package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Product;
import nabla.expr.Symbol;

/// Lists that are taken for rows where only that fits: w of `w x + b`.
final class TurnedLists {
  private TurnedLists() {}

  /// That `a * m` of two lists is a number, which programs that compute with arrays take entry by
  /// entry.
  ///
  /// @param turned the lists that are rows
  static List<String> remarks(Sheet sheet, Collection<Name> turned) {
    List<String> remarks = new ArrayList<>();
    for (Name definition : sheet.meanings().names()) {
      String text = Objects.requireNonNull(sheet.meanings().textOf(definition));
      for (Name row : turned) {
        String spelled = Sheet.spelled(row);
        Matcher product =
            Pattern.compile(
                    "(?<![\\p{L}\\d_])%s\\s*\\*\\s*(\\p{L}[\\p{M}\\d_]*)"
                        .formatted(Pattern.quote(spelled)))
                .matcher(text);
        if (product.find() && !isNumber(sheet, product.group(1))) {
          String other = product.group(1);
          remarks.add(
              "%s * %s is the number %sᵀ%s; write %s ⊙ %s for the product entry by entry"
                  .formatted(spelled, other, spelled, other, spelled, other));
        }
      }
    }
    return remarks;
  }

  private static boolean isNumber(Sheet sheet, String text) {
    Name name = NameText.alone(text);
    String value = name == null ? null : sheet.value(name);
    return value != null && NameText.value(value).isScalar();
  }

  /// Whether a list that was turned to a row stands behind a column of its length in a definition:
  /// of `h * m` nobody means the matrix.
  static boolean makeMatrices(Sheet sheet, List<Name> lists) {
    for (Name definition : sheet.meanings().names()) {
      if (Collections.disjoint(sheet.meanings().usesOf(definition), lists)) {
        continue;
      }
      try {
        Formula formula = sheet.formula(sheet.unfolded(Sheet.spelled(definition)), 0);
        if (Dag.any(formula.reading().expression(), node -> isMatrix(node, lists))) {
          return true;
        }
      } catch (NablaException senseless) {
        Budget.check(); // which is said where it is used
      }
    }
    return false;
  }

  private static boolean isMatrix(Expr node, List<Name> lists) {
    List<Expr> factors =
        node instanceof Product product
            ? product.children().stream().filter(each -> !each.isScalar()).toList()
            : List.of();
    for (int i = 1; i < factors.size(); i++) {
      if (factors.get(i) instanceof Symbol row
          && lists.contains(row.name())
          && row.shape().equals(factors.get(i - 1).shape().transposed())
          && factors.get(i - 1).shape().isVector()) {
        return true;
      }
    }
    return false;
  }
}
