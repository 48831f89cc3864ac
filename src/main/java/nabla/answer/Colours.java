package nabla.answer;

/// Colours of a terminal; none elsewhere.
public enum Colours {
  NONE,
  ANSI;

  /// Colours where a person looks at a terminal and has not asked for none (NO_COLOR).
  public static Colours on(boolean terminal) {
    String refused = System.getenv("NO_COLOR");
    boolean wanted =
        (refused == null || refused.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    return wanted && terminal ? ANSI : NONE;
  }

  /// What stands back.
  public String dim(String text) {
    return coloured("2", text);
  }

  /// What is well.
  public String good(String text) {
    return coloured("32", text);
  }

  /// What needs attention.
  public String warning(String text) {
    return coloured("33", text);
  }

  /// What failed.
  public String error(String text) {
    return coloured("31", text);
  }

  private String coloured(String code, String text) {
    return this == NONE || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
