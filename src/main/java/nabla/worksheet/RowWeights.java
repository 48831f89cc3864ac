package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.Budget;
import nabla.expr.Dimension;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Weights of one output, which are a row: W of `W x + b` where `(W x + b − y)²` is a number, and
/// the list `[1, −1]` that gives its values before anything says so.
final class RowWeights {

  /// Of more lists in a sheet only so many are tried as rows.
  private static final int MOST_LISTS = 5;

  private static final Shape ROW = Shape.of(Dimension.ONE, Dimension.named("q"));

  private final Sheet sheet;

  RowWeights(Sheet sheet) {
    this.sheet = sheet;
  }

  /// What a statement that defines something answers; with lists and weights as rows where only
  /// that fits.
  @Nullable Report tried(Statement statement, Supplier<@Nullable Report> attempt) {
    Sheet before = sheet.saved();
    try {
      return attempt.get();
    } catch (NablaException clash) {
      if (clash.kind() != NablaException.Kind.SHAPE) {
        throw clash;
      }
      sheet.restore(before);
      List<Name> lists = sheet.valued().stream().filter(this::isList).limit(MOST_LISTS).toList();
      for (int rows = 1; rows < 1 << lists.size(); rows++) {
        List<Name> turned = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
          if ((rows >> i & 1) == 1) {
            turn(lists.get(i));
            turned.add(lists.get(i));
          }
        }
        try {
          Report report = attempt.get();
          if (!TurnedLists.makeMatrices(sheet, turned)) {
            return Remarks.after(TurnedLists.remarks(sheet, turned), report, statement);
          }
          sheet.restore(before);
        } catch (NablaException other) {
          sheet.restore(before);
        }
      }
      for (Name weights :
          statement.kind() == Kind.NETWORK ? matrices(statement).reversed() : List.<Name>of()) {
        sheet.declareArray(weights, ROW);
        try {
          String said = Sheet.spelled(weights) + " is read as a row, so that the loss is a number";
          return Remarks.after(List.of(said), attempt.get(), statement);
        } catch (NablaException other) {
          sheet.restore(before);
        }
      }
      if (statement.kind() == Kind.LET) {
        Report report = withComing(statement, attempt);
        if (report != null) {
          return report;
        }
      }
      throw clash;
    }
  }

  /// What a definition answers with the shapes of the values that further lines give to its names,
  /// and to those in what it is made of; null where it makes no sense with these either.
  private @Nullable Report withComing(Statement statement, Supplier<@Nullable Report> attempt) {
    ComingShapes coming = ComingShapes.of(sheet, statement.head().text());
    Sheet before = sheet.saved();
    for (int choice = 0; choice < coming.choices(); choice++) {
      List<Name> rows = coming.declare(sheet, choice);
      try {
        Report report = attempt.get();
        if (sheet.contexts().isConsistent() && !TurnedLists.makeMatrices(sheet, rows)) {
          return Remarks.after(ComingShapes.remarks(rows), report, statement);
        }
      } catch (NablaException other) {
        Budget.check();
      }
      sheet.restore(before);
    }
    return null;
  }

  private boolean isList(Name name) {
    return sheet.shape(name) == null
        && NameText.value(Objects.requireNonNull(sheet.value(name))) instanceof Literal list
        && (list.columns() == 1 || list.columns() == list.arity())
        && list.arity() > 1;
  }

  private void turn(Name name) {
    Literal list = (Literal) NameText.value(Objects.requireNonNull(sheet.value(name)));
    Literal turned = Literal.of(list.columns() == 1 ? 1 : list.arity(), list.children());
    sheet.give(name, Text.of(turned), turned.shape());
  }

  /// The matrices in the definitions of a network of which nothing says the shape.
  private List<Name> matrices(Statement statement) {
    List<Name> matrices = new ArrayList<>();
    Sheet before = sheet.saved();
    try {
      for (String text : Network.of(statement.head(), sheet::isFunction).definitions()) {
        Formula definition = sheet.formula(text, 0);
        sheet.define(definition, text);
        definition.variables().stream()
            .filter(RowWeights::mayBeMatrix)
            .map(Symbol::name)
            .filter(each -> !sheet.isDeclared(each) && !matrices.contains(each))
            .forEach(matrices::add);
      }
    } catch (NablaException clash) {
      return matrices;
    } finally {
      sheet.restore(before);
    }
    return matrices;
  }

  /// Whether a variable is a matrix, or a number by a capital letter: only a further definition, as
  /// with λ‖W‖² in it, may say which.
  private static boolean mayBeMatrix(Symbol variable) {
    return variable.isScalar()
        ? Character.isUpperCase(variable.name().base().codePointAt(0))
        : !variable.shape().isVector();
  }
}
