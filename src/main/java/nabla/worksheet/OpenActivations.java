package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.catalogue.Catalogue;
import nabla.expr.NablaException;

/// `a = f(z)` with an f of which a sheet says nothing, as layers are derived in general: a function
/// of a number, taken of each entry, where the sheet has its `f'(z)` or a product of entries.
final class OpenActivations {
  private static final Pattern ACTIVATION =
      Pattern.compile(
          "\\s*(?:let\\s+)?[^=(]+(?<!:)=\\s*(?<function>\\p{L})\\s*\\([^()=]*\\)\\s*",
          Pattern.DOTALL);

  private static final Pattern ENTRYWISE = Pattern.compile("[⊙∘]|\\\\odot|\\\\circ");

  private OpenActivations() {}

  /// Declares these functions, and says so in the line of the first use.
  static void declare(List<Statement> statements, Sheet sheet) {
    boolean entrywise = statements.stream().anyMatch(each -> ENTRYWISE.matcher(each.text()).find());
    Set<String> declared = new LinkedHashSet<>();
    for (Statement statement : statements) {
      Matcher activation = ACTIVATION.matcher(statement.head().text());
      if (statement.kind() != Kind.LET || !activation.matches()) {
        continue;
      }
      String function = activation.group("function");
      boolean open =
          Catalogue.standard().lookup(function) == null
              && statements.stream().noneMatch(each -> saysWhatIs(function, each))
              && (entrywise || statements.stream().anyMatch(each -> hasSlope(function, each)));
      if (open && declared.add(function)) {
        sheet.declare(function + ": R -> R");
        sheet
            .outlook()
            .willSay(
                statement.line(),
                function + " is read as a function of a number, and of a vector entry by entry");
      }
    }
  }

  private static boolean hasSlope(String function, Statement statement) {
    return Pattern.compile(
            "(?<![\\p{L}\\d_\\\\])%s\\s*(?:['′]|\\^\\s*\\{?\\s*\\\\prime)".formatted(function))
        .matcher(statement.text())
        .find();
  }

  /// Whether a statement defines or declares a function, or has its gradient, or its letter for
  /// something else.
  private static boolean saysWhatIs(String function, Statement statement) {
    String letter = "(?<![\\p{L}\\d_\\\\])" + function;
    String text = statement.head().text();
    boolean said =
        switch (statement.kind()) {
          case LET -> {
            try {
              yield function.equals(String.valueOf(NameText.defined(text)));
            } catch (NablaException none) {
              yield false;
            }
          }
          case DECLARE, ASSUME, GIVEN, UPDATE ->
              Pattern.compile(letter + "(?![\\p{L}\\d_])").matcher(text).find();
          default -> false;
        };
    return said
        || Pattern.compile("(?:[∇H]|\\\\nabla)\\s*" + function).matcher(statement.text()).find()
        || Pattern.compile(letter + "(?!\\s*(?:\\(|['′]|\\^\\s*\\{?\\s*\\\\prime|[\\p{L}]))")
            .matcher(statement.text())
            .find();
  }
}
