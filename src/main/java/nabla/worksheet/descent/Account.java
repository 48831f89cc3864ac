package nabla.worksheet.descent;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.Derived;
import nabla.Formula;
import nabla.answer.Colours;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.answer.TextReport;
import nabla.answer.Wording;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.numeric.Verification;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.write.Latex;
import nabla.write.Steps;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// An answer as it grows, block by block.
final class Account {
  /// Nobody reads a longer formula, as that of a mean over hundreds of examples.
  static final long LONGEST = 400;

  private final WriteOptions writing;
  private final List<Report.Block> blocks = new ArrayList<>();
  private final Findings findings;

  /// An answer on a formula, in its names.
  Account(Formula formula) {
    boolean one = formula.variables().size() == 1 && formula.variables().getFirst().isScalar();
    this.writing =
        formula
            .writing()
            .withSign(
                one ? WriteOptions.DerivativeSign.ORDINARY : WriteOptions.DerivativeSign.PARTIAL);
    this.findings = new Findings(writing);
  }

  /// What is found, as data for programs.
  Findings findings() {
    return findings;
  }

  WriteOptions writing() {
    return writing;
  }

  /// A sentence of words and formulas.
  Wording sentence(Object... parts) {
    Wording wording = new Wording(List.of());
    for (Object part : parts) {
      wording =
          switch (part) {
            case Expr formula -> wording.and(formula, writing);
            case Wording other -> wording.and(other);
            case Figure figure -> wording.andNumber(figure.decimal(), writing);
            default -> wording.and(part.toString());
          };
    }
    return wording;
  }

  /// An equation, and the sign of its sides: `c = 2 > 0`.
  Wording withSign(Expr equation, int sign) {
    String compared = sign > 0 ? " > 0" : " < 0";
    return new Wording(
        List.of(
            new Wording.Mathematics(
                Text.of(equation, writing) + compared, Latex.of(equation, writing) + compared)));
  }

  /// A number in decimals within a sentence.
  record Figure(String decimal) {}

  /// Says a sentence of words and formulas.
  void say(Object... parts) {
    blocks.add(new Report.Remark(sentence(parts), Report.Tone.PLAIN));
  }

  /// Says what to be aware of.
  void warn(Object... parts) {
    blocks.add(new Report.Remark(sentence(parts), Report.Tone.WARNING));
  }

  void add(Report.Block block) {
    blocks.add(block);
  }

  /// How many nodes both sides have.
  private static long weight(Report.Row row) {
    Report.Left left = row.left();
    return (long) row.right().weight() + (left == null ? 0 : left.expression().weight());
  }

  /// Adds equations that are short enough to be read, and says where some are not.
  void equations(Report.Row... rows) {
    List<Report.Row> shown = Arrays.stream(rows).filter(row -> weight(row) <= LONGEST).toList();
    if (!shown.isEmpty()) {
      blocks.add(new Report.Equations(shown));
    }
    if (shown.size() < rows.length) {
      say("The equations have too many terms to be shown.");
    }
  }

  static Report.Row row(Expr left, Expr right, Expr... conditions) {
    if (!Forms.hasSymbols(right) && Forms.isLong(right)) {
      String decimals = "≈ " + Text.of(Forms.decimals(right));
      return new Report.Row(Report.Left.of(left), right, decimals, List.of(conditions), true);
    }
    return new Report.Row(Report.Left.of(left), right, "", List.of(conditions));
  }

  static Report.Row line(Expr alone) {
    return new Report.Row(null, alone, "", List.of());
  }

  /// What `start` becomes, and why; a line that changes nothing is left out.
  ///
  /// @param amount what belongs to the reason, as in `factor out x`
  record Line(Expr after, String why, Expr amount) {}

  /// A derivation of lines, each with its reason.
  void derive(Expr subject, Expr start, List<Expr> conditions, Line... lines) {
    if (start.weight() > LONGEST) {
      return; // as the gradient, of which that was said
    }
    List<Step> steps = new ArrayList<>();
    Expr before = start;
    for (Line line : lines) {
      if (!line.after().equals(before)) {
        Step.Reason reason = new Step.Reason("descent", line.why(), line.amount());
        steps.add(new Step(before, line.after(), List.of(reason), List.of()));
        before = line.after();
      }
    }
    blocks.add(new Report.Proof(new Derivation(subject, start, steps), Steps.BRIEF, conditions));
  }

  /// The derivation of a derivative, and what came of verifying it.
  void derivation(Derived derived) {
    boolean isShown =
        derived.result().weight() <= LONGEST
            && derived.derivations().stream().allMatch(each -> each.start().weight() <= LONGEST);
    if (!isShown) {
      say("The gradient has too many terms to be shown.");
    }
    for (int i = 0; isShown && i < derived.derivations().size(); i++) {
      boolean last = i == derived.derivations().size() - 1;
      blocks.add(
          new Report.Proof(
              withoutItself(derived.derivations().get(i)),
              Steps.BRIEF,
              last ? derived.conditions() : List.of()));
    }
    Verification verification = derived.verification();
    if (verification != null) {
      blocks.add(
          new Report.Remark(
              verification.summary(),
              verification.isVerified() ? Report.Tone.GOOD : Report.Tone.WARNING));
    }
  }

  /// `∂L/∂L ∂L/∂z ∂z/∂w` without its first factor, where the formula is only the name L.
  private static Derivation withoutItself(Derivation derivation) {
    if (!(derivation.start() instanceof Product product)) {
      return derivation;
    }
    List<Expr> factors = new ArrayList<>(product.children());
    boolean there =
        factors.removeIf(factor ->
            factor instanceof Derivative itself && itself.body().equals(itself.variable()));
    return there && !factors.isEmpty()
        ? new Derivation(derivation.subject(), Product.of(factors), derivation.steps())
        : derivation;
  }

  void table(List<Wording> heading, List<List<Wording>> rows) {
    blocks.add(new Report.Table(heading, rows));
  }

  List<Wording> cells(Object... cells) {
    return Arrays.stream(cells).map(this::sentence).toList();
  }

  Report report(String title, List<String> notes) {
    return new Report(title, List.copyOf(blocks), notes, writing, () -> json(title), ExitCode.DONE);
  }

  /// For programs: what was found, and the answer as its lines of text.
  private JsonObject json(String title) {
    JsonObject json = new JsonObject();
    json.addProperty("title", title);
    findings.addTo(json);
    Report lines = report(title, List.of());
    json.addProperty("text", new TextReport(writing, Colours.NONE, 0).write(lines));
    return json;
  }
}
