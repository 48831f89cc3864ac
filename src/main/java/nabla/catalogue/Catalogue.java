package nabla.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The functions that are known, by all their names. [#standard()] has those of the language;
/// [#with(Function)] adds one.
public final class Catalogue {

  private static final Catalogue STANDARD = new Catalogue(tables());

  private final Map<String, Function> byName = new LinkedHashMap<>();
  private final List<Function> functions = new ArrayList<>();

  private Catalogue(Collection<Function> entries) {
    for (Function function : entries) {
      add(function);
    }
  }

  private static List<Function> tables() {
    List<Function> entries = new ArrayList<>();
    entries.addAll(Elementary.entries());
    entries.addAll(Combinatorial.entries());
    entries.addAll(Trigonometric.entries());
    entries.addAll(Hyperbolic.entries());
    entries.addAll(Activations.entries());
    entries.addAll(Special.entries());
    entries.addAll(Matrices.entries());
    entries.addAll(Vectorization.entries());
    entries.addAll(Blocks.entries());
    entries.addAll(Norms.entries());
    entries.addAll(Reductions.entries());
    entries.addAll(Rows.entries());
    entries.addAll(MatrixFunctions.entries());
    entries.addAll(Spectra.entries());
    return entries;
  }

  private void add(Function function) {
    functions.add(function);
    register(function.name(), function);
    for (String alias : function.aliases()) {
      register(alias, function);
    }
  }

  private void register(String name, Function function) {
    if (byName.putIfAbsent(name, function) != null) {
      throw new IllegalArgumentException("two functions are called " + name);
    }
  }

  /// The functions of the language.
  public static Catalogue standard() {
    return STANDARD;
  }

  /// This catalogue and one function more; an [IllegalArgumentException] where a name of it is
  /// taken.
  public Catalogue with(Function function) {
    Catalogue more = new Catalogue(functions);
    more.add(function);
    return more;
  }

  /// The function of a name or alias; null where there is none.
  public @Nullable Function lookup(String name) {
    return byName.get(name);
  }

  /// All functions, in the order of the tables.
  public List<Function> functions() {
    return List.copyOf(functions);
  }
}
