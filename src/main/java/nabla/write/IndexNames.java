package nabla.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.write.CodeFunction.Output;

/// The names of the indices that the outputs of a function have values over. In formulas k may be
/// the index of one array and the name of another, and run to m here and to n there; loops need a
/// name for each.
final class IndexNames {

  private static final String LETTERS = "ijpqklstr";

  /// The names in the formulas, and those of sizes.
  private final Set<String> used = new LinkedHashSet<>();

  /// The names of what is no number: arrays, functions.
  private final Set<String> others = new LinkedHashSet<>();

  private final Set<Symbol> columns;

  /// An index that runs so far.
  private record Axis(Symbol index, Dimension size) {}

  /// What the indices so far are called.
  private final Map<Axis, Symbol> known = new LinkedHashMap<>();

  private IndexNames(List<Expr> expressions, List<Symbol> variables) {
    columns = CodeFunction.columns(expressions);
    List<Expr> all = new ArrayList<>(expressions);
    all.addAll(variables);
    for (Expr node : Dag.of(all.toArray(Expr[]::new)).nodes()) {
      used.addAll(node.shape().names());
      if (node instanceof Symbol symbol) {
        (symbol.isScalar() ? used : others).add(symbol.name().toString());
      } else if (node instanceof Apply apply
          && apply.operator() instanceof UnknownFunction function) {
        others.add(function.symbol().toString());
      }
    }
    used.addAll(others);
  }

  /// The outputs with other names for the indices that have the name of an array, and for those
  /// that run further in one output than in another: k of xₖ and of Aₖₗ.
  static List<Output> apart(List<Output> outputs, List<Symbol> variables) {
    List<Expr> expressions = outputs.stream().map(Output::expression).toList();
    IndexNames names = new IndexNames(expressions, variables);
    outputs.forEach(output -> output.indices().keySet().forEach(names::use));
    return outputs.stream().map(names::renamed).toList();
  }

  private void use(Symbol index) {
    used.add(index.name().toString());
  }

  private Output renamed(Output output) {
    Map<Symbol, Dimension> own = new LinkedHashMap<>(output.indices());
    Subscripts.free(List.of(output.expression())).forEach(own::putIfAbsent);
    own.keySet().removeAll(columns);
    Map<Symbol, Dimension> indices = new LinkedHashMap<>();
    Map<Expr, Expr> renamed = new LinkedHashMap<>();
    own.forEach((index, size) -> {
      Axis axis = new Axis(index, size);
      Symbol name = known.getOrDefault(axis, index);
      if (!known.containsKey(axis)) {
        name = named(axis);
        known.put(axis, name);
      }
      indices.put(name, size);
      if (!name.equals(index)) {
        renamed.put(index, name);
      }
    });
    return renamed.isEmpty()
        ? output
        : new Output(
            output.kind(),
            output.by(),
            indices,
            Substitution.of(renamed).apply(output.expression()));
  }

  /// The index itself where it can be, else a letter or name that nothing has.
  private Symbol named(Axis axis) {
    String index = axis.index.name().toString();
    boolean array = others.contains(index);
    if (!array && !known.containsValue(axis.index)) {
      return axis.index;
    }
    Stream<String> letters = array ? LETTERS.chars().mapToObj(Character::toString) : Stream.of();
    return Stream.concat(
            letters, Stream.iterate(1, more -> more + 1).map(more -> index + "_" + more))
        .filter(used::add)
        .findFirst()
        .map(Symbol::of)
        .orElseThrow();
  }
}
