package nabla.read;

import java.util.ArrayList;
import java.util.List;

/// Conditions and declarations behind a formula, after a comma: `y = x w, w ∈ R`.
final class TrailingConditions {

  private TrailingConditions() {}

  /// What follows a formula after a comma and is a condition or a declaration, `y = x w, w ∈ R` or
  /// `tr(X^2), X symmetric`, stands as if it followed where.
  static List<Syntax.Statement> apart(List<Syntax.Statement> statements) {
    List<Syntax.Statement> apart = new ArrayList<>();
    for (Syntax.Statement statement : statements) {
      List<Syntax> parts = statement.parts();
      List<List<Syntax>> conditions =
          parts.size() > 1 && PlainNames.of(parts.getFirst()) == null
              ? conditions(statement)
              : List.of();
      if (conditions.isEmpty()) {
        apart.add(statement);
        continue;
      }
      apart.add(
          new Syntax.Statement(
              statement.at(),
              statement.let(),
              statement.where(),
              parts.subList(0, 1),
              null,
              List.of()));
      for (List<Syntax> condition : conditions) {
        boolean last = condition == conditions.getLast();
        apart.add(
            new Syntax.Statement(
                condition.getFirst().at(),
                false,
                true,
                condition,
                last ? statement.mapping() : null,
                last ? statement.properties() : List.of()));
      }
    }
    return apart;
  }

  /// The parts after the first, names together with what declares them: `x, z ∈ R^n`, `A, B
  /// symmetric`; empty where one of them is no condition and no declaration.
  private static List<List<Syntax>> conditions(Syntax.Statement statement) {
    List<List<Syntax>> conditions = new ArrayList<>();
    List<Syntax> names = new ArrayList<>();
    for (Syntax part : statement.parts().subList(1, statement.parts().size())) {
      if (part instanceof Syntax.Comparison) {
        names.add(part);
        conditions.add(List.copyOf(names));
        names.clear();
      } else if (PlainNames.of(part) != null) {
        names.add(part);
      } else {
        return List.of();
      }
    }
    boolean declared = statement.mapping() != null || !statement.properties().isEmpty();
    if (names.isEmpty()) {
      return statement.mapping() == null ? conditions : List.of();
    }
    conditions.add(names);
    return declared ? conditions : List.of();
  }
}
