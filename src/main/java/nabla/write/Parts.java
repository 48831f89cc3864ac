package nabla.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// A large expression in terms of named parts: `u² + sin(u)` where `u = …`. Each part may use the
/// parts before it.
///
/// @param expression the expression, with names for the parts
/// @param parts the parts, each after those it uses; empty where the expression is short enough as
///   it is
public record Parts(Expr expression, List<Part> parts) {

  /// One part and its name.
  public record Part(Symbol name, Expr value) {}

  private static final int SHORT = 150;
  private static final int SHORTEST_PART = 6;

  /// Entries of a symmetric matrix are read easily twice.
  private static final int LONGEST_ENTRY = 14;

  private static final List<String> LETTERS = List.of("u", "v", "p", "q", "r", "s");

  /// Names the shared parts of an expression that would be long when written out.
  ///
  /// @param options with the names that are taken
  public static Parts of(Expr root, WriteOptions options) {
    return of(root, SHORT, options.taken());
  }

  /// Names the shared parts of an expression of more than `limit` nodes when written out.
  public static Parts of(Expr root, int limit) {
    return of(root, limit, Set.of());
  }

  private static Parts of(Expr root, int limit, Set<Name> taken) {
    if (root.weight() <= limit) {
      return new Parts(root, List.of());
    }
    Dag dag = Dag.of(root);
    Set<Expr> chosen = Shared.choose(dag, SHORTEST_PART);
    chosen.remove(root);
    chosen.removeAll(sizes(dag));
    if (chosen.isEmpty()) {
      return new Parts(root, List.of());
    }
    Names names = new Names(dag, taken, chosen.size());
    List<Part> parts = new ArrayList<>();
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        Expr child = results[dag.position(node.child(i))];
        children[i] = child;
      }
      Expr rebuilt = node.withChildren(children);
      if (chosen.contains(node)
          && !(rebuilt.weight() <= LONGEST_ENTRY && isEntryOnly(node, root, dag))) {
        Symbol name = Symbol.of(names.next(), node.shape());
        parts.add(new Part(name, rebuilt));
        rebuilt = name;
      }
      results[position] = rebuilt;
    }
    return new Parts(results[results.length - 1], List.copyOf(parts));
  }

  /// What decides a shape, as n² in `eye(n²)`, and all below it: with a name in its place the shape
  /// would be another.
  private static Set<Expr> sizes(Dag dag) {
    Set<Expr> sizes = new HashSet<>();
    for (Expr node : dag.nodes()) {
      if (node instanceof Apply apply && !apply.shape().isScalar()) {
        apply.children().stream()
            .filter(child -> child.isScalar() && child.arity() > 0 && decidesShape(apply, child))
            .forEach(size -> sizes.addAll(Dag.of(size).nodes()));
      }
    }
    return sizes;
  }

  private static boolean decidesShape(Apply apply, Expr child) {
    Expr other = Symbol.of("u");
    Expr[] children = apply.children().toArray(Expr[]::new);
    Arrays.setAll(children, i -> children[i].equals(child) ? other : children[i]);
    try {
      return !apply.withChildren(children).shape().equals(apply.shape());
    } catch (NablaException shape) {
      return true;
    }
  }

  /// Whether a part is an entry of the matrix `root`, and stands nowhere else.
  private static boolean isEntryOnly(Expr part, Expr root, Dag dag) {
    return root instanceof Literal
        && dag.nodes().stream()
            .allMatch(node -> node.equals(root) || !node.children().contains(part));
  }

  /// The expression as text, followed by `where u = …` for each part.
  public String text(WriteOptions options) {
    return Text.of(expression, options)
        + sentence(
            " where ",
            "; ",
            part -> Text.of(part.name, options) + " = " + Text.of(part.value, options));
  }

  /// The expression as LaTeX, followed by `where u = …` for each part.
  public String latex(WriteOptions options) {
    return Latex.of(expression, options)
        + sentence(
            " \\quad\\text{where } ",
            ",\\; ",
            part -> Latex.of(part.name, options) + " = " + Latex.of(part.value, options));
  }

  private String sentence(
      String start, String separator, java.util.function.Function<Part, String> equation) {
    return parts.isEmpty()
        ? ""
        : parts.stream().map(equation).collect(Collectors.joining(separator, start, ""));
  }

  /// Letters that the expression does not use; numbered ones where there are many parts.
  private static final class Names {
    private final Set<Name> taken;
    private final boolean numbered;
    private int count;

    Names(Dag dag, Set<Name> others, int wanted) {
      taken = new HashSet<>(others);
      for (Expr node : dag.nodes()) {
        if (node instanceof Symbol symbol) {
          taken.add(symbol.name());
          taken.add(Name.of(symbol.name().base()));
        }
      }
      numbered =
          LETTERS.stream().filter(letter -> !taken.contains(Name.of(letter))).count() < wanted;
    }

    Name next() {
      while (true) {
        Name name = numbered ? Name.of("u", "" + (count + 1)) : Name.of(LETTERS.get(count));
        count++;
        if (!taken.contains(name)) {
          return name;
        }
      }
    }
  }
}
