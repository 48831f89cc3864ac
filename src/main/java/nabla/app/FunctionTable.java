package nabla.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nabla.answer.ExitCode;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.catalogue.Language;
import org.jspecify.annotations.Nullable;

/// `nabla functions`: the catalogue as a table, or all about one function.
final class FunctionTable {
  private FunctionTable() {}

  /// Prints the table, or the entries of the functions named.
  static int print(PrintStream output, PrintStream messages, List<String> names) {
    if (names.isEmpty()) {
      output.print(table());
      return ExitCode.DONE;
    }
    int worst = ExitCode.DONE;
    for (String name : names) {
      Function function = Catalogue.standard().lookup(name);
      if (function == null) {
        messages.println("nabla: there is no function " + name + "; nabla functions lists them");
        worst = ExitCode.BAD_INPUT;
      } else {
        output.print(entry(function));
      }
    }
    return worst;
  }

  private static String table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("function", "also", "derivative", "what it is"));
    for (Function function : Catalogue.standard().functions()) {
      String derivative = function.derivative(0);
      rows.add(
          List.of(
              signature(function),
              String.join(", ", function.aliases()),
              derivative == null ? "" : derivative,
              function.summary()));
    }
    int[] widths = new int[3];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.clamp(length(row.get(i)), widths[i], 30);
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      int column = 0;
      for (int i = 0; i < row.size(); i++) {
        line.append(" ".repeat(Math.max(0, column - length(line.toString()))))
            .append(row.get(i))
            .append("  ");
        column += i < widths.length ? widths[i] + 2 : 0;
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String signature(Function function) {
    if (function.notation() == Function.Notation.LOGARITHM) {
      return function.name() + "(" + function.parameters().getLast() + ")"; // the base stands below
    }
    return function.parameters().isEmpty()
        ? function.name()
        : function.name() + "(" + String.join(", ", function.parameters()) + ")";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String entry(Function function) {
    StringBuilder text = new StringBuilder();
    text.append(signature(function)).append(": ").append(function.summary()).append('\n');
    line(text, "also", String.join(", ", function.aliases()));
    line(text, "means", function.meaning());
    for (int i = 0; i < function.parameters().size(); i++) {
      line(text, "d/d" + function.parameters().get(i), function.derivative(i));
    }
    line(text, "domain", function.domain());
    line(text, "kink", function.kink());
    line(text, "range", function.range());
    line(text, "limits", String.join("; ", function.limits()));
    line(text, "values", String.join("; ", function.exactValues()));
    line(text, "LaTeX", function.latex());
    line(text, "NumPy", function.code(Language.NUMPY));
    line(text, "Java", function.code(Language.JAVA));
    return text.toString();
  }

  private static void line(StringBuilder text, String heading, @Nullable String content) {
    if (content != null && !content.isEmpty()) {
      text.append("  ")
          .append(heading)
          .append(" ".repeat(Math.max(1, 8 - heading.length())))
          .append(content)
          .append('\n');
    }
  }
}
