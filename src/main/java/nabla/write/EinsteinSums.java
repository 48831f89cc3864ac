package nabla.write;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.write.CodeStyle.Binding;
import nabla.write.CodeStyle.Spelled;

/// Products of arrays whose axes are indices, in Python: Einstein's sums, of which those of few
/// arrays have plainer spellings.
final class EinsteinSums {

  private static final String LETTERS = "ijklmnpqrstuvwabcdefgh";

  /// An array, with the index that runs along each of its axes; one may do so along two.
  record Tensor(Spelled code, List<Symbol> axes) {

    boolean isNumber() {
      return axes.isEmpty();
    }
  }

  private final PythonStyle style;

  /// The order of the axes of results.
  private final Comparator<Symbol> order;

  EinsteinSums(PythonStyle style, Comparator<Symbol> order) {
    this.style = style;
    this.order = order;
  }

  /// The product of arrays with these axes, summed over all others; nothing where there are none.
  Tensor of(List<Tensor> arrays, List<Symbol> axes) {
    if (arrays.isEmpty()) {
      return new Tensor(Spelled.atom(""), axes);
    }
    Tensor first = arrays.getFirst();
    if (arrays.stream().allMatch(array -> array.axes().equals(axes))) {
      return arrays.size() == 1
          ? first
          : new Tensor(
              times(
                      arrays.subList(0, arrays.size() - 1).stream().map(Tensor::code).toList(),
                      arrays.getLast())
                  .code(),
              axes);
    }
    List<Symbol> kept = new ArrayList<>(first.axes());
    kept.retainAll(axes);
    if (arrays.size() == 1 && kept.equals(axes) && isPlain(first)) {
      List<Symbol> gone = new ArrayList<>(first.axes());
      gone.removeAll(axes);
      String over =
          gone.stream()
              .map(index -> Integer.toString(first.axes().indexOf(index)))
              .collect(joining(", "));
      String places = axes.isEmpty() ? "" : gone.size() == 1 ? ", " + over : ", (" + over + ")";
      return new Tensor(Spelled.atom(style.call("sum", first.code().code() + places)), axes);
    }
    Map<Symbol, String> letters = letters(arrays);
    String subscripts =
        arrays.stream()
                .map(array -> array.axes().stream().map(letters::get).collect(joining()))
                .collect(joining(","))
            + "->"
            + axes.stream().map(letters::get).collect(joining());
    String operands = arrays.stream().map(array -> array.code().code()).collect(joining(", "));
    boolean costly = arrays.size() > 2 && letters.size() > axes.size();
    return new Tensor(style.einsum("\"" + subscripts + "\", " + operands, costly), axes);
  }

  /// A letter for each index: its own, where it is one.
  private Map<Symbol, String> letters(List<Tensor> arrays) {
    Map<Symbol, String> letters = new TreeMap<>(order);
    arrays.forEach(array -> array.axes().forEach(index -> letters.put(index, "")));
    Set<String> taken = new TreeSet<>();
    for (Map.Entry<Symbol, String> each : letters.entrySet()) {
      String own = each.getKey().name().toString();
      if (own.length() == 1 && LETTERS.contains(own) && taken.add(own)) {
        each.setValue(own);
      }
    }
    for (Map.Entry<Symbol, String> each : letters.entrySet()) {
      for (int next = 0; each.getValue().isEmpty(); next++) {
        if (next == LETTERS.length()) {
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED, "a product with so many indices has no code");
        }
        String letter = LETTERS.substring(next, next + 1);
        if (taken.add(letter)) {
          each.setValue(letter);
        }
      }
    }
    return letters;
  }

  /// An array times numbers; their product where there is no array.
  static Tensor times(List<Spelled> numbers, Tensor array) {
    if (numbers.isEmpty()) {
      return array;
    }
    StringBuilder code = new StringBuilder();
    for (Spelled number : numbers) {
      code.append(code.isEmpty() ? "" : " * ")
          .append(number.at(code.isEmpty() ? Binding.PRODUCT : Binding.SIGN));
    }
    if (!array.code().code().isEmpty()) {
      code.append(" * ").append(array.code().at(Binding.SIGN));
    }
    return new Tensor(new Spelled(code.toString(), Binding.PRODUCT), array.axes());
  }

  /// With the axes of an array in their order, and each of them once.
  Tensor plain(Tensor tensor) {
    Set<Symbol> axes = new TreeSet<>(order);
    axes.addAll(tensor.axes());
    return of(List.of(tensor), List.copyOf(axes));
  }

  private static boolean isPlain(Tensor tensor) {
    return Set.copyOf(tensor.axes()).size() == tensor.axes().size();
  }

  /// With an axis of length 1 for each that is missing behind the first of its own.
  static Spelled aligned(Tensor tensor, List<Symbol> axes) {
    if (tensor.isNumber() || axes.equals(tensor.axes())) {
      return tensor.code();
    }
    int first = axes.indexOf(tensor.axes().getFirst());
    List<Symbol> behind = axes.subList(first, axes.size());
    return behind.equals(tensor.axes())
        ? tensor.code()
        : Spelled.atom(
            tensor.code().at(Binding.ATOM)
                + behind.stream()
                    .map(axis -> tensor.axes().contains(axis) ? ":" : "None")
                    .collect(joining(", ", "[", "]")));
  }
}
