package nabla.read;

import nabla.expr.Dimension;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// `I_n`, `I_{mn}`, `I_3`: the identity matrix with its size below, where it is written among
/// arrays and not declared to be something else.
final class IdentityName {

  /// Letters that are sizes, as a rule.
  private static final String SIZES = "dhijklmnpqrst";

  private static final int LONGEST_NUMBER = 6;

  private IdentityName() {}

  /// The size that stands below; null where the name is no such identity.
  static @Nullable Dimension size(Name name) {
    String below = name.subscript();
    if (!name.base().equals("I")
        || below.isEmpty()
        || name.primes() > 0
        || !name.label().isEmpty()) {
      return null;
    }
    if (below.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return below.length() > LONGEST_NUMBER || below.startsWith("0")
          ? null
          : Dimension.of(Long.parseLong(below));
    }
    Dimension size = Dimension.ONE;
    for (int i = 0; i < below.length(); i++) {
      if (SIZES.indexOf(below.charAt(i)) < 0) {
        return null;
      }
      size = size.times(Dimension.named(below.substring(i, i + 1)));
    }
    return size;
  }
}
