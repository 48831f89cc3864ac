package nabla.read;

import java.util.LinkedHashMap;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.NablaException;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// The shapes of the names of one text.
final class Shapes {

  private final Map<Name, Shape> known = new LinkedHashMap<>();

  /// The shape of a name; null for a scalar.
  @Nullable Shape of(Name name) {
    return known.get(name);
  }

  Map<Name, Shape> all() {
    return known;
  }

  void declare(Name name, Shape shape) {
    known.put(name, shape);
  }

  /// Finds the shapes of all names that were not declared.
  void infer(Resolver resolver, Map<Name, Term> definitions, java.util.List<Term> conditions, Term formula) {}

  Map<Name, Shape> shown(java.util.Set<nabla.expr.Symbol> variables, java.util.List<Definition> definitions) {
    Map<Name, Shape> shown = new LinkedHashMap<>();
    variables.stream().filter(variable -> !variable.isScalar()).forEach(variable -> shown.put(variable.name(), variable.shape()));
    definitions.stream()
        .filter(definition -> !definition.symbol().isScalar())
        .forEach(definition -> shown.put(definition.name(), definition.symbol().shape()));
    return shown;
  }

  Expr fitting(Term.Fitting fitting) {
    throw new NablaException(NablaException.Kind.UNSUPPORTED, "the size of " + fitting.operator() + " is not known");
  }

  Expr range(Term.Binding binding) {
    throw new NablaException(
        NablaException.Kind.SHAPE,
        "found Σ_" + binding.variable() + " without bounds over nothing indexed, expected Σ_{" + binding.variable() + "=1}^n");
  }
}
