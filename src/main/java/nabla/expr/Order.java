package nabla.expr;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// An order of things by one key after another. It says the same as the chains of [Comparator],
/// whose parts are serialisable: those are generated anew at every start, since the ahead-of-time
/// cache does not keep them.
@FunctionalInterface
public interface Order<T> extends Comparator<T> {

  /// By a whole number, the least first.
  static <T> Order<T> by(ToIntFunction<? super T> key) {
    return (a, b) -> Integer.compare(key.applyAsInt(a), key.applyAsInt(b));
  }

  /// Those that are equal so far by another whole number, the least first.
  default Order<T> then(ToIntFunction<? super T> key) {
    return (a, b) -> {
      int first = compare(a, b);
      return first != 0 ? first : Integer.compare(key.applyAsInt(a), key.applyAsInt(b));
    };
  }

  /// Those that are equal so far by the order of another key.
  default <K> Order<T> then(Function<? super T, ? extends K> key, Comparator<? super K> order) {
    return (a, b) -> {
      int first = compare(a, b);
      return first != 0 ? first : order.compare(key.apply(a), key.apply(b));
    };
  }
}
