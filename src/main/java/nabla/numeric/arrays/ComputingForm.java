package nabla.numeric.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Computing;
import nabla.catalogue.Elementary;
import nabla.catalogue.Exponentials;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Formulas with vectors and matrices in the form in which they are best computed: products of two
/// factors each, in the order that costs least; linear systems in place of inverses that are
/// multiplied; no diagonal matrices, no squares of square roots, and the stable forms of logarithms
/// of determinants and of sums of exponentials. Parts that differ in the order of their terms or in
/// their sign become one part.
public final class ComputingForm {

  private final Chains chains;
  private final Map<Map<Expr, Integer>, Expr> sums = new HashMap<>();

  private ComputingForm(Map<String, Integer> sizes) {
    this.chains = new Chains(sizes);
  }

  /// Whether a formula has vectors or matrices in it.
  public static boolean concerns(Expr formula) {
    return Dag.any(formula, node -> !node.isScalar() && !node.shape().isTruth());
  }

  /// Whether it is a column or a row.
  public static boolean isVector(Expr array) {
    return Chains.isVector(array);
  }

  /// The formulas in this form, for data of whatever size.
  public static List<Expr> of(List<Expr> formulas) {
    return of(formulas, Map.of());
  }

  /// The formulas in the form that suits these sizes of the dimensions.
  public static List<Expr> of(List<Expr> formulas, Map<String, Integer> sizes) {
    ComputingForm form = new ComputingForm(sizes);
    Dag dag = Dag.of(formulas.toArray(Expr[]::new));
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      List<Expr> children = new ArrayList<>();
      for (Expr child : node.children()) {
        children.add(results[dag.position(child)]);
      }
      results[position] = form.of(node, children);
    }
    return formulas.stream().map(formula -> results[dag.position(formula)]).toList();
  }

  private Expr of(Expr node, List<Expr> children) {
    return switch (node) {
      case Sum sum -> sum(flat(children));
      case Product product -> chains.product(children);
      case Negate negate ->
          children.getFirst() instanceof Negate twice
              ? twice.operand()
              : Negate.of(children.getFirst());
      case Power power -> power(children.get(0), children.get(1));
      case Quotient quotient -> {
        Expr divided = Quotient.of(children.get(0), children.get(1));
        Expr share = divided instanceof Quotient whole ? ExponentialSums.share(whole) : null;
        yield share == null ? divided : share;
      }
      case Apply apply when apply.operator() instanceof Function function ->
          apply(apply, function, children);
      default -> children.isEmpty() ? node : node.withChildren(children.toArray(Expr[]::new));
    };
  }

  /// The terms of sums in sums, too: `(a + b) − c` is `a + b − c`.
  static List<Expr> flat(List<Expr> terms) {
    List<Expr> flat = new ArrayList<>();
    for (Expr term : terms) {
      if (term instanceof Sum inner) {
        flat.addAll(inner.children());
      } else if (term instanceof Negate negate && negate.operand() instanceof Sum inner) {
        inner.children().forEach(part -> flat.add(negated(part)));
      } else {
        flat.add(term);
      }
    }
    return flat;
  }

  /// A sum of the same terms in another order, or of their opposites, is known already.
  private Expr sum(List<Expr> terms) {
    Map<Expr, Integer> key = new HashMap<>();
    Map<Expr, Integer> opposite = new HashMap<>();
    for (Expr term : terms) {
      key.merge(term, 1, Integer::sum);
      opposite.merge(negated(term), 1, Integer::sum);
    }
    Expr turned = sums.get(opposite);
    if (turned != null && !sums.containsKey(key)) {
      return Negate.of(turned);
    }
    return sums.computeIfAbsent(key, any -> Sum.of(terms));
  }

  private static Expr negated(Expr term) {
    return term instanceof Negate negate
        ? negate.operand()
        : term instanceof Num number ? Num.of(number.value().negate()) : Negate.of(term);
  }

  private Expr power(Expr base, Expr exponent) {
    if (!base.isScalar()) {
      Expr opposite = negated(exponent);
      boolean negative = opposite instanceof Num number && number.value().signum() > 0;
      Expr root = negative ? Apply.of(Matrices.INVERSE, base) : base;
      Expr size = negative ? opposite : exponent;
      return size.equals(Num.ONE) ? root : Power.of(root, size);
    }
    Expr square = squareOf(base);
    if (square != null && exponent instanceof Num number && number.value().isInt()) {
      int whole = number.value().intValue();
      if (whole % 2 == 0) {
        return whole == 2 ? square : Power.of(square, Num.of(whole / 2));
      }
    }
    return Power.of(base, exponent);
  }

  /// ‖x‖² without its root, where the number is ‖x‖.
  private @Nullable Expr squareOf(Expr number) {
    if (!(number instanceof Apply apply) || apply.operator() != Norms.NORM) {
      return null;
    }
    Expr array = apply.argument();
    boolean vector = Chains.isVector(array);
    if (apply.arity() == 2 && !(vector && apply.child(1).equals(Num.TWO))) {
      return null;
    }
    if (!vector) {
      return Apply.of(Matrices.SUM, Apply.of(Matrices.ELEMENTWISE_PRODUCT, array, array));
    }
    boolean column = array.shape().columns().equals(Dimension.ONE);
    Expr turned = Chains.transposed(array);
    return column ? Product.of(turned, array) : Product.of(array, turned);
  }

  private Expr apply(Apply apply, Function function, List<Expr> children) {
    Expr first = children.isEmpty() ? apply : children.getFirst();
    if (function == Matrices.TRANSPOSE) {
      return Chains.transposed(first);
    }
    if (function == Matrices.INNER) {
      return chains.product(List.of(Chains.transposed(first), children.get(1)));
    }
    if (function == Matrices.OUTER) {
      return chains.product(List.of(first, Chains.transposed(children.get(1))));
    }
    if (function == Matrices.INVERSE && isApplied(first, Matrices.TRANSPOSE)) {
      return Chains.transposed(Apply.of(Matrices.INVERSE, first.child(0)));
    }
    if (function == Matrices.INVERSE && isApplied(first, Matrices.INVERSE)) {
      return first.child(0);
    }
    if (function == Elementary.LN) {
      return logarithm(first);
    }
    if (Chains.isVector(apply) || children.stream().anyMatch(child -> !child.isScalar())) {
      Expr one = oneKind(apply, function, first, children);
      if (one != null) {
        return one;
      }
    }
    return apply.withChildren(children.toArray(Expr[]::new));
  }

  /// What means one thing for vectors and another for matrices, as one of these.
  private @Nullable Expr oneKind(Apply apply, Function function, Expr first, List<Expr> children) {
    boolean row = apply.shape().rows().equals(Dimension.ONE) && !apply.isScalar();
    if (function == Matrices.DIAG && !Chains.isVector(first)) {
      return Apply.of(Computing.DIAGONAL, first);
    }
    if (function == Matrices.DIAG && first.shape().rows().equals(Dimension.ONE)) {
      return Apply.of(Matrices.DIAG, Chains.transposed(first));
    }
    if (function == Norms.NORM && children.size() == 2 && !Chains.isVector(first)) {
      return Apply.of(Computing.INDUCED_NORM, children);
    }
    if ((function == Matrices.ONES || function == Matrices.ZEROS) && row) {
      return Chains.transposed(Apply.of(function, children.get(1)));
    }
    if (function == Vectorization.VEC && Chains.isVector(first)) {
      return first.shape().rows().equals(Dimension.ONE) ? Chains.transposed(first) : first;
    }
    if (function == Matrices.KRONECKER) {
      Expr second = children.get(1);
      boolean vectors = Chains.isVector(first) && Chains.isVector(second);
      if (first.isScalar() || second.isScalar()) {
        return chains.product(children);
      }
      if (vectors && !Chains.isVector(apply)) {
        return first.shape().columns().equals(Dimension.ONE)
            ? Product.of(first, second)
            : Product.of(second, first);
      }
    }
    return null;
  }

  private static Expr logarithm(Expr argument) {
    if (isApplied(argument, Matrices.DET)) {
      return Apply.of(Matrices.LOGDET, argument.child(0));
    }
    Expr shares = Exponentials.logarithmOfShares(argument);
    Expr sum = shares == null ? ExponentialSums.logarithm(argument) : shares;
    return sum == null ? Apply.of(Elementary.LN, argument) : sum;
  }

  /// Whether it is a function of numbers, applied to arrays entry by entry.
  public static boolean isEachEntry(Apply apply) {
    return (apply.operator().isElementwise() || apply.operator() == Elementary.INDICATOR)
        && (!apply.isScalar() || apply.children().stream().anyMatch(ComputingForm::concerns));
  }

  /// Whether it is this function of something.
  public static boolean isApplied(Expr node, Function function) {
    return node instanceof Apply apply && apply.operator() == function;
  }
}
