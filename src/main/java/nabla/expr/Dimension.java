package nabla.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A number of rows or columns: a polynomial with integer coefficients in dimension names, such as
/// `3`, `n`, `n+1` or `m n`. Equal polynomials are equal dimensions.
public final class Dimension {

  private static final Order<List<String>> ORDER =
      Order.<List<String>>by(names -> -names.size())
          .then(names -> String.join(" ", names), String::compareTo);

  /// The dimension 1.
  public static final Dimension ONE = of(1);

  private final SortedMap<List<String>, Long> terms;

  private Dimension(SortedMap<List<String>, Long> terms) {
    this.terms = terms;
  }

  /// A fixed number.
  public static Dimension of(long size) {
    SortedMap<List<String>, Long> terms = new TreeMap<>(ORDER);
    if (size != 0) {
      terms.put(List.of(), size);
    }
    return new Dimension(terms);
  }

  /// A dimension known by its name.
  public static Dimension named(String name) {
    SortedMap<List<String>, Long> terms = new TreeMap<>(ORDER);
    terms.put(List.of(name), 1L);
    return new Dimension(terms);
  }

  /// The sum.
  public Dimension plus(Dimension other) {
    SortedMap<List<String>, Long> sum = new TreeMap<>(terms);
    other.terms.forEach((names, factor) -> add(sum, names, factor));
    return new Dimension(sum);
  }

  /// The product.
  public Dimension times(Dimension other) {
    SortedMap<List<String>, Long> product = new TreeMap<>(ORDER);
    terms.forEach((names, factor) ->
        other.terms.forEach((others, second) ->
            add(
                product,
                Stream.concat(names.stream(), others.stream()).sorted().toList(),
                exact(Math::multiplyExact, factor, second))));
    return new Dimension(product);
  }

  /// This with every name of `values` replaced.
  public Dimension substitute(Map<String, Dimension> values) {
    Dimension sum = of(0);
    for (Map.Entry<List<String>, Long> term : terms.entrySet()) {
      Dimension product = of(term.getValue());
      for (String name : term.getKey()) {
        product = product.times(values.getOrDefault(name, named(name)));
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  private static void add(SortedMap<List<String>, Long> sum, List<String> names, long factor) {
    long total = exact(Math::addExact, sum.getOrDefault(names, 0L), factor);
    if (total == 0) {
      sum.remove(names);
    } else {
      sum.put(names, total);
    }
  }

  private static long exact(LongBinaryOperator operation, long left, long right) {
    try {
      return operation.applyAsLong(left, right);
    } catch (ArithmeticException overflow) {
      throw new NablaException(
          NablaException.Kind.BUDGET, "a number of rows or columns is too large: above 2^63");
    }
  }

  /// Whether this is a fixed number.
  public boolean isFixed() {
    return terms.isEmpty() || (terms.size() == 1 && terms.firstKey().isEmpty());
  }

  /// The fixed number, where [#isFixed()].
  public long fixedSize() {
    if (!isFixed()) {
      throw new IllegalStateException(this + " is symbolic");
    }
    return terms.isEmpty() ? 0 : terms.getOrDefault(List.of(), 0L);
  }

  /// The coefficient of each product of names; the empty product is the constant.
  public SortedMap<List<String>, Long> terms() {
    return Collections.unmodifiableSortedMap(terms);
  }

  /// The terms, one that is added before any that is subtracted: `n − k`.
  public List<Map.Entry<List<String>, Long>> leadingFirst() {
    List<Map.Entry<List<String>, Long>> ordered = new ArrayList<>(terms.entrySet());
    for (int i = 0; i < ordered.size(); i++) {
      if (ordered.get(i).getValue() > 0) {
        ordered.addFirst(ordered.remove(i));
        break;
      }
    }
    return ordered;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Dimension other && terms.equals(other.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    if (terms.isEmpty()) {
      return "0";
    }
    String text =
        leadingFirst().stream()
            .map(term -> {
              long factor = term.getValue();
              String names = written(term.getKey());
              String size = names.isEmpty() || Math.abs(factor) != 1 ? "" + Math.abs(factor) : "";
              return (factor < 0 ? "-" : "+") + size + names;
            })
            .collect(Collectors.joining());
    return text.startsWith("+") ? text.substring(1) : text;
  }

  /// `n²m` for n, n and m.
  private static String written(List<String> names) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); ) {
      int next = i;
      while (next < names.size() && names.get(next).equals(names.get(i))) {
        next++;
      }
      text.append(names.get(i));
      if (next - i > 1) {
        for (char digit : Integer.toString(next - i).toCharArray()) {
          text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
        }
      }
      i = next;
    }
    return text.toString();
  }
}
