package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.expr.Dag;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Gradients that do not say by what, `2∇L` and `∇(x^2 + y)`, as the derivatives that they are made
/// of.
final class Gradients {

  /// `∇` before a name or a bracket, with at most the name of a list of variables below it.
  private static final Pattern OPERATOR =
      Pattern.compile(
          "(?:∇|\\\\nabla\\b)(?:_(?<by>\\p{L}|\\{\\s*[\\p{L}\\\\]+\\s*\\}|\\\\[a-zA-Z]+))?(?!\\s*[_^²])\\s*"
              + "(?:(?<name>\\p{L}[\\p{M}\\w′']*"
              + "|\\\\math[a-z]+\\s*\\{[^{}]*\\}|\\\\[a-zA-Z]+)|(?=\\())");

  private final Sheet sheet;

  Gradients(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A text with the derivatives in place of its gradients.
  ///
  /// @param changes what stands in place of what
  record Written(String text, List<Change> changes) {

    /// An error in this text, with its place in the text that was written.
    NablaException placed(NablaException error) {
      if (error.line() != 1 || changes.isEmpty()) {
        return error;
      }
      int column = error.column();
      int length = error.length();
      for (Change change : changes) {
        if (column > change.start && column <= change.start + change.now) {
          column = change.start + 1;
          length = change.before;
        } else if (column > change.start) {
          column += change.before - change.now;
        }
      }
      return new NablaException(
          error.kind(), String.valueOf(error.getMessage()), 1, column, length);
    }
  }

  /// So many characters from a place on, of which there were others before.
  record Change(int start, int before, int now) {}

  /// One gradient in a text.
  ///
  /// @param of the name or the formula in brackets
  /// @param by the name of the list of variables by which it is; empty where it says none
  record Found(int start, int end, String of, String by) {

    boolean isName() {
      return !of.startsWith("(");
    }

    /// Whether nothing else stands in a text.
    boolean isAllOf(String text) {
      return start == 0 && end == text.length();
    }
  }

  /// The gradients in a text that say no variable, or by a name for several, but for those of
  /// functions at a place.
  List<Found> in(String text) {
    List<Found> all = new ArrayList<>();
    Matcher operator = OPERATOR.matcher(text);
    int from = 0;
    while (operator.find(from)) {
      from = operator.end();
      String name = operator.group("name");
      int end = name == null ? closing(text, from) : from;
      boolean known = name == null ? end > 0 : isKnown(name, text.substring(end));
      String below = operator.group("by");
      String by = below == null ? "" : below.replaceAll("[{}\\s]", "");
      known &= by.isEmpty() || (name != null && !listed(by, name).isEmpty());
      if (known) {
        String of = name == null ? text.substring(from, end) : name;
        all.add(new Found(operator.start(), end, of, by));
        from = end;
      }
    }
    return all;
  }

  /// The variables that a name lists where the formula is one of them; empty for a variable.
  private List<Symbol> listed(String by, String of) {
    return new VariableLists(sheet).listed(by, of);
  }

  private boolean isKnown(String text, String after) {
    Name name = NameText.alone(text);
    return name != null
        && sheet.meanings().defines(name)
        && !(sheet.isFunction(name) && after.startsWith("("));
  }

  /// After the bracket that closes the one at a place; 0 where none does.
  static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return 0;
  }

  /// A text with its gradients as lists of derivatives.
  Written written(String text) {
    return written(text, each -> list(each, variables(each)));
  }

  /// The variables of `∇_θ L` for a list of some that are no vector together, `θ = (W, b)`; none
  /// for anything else.
  List<Symbol> arrays(String text) {
    List<Found> found = in(text);
    if (found.size() != 1 || !found.getFirst().isAllOf(text) || found.getFirst().by().isEmpty()) {
      return List.of();
    }
    List<Symbol> variables = listed(found.getFirst().by(), found.getFirst().of());
    return variables.stream().allMatch(Symbol::isScalar) ? List.of() : variables;
  }

