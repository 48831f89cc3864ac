package nabla.numeric.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Computing;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import nabla.numeric.Compiled;
import nabla.numeric.arrays.ArrayProgram.Step;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/// Lays out formulas with vectors and matrices as the steps of an [ArrayProgram].
final class ArrayPlanner {

  private final List<Symbol> inputs;
  private final Map<String, Integer> sizes;
  private final List<Expr> wantedOutputs;
  private final List<Expr> roots;
  private final List<Step> steps = new ArrayList<>();
  private final List<double[]> arrays = new ArrayList<>();
  private final Map<Expr, Integer> places = new HashMap<>();

  /// The arrays that steps write.
  private final Set<Integer> written = new HashSet<>();

  /// What gets an array of its own.
  private final Set<Expr> stored = new HashSet<>();

  ArrayPlanner(List<Symbol> inputs, Map<String, Integer> sizes, List<Expr> outputs) {
    this.inputs = List.copyOf(inputs);
    this.sizes = Map.copyOf(sizes);
    this.wantedOutputs = List.copyOf(outputs);
    List<Expr> entered = outputs.stream().map(each -> EmptyArrays.without(each, sizes)).toList();
    this.roots = ComputingForm.of(entered.stream().map(CarefulForms::of).toList(), sizes);
  }

  ArrayProgram program() {
    int[] lengths = new int[inputs.size()];
    for (int i = 0; i < lengths.length; i++) {
      places.put(inputs.get(i), i);
      arrays.add(new double[0]);
      lengths[i] = length(inputs.get(i).shape());
    }
    sizes.forEach((name, size) -> constant(Symbol.of(name), size));
    Dag dag = Dag.below(node -> !(node instanceof Binder), roots.toArray(Expr[]::new));
    stored.addAll(Storage.of(dag, roots));
    for (Expr node : dag.nodes()) {
      if (stored.contains(node) && !places.containsKey(node)) {
        plan(node);
      }
    }
    int[] outputs = new int[roots.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = place(roots.get(i));
    }
    boolean[] direct = new boolean[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      direct[i] = written.remove(outputs[i]); // once for an array that is two outputs
    }
    return new ArrayProgram(
        steps,
        arrays.toArray(double[][]::new),
        lengths,
        outputs,
        direct,
        () -> new ArrayPlanner(inputs, sizes, wantedOutputs).program());
  }

  private void constant(Expr node, double value) {
    if (!places.containsKey(node)) {
      places.put(node, arrays.size());
      arrays.add(new double[] {value});
    }
  }

  private int length(Shape shape) {
    return rows(shape) * columns(shape);
  }

  private int rows(Shape shape) {
    return ArrayEvaluation.size(shape.rows(), sizes);
  }

  private int columns(Shape shape) {
    return ArrayEvaluation.size(shape.columns(), sizes);
  }

  private int place(Expr node) {
    Integer place = places.get(node);
    if (place == null && node instanceof Num number) {
      constant(number, number.value().doubleValue());
      return place(node);
    }
    if (place == null && node.arity() == 0) {
      if (node instanceof Symbol symbol) {
        throw new NablaException(
            NablaException.Kind.NAME, symbol.name() + " is not among the inputs");
      }
      plan(node);
      return place(node);
    }
    if (place == null) {
      throw new IllegalStateException("no array for " + node);
    }
    return place;
  }

  private int allocate(Expr node) {
    int place = arrays.size();
    arrays.add(new double[length(node.shape())]);
    places.put(node, place);
    written.add(place);
    return place;
  }

  private void plan(Expr node) {
    if (ComputingForm.isApplied(node, Matrices.TRANSPOSE) && ComputingForm.isVector(node)) {
      places.put(node, place(node.child(0)));
    } else if (Storage.isContraction(node)) {
      contraction(node);
    } else if (Storage.isByEntries(node)) {
      entries(node);
    } else if (!(node instanceof Apply apply
        && apply.operator() instanceof Function function
        && known(apply, function))) {
      general(node);
    }
  }

