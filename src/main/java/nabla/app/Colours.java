package nabla.app;

/// Colours of a terminal; none elsewhere.
enum Colours {
  NONE,
  ANSI;

  /// Colours where a person looks at a terminal and has not asked for none (NO_COLOR).
  static Colours on(boolean terminal) {
    String refused = System.getenv("NO_COLOR");
    boolean wanted =
        (refused == null || refused.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    return wanted && terminal ? ANSI : NONE;
  }

  /// What stands back.
  String dim(String text) {
    return coloured("2", text);
  }

  /// What is well.
  String good(String text) {
    return coloured("32", text);
  }

  /// What needs attention.
  String warning(String text) {
    return coloured("33", text);
  }

  /// What failed.
  String error(String text) {
    return coloured("31", text);
  }

  private String coloured(String code, String text) {
    return this == NONE || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