  /// A text with something in place of each of its gradients.
  Written written(String text, Function<Found, String> instead) {
    StringBuilder all = new StringBuilder();
    List<Change> changes = new ArrayList<>();
    int from = 0;
    for (Found each : in(text)) {
      all.append(text, from, each.start);
      String now = instead.apply(each);
      changes.add(new Change(each.start, each.end - each.start, now.length()));
      all.append(now);
      from = each.end;
    }
    return new Written(all.append(text.substring(from)).toString(), changes);
  }

  /// The derivatives by some variables in brackets.
  static String list(Found gradient, Collection<Symbol> variables) {
    if (variables.size() > 1 && !variables.stream().allMatch(Symbol::isScalar)) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "∇"
              + gradient.of
              + " has parts of several shapes, by "
              + variables.stream()
                  .map(each -> each.name().toString())
                  .collect(Collectors.joining(", "))
              + "; write one of them, as in "
              + derivative(gradient, Sheet.spelled(variables.iterator().next().name())),
          1,
          gradient.start + 1,
          gradient.end - gradient.start);
    }
    return variables.stream()
        .map(each -> derivative(gradient, Sheet.spelled(each.name())))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// The derivative by one variable.
  static String derivative(Found gradient, String variable) {
    return gradient.isName()
        ? "∂" + gradient.of + "/∂" + variable
        : "∂/∂" + variable + " " + gradient.of;
  }

  /// By what it is where nobody says.
  List<Symbol> variables(Found gradient) {
    if (!gradient.by.isEmpty()) {
      return listed(gradient.by, gradient.of);
    }
    List<Symbol> variables =
        gradient.isName()
            ? variables(gradient.of, gradient.start)
            : free(sheet.formula(gradient.of, gradient.end - gradient.of.length()), List.of());
    if (variables.isEmpty()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          gradient.of + " has no variable for ∇",
          1,
          gradient.start + 1,
          gradient.end - gradient.start);
    }
    return variables;
  }

  /// By what a named formula is differentiated where nobody says: as the last time, by its own
  /// parameters, by those of the network whose loss it is, or by all that got no other role.
  List<Symbol> variables(String name, int start) {
    Formula formula = sheet.formula(sheet.unfolded(name), start);
    Name defined = formula.reading().name();
    if (defined == null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found ∇ of " + name + ", which has no definition",
          1,
          start + 1);
    }
    List<Symbol> last = sheet.derivatives().variables(defined);
    if (!last.isEmpty()) {
      return last;
    }
    List<Symbol> parameters = formula.reading().parameters();
    if (!parameters.isEmpty() && dependsOn(formula, parameters)) {
      return parameters;
    }
    boolean loss = sheet.wiring().isLoss(defined);
    return free(formula, loss ? sheet.wiring().parameters(sheet) : List.of());
  }

  /// That a gradient is by some of the variables alone, as the formula was differentiated last;
  /// null where it is by all.
  @Nullable String restricted(String name) {
    Formula formula = sheet.formula(sheet.unfolded(name), 0);
    Name defined = formula.reading().name();
    List<Symbol> last = defined == null ? List.of() : sheet.derivatives().variables(defined);
    boolean some = !last.isEmpty() && !last.containsAll(free(formula, List.of()));
    return !some
        ? null
        : "∇%s is by %s, as it was derived last"
            .formatted(
                name,
                last.stream()
                    .map(each -> Sheet.spelled(each.name()))
                    .collect(Collectors.joining(", ")));
  }

  /// Whether parameters stand in a formula, or in what it is made of.
  private static boolean dependsOn(Formula formula, List<Symbol> parameters) {
    return Dag.any(formula.reading().expression(), parameters::contains)
        || Dag.any(formula.reading().expanded(), parameters::contains);
  }

  /// The variables of a formula that are no data and no sizes.
  ///
  /// @param only those among which they are; empty for all
  private List<Symbol> free(Formula formula, List<Name> only) {
    Set<String> sizes = formula.reading().sizes().keySet();
    return formula.variables().stream()
        .filter(each -> only.isEmpty() ? !sheet.isData(each.name()) : only.contains(each.name()))
        .filter(each -> !sizes.contains(each.name().toString()))
        .toList();
  }
}