  private void contraction(Expr node) {
    Expr left = node.child(0);
    Expr right = node.child(1);
    boolean turnedLeft = Storage.isTurned(left) && !places.containsKey(left);
    boolean turnedRight = Storage.isTurned(right) && !places.containsKey(right);
    int a = place(turnedLeft ? left.child(0) : left);
    int b = place(turnedRight ? right.child(0) : right);
    int rows = rows(left.shape());
    int inner = columns(left.shape());
    int columns = columns(right.shape());
    int out = allocate(node);
    steps.add(arrays ->
        ArrayKernels.multiply(
            arrays[a], turnedLeft, arrays[b], turnedRight, arrays[out], rows, inner, columns));
  }

  /// One loop over all entries, compiled.
  private void entries(Expr node) {
    Map<Expr, Symbol> columns = new LinkedHashMap<>();
    Map<Expr, Symbol> numbers = new LinkedHashMap<>();
    Expr formula = entry(node, node, columns, numbers, new HashMap<>());
    Compiled compiled =
        Compiled.of(List.copyOf(columns.values()), List.copyOf(numbers.values()), formula);
    int[] from = columns.keySet().stream().mapToInt(this::place).toArray();
    int[] with = numbers.keySet().stream().mapToInt(this::place).toArray();
    int out = allocate(node);
    double[][] inputs = new double[from.length][];
    double[] values = new double[with.length];
    double[][] results = new double[1][];
    boolean number = from.length == 0;
    steps.add(arrays -> {
      for (int i = 0; i < from.length; i++) {
        inputs[i] = arrays[from[i]];
      }
      for (int i = 0; i < with.length; i++) {
        values[i] = arrays[with[i]][0];
      }
      results[0] = arrays[out];
      if (number) {
        compiled.evaluate(values, results[0]);
        java.util.Arrays.fill(results[0], results[0][0]);
      } else {
        compiled.evaluateColumns(inputs, values, results);
      }
    });
  }

  /// The formula of one entry, in symbols for the arrays and numbers that are stored.
  private Expr entry(
      Expr node,
      Expr root,
      Map<Expr, Symbol> columns,
      Map<Expr, Symbol> numbers,
      Map<Expr, Expr> known) {
    Expr before = known.get(node);
    if (before != null) {
      return before;
    }
    Expr result;
    boolean leaf = node.arity() == 0 || (stored.contains(node) && !node.equals(root));
    if (node instanceof Num) {
      result = node;
    } else if (leaf && (places.containsKey(node) || !node.isScalar() || node instanceof Symbol)) {
      Map<Expr, Symbol> group = node.isScalar() ? numbers : columns;
      String name = (node.isScalar() ? "number " : "column ") + group.size();
      result = group.computeIfAbsent(node, any -> Symbol.of(name));
    } else if (node.arity() == 0) {
      result = node; // a constant such as π
    } else {
      List<Expr> parts = new ArrayList<>();
      for (Expr child : node.children()) {
        parts.add(entry(child, root, columns, numbers, known));
      }
      result = ofNumbers(node, parts);
    }
    known.put(node, result);
    return result;
  }

  private static Expr ofNumbers(Expr node, List<Expr> parts) {
    if (ComputingForm.isApplied(node, Matrices.ELEMENTWISE_PRODUCT)) {
      return Product.of(parts);
    }
    if (ComputingForm.isApplied(node, Matrices.ELEMENTWISE_QUOTIENT)) {
      return Quotient.of(parts.get(0), parts.get(1));
    }
    if (ComputingForm.isApplied(node, Matrices.ELEMENTWISE_POWER)) {
      return Power.of(parts.get(0), parts.get(1));
    }
    return node.withChildren(parts.toArray(Expr[]::new));
  }

