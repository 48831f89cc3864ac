package nabla;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nabla.calculus.Conventions;
import nabla.calculus.Style;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DifferentialSign;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every line of every derivation with vectors and matrices, in every style, has the value of the
/// line before: differentials as differences along a direction, adjoints as what was found for
/// them, entries at indices of their ranges.
class ArrayDerivationsTest {

  private static final double TOLERANCE = 1e-5;

  /// One for all dimensions, so that every product that must be invertible can be; that shapes fit
  /// is seen by the verification of the answers.
  private static final int SIZE = 3;

  /// Every operator, entry by entry.
  static List<Arguments> operators() throws IOException {
    return ArrayDerivativesTest.lines("operators.txt").stream()
        .filter(line -> !line.by().contains(" ") && !isStructured(line))
        .map(line -> Arguments.of(Named.of(line.formula() + " by " + line.by(), line), Style.INDEX))
        .toList();
  }

  /// The arrays of a replay are of any kind.
  private static boolean isStructured(ArrayDerivativesTest.Line line) {
    return line.where().matches(".*(symmetric|diagonal|orthogonal|= *1).*");
  }

  static List<Arguments> derivations() throws IOException {
    return ArrayDerivativesTest.lines().stream()
        .filter(line -> !isStructured(line))
        .flatMap(line ->
            List.of(Style.values()).stream()
                .map(style ->
                    Arguments.of(Named.of(line.formula() + " by " + line.by(), line), style)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource({"derivations", "operators"})
  void everyLineHasTheSameValue(ArrayDerivativesTest.Line line, Style style) {
    Formula formula = Nabla.formula(line.formula(), line.where());
    Derived answer =
        formula.derive(line.by(), 1, Conventions.DEFAULT.withStyle(style), true, false).getFirst();
    Replay replay =
        new Replay(
            formula,
            formula.reading().expression(),
            answer.variables().getLast(),
            line.where().contains("> 0") || line.derivative().contains("> 0)"));
    int compared = 0;
    for (Derivation derivation : answer.derivations()) {
      compared += replay.compare(derivation);
    }
    boolean plain = answer.derivations().stream().allMatch(each -> each.steps().size() < 2);
    assertTrue(compared > 0 || plain, "nothing was compared");
  }

  /// One point, a direction, and the values of what was found so far.
  private static final class Replay {

    private final Formula formula;
    private final Symbol variable;
    private final Map<Symbol, RealMatrix> point = new HashMap<>();
    private final Map<Expr, RealMatrix> found = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private final RealMatrix direction;

    /// @param positive whether all entries are to be
    Replay(Formula formula, Expr subject, Symbol variable, boolean positive) {
      this.formula = formula;
      this.variable = variable;
      for (Symbol symbol : formula.variables()) {
        size(symbol.shape().rows());
        size(symbol.shape().columns());
      }
      for (Symbol symbol : formula.variables()) {
        if (!sizes.containsKey(symbol.name().toString())) {
          point.put(symbol, positive ? sizes(array(symbol)) : array(symbol));
        }
      }
      indices(subject).forEach(index -> point.put(index, index(index)));
      sizes.forEach((name, size) -> point.put(Symbol.of(name), ArrayEvaluation.number(size)));
      this.direction = array(variable);
      for (Expr node : Dag.of(subject).nodes()) {
        if (node instanceof Power power && !power.isScalar()) {
          Dag.of(power.exponent()).nodes().stream()
              .filter(Symbol.class::isInstance)
              .forEach(symbol -> point.put((Symbol) symbol, ArrayEvaluation.number(3)));
        }
      }
    }

    private void size(Dimension dimension) {
      dimension.terms().keySet().stream()
          .flatMap(List::stream)
          .forEach(name -> sizes.put(name, SIZE));
    }

    private static RealMatrix sizes(RealMatrix array) {
      for (int i = 0; i < array.getRowDimension(); i++) {
        for (int j = 0; j < array.getColumnDimension(); j++) {
          array.setEntry(i, j, Math.abs(array.getEntry(i, j)) + 0.1);
        }
      }
      return array;
    }

    private RealMatrix array(Symbol symbol) {
      RealMatrix array =
          new Array2DRowRealMatrix(
              ArrayEvaluation.size(symbol.shape().rows(), sizes),
              ArrayEvaluation.size(symbol.shape().columns(), sizes));
      for (int i = 0; i < array.getRowDimension(); i++) {
        for (int j = 0; j < array.getColumnDimension(); j++) {
          // near the identity, so that determinants are positive
          double near = symbol.shape().isSquare() && i == j ? 2 : 0;
          array.setEntry(i, j, near + random.nextDouble(-0.7, 0.7));
        }
      }
      return array;
    }

    int compare(Derivation derivation) {
      int compared = 0;
      for (Step step : derivation.steps()) {
        if (isOpen(step.before()) || isOpen(step.after())) {
          continue;
        }
        RealMatrix before = value(step.before());
        RealMatrix after = value(step.after());
        double scale = Math.max(1, before.getFrobeniusNorm());
        assertEquals(before.getRowDimension(), after.getRowDimension());
        assertEquals(
            0,
            before.subtract(after).getFrobeniusNorm() / scale,
            TOLERANCE,
            () -> formula.text(step.before()) + "\n= " + formula.text(step.after()));
        compared++;
      }
      if (!isOpen(derivation.result())) {
        RealMatrix value = value(derivation.result());
        if (derivation.subject() instanceof Symbol name) {
          point.put(name, value);
        }
        found.put(derivation.subject(), value);
      }
      return compared;
    }

    /// Whether a derivative stands in a line of which nothing was found yet.
    private boolean isOpen(Expr line) {
      return Dag.any(line, node -> node instanceof Derivative && !found.containsKey(node));
    }

    /// Sums over changes term by term, since a change inside a sum depends on its index.
    private Expr unrolled(Expr node) {
      if (DifferentialSign.isOn(node) || !Dag.any(node, DifferentialSign::isOn)) {
        return node;
      }
      if (node instanceof Binder sum && sum.kind() == Binder.Kind.SUM) {
        double end = ArrayEvaluation.of(requireNonNull(sum.upper()), point).getEntry(0, 0);
        return Sum.of(
            IntStream.rangeClosed(1, (int) end)
                .mapToObj(i -> unrolled(sum.open(Num.of(i))))
                .toList());
      }
      return node.withChildren(node.children().stream().map(this::unrolled).toArray(Expr[]::new));
    }

    private RealMatrix value(Expr written) {
      Expr line = unrolled(written);
      Map<Expr, Expr> stand = new LinkedHashMap<>();
      Map<Symbol, RealMatrix> values = new HashMap<>(point);
      for (Expr node : Dag.below(each -> !DifferentialSign.isOn(each), line).nodes()) {
        RealMatrix value =
            found.containsKey(node)
                ? found.get(node)
                : DifferentialSign.isOn(node) ? change(((Apply) node).argument()) : null;
        if (value != null) {
          Symbol symbol = Symbol.of(Name.of("value", Integer.toString(stand.size())), node.shape());
          stand.put(node, symbol);
          values.put(symbol, value);
        }
      }
      indices(line).forEach(index -> values.putIfAbsent(index, index(index)));
      Dag.of(line).nodes().stream()
          .filter(node -> node instanceof Symbol symbol && symbol.isScalar())
          .map(Symbol.class::cast)
          .forEach(index -> values.putIfAbsent(index, index(index))); // k, the entry of (1, …, n)
      return ArrayEvaluation.of(Substitution.of(stand).apply(line), values);
    }

    /// What stands at places of entries: 1 or 2 is in every range.
    private static List<Symbol> indices(Expr line) {
      return Dag.of(line).nodes().stream()
          .filter(node ->
              node instanceof Apply apply
                  && (apply.operator() == Matrices.ENTRY
                      || apply.operator() == Matrices.DELTA
                      || apply.operator() == Blocks.ROW
                      || apply.operator() == Blocks.UNIT))
          .flatMap(node -> node.children().stream())
          .flatMap(each -> Dag.of(each).nodes().stream())
          .filter(each -> each instanceof Symbol symbol && symbol.isScalar())
          .map(Symbol.class::cast)
          .toList();
    }

    private static RealMatrix index(Symbol index) {
      return ArrayEvaluation.number(1 + index.name().base().charAt(0) % 2);
    }

    /// How a part changes along the direction, by central differences.
    private RealMatrix change(Expr part) {
      double step = 1e-5;
      return moved(part, step).subtract(moved(part, -step)).scalarMultiply(1 / (2 * step));
    }

    private RealMatrix moved(Expr part, double step) {
      Map<Symbol, RealMatrix> moved = new HashMap<>(point);
      RealMatrix at = point.get(variable);
      if (at == null) {
        throw new IllegalStateException(variable + " has no value");
      }
      moved.put(variable, at.add(direction.scalarMultiply(step)));
      return ArrayEvaluation.of(part, moved);
    }
  }
}
