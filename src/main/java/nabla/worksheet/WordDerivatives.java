package nabla.worksheet;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

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

  /// `d2f/dx2` and `d2f/dxdy`
  private static final Pattern RAISED =
      Pattern.compile(
          "(?<![\\p{L}\\d_\\\\])(?<d>[d∂])(?<order>[23])(?<of>\\s*\\p{L}[\\p{M}\\w]*)?"
              + "(?<over>\\s*/\\s*)(?<by>(?:[d∂]\\s*\\p{L}\\p{M}*\\d?\\s*?)+)(?![\\p{L}\\d_])");

  private static final Pattern FACTOR = Pattern.compile("([d∂]\\s*\\p{L}\\p{M}*)(\\d?)");

  private WordDerivatives() {}

  /// A text of the same length with `d²f/dx²` for `d2f/dx2`, where nothing is called d2.
  ///
  /// @param names what has a meaning or a value
  static String raised(String text, Collection<Name> names) {
    return names.contains(Name.of("d", "2"))
        ? text
        : RAISED
            .matcher(text)
            .replaceAll(each -> {
              String by = by(each.group("by"), Integer.parseInt(each.group("order")));
              Name of = each.group("of") == null ? null : NameText.alone(each.group("of"));
              boolean known = each.group("of") == null || (of != null && names.contains(of));
              return Matcher.quoteReplacement(
                  by == null || !known
                      ? each.group()
                      : each.group("d")
                          + superscript(each.group("order"))
                          + (each.group("of") == null ? "" : each.group("of"))
                          + each.group("over")
                          + by);
            });
  }

  /// `dx²` for `dx2` and `dx1dx2` as it is, where the order is 2; null where neither fits.
  private static @Nullable String by(String text, int order) {
    int count = 0;
    int total = 0;
    Matcher factors = FACTOR.matcher(text);
    while (factors.find()) {
      count++;
      total += factors.group(2).isEmpty() ? 1 : Integer.parseInt(factors.group(2));
    }
    return count == order
        ? text
        : total == order
            ? FACTOR.matcher(text).replaceAll(each -> each.group(1) + superscript(each.group(2)))
            : null;
  }

  private static String superscript(String digit) {
    return digit.equals("2") ? "²" : digit.equals("3") ? "³" : "";
  }

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
