package nabla.write;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;

/// Derivations for people (text, LaTeX, Markdown, a page) and for programs (JSON).
public final class Derivations {

  private Derivations() {}

  /// Two columns, the expressions aligned at `=` and the rules at the right; lines are no wider
  /// than [WriteOptions#columns()] where they can be broken, and every line ends with a line break.
  public static String text(Derivation derivation, Steps steps, WriteOptions options) {
    return new TextDerivation(options).write(Lines.of(derivation, steps));
  }

  /// A line of mathematics in as many lines as it needs, broken where a writer would.
  ///
  /// @param start the column at which it begins; the others are indented a little further
  /// @param columns how wide lines may be
  public static String wrapped(String line, int start, int columns) {
    int indent = start > columns / 2 ? 4 : start + 2;
    return String.join(
        "\n" + " ".repeat(indent), Wrapping.lines(line, columns - start, columns - indent));
  }

  /// An `aligned` block, ready to paste between `\[` and `\]`.
  public static String latex(Derivation derivation, Steps steps, WriteOptions options) {
    return new LatexDerivation(options).write(Lines.of(derivation, steps));
  }

  /// A displayed formula for Markdown, between `$$`.
  public static String markdown(Derivation derivation, Steps steps, WriteOptions options) {
    return "$$\n" + latex(derivation, steps, options) + "\n$$\n";
  }

  /// A page of its own, which shows the derivation without a network.
  ///
  /// @param remarks sentences below the derivation, such as what was verified
  public static String html(
      Derivation derivation, Steps steps, WriteOptions options, List<String> remarks) {
    Page page = new Page(Text.of(derivation.subject(), options));
    page.formula(latex(derivation, steps, options));
    remarks.forEach(page::paragraph);
    return page.toString();
  }

  /// An array of steps, each `{"rule", "sentence", "text", "latex", "shape", "within"}`; `text` and
  /// `latex` are the line that the step leads to. Below `FULL`, `within` is empty; for `NONE` the
  /// array is.
  public static JsonArray json(Derivation derivation, Steps steps, WriteOptions options) {
    return steps == Steps.NONE
        ? new JsonArray()
        : json(derivation.steps(), steps == Steps.FULL, options);
  }

  private static JsonArray json(List<Step> steps, boolean full, WriteOptions options) {
    JsonArray array = new JsonArray();
    for (Step step : steps) {
      JsonObject object = new JsonObject();
      object.addProperty(
          "rule",
          step.reasons().stream()
              .map(Step.Reason::rule)
              .distinct()
              .collect(Collectors.joining("; ")));
      object.addProperty(
          "sentence", Lines.sentence(step.reasons(), amount -> Text.of(amount, options)));
      addSpellings(object, step.after(), options);
      object.addProperty("shape", Text.of(step.after().shape()));
      object.add("within", full ? json(step.within(), true, options) : new JsonArray());
      array.add(object);
    }
    return array;
  }

  /// Adds the members `text` and `latex` of an expression.
  public static void addSpellings(JsonObject object, Expr expression, WriteOptions options) {
    object.addProperty("text", Text.of(expression, options));
    object.addProperty("latex", Latex.of(expression, options));
  }
}
