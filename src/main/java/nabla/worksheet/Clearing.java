package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nabla.answer.Report;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// Forgets what a sheet knows, all of it or some names.
final class Clearing {
  private static final Pattern ALL = Pattern.compile("|all|everything");

  private Clearing() {}

  /// `clear`, `clear all`, and `clear x, y`.
  static @Nullable Report clear(Sheet sheet, Statement statement) {
    Clause head = statement.head();
    if (ALL.matcher(head.text()).matches()) {
      sheet.clear();
      return null;
    }
    List<String> remarks = new ArrayList<>();
    for (Clause item : StatementReader.list(head)) {
      Name name = NameText.nameOrConstant(item.text());
      if (name == null || !new Past(sheet).knows(name)) {
        throw new NablaException(
            NablaException.Kind.NAME,
            "found " + item.text() + ", expected clear alone, or names that the lines above know",
            1,
            item.start() + 1,
            Math.max(1, item.text().length()));
      }
      String past = new Past(sheet).of(name);
      String network = sheet.forget(name) ? "; the network holds no more" : "";
      remarks.add(
          Sheet.spelled(name)
              + " is cleared"
              + (past == null ? "" : "; " + past + " no more")
              + network);
    }
    return Remarks.after(remarks, null, statement);
  }
}
