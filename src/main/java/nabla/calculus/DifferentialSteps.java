package nabla.calculus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Blocks;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import nabla.simplify.arrays.ArrayClosedForm;

/// The derivation by differentials: `dL = …`, each line carrying the sign d one rule further in,
/// until only dX is left; then dX is brought to the right end, and the derivative is what stands
/// before it (Magnus and Neudecker's two identification theorems: `dL = tr(Gᵀ dX)`, `df = J dx`).
final class DifferentialSteps {

  private static final int MOST_LINES = 60;

  private static final Reason COLLECT =
      new Reason("collect-differential", "collect what stands before the differential", null);

  private static final Reason ENTRYWISE = new Reason("entry-by-entry", "entry by entry", null);

  private static final Reason PRODUCTS =
      new Reason("vec-of-product", "vec(AXB) = (Bᵀ ⊗ A) vec(X)", null);

  private static final Reason ENTRY_PRODUCTS =
      new Reason("vec-of-entrywise-product", "vec(A ⊙ B) = diag(vec(A)) vec(B)", null);

  private static final Reason KRONECKER_PRODUCTS =
      new Reason("vec-of-kronecker-product", "vec of the Kronecker product, entry by entry", null);

  private static final Reason TURNED =
      new Reason("vec-of-transpose", "vec(Xᵀ) = commutation(m, n) vec(X) for X m×n", null);

  private static final Reason READ_OFF =
      new Reason("first-identification", "the derivative stands before the differential", null);

  private final Symbol variable;
  private final ArrayClosedForm closed;

  private DifferentialSteps(Symbol variable, ArrayClosedForm closed) {
    this.variable = variable;
    this.closed = closed;
  }

  /// The lines from `d[formula]` to the derivative.
  ///
  /// @param subject what the formula is called
  /// @param derivative the closed form of the derivative
  static List<Derivation> of(
      Expr subject, Expr formula, Symbol variable, Expr derivative, ArrayClosedForm closed) {
    return new DifferentialSteps(variable, closed).derivations(subject, formula, derivative);
  }

  private List<Derivation> derivations(Expr subject, Expr formula, Expr derivative) {
    List<Step> steps = new ArrayList<>();
    Expr line = DifferentialSign.of(formula);
    for (int lines = 0; lines < MOST_LINES; lines++) {
      Budget.check();
      Map<Expr, Expr> replacements = new LinkedHashMap<>();
      Set<Reason> reasons = new LinkedHashSet<>();
      for (Expr open : open(line)) {
        Expr body = ((Apply) open).argument();
        replacements.put(open, Build.shaped(rules().of(body), body.shape()));
        reasons.addAll(reasons(body));
      }
      if (replacements.isEmpty()) {
        break;
      }
      Expr next = Substitution.of(replacements).apply(line);
      steps.add(new Step(line, next, List.copyOf(reasons), List.of()));
      line = next;
    }
    Expr collected = closed.of(line);
    if (!collected.equals(line)) {
      steps.add(new Step(line, collected, List.of(COLLECT), List.of()));
      line = collected;
    }
    Expr identified = identified(formula, derivative);
    if (identified != null && !identified.equals(line)) {
      steps.add(new Step(line, identified, List.of(READ_OFF), List.of()));
    }
    Expr start = DifferentialSign.of(formula);
    List<Derivation> all = new ArrayList<>();
    all.add(new Derivation(start, start, List.copyOf(steps)));
    if (identified == null) {
      all.add(stacked(line, derivative));
    }
    all.add(new Derivation(Derivatives.raised(subject, variable), derivative, List.of()));
    return List.copyOf(all);
  }

  /// `vec(dF) = J vec(dX)`, from the differential of an array.
  private Derivation stacked(Expr differential, Expr derivative) {
    Expr stacked = Jacobian.vec(differential);
    Expr changes = Jacobian.vec(DifferentialSign.of(variable));
    Set<Reason> reasons = new LinkedHashSet<>();
    Expr change = DifferentialSign.of(variable);
    for (Expr node : Dag.of(differential).nodes().reversed()) {
      if (Dag.any(node, change::equals)) {
        reasons.addAll(stacking(node, derivative));
      }
    }
    if (reasons.isEmpty()) {
      reasons.add(READ_OFF);
    }
    Step step = new Step(stacked, Product.of(derivative, changes), List.copyOf(reasons), List.of());
    return new Derivation(stacked, stacked, List.of(step));
  }

  /// How one operation on what has the differential in it becomes a product with its vec.
  private static List<Reason> stacking(Expr node, Expr derivative) {
    if (node instanceof Product product) {
      long arrays = product.children().stream().filter(part -> !part.isScalar()).count();
      return arrays > 1 ? List.of(PRODUCTS) : List.of();
    }
    if (!(node instanceof Apply apply)
        || DifferentialSign.isOn(apply)
        || apply.operator() == Vectorization.VEC) {
      return List.of();
    }
    if (apply.operator() == Matrices.TRANSPOSE) {
      return !Dag.any(derivative, DifferentialSteps::isCommutation) ? List.of() : List.of(TURNED);
    }
    return List.of(
        apply.operator() == Matrices.ELEMENTWISE_PRODUCT
                || apply.operator() == Matrices.ELEMENTWISE_QUOTIENT
            ? ENTRY_PRODUCTS
            : apply.operator() == Matrices.KRONECKER ? KRONECKER_PRODUCTS : ENTRYWISE);
  }

