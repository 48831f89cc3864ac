package nabla.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Function;
import nabla.catalogue.Language;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ComputingForm;
import nabla.write.CodeStyle.Spelled;

/// Formulas with vectors and matrices as loops in Java over `double[]` and `double[][]`. What
/// happens entry by entry is one loop; linear systems, inverses and determinants are those of
/// commons-math3.
final class JavaLoops {

  private static final String LINEAR = "org.apache.commons.math3.linear.";

  private final Identifiers identifiers;
  private final JavaStyle style = new JavaStyle();
  private final List<String> lines = new ArrayList<>();
  private final Map<Expr, String> names = new HashMap<>();
  private final Map<String, String> sizes = new HashMap<>();
  private final JavaEntries entries = new JavaEntries(names, this::size);
  private final Set<Expr> wanted = new HashSet<>();
  private final JavaSums sums = new JavaSums(this);
  final JavaSpectra spectra = new JavaSpectra(this);

  /// What loops count that count as formulas do, from 1.
  private final Map<Symbol, String> counters = new HashMap<>();

  private String i = "i";
  private String j = "j";
  private String k = "k";
  private String total = "sum";

  JavaLoops(String source) {
    this(new Identifiers(Language.JAVA, source));
  }

  JavaLoops(Identifiers identifiers) {
    this.identifiers = identifiers;
  }

  /// Whether a formula computes with arrays; one that only lists numbers does not.
  static boolean concern(Expr formula) {
    return Dag.of(formula).nodes().stream()
        .anyMatch(node ->
            !node.isScalar()
                && !node.shape().isTruth()
                && !(node instanceof Literal && node.equals(formula)));
  }

  /// A block of statements whose last one declares `result`.
  String write(Expr expression, Collection<Symbol> variables) {
    List<Expr> roots = CodeWriter.prepared(style, List.of(expression));
    List<Expr> arrays = new ArrayList<>(variables);
    arrays.addAll(roots);
    for (Expr node : Dag.of(arrays.toArray(Expr[]::new)).nodes()) {
      if (node instanceof Symbol array && !array.isScalar()) {
        boolean vector = ComputingForm.isVector(array);
        bind(array.shape().rows(), style.size(identifiers.of(array.name()), vector, 0).code());
        bind(array.shape().columns(), style.size(identifiers.of(array.name()), vector, 1).code());
      }
    }
    String result = statements(roots).getFirst();
    lines.add(style.assignment("result", roots.getFirst().shape(), result));
    return String.join("\n", lines);
  }

  /// Says where the size of a dimension stands.
  void bind(Dimension dimension, String code) {
    String name = dimension.toString();
    if (dimension.equals(Dimension.named(name))) {
      sizes.putIfAbsent(name, code);
    }
  }

  /// What stands before the results.
  List<String> lines() {
    return lines;
  }

  /// The names of the results, or their formulas where they are numbers.
  List<String> statements(List<Expr> roots) {
    return statements(roots, roots.stream().map(root -> Map.<Symbol, Dimension>of()).toList());
  }

  /// The names of the results, or their formulas where they are numbers.
  ///
  /// @param indices the free indices of each, with what they run over: such a result is an array
  List<String> statements(List<Expr> roots, List<Map<Symbol, Dimension>> indices) {
    Dag dag = Dag.of(roots.toArray(Expr[]::new));
    for (Expr node : dag.nodes()) {
      if (node instanceof Symbol symbol && !sizes.containsKey(symbol.name().toString())) {
        names.put(symbol, identifiers.of(symbol.name()));
      }
    }
    for (Map<Symbol, Dimension> free : indices) {
      free.keySet().forEach(index -> count(index, identifiers.of(index.name())));
    }
    i = identifiers.fresh("i");
    j = identifiers.fresh("j");
    k = identifiers.fresh("k");
    total = identifiers.fresh("sum");
    wanted.addAll(JavaDemand.of(dag, roots, counters.keySet()));
    for (Expr node : dag.nodes()) {
      if (wanted.contains(node) && !names.containsKey(node)) {
        compute(node);
      }
    }
    List<String> results = new ArrayList<>();
    for (int r = 0; r < roots.size(); r++) {
      String name = names.get(roots.get(r));
      results.add(
          !indices.get(r).isEmpty()
              ? sums.overIndices(roots.get(r), indices.get(r))
              : name != null ? name : number(roots.get(r), ""));
    }
    return results;
  }

