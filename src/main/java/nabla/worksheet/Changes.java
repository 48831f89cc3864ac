package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.write.Text;

/// What is to be said where names stand for something else than before.
final class Changes {
  private final Sheet sheet;
  private final Clashes clashes;

  Changes(Sheet sheet, Clashes clashes) {
    this.sheet = sheet;
    this.clashes = clashes;
  }

  /// That one thing holds in place of another.
  static String inPlaceOf(String now, String past) {
    return now + " from here on; " + past + " no more";
  }

  /// That values and data are past which have another shape than declarations say.
  List<String> reshaped(String declarations) {
    Set<Name> names = Withdrawals.declared(declarations);
    List<String> remarks = new ArrayList<>();
    sheet
        .settle(names)
        .forEach((name, past) -> {
          Shape shape = Objects.requireNonNull(sheet.shape(name));
          remarks.add(inPlaceOf(Sheet.spelled(name) + " is declared in " + Text.of(shape), past));
        });
    return remarks;
  }

  /// That names are something else from here on, where they were something before.
  ///
  /// @param now what they have
  List<String> replaced(Collection<Name> names, String now, boolean values) {
    List<String> remarks = new ArrayList<>();
    for (Name name : names) {
      String past = new Past(sheet).of(name);
      if (past != null && (values || !past.startsWith("its value"))) {
        remarks.add(inPlaceOf(Sheet.spelled(name) + " has " + now, past));
      }
    }
    return remarks;
  }

  /// That values are past where sizes have other numbers than before.
  List<String> resized(List<Name> sizes) {
    List<String> remarks = new ArrayList<>();
    for (Name size : sizes) {
      for (Name name : clashes.forgetUnfit(size)) {
        remarks.add(
            Sheet.spelled(name)
                + " had a value for another "
                + Text.of(size)
                + ", which holds no more");
      }
    }
    return remarks;
  }
}
