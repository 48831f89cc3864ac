package nabla.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.read.Definition;
import nabla.read.Note;
import nabla.simplify.Form;
import nabla.write.Latex;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// How a formula was read, said back to who wrote it.
///
/// @param formula the formula
/// @param writing the names to write with
/// @param declared the names that the author declared; what a question says of others is inferred
public record Echo(Formula formula, WriteOptions writing, Set<Name> declared) {

  /// Reads the formula of a request; a domain error where what is assumed cannot be true.
  public static Echo of(Request request) {
    Formula written = Nabla.formula(request.formula(), request.where());
    Formula formula = written.askedAbout(request.wrt(), request.at());
    String contradiction = formula.contradiction(request.at());
    if (contradiction != null) {
      throw new NablaException(NablaException.Kind.DOMAIN, contradiction);
    }
    return new Echo(
        formula,
        formula.writing().withAscii(request.ascii()).withShapes(request.shapes()),
        written.reading().declared());
  }

  /// Remarks on the reading, each with its place.
  public List<String> notes() {
    return formula.reading().notes().stream().map(Note::message).distinct().toList();
  }

  /// Remarks on the reading, and the shapes where some of them were inferred.
  List<String> notesAndShapes() {
    List<String> notes = new ArrayList<>(notes());
    boolean inferred =
        formula.variables().stream()
            .anyMatch(variable -> !variable.isScalar() && !declared.contains(variable.name()));
    if (inferred) {
      notes.add("read with " + declarations());
    }
    return notes;
  }

  /// Says that a name that was asked about is not there, as it is with a misspelled one.
  public String absent(Symbol name) {
    return Text.of(name, writing) + " does not occur in the formula";
  }

  /// Says so where the form asked for collects by a name that is not there; empty else.
  public List<String> uncollected(Request request) {
    return !request.form().isBlank()
            && Form.parse(request.form()) instanceof Form.Collected collected
            && collected.part() instanceof Symbol name
            && !formula.known().contains(name)
        ? List.of(absent(name))
        : List.of();
  }

  /// The definitions and the formula, in the notation in which they are read.
  public String text() {
    return said(
        expression -> Text.of(expression, writing),
        name -> Text.of(Symbol.of(name), writing),
        "; ",
        "let ");
  }

  /// The definitions and the formula as LaTeX.
  public String latex() {
    return said(expression -> Latex.of(expression, writing), Latex::of, ";\\quad ", "");
  }

  private String said(
      Function<Expr, String> spelling,
      Function<Name, String> names,
      String separator,
      String start) {
    StringBuilder said = new StringBuilder();
    for (Definition definition : formula.reading().definitions()) {
      said.append(said.isEmpty() ? start : "")
          .append(names.apply(definition.name()))
          .append(parameters(definition.parameters(), spelling))
          .append(" = ")
          .append(spelling.apply(definition.expression()))
          .append(separator);
    }
    Name name = formula.reading().name();
    if (name != null) {
      said.append(names.apply(name))
          .append(parameters(formula.reading().parameters(), spelling))
          .append(" = ");
    }
    return said.append(spelling.apply(formula.asRead())).toString();
  }

  private static String parameters(List<Symbol> parameters, Function<Expr, String> spelling) {
    return parameters.isEmpty()
        ? ""
        : parameters.stream().map(spelling).collect(Collectors.joining(", ", "(", ")"));
  }

  /// The shape of each variable by its name; sizes such as `n` speak in those of arrays.
  Map<String, String> shapes() {
    Map<String, String> shapes = new LinkedHashMap<>();
    Set<String> sizes = formula.reading().sizes().keySet();
    for (Symbol variable : formula.variables()) {
      if (sizes.contains(variable.name().toString())) {
        continue;
      }
      shapes.put(Text.of(variable.name()), Text.of(variable.shape()));
    }
    formula.reading().shapes().forEach((name, shape) -> shapes.put(Text.of(name), Text.of(shape)));
    return shapes;
  }

  /// The shapes as they are declared, variables of one shape together: `x, z ∈ ℝⁿ; A ∈ ℝ^{n×n}`.
  public String declarations() {
    Map<String, String> byShape = new LinkedHashMap<>();
    shapes().forEach((name, shape) -> byShape.merge(shape, name, (some, one) -> some + ", " + one));
    return byShape.entrySet().stream()
        .map(entry -> entry.getValue() + " ∈ " + entry.getKey())
        .collect(Collectors.joining("; "));
  }
}
