package nabla.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words after `nabla`, sorted into a command, its options and the rest.
///
/// Plain arguments are read here, by the tables of [Command] and [Option], because loading picocli
/// takes longer than most answers. Whatever is out of the ordinary is left to [Usage], which knows
/// the same tables.
///
/// @param command the command
/// @param options the options that were given, those without a value with an empty one
/// @param words the words that are no options, such as formulas
record Arguments(Command command, Map<Option, String> options, List<String> words) {

  /// Reads arguments that are in order; null where something is wrong or help is asked for.
  static @Nullable Arguments read(String... arguments) {
    Command command = arguments.length == 0 ? null : Command.spelled(arguments[0]);
    if (command == null) {
      return null;
    }
    Map<Option, String> options = new EnumMap<>(Option.class);
    List<String> words = new ArrayList<>();
    boolean onlyWords = false;
    for (int i = 1; i < arguments.length; i++) {
      String word = arguments[i];
      if (onlyWords || !isOption(word, command)) {
        words.add(word);
        continue;
      }
      if (word.equals("--")) {
        onlyWords = true;
        continue;
      }
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      Option option = Option.spelled(equals < 0 ? word : word.substring(0, equals));
      if (option == null || option == Option.HELP || !command.options().contains(option)) {
        return null;
      }
      String value = "";
      if (option.label() == null) {
        if (equals >= 0) {
          return null;
        }
      } else if (equals >= 0) {
        value = word.substring(equals + 1);
      } else if (++i < arguments.length) {
        value = arguments[i];
      } else {
        return null;
      }
      if (!(option.choices().isEmpty() || option.choices().contains(value))
          || options.put(option, value) != null) {
        return null;
      }
    }
    boolean fits = command.label() != null || words.isEmpty();
    boolean enough =
        !command.takesFormulas() || options.containsKey(Option.JSONL) != !words.isEmpty();
    return fits && enough ? new Arguments(command, options, words) : null;
  }

  /// A formula may begin with a minus sign: `-x^2` is no option, and neither is `-` alone.
  private static boolean isOption(String word, Command command) {
    Option letter = word.length() == 2 ? Option.spelled(word) : null;
    return word.startsWith("--") || (letter != null && command.options().contains(letter));
  }

  /// Whether an option was given.
  boolean has(Option option) {
    return options.containsKey(option);
  }

  /// The value of an option; `otherwise` where it was not given.
  String value(Option option, String otherwise) {
    return options.getOrDefault(option, otherwise);
  }

  /// The file that the answers go to; empty for standard output, which `-` stands for, too.
  String outputFile() {
    String file = value(Option.OUTPUT, "");
    return file.equals("-") ? "" : file;
  }
}
