package nabla.worksheet;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Name;

/// `dMSE/dw` beside a definition of MSE: a derivative of what has a name of several letters, and no
/// product of d, M, S and E. And `dL/dw` beside a definition of L where dw is a name, too: no
/// quotient by it.
final class WordDerivatives {

  private static final Pattern QUOTIENT =
      Pattern.compile(
          "(?<![\\p{L}\\d_\\\\])d(?<of>\\p{L}[\\p{M}\\w]*)(?<over>\\s*(?:/|\\}\\s*\\{)\\s*)"
              + "d(?<by>\\p{L}[\\p{M}\\w]*)");

  private static final Pattern GRADIENT =
      Pattern.compile("(?<![\\p{L}\\d_\\\\\"])grad(?=\\s+[\\p{L}(]|\\()");

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

  /// A text of the same length with ∇ for `grad L`, where nothing is called grad.
  static String withNabla(String text, Collection<Name> names) {
    return names.contains(Name.of("grad")) ? text : GRADIENT.matcher(text).replaceAll("∇   ");
  }

  /// A text of the same length with ∂ for the d of derivatives by what has a differential with a
  /// name, `dw = 0.1`, where that of what is differentiated has none.
  ///
  /// @param names what has a meaning or a value
  static String apart(String text, Collection<Name> names) {
    return QUOTIENT
        .matcher(text)
        .replaceAll(each -> {
          Name of = NameText.alone(each.group("of"));
          boolean derivative =
              of != null
                  && names.contains(of)
                  && names.contains(Name.of("d" + each.group("by")))
                  && !names.contains(Name.of("d" + each.group("of")));
          String sign = derivative ? "∂" : "d";
          return Matcher.quoteReplacement(
              sign + each.group("of") + each.group("over") + sign + each.group("by"));
        });
  }
}
