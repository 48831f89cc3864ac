package nabla;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.read.Definition;
import nabla.write.ShapeReason;
import nabla.write.ShapeRow;
import nabla.write.Text;

/// The shape check of a formula and of its derivatives: each intermediate result with its shape,
/// from the variables to the answer, and why its parts fit. Immutable.
///
/// ```java
/// ShapeCheck check = ShapeCheck.of(Nabla.formula("‖Xw − y‖²"), "w", true);
/// IO.println(check.rows().get(3).shape()); // m×1, of Xw
/// IO.println(check.derivatives().getFirst().derived()); // 2Xᵀ(Xw − y)
/// ```
///
/// @param rows the formula, with its named intermediates
/// @param derivatives the derivatives, each with what its result has beyond the formula
public record ShapeCheck(List<ShapeRow> rows, List<OfDerivative> derivatives) {

  /// The check of one derivative.
  ///
  /// @param rows the parts of the result; last the derivative itself, whose shape follows from
  ///   those of the formula and of the variable
  public record OfDerivative(Derived derived, List<ShapeRow> rows) {
    /// The list is copied.
    public OfDerivative {
      rows = List.copyOf(rows);
    }
  }

  /// The lists are copied.
  public ShapeCheck {
    rows = List.copyOf(rows);
    derivatives = List.copyOf(derivatives);
  }

  /// Checks a formula, and its derivatives in the notation of [WithRespectTo]; by each vector and
  /// matrix in it where that is empty and the formula is a number.
  ///
  /// @param verify whether to compare the derivatives with differences of the formula
  public static ShapeCheck of(Formula formula, String withRespectTo, boolean verify) {
    Walk walk = new Walk(formula);
    List<ShapeRow> rows = walk.formula();
    String by = withRespectTo.isBlank() ? arrays(formula) : withRespectTo;
    List<OfDerivative> derivatives = new ArrayList<>();
    if (!by.isBlank()) {
      for (Derived derived : formula.derive(by, 1, false, verify)) {
        derivatives.add(new OfDerivative(derived, walk.derivative(derived)));
      }
    }
    return new ShapeCheck(rows, derivatives);
  }

  private static String arrays(Formula formula) {
    return formula.reading().expression().isScalar()
        ? variables(formula).stream()
            .filter(variable -> !variable.isScalar())
            .map(Text::of)
            .collect(Collectors.joining(","))
        : "";
  }

  private static List<Symbol> variables(Formula formula) {
    List<Symbol> parameters = formula.reading().parameters();
    return parameters.isEmpty() ? formula.variables() : parameters;
  }

  /// Goes through expressions, and lists each part once.
  private static final class Walk {
    private final Formula formula;
    private final Set<Expr> listed = new HashSet<>();
    private final Map<String, String> sizes;

    Walk(Formula formula) {
      this.formula = formula;
      this.sizes = formula.reading().sizes();
    }

    List<ShapeRow> formula() {
      List<ShapeRow> rows = new ArrayList<>();
      List<Definition> definitions =
          formula.reading().definitions().stream()
              .filter(definition -> !definition.isFunction())
              .toList();
      for (Symbol variable : formula.variables()) {
        leaf(variable, rows);
      }
      for (Definition definition : definitions) {
        named(definition.symbol(), definition.expression(), rows);
      }
      Expr expression = formula.reading().expression();
      if (formula.reading().name() != null && formula.reading().parameters().isEmpty()) {
        named(Symbol.of(formula.reading().name(), expression.shape()), expression, rows);
      } else {
        parts(expression, rows);
      }
      return rows;
    }

    List<ShapeRow> derivative(Derived derived) {
      List<ShapeRow> rows = new ArrayList<>();
      for (Relation adjoint : derived.where()) {
        named(adjoint.left(), adjoint.right(), rows);
      }
      Expr result = derived.result();
      parts(result, rows);
      if (!derived.indices().isEmpty() && result.isScalar()) {
        String indices =
            derived.indices().keySet().stream().map(Text::of).collect(Collectors.joining(", "));
        rows.add(
            new ShapeRow(
                derived.subject(),
                result.shape(),
                ShapeReason.said("an entry for each " + indices)));
        return rows;
      }
      Derivative derivative = standingFor(derived);
      Shape expected = derivative.shape();
      boolean zero = result.equals(Num.ZERO);
      if (!zero && !result.shape().equals(expected)) {
        throw new IllegalStateException(
            derived.subject() + " is " + expected + ", its result " + result.shape());
      }
      rows.add(
          new ShapeRow(
              derived.subject(),
              expected,
              zero ? ShapeReason.said("0 in each entry") : ShapeReason.derivative(derivative)));
      return rows;
    }

    /// The derivative of a name of the formula's shape: the subject of an answer may be a letter
    /// that says nothing of it.
    private Derivative standingFor(Derived derived) {
      Expr body = Symbol.of(Name.of("f"), formula.reading().expression().shape());
      List<Symbol> variables = derived.variables();
      int times = derived.order() / variables.size();
      for (Symbol variable : variables.reversed()) {
        Symbol by = Symbol.of(variable.name(), shape(derived, variable));
        for (int i = 0; i < times; i++) {
          body = Derivative.of(body, by, 1);
        }
      }
      return (Derivative) body;
    }

    /// The shape of a variable, or of what one or two indices leave of it: `u_k` may be a vector.
    private static Shape shape(Derived derived, Symbol variable) {
      int indices = derived.withRespectTo().entry().size();
      Shape shape = variable.shape();
      return switch (indices) {
        case 0 -> shape;
        case 1 -> shape.isVector() ? Shape.SCALAR : Shape.vector(shape.columns());
        default -> Shape.SCALAR;
      };
    }

    /// The parts of a value, and the equation that names it.
    private void named(Expr name, Expr value, List<ShapeRow> rows) {
      parts(value, rows);
      boolean own =
          !rows.isEmpty() && rows.getLast().expression().equals(value) && value.arity() > 0;
      ShapeReason reason = own ? rows.removeLast().reason() : ShapeReason.of(value);
      listed.add(name);
      rows.add(
          new ShapeRow(Relation.of(Relation.Comparison.EQUAL, name, value), value.shape(), reason));
    }

    private void parts(Expr root, List<ShapeRow> rows) {
      Set<Expr> signs = new HashSet<>();
      List<Expr> nodes = Dag.below(node -> !(node instanceof Binder), root).nodes();
      for (Expr node : nodes) {
        if (node instanceof Sum) {
          node.children().stream().filter(Negate.class::isInstance).forEach(signs::add);
        }
      }
      Set<Expr> arrays = new HashSet<>();
      for (Expr node : nodes) {
        if (!node.isScalar() || node.children().stream().anyMatch(arrays::contains)) {
          arrays.add(node);
        }
        boolean worth = node.equals(root) || (arrays.contains(node) && !signs.contains(node));
        if (worth && node.arity() > 0 && listed.add(node)) {
          rows.add(new ShapeRow(node, node.shape(), ShapeReason.of(node)));
        }
      }
    }

    private void leaf(Symbol variable, List<ShapeRow> rows) {
      if (listed.add(variable)) {
        rows.add(new ShapeRow(variable, variable.shape(), ShapeReason.said(given(variable))));
      }
    }

    private String given(Symbol variable) {
      String size = sizes.get(variable.name().toString());
      return variable.isScalar() && size != null
          ? size
          : formula.reading().declared().contains(variable.name())
              ? "declared"
              : variable.isScalar() ? "not declared, so a number" : "so that the formula fits";
    }
  }
}
