package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.Derived;
import nabla.Formula;
import nabla.Value;
import nabla.answer.Decimals;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.calculus.CarryOut;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// Values of formulas in each example of a sheet, with their means.
final class Averaging {

  /// More examples are shown by their means.
  static final int MOST_SHOWN = 12;

  /// In characters of text; a longer value would make a column too wide.
  private static final int LONGEST_EXACT = 20;

  private final Sheet sheet;

  Averaging(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A value in the examples.
  ///
  /// @param first that in the first of them, or in each where there are not many
  record Spread(Value mean, List<Value> first) {}

  /// What has a value in each example: a formula, a derivative of it, or a part of it.
  record Quantity(Formula formula, @Nullable Derived derived, @Nullable Expr part) {

    Quantity(Formula formula, @Nullable Derived derived) {
      this(formula, derived, null);
    }

    private Value at(String values) {
      return part != null
          ? formula.at(part, values)
          : derived == null ? formula.at(values) : derived.at(values);
    }

    /// As an expression in the variables of the formula.
    private Expr expression() {
      return part != null
          ? CarryOut.of(part, Map.of(), formula.written())
          : derived == null ? formula.value() : derived.inVariables();
    }

    private boolean ofArrays() {
      return Dag.any(expression(), node -> !node.isScalar());
    }
  }

  /// Whether a formula has other values in each example.
  boolean concerns(Formula formula) {
    return sheet.examples() != null
        && formula.variables().stream().anyMatch(variable -> sheet.isData(variable.name()));
  }

  /// The value of a formula of all examples at once: exact, or in floating-point numbers of many.
  Value atOnce(Formula formula, WholeColumns whole) {
    return whole.isMany() ? inNumbers(formula, formula.value()) : formula.at(whole.values(sheet));
  }

  /// The same of a derivative.
  Value atOnce(Derived derived) {
    return inNumbers(derived.formula(), derived.inVariables());
  }

  private Value inNumbers(Formula formula, Expr output) {
    sheet.round();
    return EachExample.atOnce(sheet, formula, output);
  }

  /// The values of formulas and derivatives: exact where these are fractions and soon computed, or
  /// have letters in them, else in floating-point numbers.
  List<Spread> of(List<Quantity> quantities) {
    Examples examples = Objects.requireNonNull(sheet.examples());
    List<Spread> spreads = new ArrayList<>();
    boolean exact = !examples.isMany();
    for (int i = 0; i < quantities.size() && exact; i++) {
      Spread spread = exactly(quantities.get(i), examples);
      exact = spread != null;
      if (spread != null) {
        spreads.add(spread);
      }
    }
    if (spreads.size() < quantities.size()) {
      List<Quantity> rest = quantities.subList(spreads.size(), quantities.size());
      sheet.round();
      try {
        spreads.addAll(inNumbers(rest, examples));
      } catch (NablaException overflow) {
        if (overflow.kind() != NablaException.Kind.DOMAIN || examples.count() > MOST_SHOWN) {
          throw overflow;
        }
        // no double holds 1/(1 − σ(1110))
        rest.forEach(quantity -> spreads.add(oneByOne(quantity, null, examples)));
      }
    }
    return spreads;
  }

  private @Nullable Spread exactly(Quantity quantity, Examples examples) {
    boolean few = examples.count() <= MOST_SHOWN;
    boolean arrays = quantity.ofArrays();
    Value first = arrays && !few ? null : quantity.at(sheet.values(examples.example(0)));
    boolean fitting =
        first != null
            && (!Exactness.isNumber(first)
                || Exactness.isRational(first.exact())
                || (few && !arrays));
    if (!fitting && (first != null || hasNumbers(quantity.formula))) {
      return null;
    }
    return oneByOne(quantity, first, examples);
  }

  /// @param first the value in the first example, where it is known
  private Spread oneByOne(Quantity quantity, @Nullable Value first, Examples examples) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < examples.count(); i++) {
      values.add(i == 0 && first != null ? first : quantity.at(sheet.values(examples.example(i))));
    }
    return new Spread(Passes.mean(values), values);
  }

  /// Whether each variable of a formula has a value without letters.
  private boolean hasNumbers(Formula formula) {
    Set<String> sizes = formula.reading().sizes().keySet();
    return formula.variables().stream()
        .filter(each -> !sizes.contains(each.toString()) && !sheet.isData(each.name()))
        .map(each -> sheet.value(each.name()))
        .allMatch(text -> text != null && !Dag.any(NameText.value(text), Symbol.class::isInstance));
  }

  private List<Spread> inNumbers(List<Quantity> quantities, Examples examples) {
    EachExample each =
        EachExample.of(
            sheet,
            quantities.stream().map(Quantity::formula).distinct().toList(),
            quantities.stream().map(Quantity::expression).toList());
    List<List<Value>> first = each.first(examples.isMany() ? MOST_SHOWN : examples.count());
    List<Value> means = each.means();
    List<Spread> spreads = new ArrayList<>();
    for (int i = 0; i < quantities.size(); i++) {
      spreads.add(new Spread(means.get(i), first.get(i)));
    }
    return spreads;
  }

  /// The values in each of the first examples, and the means over all.
  void addTo(List<Report.Block> blocks, List<Evaluating.Row> rows, WriteOptions writing) {
    if (rows.isEmpty()) {
      return;
    }
    int count = Objects.requireNonNull(sheet.examples()).count();
    List<Wording> heading = new ArrayList<>(List.of(Wording.of("example")));
    for (Evaluating.Row row : rows) {
      heading.add(Wording.of("").and(row.left(), writing));
    }
    List<List<Wording>> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_SHOWN, count); i++) {
      List<Wording> line = new ArrayList<>(List.of(Wording.of(String.valueOf(i + 1))));
      for (Evaluating.Row row : rows) {
        line.add(number(Objects.requireNonNull(row.each()).get(i)));
      }
      lines.add(line);
    }
    List<Wording> means = new ArrayList<>(List.of(Wording.of("mean of " + count)));
    rows.forEach(row -> means.add(number(row.value())));
    lines.add(means);
    if (rows.stream().anyMatch(row -> row.ofMeans() != null)) {
      List<Wording> ofMeans = new ArrayList<>(List.of(Wording.of("with mean ∂")));
      rows.forEach(row -> ofMeans.add(number(row.moved())));
      lines.add(ofMeans);
    }
    blocks.add(new Report.Table(heading, lines));
  }

  /// A value in decimals; where these are rounded it says so, after the exact value where that is
  /// short.
  private Wording number(Value value) {
    String decimals = Decimals.beside(value);
    if (!decimals.startsWith("≈")) {
      return Passes.number(value);
    }
    boolean isLong =
        Text.of(value.exact()).length() > LONGEST_EXACT
            || new Report.Row(null, value.exact(), decimals, List.of(), sheet.isRounded())
                .isTooLong();
    return isLong
        ? Wording.of("").andNumber(decimals, WriteOptions.DEFAULT)
        : Wording.of("")
            .and(value.exact(), WriteOptions.DEFAULT)
            .and(" ")
            .andNumber(decimals, WriteOptions.DEFAULT);
  }
}
