package nabla.write;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Dimensions;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Brackets;

/// Sums and products over an index, and arrays over free indices, as loops in Java that count as
/// formulas do, from 1.
final class JavaSums {

  private final JavaLoops loops;

  JavaSums(JavaLoops loops) {
    this.loops = loops;
  }

  /// A formula of numbers whose sums and products are computed before it, but for those in a case,
  /// which may have no value where the case does not hold.
  Expr apart(Expr formula, String indent) {
    if (!Dag.any(formula, Binder.class::isInstance)) {
      return formula;
    }
    Map<Expr, Expr> replaced = new HashMap<>();
    Dag dag = Dag.below(node -> !isWhole(node), formula);
    for (Expr node : dag.nodes()) {
      Expr result = node;
      if (node instanceof Binder binder
          && isLoop(binder)
          && node.isScalar()
          && !loops.isNamed(node)) {
        result = loops.named(total(binder, indent));
      } else if (node.arity() > 0 && !isWhole(node)) {
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

  /// Whether nothing is taken out of a part: one that is computed already, a sum, a case.
  private boolean isWhole(Expr node) {
    return loops.isNamed(node)
        || node instanceof Binder
        || node instanceof Cases
        || Brackets.isGuarded(node);
  }

  /// What a lambda expression has.
  private static final String LAMBDA = " -> ";

  private static boolean isLoop(Binder binder) {
    return binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT;
  }

  private String total(Binder binder, String indent) {
    boolean sum = binder.kind() == Binder.Kind.SUM;
    String name = loops.fresh(sum ? "sum" : "product");
    loops.line(indent + "double " + name + " = " + (sum ? "0.0" : "1.0") + ";");
    Symbol index = begin(binder, indent);
    String term = term(binder.open(index), indent + "  ");
    loops.line(indent + "  " + name + (sum ? " += " : " *= ") + term + ";");
    loops.line(indent + "}");
    return name;
  }

  /// The term of a sum, with the arrays that are made for it declared before it.
  private String term(Expr body, String indent) {
    if (!Dag.any(body, JavaSums::isMade)) {
      return loops.number(body, indent);
    }
    JavaLoops inner = loops.within();
    String term = inner.statements(List.of(body)).getFirst();
    inner.lines().forEach(line -> loops.line(indent + line));
    return term;
  }

  private static boolean isMade(Expr node) {
    return node.arity() > 0 && !node.isScalar() && !node.shape().isTruth();
  }

  /// The head of a loop, and what stands for the index in it.
  private Symbol begin(Binder binder, String indent) {
    Expr upper = binder.upper();
    if (upper == null) {
      throw JavaEntries.unsupported(binder);
    }
    String from = bound(binder.lower(), indent);
    String to = bound(upper, indent);
    String counter = loops.fresh("r");
    Symbol index = Symbol.of("java " + counter);
    loops.count(index, counter);
    loops.line(
        indent
            + "for (int %s = %s; %s <= %s; %s++) {".formatted(counter, from, counter, to, counter));
    return index;
  }

  private String bound(Expr bound, String indent) {
    try {
      return loops.size(Dimensions.polynomial(bound));
    } catch (NablaException noPolynomial) {
      return "(int) (" + loops.number(bound, indent) + ")";
    }
  }

  /// Declares a sum of arrays.
  void arrays(Binder sum) {
    if (sum.kind() != Binder.Kind.SUM) {
      throw JavaEntries.unsupported(sum);
    }
    String name = loops.array(sum);
    Symbol index = begin(sum, "");
    JavaLoops inner = loops.within();
    Expr body = sum.open(index);
    boolean guarded = Brackets.isGuarded(body);
    String term = inner.statements(List.of(guarded ? body.child(1) : body)).getFirst();
    inner.loops(
        sum,
        (indent, row, column) ->
            inner.line(
                indent
                    + JavaLoops.place(name, sum.shape(), row, column)
                    + " += "
                    + JavaLoops.place(term, sum.shape(), row, column)
                    + ";"));
    if (guarded) {
      loops.line("  if (" + loops.number(body.child(0), "  ") + ") {");
    }
    inner.lines().forEach(line -> loops.line((guarded ? "    " : "  ") + line));
    if (guarded) {
      loops.line("  }");
    }
    loops.line("}");
    loops.name(sum, name);
  }

  /// Declares an array with an axis for each index: the values of a number at each of them.
  String overIndices(Expr number, Map<Symbol, Dimension> indices) {
    if (!number.isScalar()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "a vector or matrix for each value of an index has no spelling in Java");
    }
    String name = loops.part();
    StringBuilder sizes = new StringBuilder();
    indices.values().forEach(size -> sizes.append('[').append(loops.length(size)).append(']'));
    String type = "double" + "[]".repeat(indices.size());
    loops.line(type + " " + name + " = new double" + sizes + ";");
    StringBuilder place = new StringBuilder(name);
    Map<Symbol, String> counters = new LinkedHashMap<>();
    indices.keySet().forEach(index -> counters.put(index, loops.counter(index)));
    String inside = "  ".repeat(indices.size());
    JavaLoops inner = loops.within();
    String value = inner.number(number, inside);
    boolean captured =
        value.contains(LAMBDA) || inner.lines().stream().anyMatch(line -> line.contains(LAMBDA));
    String indent = "";
    for (Map.Entry<Symbol, Dimension> index : indices.entrySet()) {
      String counter = counters.get(index.getKey());
      String running = captured ? loops.fresh("r") : counter;
      loops.line(
          indent
              + "for (int %s = 1; %s <= %s; %s++) {"
                  .formatted(running, running, loops.size(index.getValue()), running));
      place.append('[').append(counter).append(" - 1]");
      indent += "  ";
      if (captured) { // by a lambda, which takes variables that do not change only
        loops.line(indent + "int " + counter + " = " + running + ";");
      }
    }
    inner.lines().forEach(loops::line);
    loops.line(indent + place + " = " + value + ";");
    for (int depth = indices.size() - 1; depth >= 0; depth--) {
      loops.line("  ".repeat(depth) + "}");
    }
    return name;
  }
}