  /// Plans an operator that has a loop of its own here; whether it has one.
  private boolean known(Apply apply, Function function) {
    Expr first = apply.arity() == 0 ? apply : apply.argument();
    if (apply.arity() == 0
        || function == Matrices.IDENTITY
        || function == Matrices.ONES
        || function == Matrices.ZEROS
        || function == Vectorization.COMMUTATION) {
      return false;
    }
    int rows = rows(first.shape());
    int columns = columns(first.shape());
    if (function == Matrices.TRANSPOSE) {
      unary(apply, (a, out) -> ArrayKernels.transpose(a, out, rows, columns));
    } else if (function == Matrices.SUM) {
      unary(apply, (a, out) -> out[0] = ArrayKernels.sum(a));
    } else if (function == Matrices.MEAN) {
      unary(apply, (a, out) -> out[0] = ArrayKernels.sum(a) / a.length);
    } else if (function == Norms.NORM && apply.arity() == 1) {
      unary(apply, (a, out) -> out[0] = ArrayKernels.norm(a));
    } else if (function == Reductions.LOGSUMEXP) {
      unary(apply, (a, out) -> out[0] = ArrayKernels.logSumExp(a));
    } else if (function == Reductions.SOFTMAX || function == Reductions.LOGSOFTMAX) {
      boolean logarithm = function == Reductions.LOGSOFTMAX;
      unary(apply, (a, out) -> ArrayKernels.softmax(a, out, logarithm));
    } else if (function == Computing.SCALED_ROWS || function == Computing.SCALED_COLUMNS) {
      int a = place(first);
      int b = place(apply.child(1));
      boolean byRows = function == Computing.SCALED_ROWS;
      int height = rows(apply.shape());
      int width = columns(apply.shape());
      int out = allocate(apply);
      steps.add(arrays -> {
        if (byRows) {
          ArrayKernels.scaleRows(arrays[a], arrays[b], arrays[out], height, width);
        } else {
          ArrayKernels.scaleColumns(arrays[a], arrays[b], arrays[out], height, width);
        }
      });
    } else {
      return false;
    }
    return true;
  }

  /// A loop over one array into another.
  private interface Unary {
    void run(double[] array, double[] out);
  }

  private void unary(Apply apply, Unary loop) {
    int from = place(apply.argument());
    int out = allocate(apply);
    steps.add(arrays -> loop.run(arrays[from], arrays[out]));
  }

  /// By the arithmetic of matrices that serves every formula. It allocates, so what does not change
  /// is computed once.
  private void general(Expr node) {
    Map<Symbol, RealMatrix> fixed = new HashMap<>();
    sizes.forEach((name, size) -> fixed.put(Symbol.of(name), ArrayEvaluation.number(size)));
    if (!Dag.any(node, part -> part instanceof Symbol symbol && !fixed.containsKey(symbol))) {
      double[] value = flat(ArrayEvaluation.of(node, fixed));
      places.put(node, arrays.size());
      arrays.add(value);
      return;
    }
    List<Symbol> parts = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    Expr formula;
    if (node instanceof Binder || node instanceof Literal) {
      formula = node;
      for (Expr part : Dag.of(node).nodes()) {
        if (part instanceof Symbol symbol && !fixed.containsKey(symbol)) {
          parts.add(symbol);
          from.add(place(symbol));
        }
      }
    } else {
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        Expr child = node.child(i);
        boolean plain = child instanceof Num || fixed.containsKey(child);
        Symbol symbol = Symbol.of(nabla.expr.Name.of("part " + i), child.shape());
        children[i] = plain ? child : symbol;
        if (!plain) {
          parts.add(symbol);
          from.add(place(child));
        }
      }
      formula = node.withChildren(children);
    }
    int out = allocate(node);
    steps.add(arrays -> {
      Map<Symbol, RealMatrix> values = new HashMap<>(fixed);
      for (int i = 0; i < parts.size(); i++) {
        values.put(parts.get(i), matrix(parts.get(i).shape(), arrays[from.get(i)]));
      }
      double[] value = flat(ArrayEvaluation.of(formula, values));
      System.arraycopy(value, 0, arrays[out], 0, value.length);
    });
  }

  private RealMatrix matrix(Shape shape, double[] entries) {
    int columns = columns(shape);
    RealMatrix matrix = new Array2DRowRealMatrix(rows(shape), columns);
    for (int i = 0; i < entries.length; i++) {
      matrix.setEntry(i / columns, i % columns, entries[i]);
    }
    return matrix;
  }

  private static double[] flat(RealMatrix matrix) {
    int columns = matrix.getColumnDimension();
    double[] entries = new double[matrix.getRowDimension() * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = matrix.getEntry(i / columns, i % columns);
    }
    return entries;
  }
}
