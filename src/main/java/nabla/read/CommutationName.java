package nabla.read;

import java.util.List;
import java.util.Set;
import nabla.expr.Dimension;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// `K_{m,n}`: the commutation matrix, where it is written among Kronecker products and vec, and K
/// is not declared to be something else.
final class CommutationName {

  private static final Set<String> NEIGHBOURS =
      Set.of("vec", "kron", "unvec", "khatrirao", "commutation");

  private CommutationName() {}

  /// Whether a formula speaks of what commutation matrices are for.
  static boolean isAtHome(List<Term> terms) {
    return terms.stream()
        .flatMap(term -> Term.below(term).stream())
        .anyMatch(
            part -> part instanceof Term.Call call && NEIGHBOURS.contains(call.operator().name()));
  }

  /// The two sizes that stand below; null where the name is no such matrix.
  ///
  /// @param known the names of sizes; without a comma, `K_mn`, both have to be among them
  static @Nullable List<Dimension> sizes(Name name, Set<String> known) {
    if (!name.base().equals("K")
        || name.accent() != Name.Accent.NONE
        || name.primes() > 0
        || !name.label().isEmpty()) {
      return null;
    }
    String below = name.subscript();
    int comma = below.indexOf(',');
    String first = comma < 0 ? below.substring(0, below.length() / 2) : below.substring(0, comma);
    String second = below.substring(comma < 0 ? below.length() / 2 : comma + 1);
    boolean letters = known.contains(first) && known.contains(second);
    return letters || (comma > 0 && isSize(first) && isSize(second))
        ? List.of(size(first), size(second))
        : null;
  }

  private static boolean isSize(String text) {
    return text.matches("[a-z]|[1-9][0-9]{0,5}");
  }

  private static Dimension size(String text) {
    return Character.isDigit(text.charAt(0))
        ? Dimension.of(Long.parseLong(text))
        : Dimension.named(text);
  }
}
