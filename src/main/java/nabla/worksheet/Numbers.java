package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.Nabla;
import nabla.calculus.CarryOut;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DerivativeAt;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.read.Definition;
import nabla.simplify.Canonical;
import nabla.simplify.Form;
import nabla.simplify.Presentation;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Formulas in which variables have the numbers of a sheet.
final class Numbers {
  /// A longer formula in entries is no formula that one reads.
  private static final long LONGEST = 20_000;

  /// The w of `∂L/∂w`.
  private static final Pattern BY = Pattern.compile("/\\s*[∂d]\\s*(\\p{L}[\\w₀-₉]*)");

  private final Sheet sheet;

  Numbers(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A formula in which the variables have the numbers of the sheet, but for some.
  Formula putInto(Clause clause, List<String> but) {
    return putInto(clause, but, List.of());
  }

  /// The same where some variables are numbers of their own, whatever the sheet declares.
  ///
  /// The letters for sizes are those of the arrays that the sheet gives, and a number that is made
  /// of such arrays is one of their entries.
  Formula putInto(Clause clause, List<String> but, List<Name> numbers) {
    Clause applied = applied(clause);
    if (applied != clause) {
      Formula formula = putInto(applied, but, numbers);
      boolean numbersOnly = formula.variables().stream().allMatch(Symbol::isScalar);
      if (numbersOnly) { // which the arrays in the function have become
        String text = Text.of(formula.reading().expanded());
        return Nabla.formula(
            "let " + clause.text().strip() + " = " + text, sheet.facts().toString());
      }
    }
    Formula slope = slope(clause, but, numbers);
    if (slope != null) {
      return slope;
    }
    Sheet before = sheet.saved();
    try {
      Map<String, Long> sizes = sizes(but);
      sheet.comeBackTo(sheet.facts().withSizes(sizes));
      Formula formula = numbered(clause, but, numbers, sizes, false);
      Map<Symbol, Expr> entries = withEntries(formula, but);
      String number =
          text(formula, formula.reading().name(), formula.reading().expanded(), entries);
      if (number != null) {
        return Nabla.formula(number, sheet.facts().toString());
      }
      boolean changed = false;
      for (Definition each : formula.reading().definitions()) {
        Expr meaning = each.isFunction() ? null : formula.reading().expanded(each.expression());
        String text = meaning == null ? null : text(formula, each.name(), meaning, entries);
        if (text != null) {
          sheet.define(sheet.formula(text, 0), text);
          changed = true;
        }
      }
      return changed || !entries.isEmpty() ? numbered(clause, but, numbers, sizes, true) : formula;
    } finally {
      sheet.restore(before);
    }
  }

  /// A derivative of a sum over all examples by a variable that has a value, which is put in after
  /// it; null for anything else.
  private @Nullable Formula slope(Clause clause, List<String> but, List<Name> numbers) {
    List<String> by =
        BY.matcher(clause.text())
            .results()
            .map(derivative -> derivative.group(1))
            .filter(name -> sheet.value(name) != null && !but.contains(name))
            .distinct()
            .toList();
    if (by.isEmpty() || sheet.shapes().count() == 0) {
      return null;
    }
    List<String> open = new ArrayList<>(but);
    open.addAll(by);
    Formula formula = putInto(clause, open, numbers);
    Expr carried = CarryOut.of(formula.reading().expanded(), Map.of(), formula.written());
    String values =
        by.stream()
            .map(name -> "let " + name + " = " + sheet.value(name))
            .collect(Collectors.joining("; "));
    return hasArrays(carried) ? null : Nabla.formula(Text.of(carried), values);
  }

  /// A function of arrays by its name alone as what it is of its parameters, `L(w)`; anything else
  /// as it is.
  private Clause applied(Clause clause) {
    Name name = NameText.alone(clause.text());
    if (name == null || !sheet.isFunction(name)) {
      return clause;
    }
    List<String> parameters =
        NameText.parameters(sheet.unfolded(clause.text())).stream().map(Sheet::spelled).toList();
    String text = clause.text() + "(" + String.join(", ", parameters) + ")";
    boolean arrays =
        !parameters.isEmpty()
            && sheet.formula(text, clause.start()).variables().stream()
                .anyMatch(variable -> !variable.isScalar());
    return arrays ? new Clause(text, clause.start()) : clause;
  }

  /// @param all whether also arrays have their numbers of which a sum takes entries
  private Formula numbered(
      Clause clause, List<String> but, List<Name> numbers, Map<String, Long> sizes, boolean all) {
    String text = new Gradients(sheet).written(sheet.unfolded(clause.text())).text();
    Set<Name> own = new LinkedHashSet<>(sheet.contexts().numbers(text));
    own.addAll(numbers);
    Formula plain = sheet.formula(text, clause.start(), own);
    List<String> facts = new ArrayList<>(List.of(sheet.context(text, own)));
    Set<Name> open = names(but);
    for (Symbol variable : plain.variables()) {
      Name name = variable.name();
      Long size = sizes.get(Text.of(name));
      String value = size == null ? sheet.value(name) : size.toString();
      if (value != null && !open.contains(name) && (all || !takesEntries(plain, variable))) {
        facts.add("let " + Sheet.spelled(name) + " = " + asRow(value, variable.shape()));
      }
    }
    Expr expanded = plain.reading().expanded();
    boolean slopes =
        Dag.any(
            expanded,
            node ->
                node instanceof Derivative derivative
                    && !derivative.variable().isScalar()
                    && sheet.value(derivative.variable().name()) != null
                    && !open.contains(derivative.variable().name()));
    if (slopes) {
      facts.set(0, sheet.facts().toString());
      text = Text.of(CarryOut.of(expanded, Map.of(), plain.written()));
    }
    facts.removeIf(String::isBlank);
    try {
      return Nabla.formula(text, String.join("; ", facts));
    } catch (NablaException clash) {
      return withoutSizes(plain, text, facts, clash);
    }
  }

  /// The same with numbers for the letters of sizes that have values, `Σ_{k=1}^3` for `Σ_{k=1}^K`,
  /// where an array without numbers has that size; else what was wrong.
  private Formula withoutSizes(
      Formula plain, String text, List<String> facts, NablaException clash) {
    String formula = text;
    String beside = String.join("; ", facts);
    for (String size : plain.reading().sizes().keySet()) {
      Name name = Name.spelled(size);
      String value = sheet.value(name);
      if (value != null && value.matches("\\d+")) {
        Pattern letter =
            Pattern.compile(
                "(?<![\\p{L}\\d_\\\\])%s(?![\\p{L}\\d_(])".formatted(Pattern.quote(size)));
        beside =
            letter
                .matcher(beside.replace("let " + Sheet.spelled(name) + " = " + value, ""))
                .replaceAll(value);
        formula = letter.matcher(formula).replaceAll(value);
      }
    }
    if (formula.equals(text)) {
      throw clash;
    }
    return Nabla.formula(formula, beside);
  }

  /// Whether a formula has entries of an array at places that are no numbers, as `x_i` in a sum.
  private static boolean takesEntries(Formula formula, Symbol array) {
    return !array.isScalar() && takesEntries(formula.reading().expanded(), array);
  }

  private static boolean takesEntries(Expr formula, Symbol array) {
    return Dag.any(
        formula,
        node ->
            node instanceof Apply apply
                && (apply.operator() instanceof DerivativeAt slope
                    ? takesEntries(slope.body(), array)
                    : apply.operator() == Matrices.ENTRY
                        && apply.argument().equals(array)
                        && apply.children().stream()
                            .skip(1)
                            .anyMatch(each -> !(each instanceof Num))));
  }

  /// The arrays whose entries a formula takes, with their numbers.
  private Map<Symbol, Expr> withEntries(Formula formula, List<String> but) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    Set<Name> open = names(but);
    for (Symbol variable : formula.variables()) {
      String value = sheet.value(variable.name());
      if (value != null && !open.contains(variable.name()) && takesEntries(formula, variable)) {
        values.put(variable, NameText.value(value));
      }
    }
    return values;
  }

