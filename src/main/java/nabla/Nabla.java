package nabla;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nabla.catalogue.Catalogue;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.read.Question;
import nabla.read.Reader;

/// The first thing a user of the library meets: formulas as text, their derivatives in closed form.
///
/// ```java
/// Derived second = Nabla.formula("x^x").where("x > 0").derivative("x", 2);
/// IO.println(second); // the closed form as text
/// String latex = second.toLatex();
/// ```
///
/// All objects are immutable and may be used by several threads. Errors are
/// [nabla.expr.NablaException]s. A formula of strangers may ask for more than there is to give:
/// [#within] sets limits.
public final class Nabla {

  private static final Nabla STANDARD = new Nabla(Catalogue.standard());

  private final Reader reader;

  private Nabla(Catalogue catalogue) {
    this.reader = catalogue == Catalogue.standard() ? Reader.standard() : new Reader(catalogue);
  }

  /// Nabla with a catalogue of one's own, such as the standard one with more functions.
  public static Nabla with(Catalogue catalogue) {
    return new Nabla(catalogue);
  }

  /// The formula that `text` says, in any of the three spellings.
  public static Formula formula(String text) {
    return STANDARD.read(text, "");
  }

  /// The formula that `text` says under declarations such as `α > 0; x in R^n`, which may be needed
  /// to read it.
  public static Formula formula(String text, String where) {
    return STANDARD.read(text, where);
  }

  /// Numbers and arrays for variables as they are written: `x = 1, b = 1/2`, `x = (1, 2); A = [1,
  /// 2; 3, 4]`, or an object of JSON. The values are expressions, exact ones; arrays are literals.
  /// A run of letters, `lr = 0.1`, is one name.
  public static Map<Name, Expr> values(String text) {
    Map<Name, Expr> values = new LinkedHashMap<>();
    Bindings.parse(text, List.of()).forEach((symbol, value) -> values.put(symbol.name(), value));
    return values;
  }

  /// Runs `work` under a limit on its time, and on the memory that its expressions take; a
  /// [nabla.expr.NablaException] of kind `BUDGET` when one is reached.
  ///
  /// ```java
  /// String answer =
  ///     Nabla.within(Duration.ofSeconds(1), () -> Nabla.formula(text).derivative("x").toText());
  /// ```
  public static <T> T within(Duration time, Supplier<T> work) {
    return Budget.within(time, work);
  }

  /// The formula that `text` says, under declarations such as `α > 0; x in R^n`.
  public Formula read(String text, String where) {
    return read(new FormulaText(text, where, Question.NONE));
  }

  /// The formula that these words say.
  Formula read(FormulaText words) {
    return new Formula(
        this, words, reader.read(words.text(), words.declarations(), words.question()));
  }
}