  /// Says that a loop counts an index.
  void count(Symbol index, String counter) {
    counters.put(index, counter);
    sizes.put(index.name().toString(), counter);
  }

  String counter(Symbol index) {
    return counters.getOrDefault(index, identifiers.of(index.name()));
  }

  /// What is computed within a loop, with all that is known before it.
  JavaLoops within() {
    JavaLoops inner = new JavaLoops(identifiers);
    inner.names.putAll(names);
    inner.sizes.putAll(sizes);
    return inner;
  }

  boolean isNamed(Expr part) {
    return names.containsKey(part);
  }

  /// What stands for a named number in formulas.
  Expr named(String name) {
    return entries.piece(name, true);
  }

  String part() {
    return identifiers.part();
  }

  private void compute(Expr node) {
    Shape shape = node.shape();
    if (JavaDemand.isContraction(node)) {
      contraction(node);
    } else if (node instanceof Power power && !power.isScalar()) {
      declare(node, new JavaReductions(this, entries, i).power(power));
    } else if (node instanceof Binder sum && !sum.isScalar()) {
      sums.arrays(sum);
    } else if (node instanceof Apply apply
        && apply.operator() instanceof Function function
        && !JavaEntries.isByEntries(node)
        && function != Matrices.ENTRY) {
      new JavaReductions(this, entries, i).compute(apply, function);
    } else if (node instanceof Literal || node instanceof Binder) {
      declare(node, number(node, ""));
    } else if (shape.isScalar()) {
      declare(node, number(node, ""));
    } else {
      String name = array(node);
      loops(
          node,
          (indent, row, column) -> {
            String value = number(entries.of(node, row, column), indent);
            lines.add(indent + place(name, shape, row, column) + " = " + value + ";");
          });
      names.put(node, name);
    }
  }

  private void contraction(Expr node) {
    Expr left = node.child(0);
    Expr right = node.child(1);
    String inner = size(left.shape().columns());
    String name = node.isScalar() ? identifiers.part() : array(node);
    loops(
        node,
        (indent, row, column) -> {
          String sum = node.isScalar() ? name : total;
          lines.add(indent + "double " + sum + " = 0.0;");
          lines.add(indent + loop(k, inner));
          Expr term = Product.of(entries.of(left, row, k), entries.of(right, k, column));
          lines.add(indent + "  " + sum + " += " + number(term, indent + "  ") + ";");
          lines.add(indent + "}");
          if (!node.isScalar()) {
            lines.add(indent + place(name, node.shape(), row, column) + " = " + sum + ";");
          }
        });
    names.put(node, name);
  }

  /// What happens at each place.
  @FunctionalInterface
  interface Body {
    void at(String indent, String row, String column);
  }

  /// Loops over the places of an array; none for a number.
  void loops(Expr node, Body body) {
    Shape shape = node.shape();
    boolean column = shape.columns().equals(Dimension.ONE);
    boolean row = shape.rows().equals(Dimension.ONE);
    if (shape.isScalar()) {
      body.at("", "0", "0");
      return;
    }
    lines.add(loop(i, size(row ? shape.columns() : shape.rows())));
    if (row || column) {
      body.at("  ", row ? "0" : i, row ? i : "0");
    } else {
      lines.add("  " + loop(j, size(shape.columns())));
      body.at("    ", i, j);
      lines.add("  }");
    }
    lines.add("}");
  }

  static String loop(String index, String size) {
    return "for (int " + index + " = 0; " + index + " < " + size + "; " + index + "++) {";
  }

  static String place(String name, Shape shape, String row, String column) {
    return shape.columns().equals(Dimension.ONE)
        ? name + "[" + row + "]"
        : shape.rows().equals(Dimension.ONE)
            ? name + "[" + column + "]"
            : name + "[" + row + "][" + column + "]";
  }