  /// The numbers of a matrix of one row, which a list gives as well: `W = [1, −1]`.
  private static String asRow(String value, Shape shape) {
    boolean row =
        shape.rows().equals(Dimension.ONE)
            && !shape.isScalar()
            && NameText.value(value).shape().isVector();
    return row ? "(" + value + ")^T" : value;
  }

  private static Set<Name> names(List<String> texts) {
    Set<Name> names = new LinkedHashSet<>();
    texts.forEach(text -> names.add(NameText.alone(text)));
    return names;
  }

  /// A formula, with the sizes of the arrays that have values where only these make sense of it:
  /// `J((1, −1))` for a J of a matrix of two columns.
  Formula ofSizes(String text, int start) {
    return ofSizes(text, start, false);
  }

  /// The same of a definition: the letters for the sizes are these numbers from there on.
  Formula definition(String text, int start) {
    return ofSizes(text, start, true);
  }

  private Formula ofSizes(String text, int start, boolean keep) {
    try {
      return sheet.formula(text, start);
    } catch (NablaException clash) {
      Map<String, Long> sizes = sizes();
      if (clash.kind() != NablaException.Kind.SHAPE || sizes.isEmpty()) {
        throw clash;
      }
      Sheet before = sheet.saved();
      boolean kept = false;
      try {
        sheet.comeBackTo(sheet.facts().withSizes(sizes));
        if (keep) {
          sizes.forEach(this::giveLetter);
        }
        Formula formula = sheet.formula(text, start);
        kept = keep;
        return formula;
      } catch (NablaException second) {
        throw clash;
      } finally {
        if (!kept) {
          sheet.restore(before);
        }
      }
    }
  }

