package nabla.worksheet.descent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.Wording;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import nabla.numeric.Evaluation;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.write.Latex;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// When a descent is to stop: comparisons of formulas in the variables, the loss and its gradient.
/// Where doubles leave it open which side is the greater, it is decided exactly.
final class Condition {

  /// Sides that differ by a smaller part of them are compared exactly.
  private static final int LONG = 20;

  private static final double CLOSE = 1e-9;

  private final Problem problem;
  private final String text;
  private final Symbol gradient;
  private final Expr shown;
  private final Expr decided;
  private final Map<Relation, Compiled> compiled = new LinkedHashMap<>();

  private Condition(Problem problem, String text, Symbol gradient, Expr shown, Expr decided) {
    this.problem = problem;
    this.text = text;
    this.gradient = gradient;
    this.shown = shown;
    this.decided = decided;
  }

  /// What a text such as `|w - 100| < 1` or `‖∇L‖ < 1e-6` says of the loss of a problem.
  static Condition parse(Stop.Until until, Problem problem) {
    String text = AtMinimum.written(until.condition(), problem);
    Formula loss = problem.formula();
    List<String> letters =
        Stream.of("g", "G", "h", "q", "Γ", "Υ").filter(letter -> !text.contains(letter)).toList();
    Symbol gradient = Notation.free(loss.known(), letters);
    boolean one = problem.variables().size() == 1;
    Name of = problem.loss().name();
    String name = Pattern.quote(of.isWord() ? of.base() : of.toString());
    String plain =
        Pattern.compile("(∇|\\bgrad\\s*)\\s*" + name + "(?![\\w'(])")
            .matcher(text)
            .replaceAll(Matcher.quoteReplacement(" " + gradient.name() + " "));
    plain = partials(plain, name, gradient, problem);
    plain = one && problem.vector() == null ? plain.replace('‖', '|') : plain;
    StringBuilder where = new StringBuilder(until.values());
    if (of.isWord()) {
      where.append(where.isEmpty() ? "" : "; ").append(of.base()).append(" in R");
    }
    if (!one || problem.vector() != null) {
      plain = norms(plain, gradient, problem.vector());
      int size = problem.variables().size();
      where
          .append(where.isEmpty() ? "" : "; ")
          .append(gradient.name())
          .append(" in R^")
          .append(size);
      if (problem.vector() != null) {
        where.append("; ").append(problem.vector().name()).append(" in R^").append(size);
      }
    }
    Formula condition = Nabla.formula(plain, where.toString());
    Expr read = condition.reading().expression();
    Map<Expr, Expr> meanings = new LinkedHashMap<>();
    Symbol vector = problem.vector();
    for (Expr node : Dag.of(read).nodes()) {
      if (node instanceof Symbol symbol) {
        if (symbol.name().equals(gradient.name())) {
          meanings.put(symbol, symbol.isScalar() ? problem.gradient().getFirst() : column(problem));
        } else if (symbol.name().equals(problem.loss().name())) {
          meanings.put(symbol, problem.expression());
        } else if (vector != null && symbol.name().equals(vector.name())) {
          meanings.put(
              symbol, Literal.of(problem.variables().size(), List.copyOf(problem.variables())));
        }
      }
    }
    Expr expanded =
        Substitution.of(meanings)
            .apply(loss.reading().expanded(condition.reading().expanded(read)));
    Expr decided = scalar(Substitution.of(meanings).apply(expanded));
    for (Expr node : Dag.of(decided).nodes()) {
      if (node instanceof Symbol symbol && !problem.variables().contains(symbol)) {
        throw new NablaException(
            NablaException.Kind.NAME,
            "the condition "
                + text.strip()
                + " mentions "
                + symbol.name()
                + ", which has no value");
      }
    }
    return new Condition(problem, until.condition(), gradient, read, decided);
  }

  /// `∂L/∂w` as the gradient of one variable, or an entry of that of several.
  private static String partials(String text, String loss, Symbol gradient, Problem problem) {
    List<Symbol> variables = problem.variables();
    Symbol vector = problem.vector();
    String plain = text;
    for (int i = vector == null ? 0 : -1; i < variables.size(); i++) {
      Symbol variable = i < 0 ? vector : variables.get(i);
      String by = Pattern.quote(String.valueOf(variable == null ? "" : variable.name()));
      boolean whole = i < 0 || (variables.size() == 1 && vector == null);
      String meant = " " + gradient.name() + (whole ? " " : "[" + i + "] ");
      plain =
          Pattern.compile("[∂d]\\s*" + loss + "\\s*/\\s*[∂d]\\s*" + by + "(?![\\w'(])")
              .matcher(plain)
              .replaceAll(Matcher.quoteReplacement(meant));
    }
    return plain;
  }

