package nabla.app;

import java.io.Console;
import nabla.answer.Colours;

/// Where answers and messages are shown.
///
/// @param answers the colours of answers
/// @param messages the colours of messages
/// @param columns how many columns a line of answers has; 0 where no person looks at them
record Terminal(Colours answers, Colours messages, int columns) {

  /// A file, or another program.
  static final Terminal NONE = new Terminal(Colours.NONE, Colours.NONE, 0);

  /// Narrower windows are scrolled sideways rather than filled with fragments.
  private static final int NARROWEST = 40;

  /// Where this process writes.
  static Terminal ofProcess() {
    // The launcher, which knows it for nothing, says what a person looks at.
    String known = System.getProperty("nabla.terminals");
    boolean console = known == null && isConsole();
    boolean answers = console || (known != null && known.contains("1"));
    boolean messages = console || (known != null && known.contains("2"));
    return new Terminal(
        Colours.on(answers),
        Colours.on(messages),
        answers ? columns(System.getProperty("nabla.columns", "")) : 0);
  }

  /// A window that does not say its width is taken to have an ordinary one.
  static int columns(String said) {
    int columns = said.matches("\\d{1,5}") ? Integer.parseInt(said) : 0;
    return columns == 0 ? 80 : Math.max(columns, NARROWEST);
  }

  @SuppressWarnings("SystemConsoleNull") // From JDK 25 on it may be null again.
  private static boolean isConsole() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// The same where answers go to a file.
  Terminal withAnswersToAFile() {
    return new Terminal(Colours.NONE, messages, 0);
  }
}