  /// Declares a new array of the shape of a node.
  String array(Expr node) {
    String name = identifiers.part();
    Shape shape = node.shape();
    boolean vector = ComputingForm.isVector(node);
    String length = length(shape.rows().equals(Dimension.ONE) ? shape.columns() : shape.rows());
    lines.add(
        vector
            ? "double[] " + name + " = new double[" + length + "];"
            : "double[][] "
                + name
                + " = new double["
                + length
                + "]["
                + length(shape.columns())
                + "];");
    return name;
  }

  /// Declares the value of a node by an expression.
  void declare(Expr node, String code) {
    String name = identifiers.part();
    lines.add(style.assignment(name, node.shape(), code));
    names.put(node, name);
  }

  void name(Expr node, String name) {
    names.put(node, name);
  }

  String fresh(String wanted) {
    return identifiers.fresh(wanted);
  }

  void line(String line) {
    lines.add(line);
  }

  /// A named array as a matrix of commons-math3.
  String matrix(Expr array) {
    return "new " + LINEAR + "Array2DRowRealMatrix(" + named(array) + ")";
  }

  String named(Expr array) {
    String name = names.get(array);
    boolean transposed =
        array instanceof Apply apply
            && apply.operator() == Matrices.TRANSPOSE
            && ComputingForm.isVector(array);
    if (name == null && transposed) {
      name = names.get(array.child(0));
    }
    if (name == null) {
      throw new IllegalStateException("an array without a name: " + array);
    }
    return name;
  }

  /// A formula of numbers; what it needs is declared before it.
  String number(Expr written, String indent) {
    Expr formula = sums.apart(written, indent);
    CodeWriter writer = new CodeWriter(style, identifiers);
    writer.knowing(entries.pieces());
    Map<Symbol, Spelled> known = new HashMap<>();
    Expr replaced = withNames(formula, known);
    writer.knowing(known);
    sizes.forEach(
        (name, code) -> writer.knowing(Map.of(Symbol.of(name), Spelled.atom("(double) " + code))));
    String code = writer.spelled(List.of(replaced)).getFirst();
    writer.assignments().forEach(line -> lines.add(indent + line));
    return code;
  }

  /// What is computed already is said by its name.
  private Expr withNames(Expr formula, Map<Symbol, Spelled> known) {
    Map<Expr, Expr> replaced = new HashMap<>();
    Dag dag = Dag.below(node -> !names.containsKey(node), formula);
    for (Expr node : dag.nodes()) {
      String name = names.get(node);
      Expr result = node;
      if (name != null && !(node instanceof Symbol)) {
        Symbol symbol = Symbol.of(nabla.expr.Name.of("java " + name), node.shape());
        known.put(symbol, Spelled.atom(name));
        result = symbol;
      } else if (node.arity() > 0) {
        Expr[] children = new Expr[node.arity()];
        for (int c = 0; c < children.length; c++) {
          children[c] = replaced.getOrDefault(node.child(c), node.child(c));
        }
        result = node.withChildren(children);
      }
      replaced.put(node, result);
    }
    return replaced.getOrDefault(formula, formula);
  }

  /// How many entries an array gets: none where its size is less.
  String length(Dimension dimension) {
    String size = size(dimension);
    return Dimensions.mayFallShort(dimension) ? "Math.max(" + size + ", 0)" : size;
  }

  /// How many rows or columns: a number, a name, or a formula of them.
  String size(Dimension dimension) {
    if (dimension.isFixed()) {
      return String.valueOf(dimension.fixedSize());
    }
    String known = sizes.get(dimension.toString());
    if (known != null) {
      return known;
    }
    Expr formula = Dimensions.expression(dimension);
    StringBuilder code = new StringBuilder("(");
    for (Expr term : formula instanceof nabla.expr.Sum sum ? sum.children() : List.of(formula)) {
      code.append(code.length() == 1 ? "" : " + ");
      List<Expr> factors = term instanceof Product product ? product.children() : List.of(term);
      List<String> spelled = new ArrayList<>();
      for (Expr factor : factors) {
        spelled.add(
            factor instanceof Symbol symbol
                ? sizes.getOrDefault(
                    symbol.name().toString(), "(int) " + identifiers.of(symbol.name()))
                : ((Num) factor).value().toString());
      }
      code.append(String.join(" * ", spelled));
    }
    return code.append(")").toString();
  }
}
