package nabla.worksheet.training;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Who looks at a training while it runs.
///
/// @param progress hears some times a second how far it is
/// @param stopped whether it is to end with what it has
public record Watch(Consumer<Progress> progress, BooleanSupplier stopped) {

  /// Nobody.
  public static final Watch NONE = new Watch(progress -> {}, () -> false);
}
