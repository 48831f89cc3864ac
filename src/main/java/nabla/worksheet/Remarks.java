package nabla.worksheet;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// Reports with more to be aware of.
final class Remarks {

  private Remarks() {}

  /// A report with more to be aware of.
  static Report with(Report report, List<String> remarks) {
    List<Report.Block> blocks = new ArrayList<>(report.blocks());
    remarks.forEach(each -> blocks.add(new Report.Remark(each, Report.Tone.WARNING)));
    return new Report(
        report.title(), blocks, report.notes(), report.writing(), report.json(), report.exitCode());
  }

  /// A report that says nothing yet.
  private static Report silent(Statement statement) {
    return new Report(
        statement.text().strip(),
        List.of(),
        List.of(),
        WriteOptions.DEFAULT,
        JsonObject::new,
        ExitCode.DONE);
  }

  /// What a statement says after some remarks; null where there is nothing to say.
  static @Nullable Report after(
      List<String> remarks, @Nullable Report report, Statement statement) {
    return remarks.isEmpty() ? report : with(report == null ? silent(statement) : report, remarks);
  }
}
