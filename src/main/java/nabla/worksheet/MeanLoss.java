package nabla.worksheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.simplify.Form;
import nabla.write.Text;

/// Losses of one example as their means over the examples of a sheet, for what works on one
/// formula: descent and equations.
final class MeanLoss {

  /// In characters of text; nobody reads a longer one in a sentence.
  private static final int LONGEST_SHOWN = 120;

  /// The derivative of a name, that of its mean: `∂L/∂w`, `\frac{dL}{dw}`, `∇L`, `L'`.
  private static final Pattern SLOPE =
      Pattern.compile(
          "[-−\\d.\\s]*(?:[∂d]\\s*NAME\\s*/\\s*[∂d]\\s*\\S+"
              .concat("|\\\\frac\\s*\\{\\s*(?:d|∂|\\\\partial)\\s*NAME\\s*\\}\\s*\\{[^{}]*\\}")
              .concat("|(?:∇|\\\\nabla)(?:_\\S+)?\\s*NAME|NAME['′]+)")
              .replace("NAME", "(?:\\p{L}[\\p{M}\\w]*|\\\\[a-zA-Z]+(?:\\s*\\{[^{}]*\\})?)"));

  /// `∂(2L)/∂w`, `∇(2L)`
  private static final Pattern SLOPE_OF_FORMULA =
      Pattern.compile(
          "[-−\\d.\\s]*(?:[∂d]|(?:∇|\\\\nabla)(?:_\\S+)?)\\s*\\((?<of>.+)\\)"
              + "(?:\\s*/\\s*[∂d]\\s*[^\\s()]+)?");

  private final Sheet sheet;
  private final Examples examples;
  private final List<Name> averaged = new ArrayList<>();

  /// Those of the averaged that are no means, as they take all examples at once.
  private final Set<Name> whole = new HashSet<>();

  private final Map<Name, Expr> unnamed = new HashMap<>();
  private final Map<Expr, Integer> degrees = new HashMap<>();

  private MeanLoss(Sheet sheet, Examples examples) {
    this.sheet = sheet;
    this.examples = examples;
  }

  /// What a statement of a sheet answers where each loss in a text is its mean.
  ///
  /// @param text a loss, or an equation of its derivatives
  /// @param answer takes the text, or the mean where the text is a loss without a name
  static Report during(Sheet sheet, Statement.Clause text, Answering answer) {
    Examples examples = sheet.examples();
    if (examples == null) {
      return answer.of(text);
    }
    Report whole = WholeColumns.during(sheet, text.text(), () -> answer.of(text));
    if (whole != null) {
      return whole;
    }
    Sheet before = sheet.saved();
    try {
      WholeColumns.putInto(sheet, text.text());
      MeanLoss mean = new MeanLoss(sheet, examples);
      Statement.Clause meant = mean.meant(text);
      return mean.said(answer.of(meant));
    } finally {
      sheet.restore(before);
    }
  }

  /// The same for a list of formulas, in which each loss that has a name is its mean, and one that
  /// has none gets one.
  ///
  /// @param answer takes the list
  static Report named(Sheet sheet, Statement.Clause text, Answering answer) {
    Examples examples = sheet.examples();
    if (examples == null) {
      return answer.of(text);
    }
    Report whole = WholeColumns.during(sheet, text.text(), () -> answer.of(text));
    if (whole != null) {
      return whole;
    }
    Sheet before = sheet.saved();
    try {
      WholeColumns.putInto(sheet, text.text());
      MeanLoss mean = new MeanLoss(sheet, examples);
      List<Statement.Clause> items = StatementReader.list(text);
      boolean curved = items.stream().anyMatch(mean::isCurved);
      Statement.Clause meant =
          curved
              ? new Statement.Clause(
                  items.stream().map(mean::name).collect(Collectors.joining(", ")), text.start())
              : text;
      mean.nameMeans(meant);
      return mean.said(answer.of(meant));
    } finally {
      sheet.restore(before);
    }
  }

  /// A name for the mean of a formula in whose place that of the means is another one; the text of
  /// any other formula.
  private String name(Statement.Clause item) {
    return isCurved(item) ? named(sheet.formula(item)) : item.text();
  }

  private String named(Formula formula) {
    String name = Sheet.spelled(NamesInUse.loss(sheet));
    Expr example = formula.reading().expression();
    define(name, formula);
    averaged.add(Name.of(name));
    unnamed.put(Name.of(name), example);
    return name;
  }

  /// What answers with a text.
  interface Answering {
    Report of(Statement.Clause text);
  }

