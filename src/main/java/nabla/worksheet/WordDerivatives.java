package nabla.worksheet;

import java.util.Collection;
import java.util.regex.Pattern;
import nabla.expr.Name;

/// `dMSE/dw` beside a definition of MSE: a derivative of what has a name of several letters, and no
/// product of d, M, S and E.
final class WordDerivatives {

  private WordDerivatives() {}

  /// A text of the same length with ∂ for the d of such derivatives.
  ///
  /// @param names what is defined
  static String with(String text, Collection<Name> names) {
    String partial = text;
    for (Name name : names) {
      if (name.base().length() > 1 && text.contains("d" + name.base())) {
        partial =
            Pattern.compile(
                    "(?<![\\p{L}\\d_\\\\])d("
                        + Pattern.quote(name.base())
                        + "\\s*(?:/|\\}\\s*\\{)\\s*)d(?=\\s*[\\p{L}\\\\])")
                .matcher(partial)
                .replaceAll("∂$1∂");
      }
    }
    return partial;
  }
}
