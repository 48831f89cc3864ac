package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Function.Notation;
import nabla.expr.NablaException;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Decides what stands between brackets: a group, the size or the floor of a number, a vector or
/// matrix written out, or cases.
final class Groups {

  private final Resolver resolver;

  Groups(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Brackets around one thing group; around several they are a literal.
  Term resolve(Syntax.Group group) {
    @Nullable Syntax single = group.single();
    return switch (group.bracket()) {
      case NablaLexer.BAR_OPEN -> new Term.Bars(group.at(), resolver.resolve(only(group, single)));
      case NablaLexer.NORM_OPEN -> {
        resolver.shaped = true;
        yield call(Notation.NORM, group, single);
      }
      case NablaLexer.FLOOR_OPEN -> call(Notation.FLOOR, group, single);
      case NablaLexer.CEILING_OPEN -> call(Notation.CEILING, group, single);
      case NablaLexer.ANGLE_OPEN -> innerProduct(group);
      case NablaLexer.CASES_OPEN -> cases(group);
      default -> {
        boolean row = group.rows().size() == 1 && isListOfRows(group); // [[1, 2]]
        if (single != null && !row && group.bracket() != NablaLexer.MATRIX_OPEN) {
          yield resolver.resolve(single);
        }
        yield literal(group);
      }
    };
  }

  private Term call(Notation notation, Syntax.Group group, @Nullable Syntax single) {
    Term inner = resolver.resolve(only(group, single));
    return new Term.Call(group.at(), resolver.vocabulary.written(notation), List.of(inner));
  }

  /// `⟨X, Y⟩` as tr(XᵀY), which for two vectors is xᵀy.
  private Term innerProduct(Syntax.Group group) {
    if (group.rows().size() != 1 || group.rows().getFirst().size() != 2) {
      throw resolver.syntax(
          "found other than two parts between ⟨ and ⟩, expected ⟨x, y⟩", group.at());
    }
    resolver.shaped = true;
    int at = group.at();
    Term left = resolver.resolve(group.rows().getFirst().get(0));
    Term right = resolver.resolve(group.rows().getFirst().get(1));
    Term turned = new Term.Call(at, resolver.vocabulary.written(Notation.TRANSPOSE), List.of(left));
    Term product = new Term.Times(at, List.of(turned, right), List.of(false, false));
    return new Term.Call(at, resolver.vocabulary.required("tr"), List.of(product));
  }

  private Syntax only(Syntax.Group group, @Nullable Syntax single) {
    if (single == null) {
      throw resolver.syntax(
          "found a list between " + group.open() + ", expected one formula", group.at());
    }
    return single;
  }

  /// `(1, 2, 3)` and `[1, 2, 3]` are columns, `[[1, 2, 3]]` is a row; rows are separated by
  /// semicolons.
  private Term literal(Syntax.Group group) {
    resolver.shaped = true;
    List<Term> entries = new ArrayList<>();
    int rows = group.rows().size();
    int columns = group.rows().getFirst().size();
    for (List<Syntax> row : group.rows()) {
      if (row.size() != columns) {
        throw resolver.error(
            NablaException.Kind.SHAPE,
            "found a row of "
                + row.size()
                + " entries, expected "
                + columns
                + " as in the first row",
            row.getFirst().at());
      }
      row.forEach(entry -> entries.add(resolver.resolve(entry)));
    }
    boolean column = rows == 1 && group.bracket() != NablaLexer.MATRIX_OPEN;
    if (column && isListOfRows(group)) {
      List<Term> flat = new ArrayList<>();
      entries.forEach(row -> flat.addAll(((Term.Written) row).entries()));
      return new Term.Written(group.at(), columns, flat, false);
    }
    return new Term.Written(group.at(), column ? columns : rows, entries, column);
  }

  /// Whether it is a matrix by its rows as programs have them, `[[1, 2], [3, 4]]`.
  private boolean isListOfRows(Syntax.Group group) {
    int bracket = group.bracket();
    int length = -1;
    for (Syntax entry : group.rows().getFirst()) {
      boolean row =
          bracket == NablaLexer.LBRACKET
              && entry instanceof Syntax.Group inner
              && inner.bracket() == bracket
              && inner.rows().size() == 1
              && (length < 0 || inner.rows().getFirst().size() == length);
      if (!row) {
        return false;
      }
      length = ((Syntax.Group) entry).rows().getFirst().size();
    }
    return length > 1;
  }

  /// The cases, each a value and perhaps its condition, also where commas are between them: `{x if
  /// x
  /// > 0, 0 otherwise}`.
  private static List<List<Syntax>> apart(Syntax.Group group) {
    List<List<Syntax>> cases = new ArrayList<>();
    for (List<Syntax> row : group.rows()) {
      for (int i = 0; i < row.size(); i += 2) {
        cases.add(row.subList(i, Math.min(i + 2, row.size())));
      }
    }
    return cases;
  }

  private Term cases(Syntax.Group group) {
    List<Term> conditions = new ArrayList<>();
    List<Term> values = new ArrayList<>();
    @Nullable Term otherwise = null;
    for (List<Syntax> row : apart(group)) {
      int at = row.getFirst().at();
      if (otherwise != null) {
        throw resolver.syntax("found a case after otherwise, expected the end of the cases", at);
      }
      if (row.size() == 1 || row.getLast() instanceof Syntax.Otherwise) {
        otherwise = resolver.resolve(row.getFirst());
      } else {
        values.add(resolver.resolve(row.getFirst()));
        conditions.add(resolver.resolve(row.getLast()));
      }
    }
    if (conditions.isEmpty()) {
      throw resolver.syntax(
          "found cases without a condition, expected a case such as x if x > 0", group.at());
    }
    return new Term.ByCases(group.at(), conditions, values, otherwise);
  }
}
