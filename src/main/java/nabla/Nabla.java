package nabla;

import nabla.catalogue.Catalogue;
import nabla.read.Reader;

/// The first thing a user of the library meets: formulas as text, their derivatives in closed form.
///
/// ```java
/// Formula loss = Nabla.formula("(y - σ(z))^2 where z = b + w x");
/// Derived slope = loss.derivative("w");
/// String latex = loss.latex(slope.result());
/// ```
///
/// All objects are immutable and may be used by several threads. Errors are
/// [nabla.expr.NablaException]s.
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

  /// The formula that `text` says, under declarations such as `α > 0; x in R^n`.
  public Formula read(String text, String where) {
    return new Formula(this, text, where, reader.read(text, where));
  }
}
