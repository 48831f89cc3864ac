package nabla.worksheet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import nabla.Nabla;
import nabla.expr.Name;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// What names stand for in a sheet, to be said when that is past.
final class Past {
  private final Sheet sheet;

  Past(Sheet sheet) {
    this.sheet = sheet;
  }

  /// Whether a name stands for something, was declared, was to be defined by a line that is wrong,
  /// or is one of which something is assumed.
  boolean knows(Name name) {
    return sheet.hasValue(name)
        || sheet.meanings().defines(name)
        || sheet.isDeclared(name)
        || sheet.isWrong(name)
        || !sheet.facts().forgetting(name).equals(sheet.facts());
  }

  /// What a name stands for: `its value in line 3 holds`; null where it stands for nothing.
  @Nullable String of(Name name) {
    String what =
        sheet.isData(name)
            ? "the data"
            : sheet.meanings().defines(name)
                ? "its definition"
                : sheet.hasValue(name) ? "its value" : null;
    return what == null
        ? null
        : what + " in line " + sheet.line(name) + (sheet.isData(name) ? " hold" : " holds");
  }

  /// Those of some names whose values have another shape than is declared, with what they stand
  /// for.
  Map<Name, String> unfit(Collection<Name> names) {
    Map<Name, String> unfit = new LinkedHashMap<>();
    for (Name name : names) {
      String past = fits(name) ? null : of(name);
      if (past != null) {
        unfit.put(name, past);
      }
    }
    return unfit;
  }

  private boolean fits(Name name) {
    Examples data = sheet.examples();
    String value =
        data != null && sheet.isData(name) ? data.example(0).get(name) : sheet.value(name);
    Shape shape = sheet.shape(name);
    if (value == null || shape == null) {
      return true;
    }
    Shape own = Nabla.formula(value, sheet.facts().toString()).reading().expression().shape();
    return Giving.fits(shape, own) || Giving.fits(shape, own.transposed());
  }
}
