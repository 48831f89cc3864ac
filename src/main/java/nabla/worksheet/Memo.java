package nabla.worksheet;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What depends on a text alone, found once: each line of a sheet asks for the same of all others.
///
/// @param <V> what is found
final class Memo<V> {

  /// More texts than any sheet has; beyond that they are read again.
  private static final int KEPT = 20_000;

  private final Map<String, Optional<V>> known = new ConcurrentHashMap<>();
  private final Function<String, @Nullable V> finding;

  Memo(Function<String, @Nullable V> finding) {
    this.finding = finding;
  }

  /// What there is of a text; null where there is nothing.
  @Nullable V of(String text) {
    Optional<V> found = known.get(text);
    if (found == null) {
      found = Optional.ofNullable(finding.apply(text));
      if (known.size() >= KEPT) {
        known.clear();
      }
      known.put(text, found);
    }
    return found.orElse(null);
  }
}
