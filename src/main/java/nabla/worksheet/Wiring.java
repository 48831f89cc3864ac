package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nabla.Formula;
import nabla.expr.Name;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Which definitions of a sheet are a network.
///
/// @param layers their names from the first layer to the loss; empty where there is no network
/// @param weights the parameters; empty for all variables of the loss but x, y and the data
/// @param blueprint the network by its layers; null where it was written out
record Wiring(List<Name> layers, List<Name> weights, @Nullable Blueprint blueprint) {

  /// No network.
  static final Wiring NONE = new Wiring(List.of(), List.of(), null);

  /// The lists are copied.
  Wiring {
    layers = List.copyOf(layers);
    weights = List.copyOf(weights);
  }

  /// Whether there is no network.
  boolean isEmpty() {
    return layers.isEmpty();
  }

  /// Whether a name is that of the loss.
  boolean isLoss(Name name) {
    return !isEmpty() && layers.getLast().equals(name);
  }

  /// The parameters, on what a sheet knows.
  List<Name> parameters(Sheet sheet) {
    if (!weights.isEmpty()) {
      return weights;
    }
    Formula loss = loss(sheet);
    Set<String> sizes = loss.reading().sizes().keySet();
    return loss.variables().stream()
        .map(Symbol::name)
        .filter(name -> !sheet.isData(name) && !List.of("x", "y").contains(name.base()))
        .filter(name -> !sizes.contains(name.toString()))
        .toList();
  }

  /// The loss as a formula.
  Formula loss(Sheet sheet) {
    return sheet.formula(sheet.unfolded(Sheet.spelled(layers.getLast())), 0);
  }

  /// By what the loss is differentiated in a backward pass: each layer from the last to the first,
  /// and after it its parameters.
  List<Name> backwards(Sheet sheet) {
    List<Name> parameters = parameters(sheet);
    Set<Name> used =
        sheet.contexts().needed(sheet.unfolded(Sheet.spelled(layers.getLast())), Set.of());
    List<Name> order = new ArrayList<>();
    for (Name layer : layers.reversed()) {
      if (!used.contains(layer) && !isLoss(layer)) {
        continue; // as ŷ where the loss is one of the scores
      }
      if (!isLoss(layer)) {
        order.add(layer);
      }
      Set<Name> inside = sheet.meanings().usesOf(layer);
      parameters.stream()
          .filter(weight -> inside.contains(weight) && !order.contains(weight))
          .forEach(order::add);
    }
    return order;
  }

  /// Whether there is a network all of whose variables have values.
  boolean isComplete(Sheet sheet) {
    return !isEmpty() && missing(sheet).isEmpty();
  }

  /// The variables of the network that have no value yet.
  List<Name> missing(Sheet sheet) {
    if (isEmpty()) {
      return List.of();
    }
    Formula loss = loss(sheet);
    Set<String> sizes = loss.reading().sizes().keySet();
    return loss.variables().stream()
        .map(Symbol::name)
        .filter(name -> !sheet.hasValue(name) && !sizes.contains(name.toString()))
        .toList();
  }
}
