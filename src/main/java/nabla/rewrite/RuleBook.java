package nabla.rewrite;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Operator;
import nabla.rewrite.Step.Reason;
import org.jspecify.annotations.Nullable;

/// Rules of one kind, as a mathematician reads them: one line each, `name : left -> right when
/// conditions "words"`, and comments that say which rules were refused, and why.
///
/// A book is split into lines when it is loaded; a rule is read when an expression holds the
/// functions it speaks of. What is wrong with a line is a [NablaException] that names file and
/// line.
public final class RuleBook {

  /// The operator of the rules of differentiation.
  public static final Function D =
      Function.function("d").parameters("u").summary("the differential, in rules").entry();

  private static final String FOLDER = "/rules/";

  private static final String ENDING = ".rules";

  /// The books that stand under `rules`, without their ending.
  public static final List<String> NAMES =
      List.of(
          "logarithms",
          "logarithms-expand",
          "exponentials-and-powers",
          "exponentials-expand",
          "trigonometric",
          "trigonometric-expand",
          "hyperbolic",
          "hyperbolic-expand",
          "activations",
          "activations-expand",
          "absolute-values-and-roots",
          "special-functions",
          "special-functions-expand",
          "inverse-functions",
          "differentiation");

  private final String file;
  private final Map<String, RuleLine> lines;
  private final UnaryOperator<Expr> canonical;

  private RuleBook(String file, Map<String, RuleLine> lines, UnaryOperator<Expr> canonical) {
    this.file = file;
    this.lines = lines;
    this.canonical = canonical;
  }

  /// The book of this name under `rules`, with its rules in the form that `canonical` makes: the
  /// form of the expressions that they are to match.
  public static RuleBook load(String name, UnaryOperator<Expr> canonical) {
    String file = name + ENDING;
    try (InputStream stream = open(file)) {
      if (stream == null) {
        throw new NablaException(NablaException.Kind.NAME, "there is no rule book " + name);
      }
      return of(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8), canonical);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The launcher lays the books beside the jar, whose opening would cost several milliseconds, and
  /// says so by the property.
  private static @Nullable InputStream open(String file) throws IOException {
    String folder = System.getProperty("nabla.rules");
    return folder == null
        ? RuleBook.class.getResourceAsStream(FOLDER + file)
        : new FileInputStream(new File(folder, file));
  }

  /// A book from its text; `file` is for messages.
  public static RuleBook of(String file, String text, UnaryOperator<Expr> canonical) {
    Map<String, RuleLine> lines = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      RuleLine rule = RuleLine.split(file, ++number, line);
      if (rule != null && lines.putIfAbsent(rule.name, rule) != null) {
        throw RuleLine.refused(file, number, "a second rule is called " + rule.name);
      }
    }
    return new RuleBook(file, lines, canonical);
  }

  /// The names of the rules, in order.
  public List<String> names() {
    return List.copyOf(lines.keySet());
  }

  /// All rules, read; those that Java computes have a name and a sentence only.
  public List<Rule> rules() {
    return lines.values().stream()
        .filter(line -> !line.computed)
        .map(line -> line.rule(canonical))
        .toList();
  }

  /// The rule of this name, read.
  public Rule rule(String name) {
    return line(name).rule(canonical);
  }

  /// What the reader of a derivation sees of a rule.
  public String sentence(String name) {
    return line(name).sentence;
  }

  /// The rule of this name as a reason.
  public Reason reason(String name) {
    return new Reason(name, sentence(name), null);
  }

  private RuleLine line(String name) {
    RuleLine line = lines.get(name);
    if (line == null) {
      throw new NablaException(NablaException.Kind.NAME, file + " has no rule " + name);
    }
    return line;
  }

  /// The rules whose left side names no other functions than those in `operators`, read.
  List<Rule> speakingOf(Set<Operator> operators) {
    List<Rule> found = new ArrayList<>();
    for (RuleLine line : lines.values()) {
      if (!line.computed && operators.containsAll(line.functions)) {
        found.add(line.rule(canonical));
      }
    }
    return found;
  }

  /// The functions in an expression.
  static Set<Operator> operators(Expr expression) {
    Set<Operator> operators = new HashSet<>();
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Apply apply) {
        operators.add(apply.operator());
      }
    }
    return operators;
  }

  UnaryOperator<Expr> canonical() {
    return canonical;
  }

  /// This book and another, as one; a name may not stand in both.
  public RuleBook and(RuleBook other) {
    Map<String, RuleLine> both = new LinkedHashMap<>(lines);
    other.lines.forEach((name, line) -> {
      @Nullable RuleLine twice = both.putIfAbsent(name, line);
      if (twice != null) {
        throw new NablaException(
            NablaException.Kind.NAME,
            line.source() + ": " + twice.source() + " has a rule " + name + " too");
      }
    });
    return new RuleBook(file + " and " + other.file, both, canonical);
  }
}