  private static boolean isCommutation(Expr node) {
    return node instanceof Apply apply && apply.operator() == Vectorization.COMMUTATION;
  }

  /// `⟨G, dX⟩` for a number, `J dx` for a vector by a vector; null where it is neither.
  private @org.jspecify.annotations.Nullable Expr identified(Expr formula, Expr derivative) {
    Expr change = DifferentialSign.of(variable);
    return switch (ArrayDifferentiation.arrangement(formula, variable)) {
      case GRADIENT -> inner(derivative, change);
      case JACOBIAN ->
          formula.shape().isVector() && variable.shape().isVector()
              ? Build.product(derivative, change)
              : null;
      case TANGENT -> Product.of(derivative, change);
    };
  }

  /// `Gᵀ dx`, `tr(Gᵀ dX)`, with all that belongs to G inside the transpose.
  private Expr inner(Expr gradient, Expr change) {
    Expr turned =
        isSymmetric(gradient)
            ? gradient
            : gradient instanceof Negate || gradient instanceof Quotient
                ? Apply.of(Matrices.TRANSPOSE, gradient)
                : Build.transpose(gradient);
    Expr product = Product.of(turned, change);
    return product.isScalar() ? product : Apply.of(Matrices.TRACE, product);
  }

  private boolean isSymmetric(Expr gradient) {
    return gradient.shape().equals(gradient.shape().transposed())
        && closed.of(Build.transpose(gradient)).equals(gradient);
  }

  private Differential rules() {
    return new Differential(variable, DifferentialSign.of(variable), this::sign);
  }

  private Expr sign(Expr part) {
    return Dag.any(part, variable::equals) ? DifferentialSign.of(part) : Num.ZERO;
  }

  /// The outermost differentials that are still to be carried out.
  private List<Expr> open(Expr line) {
    List<Expr> open = new ArrayList<>();
    for (Expr node : Dag.below(node -> !DifferentialSign.isOn(node), line).nodes()) {
      if (DifferentialSign.isOn(node) && !((Apply) node).argument().equals(variable)) {
        open.add(node);
      }
    }
    return open;
  }

  private List<Reason> reasons(Expr body) {
    if (body instanceof Apply apply && apply.operator() instanceof Function function) {
      if (function == Matrices.TRACE && apply.argument() instanceof Power) {
        return List.of(TRACE_OF_POWER);
      }
      return List.of(
          function.isElementwise()
              ? apply.isScalar() ? Reasons.derivativeOf(function) : entrywise(function)
              : differential(function));
    }
    if (body instanceof Literal) {
      return List.of(ENTRYWISE);
    }
    return Reasons.structural(body, Moving.alone(variable));
  }

  private static Reason entrywise(Function function) {
    return new Reason(
        "derivative-of-" + function.name(),
        "derivative of " + function.name() + " at each entry",
        null);
  }

  private static final Reason TRACE_OF_POWER =
      new Reason("differential-of-trace-of-power", "d tr(A^k) = k tr(A^(k−1) dA)", null);

  private static final Map<Function, String> SENTENCES =
      Map.ofEntries(
          Map.entry(Matrices.TRANSPOSE, "d(Aᵀ) = (dA)ᵀ"),
          Map.entry(Matrices.INVERSE, "d(A⁻¹) = −A⁻¹ dA A⁻¹"),
          Map.entry(Matrices.TRACE, "d tr A = tr dA"),
          Map.entry(Matrices.DET, "d det A = det(A) tr(A⁻¹ dA)"),
          Map.entry(Matrices.LOGDET, "d ln det A = tr(A⁻¹ dA)"),
          Map.entry(Matrices.SUM, "d sum(A) = sum(dA)"),
          Map.entry(Matrices.MEAN, "d mean(A) = mean(dA)"),
          Map.entry(Vectorization.VEC, "d vec(A) = vec(dA)"),
          Map.entry(Matrices.DIAG, "d diag(x) = diag(dx)"),
          Map.entry(Matrices.ENTRY, "d(aᵢ) = (da)ᵢ"),
          Map.entry(Matrices.KRONECKER, "d(A ⊗ B) = dA ⊗ B + A ⊗ dB"),
          Map.entry(Matrices.ELEMENTWISE_PRODUCT, "product rule at each entry"),
          Map.entry(Matrices.ELEMENTWISE_QUOTIENT, "quotient rule at each entry"),
          Map.entry(Matrices.ELEMENTWISE_POWER, "power rule at each entry"),
          Map.entry(Blocks.BELOW, "block by block"),
          Map.entry(Blocks.BESIDE, "block by block"),
          Map.entry(Blocks.ROWS, "the differential of a part is that part of it"),
          Map.entry(Blocks.COLUMNS, "the differential of a part is that part of it"),
          Map.entry(Norms.NORM, "differential of the norm"),
          Map.entry(Norms.NUCLEAR_NORM, "differential of the nuclear norm"),
          Map.entry(Reductions.SOFTMAX, "differential of softmax"),
          Map.entry(Reductions.LARGEST, "differential of the maximum"),
          Map.entry(Rows.SUM, "the sum of each row of the differential"),
          Map.entry(Rows.MEAN, "the mean of each row of the differential"),
          Map.entry(Rows.SOFTMAX, "differential of softmax, row by row"));

  private static Reason differential(Function function) {
    return new Reason(
        "differential-of-" + function.name(),
        SENTENCES.getOrDefault(function, "differential of " + function.name()),
        null);
  }
}
