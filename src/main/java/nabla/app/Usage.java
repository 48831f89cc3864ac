package nabla.app;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nabla.answer.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Help, errors in the arguments, and the completion of shells, by picocli from the tables of
/// [Command] and [Option].
final class Usage {
  private Usage() {}

  /// Says what is wrong with arguments that [Arguments] does not take, or gives the help they ask
  /// for.
  static int explain(PrintStream output, PrintStream messages, String... arguments) {
    CommandLine line = new CommandLine(specification());
    if (arguments.length == 0) {
      messages.print(line.getUsageMessage());
      return ExitCode.BAD_INPUT;
    }
    if (arguments[0].equals("--version") || arguments[0].equals("-V")) {
      String version = Usage.class.getPackage().getImplementationVersion();
      output.println("nabla " + (version == null ? "(development)" : version));
      return ExitCode.DONE;
    }
    Command command = Command.spelled(arguments[0]);
    List<String> words = List.of(arguments);
    if (words.contains("--help") || words.contains("-h")) {
      return help(output, messages, command == null ? List.of() : List.of(arguments[0]));
    }
    try {
      line.parseArgs(arguments);
      return complain(
          messages,
          command == null
              ? "the arguments do not fit together; nabla help shows what does"
              : misfit(command, words));
    } catch (CommandLine.ParameterException wrong) {
      if (command == null) {
        messages.println("nabla: there is no command " + arguments[0] + suggestion(arguments[0]));
        return ExitCode.BAD_INPUT;
      }
      return complain(
          messages,
          wrong.getMessage() + "; nabla help " + command.spelling() + " shows what there is");
    }
  }

  /// What is wrong with arguments each of which is known.
  private static String misfit(Command command, List<String> words) {
    Set<Option> seen = EnumSet.noneOf(Option.class);
    for (int i = 1; i < words.size() && !words.get(i).equals("--"); i++) {
      int equals = words.get(i).indexOf('=');
      Option option = Option.spelled(equals < 0 ? words.get(i) : words.get(i).substring(0, equals));
      if (option == null || !command.options().contains(option)) {
        continue;
      }
      if (!seen.add(option)) {
        return option.spelling() + " is given twice";
      }
      if (option.label() != null) {
        String value = equals < 0 ? words.get(++i) : words.get(i).substring(equals + 1);
        if (!option.choices().isEmpty() && !option.choices().contains(value)) {
          return option.spelling()
              + " is one of "
              + String.join(", ", option.choices())
              + ", not \""
              + value
              + "\"";
        }
      }
    }
    if (!command.takesFormulas()) {
      return "nabla " + command.spelling() + " takes no words after it";
    }
    return seen.contains(Option.JSONL)
        ? "--jsonl takes its formulas from standard input, not as arguments"
        : command.takesSheets()
            ? "a worksheet is missing; write for example nabla " + command.spelling() + " sheet.md"
            : "a formula is missing; write for example nabla " + command.spelling() + " \"x^2\"";
  }

  private static int complain(PrintStream messages, String sentence) {
    messages.println("nabla: " + sentence);
    return ExitCode.BAD_INPUT;
  }

  /// Most often the command was forgotten, or has a letter wrong.
  private static String suggestion(String word) {
    for (Command command : Command.values()) {
      if (command.spelling().startsWith(word) || word.startsWith(command.spelling())) {
        return "; is " + command.spelling() + " meant?";
      }
    }
    return "; nabla help lists them, and a formula comes after the command: nabla derive FORMULA";
  }

  /// The help on a command, or on all.
  static int help(PrintStream output, PrintStream messages, List<String> words) {
    CommandLine line = new CommandLine(specification());
    if (words.isEmpty()) {
      output.print(line.getUsageMessage());
      return ExitCode.DONE;
    }
    CommandLine command = line.getSubcommands().get(words.getFirst());
    if (command == null) {
      return complain(
          messages, "there is no command " + words.getFirst() + suggestion(words.getFirst()));
    }
    output.print(command.getUsageMessage());
    return ExitCode.DONE;
  }

  /// The script that completes commands and options in bash and zsh.
  static int completion(PrintStream output) {
    output.print(AutoComplete.bash("nabla", new CommandLine(specification())));
    return ExitCode.DONE;
  }

  private static CommandSpec specification() {
    CommandSpec all = CommandSpec.create().name("nabla");
    all.usageMessage()
        .description("Derives formulas the way a person does on paper.")
        .footer(
            "",
            "A file name, or - for standard input, instead of a formula: one formula a line.",
            "Exit codes: 0 done, 1 refuted or undecided, 2 bad input, 3 over budget.")
        .width(100);
    for (Command command : Command.values()) {
      all.addSubcommand(command.spelling(), specification(command));
    }
    return all;
  }

  private static CommandSpec specification(Command command) {
    CommandSpec specification = CommandSpec.create().name(command.spelling());
    specification.usageMessage().description(command.sentence().replace("%", "%%")).width(100);
    specification.usageMessage().sortOptions(false);
    String label = command.label();
    if (label != null) {
      specification.addPositional(
          PositionalParamSpec.builder()
              .paramLabel(label)
              .index("0..*")
              .arity("0..*")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .description(
                  command.takesSheets()
                      ? "a document of Markdown with ```nabla blocks, or a file of statements"
                      : command.takesFormulas()
                          ? "a formula, a file of formulas, or - for standard input"
                          : "")
              .build());
    }
    for (Option option : command.options()) {
      specification.addOption(specification(option));
    }
    return specification;
  }

  private static OptionSpec specification(Option option) {
    String letter = option.letter();
    OptionSpec.Builder builder =
        letter == null
            ? OptionSpec.builder(option.spelling())
            : OptionSpec.builder(letter, option.spelling());
    String label = option.label();
    String choices = option.choices().isEmpty() ? "" : ": " + String.join(", ", option.choices());
    builder.description(option.sentence() + choices);
    if (label == null) {
      return builder.arity("0").type(boolean.class).build();
    }
    builder.arity("1").type(String.class).paramLabel(label);
    if (!option.choices().isEmpty()) {
      builder.completionCandidates(option.choices());
    }
    return builder.build();
  }
}
