package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.write.Text;

/// The formulas of a network for any of its layers. A layer takes `z = W a + b` of the `a` of the
/// layer before, and gives `a = f(z)`; the loss C depends on it through `z` alone, so that with `δ`
/// for its derivative by `z`, `dC = δᵀdz`: all else are derivatives of the loss, of `f`, and of
/// `δᵀ(W a + b)`.
///
/// A layer is named by its number, or by `l`; its names are `W^{[l]}` and the like.
final class Backpropagation {
  private final Blueprint network;
  private final Sheet sheet;
  private final List<Derived> derived = new ArrayList<>();
  private LabelSum labels = LabelSum.NONE;

  /// @param sheet what is known of `y`, and of functions
  Backpropagation(Blueprint network, Sheet sheet) {
    this.network = network;
    this.sheet = sheet;
  }

  /// The number of the last layer, or what it is called.
  String depth() {
    String depth = network.depth();
    return depth == null ? String.valueOf(network.layers().size() - 1) : depth;
  }

  /// What was differentiated, with what came of verifying it.
  List<Derived> derived() {
    return List.copyOf(derived);
  }

  /// What was taken of the sum of the labels, once the last error is known.
  LabelSum labels() {
    return labels;
  }

  private static String at(String letter, String layer) {
    return letter + "^{[" + layer + "]}";
  }

  /// A name of a layer.
  Symbol sign(String letter, String layer) {
    return (Symbol) Nabla.formula(at(letter, layer)).reading().expression();
  }

  /// How many numbers come out of a layer; of one that is not known, by a letter.
  private String width(String layer) {
    if (layer.matches("\\d+")) {
      int size = network.layers().get(Integer.parseInt(layer)).size();
      return size == 0 ? "n_{" + layer + "}" : String.valueOf(size);
    }
    boolean last = layer.equals(network.depth());
    return last ? "k" : layer.endsWith("+1") ? "m" : layer.endsWith("-1") ? "p" : "n";
  }

  private static String space(String rows, String columns) {
    String bare = columns.equals("1") ? rows : rows + "×" + columns;
    return bare.equals("1") ? "R" : "R^{" + bare + "}";
  }

  private String vector(String letter, String layer) {
    return at(letter, layer) + " ∈ " + space(width(layer), "1");
  }

  /// The shapes of a layer and of what it gets from the one below.
  private String shapes(String layer, String below) {
    return String.join(
        "; ",
        at("W", layer) + " ∈ " + space(width(layer), width(below)),
        at("G", layer) + " ∈ " + space(width(layer), width(below)),
        vector("b", layer),
        vector("g", layer),
        vector("z", layer),
        vector("a", layer),
        vector("δ", layer),
        vector("a", below),
        vector("z", below));
  }

  private static String sum(String layer, String input) {
    return at("W", layer) + " " + input + " + " + at("b", layer);
  }

  private String value(Layer layer, String place) {
    return layer.applied(at("z", place));
  }

  /// Reads a formula with some declarations, and the functions of the sheet that are activations.
  private Formula formula(String text, String declarations) {
    Facts facts = sheet.facts().with(declarations);
    List<String> all = new ArrayList<>(facts.all());
    for (Layer layer : network.layers()) {
      Name function = NameText.alone(layer.activation());
      if (function != null && sheet.isFunction(function)) {
        all.add("let " + sheet.unfolded(layer.activation()));
      }
    }
    return Nabla.formula(text, String.join("; ", all.stream().distinct().toList()));
  }

  private Derived derive(Formula formula, String variable) {
    Derived answer = formula.derive(variable, 1, false, true).getFirst();
    derived.add(answer);
    return answer;
  }

  /// `W a + b`
  Expr weighted(String layer, String below) {
    return formula(sum(layer, at("a", below)), shapes(layer, below)).reading().expression();
  }

  /// `f(z)`
  Expr activation(Layer layer, String place) {
    return formula(value(layer, place), vector("z", place)).reading().expression();
  }

  private String lossText() {
    return network.loss().replace("ŷ", at("a", depth()));
  }

  /// The loss of an example.
  Expr loss() {
    return formula(lossText(), vector("a", depth()) + "; y ∈ " + space(width(depth()), "1"))
        .reading()
        .expression();
  }

  /// `δ` of the last layer.
  Expr lastError() {
    Layer last = network.layers().getLast();
    String place = depth();
    String meaning = "let " + at("a", place) + " = " + value(last, place);
    Formula loss =
        formula(
            lossText(), vector("z", place) + "; y ∈ " + space(width(place), "1") + "; " + meaning);
    Derived answer = derive(loss, at("z", place));
    Expr error = answer.result();
    for (Relation adjoint : answer.where().reversed()) {
      error = Substitution.of(adjoint.left(), adjoint.right()).apply(error);
    }
    labels = LabelSum.of(loss.reading().expanded(), sheet);
    return named(last, place, labels.in(error, loss));
  }

  /// `D`, the derivative of `f(z)` by `z`.
  Expr slope(Layer layer, String place) {
    Formula value = formula(value(layer, place), vector("z", place));
    return named(layer, place, derive(value, at("z", place)).result());
  }

  /// An expression with `a` in the place of `f(z)`.
  private Expr named(Layer layer, String place, Expr expression) {
    Expr name = formula(at("a", place), vector("a", place)).reading().expression();
    return layer.isLinear()
        ? expression
        : Substitution.of(Map.of(activation(layer, place), name)).apply(expression);
  }

  /// `Dᵀ(Wᵀδ)`, the δ of a layer by that of the layer above.
  Expr error(Layer layer, String place, String above) {
    String shapes = shapes(above, place);
    String linear = at("δ", above) + " · (" + sum(above, at("a", place)) + ")";
    Expr gradient = derive(formula(linear, shapes), at("a", place)).result();
    if (layer.isLinear()) {
      return gradient;
    }
    Formula value = formula(value(layer, place), vector("z", place));
    Expr slope = value.derive(at("z", place), 1, false, false).getFirst().result();
    String whole = at("δ", above) + " · (" + sum(above, value(layer, place)) + ")";
    Derived composed = derive(formula(whole, shapes), at("z", place));
    String claim = Text.of(composed.result()) + " = " + Text.of(product(slope, gradient));
    if (!formula(claim, shapes).check().isGood()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "the derivative of the activation " + layer.activation() + " is no symmetric matrix");
    }
    Expr matrix = Symbol.of(sign("D", place).name(), slope.shape());
    return product(matrix, gradient);
  }

  /// The derivative of the loss by the weights, or by the biases, of a layer.
  Expr gradient(String letter, String place, String below) {
    String linear = at("δ", place) + " · (" + sum(place, at("a", below)) + ")";
    return derive(formula(linear, shapes(place, below)), at(letter, place)).result();
  }

  /// A name of layer l, with its shape.
  Expr name(String letter) {
    return formula(at(letter, "l"), shapes("l", "l-1")).reading().expression();
  }

  /// A product without brackets around a product in it; numbers stand before matrices only at its
  /// beginning.
  static Expr product(Expr first, Expr second) {
    List<Expr> factors = new ArrayList<>(List.of(first));
    List<Expr> more = second instanceof Product product ? product.children() : List.of(second);
    more.stream().filter(each -> first.isScalar() || !each.isScalar()).forEach(factors::add);
    more.stream().filter(each -> !first.isScalar() && each.isScalar()).forEach(factors::add);
    return Product.of(factors);
  }
}