  private void giveLetter(String letter, Long size) {
    Name name = Name.spelled(letter);
    if (!sheet.hasValue(name) && !sheet.meanings().defines(name)) {
      sheet.give(name, size.toString(), Shape.SCALAR);
    }
  }

  /// The sizes that letters stand for, as the values of declared arrays have them.
  Map<String, Long> sizes() {
    return sizes(List.of());
  }

  private Map<String, Long> sizes(List<String> but) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    Set<Name> open = names(but);
    for (Name name : sheet.valued()) {
      Shape declared = open.contains(name) ? null : sheet.shape(name);
      String value = sheet.value(name);
      if (declared != null && value != null) {
        Shape own = Nabla.formula(value).reading().expression().shape();
        boolean turned = declared.columns().isFixed() && own.rows().equals(declared.columns());
        Shape given = turned && !declared.isVector() ? own.transposed() : own;
        put(declared.rows(), given.rows(), sizes);
        put(declared.columns(), given.columns(), sizes);
      }
    }
    return sizes;
  }

  private static void put(Dimension letter, Dimension size, Map<String, Long> sizes) {
    if (!letter.isFixed() && size.isFixed()) {
      sizes.putIfAbsent(letter.toString(), size.fixedSize());
    }
  }

  /// A number that is made of arrays as one of their entries, under its name, and an equation of
  /// such numbers; null where it is anything else.
  ///
  /// @param values of arrays that are in it
  private static @Nullable String text(
      Formula formula, @Nullable Name name, Expr number, Map<Symbol, Expr> values) {
    if (!formula.reading().parameters().isEmpty()) {
      return null;
    }
    if (number instanceof Relation equation) {
      Expr left = side(formula, equation.left(), values);
      Expr right = side(formula, equation.right(), values);
      return hasArrays(equation) && left != null && right != null
          ? Text.of(Relation.of(equation.comparison(), left, right))
          : null;
    }
    Expr entries = hasArrays(number) ? inEntries(formula, number, values) : null;
    if (entries == null) {
      return null;
    }
    String shortest = Text.of(entries);
    return name == null ? shortest : Sheet.spelled(name) + " = " + shortest;
  }

  private static boolean hasArrays(Expr number) {
    return Dag.any(number, node -> !node.isScalar() && !node.shape().isTruth());
  }

  /// One side of an equation in entries, the derivative by a number as that of the formula in
  /// entries; null where it cannot be written in them.
  private static @Nullable Expr side(Formula formula, Expr side, Map<Symbol, Expr> values) {
    if (!hasArrays(side)) {
      return side;
    }
    if (side instanceof Derivative derivative && derivative.variable().isScalar()) {
      Expr body = inEntries(formula, derivative.body(), values);
      Expr slope =
          body == null ? null : Derivative.of(body, derivative.variable(), derivative.order());
      boolean taken = // d/dt is read again as a quotient
          formula.known().stream().anyMatch(each -> each.name().equals(Name.of("d")));
      return slope == null || !taken ? slope : CarryOut.of(slope, Map.of(), formula.written());
    }
    return inEntries(formula, side, values);
  }

  private static @Nullable Expr inEntries(Formula formula, Expr number, Map<Symbol, Expr> values) {
    boolean open =
        Dag.any(
            number,
            node -> node instanceof Symbol && !node.isScalar() && !values.containsKey(node));
    if (open || !number.isScalar()) {
      return null;
    }
    Expr carried = CarryOut.of(number, Map.of(), formula.written());
    Literal entries = EntryEvaluation.of(carried, values);
    if (entries == null || entries.arity() != 1 || entries.weight() > LONGEST) {
      return null;
    }
    Expr plain = Presentation.of(Canonical.of(entries.child(0)), formula.written());
    Expr expanded = Nabla.formula(Text.of(plain)).simplified(new Form.Expanded());
    return Text.of(expanded).length() < Text.of(plain).length() ? expanded : plain;
  }
}