  /// Bars around a vector are its norm: `|∇L| < 0.1`, `|v - ∇L|`, `|(u, v) - (2, 1)|`; those of
  /// norms stay.
  private static String norms(String text, Symbol gradient, @Nullable Symbol vector) {
    String names =
        Pattern.quote(gradient.name().toString())
            + "|\\([^()|]*,[^()|]*\\)"
            + (vector == null ? "" : "|" + Pattern.quote(vector.name().toString()));
    return Pattern.compile(
            "(?<!\\|)\\|(?!\\|)([^|\\[]*(?<!\\p{L})(?:%s)(?![\\p{L}\\d_\\[])[^|\\[]*)(?<!\\|)\\|(?!\\|)"
                .formatted(names))
        .matcher(text)
        .replaceAll("‖$1‖");
  }

  private static Expr column(Problem problem) {
    return Literal.of(problem.gradient().size(), problem.gradient());
  }

  /// The condition as comparisons of numbers.
  private static Expr scalar(Expr condition) {
    return switch (condition) {
      case Relation relation when relation.left().isScalar() && relation.right().isScalar() ->
          Relation.of(relation.comparison(), entry(relation.left()), entry(relation.right()));
      case Logic logic ->
          Logic.of(logic.connective(), logic.children().stream().map(Condition::scalar).toList());
      default ->
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED,
              "a descent stops where a comparison of numbers holds, such as |w − 1| < 0.01");
    };
  }

  private static Expr entry(Expr number) {
    if (!Dag.any(number, node -> !node.isScalar())) {
      return number;
    }
    // entries of the gradient, which may be long ones, stand under letters meanwhile
    Map<Expr, Expr> letters = new LinkedHashMap<>();
    Map<Expr, Expr> meant = new LinkedHashMap<>();
    for (Expr node : Dag.of(number).nodes()) {
      for (Expr entry : node instanceof Literal ? node.children() : List.<Expr>of()) {
        if (entry.weight() > LONG && !letters.containsKey(entry)) {
          Symbol letter = Symbol.of("entry " + letters.size());
          letters.put(entry, letter);
          meant.put(letter, entry);
        }
      }
    }
    Literal entries = EntryEvaluation.of(Substitution.of(letters).apply(number), Map.of());
    if (entries == null || entries.arity() != 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "the condition has no value in numbers");
    }
    return Substitution.of(meant).apply(entries.child(0));
  }

  /// The comparison of a formula with a number that does not change, where the condition is one.
  @Nullable Relation single() {
    return decided instanceof Relation relation
            && !Forms.mentions(relation.right(), problem.variables())
        ? relation
        : null;
  }

  /// As it was written.
  Wording shown(WriteOptions writing) {
    String placeholder = Latex.of(gradient, writing);
    String loss = Latex.of(problem.loss(), writing);
    return new Wording(
        List.of(
            new Wording.Mathematics(
                text.strip(),
                Latex.of(shown, writing)
                    .replaceAll(
                        "(?<![a-zA-Z\\\\])" + Pattern.quote(placeholder) + "(?![a-zA-Z])",
                        Matcher.quoteReplacement("\\nabla " + loss)))));
  }

  /// Whether it holds here.
  boolean holds(Iterate at) {
    return holds(decided, at);
  }

  /// Whether it does not hold here, nor anywhere near.
  boolean fails(Iterate at) {
    return !holds(at)
        && Dag.of(decided).nodes().stream()
            .noneMatch(node -> node instanceof Relation relation && sign(relation, at) == 0);
  }

  private boolean holds(Expr condition, Iterate at) {
    if (condition instanceof Relation relation) {
      return relation.comparison().holds(sign(relation, at));
    }
    Logic logic = (Logic) condition;
    return switch (logic.connective()) {
      case AND -> logic.children().stream().allMatch(each -> holds(each, at));
      case OR -> logic.children().stream().anyMatch(each -> holds(each, at));
      case NOT -> !holds(logic.child(0), at);
    };
  }

  private int sign(Relation relation, Iterate at) {
    double[] sides = new double[2];
    compiled
        .computeIfAbsent(
            relation, each -> Compiled.of(problem.variables(), each.left(), each.right()))
        .evaluate(at.values(), sides);
    double difference = sides[0] - sides[1];
    boolean cancelled = at.exact() != null; // as 100 does in |w − 100| where w is nearly 100
    if (!cancelled
        && Math.abs(difference) > CLOSE * Math.max(Math.abs(sides[0]), Math.abs(sides[1]))) {
      return (int) Math.signum(difference);
    }
    Evaluation value = Evaluation.of(relation.difference(), at.bindings(problem.variables()));
    return value.exact() != null
        ? value.exact().signum()
        : value.digits() == 0 ? 0 : (int) Math.signum(value.value());
  }
}
