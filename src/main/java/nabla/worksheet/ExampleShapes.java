package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.expr.Dimension;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.write.Text;

/// Of which shapes the variables of examples are, in one of these and in all together.
///
/// @param shapes the variables, each with its shape in one example
/// @param count how many examples there are; 0 where a letter says it
/// @param apart letters that are numbers of their own, and not that of the examples
record ExampleShapes(Map<Name, Shape> shapes, int count, Set<Name> apart) {

  /// The letters that people write for the number of examples.
  static final Set<Name> LETTERS = Set.of(Name.of("n"), Name.of("m"), Name.of("N"));

  /// Those of a sheet without examples.
  static final ExampleShapes NONE = new ExampleShapes(Map.of(), 0, Set.of());

  /// Columns of numbers, all of one length; none where there are others.
  ///
  /// @param values what variables have as values
  static ExampleShapes ofVectors(Map<Name, String> values) {
    Map<Name, Shape> shapes = new LinkedHashMap<>();
    int count = 0;
    for (Map.Entry<Name, String> entry : values.entrySet()) {
      if (NameText.value(entry.getValue()) instanceof Literal list && list.shape().isVector()) {
        if (count > 0 && list.arity() != count) {
          return NONE;
        }
        count = list.arity();
        shapes.put(entry.getKey(), Shape.SCALAR);
      }
    }
    return new ExampleShapes(shapes, count, Set.of());
  }

  /// The same where some letters are numbers of their own.
  ExampleShapes withApart(Predicate<Name> isApart) {
    return isEmpty()
        ? this
        : new ExampleShapes(
            shapes,
            count,
            LETTERS.stream()
                .filter(each -> !shapes.containsKey(each) && isApart.test(each))
                .collect(Collectors.toSet()));
  }

  boolean isEmpty() {
    return shapes.isEmpty();
  }

  /// What is declared where a formula takes all examples at once.
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    shapes.forEach((name, shape) -> {
      facts.add(indexed(name) + " ∈ " + Text.of(shape));
      if (count > 0 && (shape.isScalar() || shape.isVector())) {
        Shape all = Shape.of(Dimension.of(count), shape.rows());
        facts.add(NameText.quoted(name) + " ∈ " + Text.of(all));
      }
    });
    apart.forEach(letter -> facts.add(letter + " ∈ R"));
    return facts;
  }

  /// A variable in the example i.
  private static String indexed(Name name) {
    return name.isWord()
        ? name.base() + "_i"
        : Text.of(name.withSubscript(name.subscript().isEmpty() ? "i" : name.subscript() + ",i"));
  }

  /// Whether the variables are in a formula what they are in one example.
  boolean areOfOne(Formula formula) {
    return WholeColumns.variables(formula).stream().noneMatch(this::isOfAll);
  }

  /// Whether they are there what they are in all together.
  boolean areOfAll(Formula formula) {
    List<Symbol> variables =
        WholeColumns.variables(formula).stream()
            .filter(each -> shapes.containsKey(each.name()))
            .toList();
    return !variables.isEmpty() && variables.stream().allMatch(this::isOfAll);
  }

  /// Whether a variable is the vector of the numbers in all examples, or the matrix of the vectors.
  boolean isOfAll(Symbol variable) {
    Shape example = shapes.get(variable.name());
    return example != null
        && !variable.isScalar()
        && (example.isScalar() || (example.isVector() && !variable.shape().isVector()));
  }
}
