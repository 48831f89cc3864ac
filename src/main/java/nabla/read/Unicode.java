package nabla.read;

import java.text.Normalizer;

/// The normal forms of the Unicode Standard, Annex 15. What is seen at a glance to be in normal
/// form, as nearly everything is, does not wait for the tables to be read.
final class Unicode {
  private Unicode() {}

  /// Letters with the marks after them as one sign where there is one (form C).
  static String composed(String text) {
    return isPlain(text) || isComposed(text)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /// Letters apart from their marks, and variants such as 𝑥 or ϕ as the plain letter (form KD).
  static String decomposed(String text) {
    return isPlain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
  }

  /// Whether it is one Latin letter, a superscript or a subscript, which stays as it is in form C.
  private static boolean isComposed(String text) {
    char c = text.isEmpty() ? 0 : text.charAt(0);
    return text.length() == 1 && (c < 0x300 || (c >= '⁰' && c <= 'ₜ'));
  }

  /// Whether all is ASCII, a Greek letter without accent, an arrow or an operator that is the same
  /// in every form.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          c < 0x80
              || (c >= 'Α' && c <= 'Ω' && c != 0x3A2)
              || (c >= 'α' && c <= 'ω')
              || (c >= '∂' && c <= '√' && c != '∄' && c != '∉' && c != '∌');
      if (!plain) {
        return false;
      }
    }
    return true;
  }
}