  /// Names the means, and says the text in them.
  private Statement.Clause meant(Statement.Clause text) {
    boolean equation = text.text().contains("=");
    boolean curved = !equation && isCurved(text);
    if (equation) {
      refuseCurvedSides(text);
    }
    if (!curved) {
      nameMeans(text);
    }
    boolean alone = averaged.isEmpty() && !equation;
    if (alone && concerns(sheet.formula(text))) {
      return new Statement.Clause(named(sheet.formula(text)), text.start());
    }
    return text;
  }

  private void nameMeans(Statement.Clause text) {
    for (Name name : sheet.meanings().names()) {
      String spelled = Sheet.spelled(name);
      if (Links.mentions(text.text(), name)) {
        Formula formula = sheet.formula(sheet.unfolded(spelled), 0);
        if (concerns(formula) && formula.reading().expanded().isScalar()) {
          define(spelled, formula);
          averaged.add(name);
        }
      }
    }
  }

  /// Refuses a formula in whose place the formula of the means is another one: `e²`, where e has a
  /// mean of its own.
  private void refuseCurved(Statement.Clause item) {
    if (isCurved(item)) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "found %s of examples, expected a name for it, as in let %s = %s, whose mean is taken"
              .formatted(item.text(), Sheet.spelled(NamesInUse.loss(sheet)), item.text()),
          1,
          item.start() + 1,
          item.text().length());
    }
  }

  private void refuseCurvedSides(Statement.Clause equations) {
    for (Statement.Clause equation : StatementReader.list(equations)) {
      int equals = equation.text().indexOf('=');
      String left = equals < 0 ? equation.text() : equation.text().substring(0, equals).strip();
      refuseCurved(new Statement.Clause(left, equation.start()));
      refuseCurved(
          new Statement.Clause(
              equation.text().substring(equals + 1).strip(), equation.start() + equals + 1));
    }
  }

  private boolean isCurved(Statement.Clause item) {
    if (NameText.alone(item.text()) != null || SLOPE.matcher(item.text()).matches()) {
      return false;
    }
    Matcher slope = SLOPE_OF_FORMULA.matcher(item.text());
    if (slope.matches()) {
      return isCurved(new Statement.Clause(slope.group("of"), item.start() + slope.start("of")));
    }
    try {
      Formula formula = sheet.formula(item);
      Expr named = new OwnNotation(sheet).of(item.text(), formula.reading().expression());
      boolean whole = WholeColumns.of(sheet, formula).isAllOf(sheet, formula);
      return !whole && concerns(formula) && degree(named) > 1;
    } catch (NablaException senseless) {
      return false; // which is said where it is computed
    }
  }

  /// 0 for what has nothing of the examples in it, 1 for what is linear in names of such, else 2.
  private int degree(Expr formula) {
    Integer known = degrees.get(formula);
    if (known == null) {
      known = degreeOf(formula);
      degrees.put(formula, known);
    }
    return known;
  }

  private int degreeOf(Expr formula) {
    if (formula instanceof Symbol symbol) {
      return sheet.isData(symbol.name()) ? 2 : isOfExamples(symbol.name()) ? 1 : 0;
    }
    if (formula instanceof Apply value
        && value.operator() instanceof UnknownFunction function
        && value.children().stream().allMatch(each -> degree(each) == 0)) {
      return isOfExamples(function.symbol()) ? 1 : 0;
    }
    List<Integer> parts = formula.children().stream().map(this::degree).toList();
    int most = parts.stream().mapToInt(part -> part).max().orElse(0);
    return switch (formula) {
      case Sum sum -> most;
      case Negate minus -> most;
      case Derivative derivative -> parts.getFirst();
      case Product product -> parts.stream().mapToInt(part -> part).sum();
      case Quotient quotient -> parts.getLast() == 0 ? most : 2;
      default -> most == 0 ? 0 : 2;
    };
  }

  private boolean isOfExamples(Name name) {
    return sheet.meanings().defines(name)
        && concerns(sheet.formula(sheet.unfolded(Sheet.spelled(name)), 0));
  }

  private boolean concerns(Formula formula) {
    return !data(formula).isEmpty();
  }

  /// The data in a formula; a parameter of a function is none, whatever its letter is elsewhere.
  private List<Symbol> data(Formula formula) {
    return formula.variables().stream()
        .filter(variable -> sheet.isData(variable.name()))
        .filter(variable -> !formula.reading().parameters().contains(variable))
        .toList();
  }

  /// A name with the parameters of what it is defined to be.
  private String head(String name, Formula formula) {
    if (formula.reading().parameters().isEmpty()) {
      return name;
    }
    return NameText.parameters(sheet.unfolded(name)).stream()
        .map(Sheet::spelled)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  private void define(String name, Formula formula) {
    int count = examples.count();
    boolean atOnce = WholeColumns.of(sheet, formula).isAllOf(sheet, formula);
    if (examples.isMany()) {
      Expr mean = LargeMean.closed(sheet, formula, examples);
      if (mean != null) {
        if (atOnce) {
          whole.add(Objects.requireNonNull(NameText.alone(name)));
        }
        sheet.round();
        define(head(name, formula) + " = " + Text.of(mean));
        return;
      }
    }
    if (atOnce || count > LargeMean.MOST_EXAMPLES) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          (atOnce ? name + " of all " : "the mean over ")
              + count
              + " examples is no formula to derive, expected at most "
              + (atOnce ? Examples.MOST_WRITTEN : LargeMean.MOST_EXAMPLES)
              + "; over more, descend goes a number of steps, evaluate gives the mean where all has"
              + " numbers, and train goes, as in train "
              + name
              + " over w with sgd rate 0.1 batch all for 10 epochs");
    }
    Expr loss = formula.reading().expanded();
    List<Expr> terms = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      Map<Symbol, Expr> values = new LinkedHashMap<>();
      Map<Name, String> example = examples.example(row);
      for (Symbol variable : data(formula)) {
        String value = example.get(variable.name());
        if (value != null) {
          values.put(variable, NameText.value(value));
        }
      }
      terms.add(withoutOnes(Substitution.of(values).apply(loss)));
    }
    Expr sum = terms.size() == 1 ? terms.getFirst() : Sum.of(terms);
    Expr mean = Product.of(Num.of(Rational.of(1).dividedBy(Rational.of(count))), sum);
    define(head(name, formula) + " = " + shortest(Text.of(mean)));
  }

  /// Without the factors 1 that a label is: `1 wᵀ` would be read as the vector of ones before a
  /// row.
  private static Expr withoutOnes(Expr expression) {
    Dag dag = Dag.of(expression);
    Expr[] results = new Expr[dag.size()];
    for (int i = 0; i < results.length; i++) {
      Expr node = dag.node(i);
      List<Expr> children = new ArrayList<>();
      node.children().forEach(child -> children.add(results[dag.position(child)]));
      if (node instanceof Product) {
        children.removeIf(Num.ONE::equals);
        results[i] = children.isEmpty() ? Num.ONE : Product.of(children);
      } else {
        results[i] = node.withChildren(children.toArray(Expr[]::new));
      }
    }
    return results[results.length - 1];
  }

  private void define(String text) {
    sheet.define(sheet.formula(Defining.LET + text, 0), text);
  }

  /// Multiplied out where that is shorter, as for a quadratic loss; a sum of logarithms stays.
  private String shortest(String mean) {
    Formula formula = Nabla.formula(mean, sheet.facts().toString());
    boolean curved =
        Dag.any(
            formula.reading().expanded(),
            node ->
                node instanceof Apply apply
                    && apply.operator() instanceof Function function
                    && function.isElementwise()
                    && Dag.any(apply, Symbol.class::isInstance));
    if (curved) {
      return mean;
    }
    String expanded = Text.of(formula.simplified(new Form.Expanded()));
    return expanded.length() < mean.length() ? expanded : mean;
  }

  private Report said(Report report) {
    if (averaged.isEmpty()) {
      return report;
    }
    Wording sentence = Wording.of("");
    for (Name name : averaged) {
      Formula mean = sheet.formula(sheet.unfolded(Sheet.spelled(name)), 0);
      Expr formula = Objects.requireNonNull(mean.reading().expression());
      boolean hidden = Text.of(formula).length() > LONGEST_SHOWN;
      sentence =
          sentence
              .and(averaged.getFirst().equals(name) ? "" : ", ")
              .and(Symbol.of(name), mean.writing())
              .and(whole.contains(name) ? " is" : " is the mean");
      Expr example = unnamed.get(name);
      String of = whole.contains(name) ? " " : " of ";
      sentence = example == null ? sentence : sentence.and(of).and(example, mean.writing());
      String over = whole.contains(name) ? " of all " : " over ";
      sentence = sentence.and(over + examples.count() + " examples");
      sentence = hidden ? sentence : sentence.and(": ").and(formula, mean.writing());
    }
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Report.Remark(sentence, Report.Tone.PLAIN));
    blocks.addAll(report.blocks());
    return new Report(
        report.title(),
        blocks,
        report.notes(),
        report.writing(),
        report.json(),
        report.exitCode(),
        report.refusal());
  }
}
