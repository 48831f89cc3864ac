package nabla.worksheet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nabla.expr.Name;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// The data of a sheet, which formulas take example by example, and some all at once.
final class Data {
  private @Nullable Examples examples;
  private ExampleShapes shapes = ExampleShapes.NONE;

  /// Takes over those of another sheet.
  void copy(Data other) {
    examples = other.examples;
    shapes = other.shapes;
  }

  /// The examples; null where there are none, or all are taken at once.
  @Nullable Examples examples() {
    return examples;
  }

  /// How many examples there are; 0 where there are none.
  int count() {
    return examples == null ? shapes.count() : examples.count();
  }

  /// Whether a variable has a value in each example.
  boolean has(Name name) {
    return examples != null && examples.names().contains(name);
  }

  /// Takes examples, which join those of other variables where there are as many.
  ///
  /// @return what is to be said of those that were there before
  List<String> take(Examples more) {
    Examples before = examples;
    Examples joined = before == null ? null : before.joined(more);
    String said = before == null ? null : before.followed(more, joined != null);
    takeApart(joined == null ? more : joined);
    return said == null ? List.of() : List.of(said);
  }

  /// There are no examples any more, where some names get another meaning.
  void end(Collection<Name> names) {
    if (names.stream().anyMatch(shapes.shapes()::containsKey)) {
      examples = null;
      Map<Name, Shape> others = new LinkedHashMap<>(shapes.shapes());
      others.keySet().removeAll(names);
      shapes = new ExampleShapes(others, 0, Set.of());
    }
  }

  /// There are no examples any more, where a variable of theirs gets a value of its own. What is
  /// defined by all examples keeps its meaning where that is the value of one.
  void give(Name name, Shape shape) {
    if (shape.equals(shapes.shapes().get(name))) {
      examples = null;
    } else {
      end(Set.of(name));
    }
  }

  /// All examples are taken at once from here on.
  void takeWhole() {
    shapes = new ExampleShapes(shapes.shapes(), examples == null ? 0 : examples.count(), Set.of());
    examples = null;
  }

  /// Examples are taken one by one from here on.
  void takeApart(Examples some) {
    examples = some;
    shapes = new ExampleShapes(some.shapes(), 0, Set.of());
  }

  /// The shapes of the variables; those of the next examples where there are none yet.
  ///
  /// @param next the shapes of the examples that lines further down give
  /// @param taken whether a name stands for anything else so far
  ExampleShapes shapes(Map<Name, Shape> next, Predicate<Name> taken) {
    if (!shapes.isEmpty() || next.isEmpty()) {
      return shapes;
    }
    Map<Name, Shape> coming = new LinkedHashMap<>(next);
    coming.keySet().removeIf(taken);
    return new ExampleShapes(coming, 0, Set.of());
  }
}
