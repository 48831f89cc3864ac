package nabla.write;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// KaTeX under Node as the judge of LaTeX: one process for all formulas. Where Node or KaTeX is
/// absent, the tests that ask skip with a word that says how to install them.
public final class Katex {

  private static final Path FOLDER = Path.of("src/test/node");

  private static final String JUDGE =
      """
      const katex = require("katex");
      const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
      process.stdout.write(JSON.stringify(formulas.map(formula => {
        try { katex.renderToString(formula, { strict: "error", throwOnError: true, maxExpand: 100000 }); return ""; }
        catch (error) { return String(error.message); }
      })));
      """;

  private Katex() {}

  /// What is wrong, as `formula: message`; empty where KaTeX takes every formula.
  public static List<String> complaints(List<String> formulas) {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules/katex")),
        "KaTeX is not installed: npm install --prefix src/test/node");
    String answer;
    try {
      Process node =
          new ProcessBuilder("node", "-e", JUDGE)
              .directory(FOLDER.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var input = node.getOutputStream()) {
        input.write(new Gson().toJson(formulas).getBytes(StandardCharsets.UTF_8));
      }
      answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException absent) {
      Assumptions.abort("Node is not installed");
      throw new AssertionError(absent);
    }
    JsonArray messages = JsonParser.parseString(answer).getAsJsonArray();
    List<String> complaints = new ArrayList<>();
    for (int i = 0; i < formulas.size(); i++) {
      String message = messages.get(i).getAsString();
      if (!message.isEmpty()) {
        complaints.add(formulas.get(i) + ": " + message);
      }
    }
    return complaints;
  }
}
