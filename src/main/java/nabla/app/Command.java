package nabla.app;

import java.util.ArrayList;
import java.util.List;
import nabla.answer.Question;
import org.jspecify.annotations.Nullable;

/// The commands, each with the options it takes.
@SuppressWarnings("ImmutableEnumChecker") // The lists are copies that cannot be changed.
enum Command {
  DERIVE(
      "derive",
      "FORMULA",
      "differentiate a formula, in closed form, with its steps",
      Option.WRT,
      Option.ORDER,
      Option.WHERE,
      Option.AT,
      Option.STEPS,
      Option.SHAPES,
      Option.SUBSTITUTE,
      Option.FORM,
      Option.STYLE,
      Option.LAYOUT,
      Option.SYMMETRIC,
      Option.SET_ZERO,
      Option.CODE,
      Option.NO_VERIFY,
      Option.JSONL),
  SIMPLIFY(
      "simplify",
      "FORMULA",
      "bring a formula to its closed form, or to the form asked for",
      Option.FORM,
      Option.WHERE,
      Option.JSONL),
  SHAPES(
      "shapes",
      "FORMULA",
      "check the shapes of a formula and of its derivatives, part by part",
      Option.WRT,
      Option.WHERE,
      Option.NO_VERIFY,
      Option.JSONL),
  CHECK(
      "check",
      "CLAIM",
      "prove or refute that two formulas are equal: `tanh x = 2σ(2x) - 1`",
      Option.WHERE,
      Option.JSONL),
  EVALUATE(
      "evaluate",
      "FORMULA",
      "put numbers in, exactly where possible, with decimals beside",
      Option.AT,
      Option.WHERE,
      Option.JSONL),
  READ("read", "FORMULA", "say how a formula is read", Option.WHERE, Option.JSONL),
  RUN("run", "SHEET", "run a worksheet: the document with every answer filled in", Option.STEPS),
  WATCH("watch", "SHEET", "run a worksheet whenever it changes", Option.STEPS),
  FUNCTIONS("functions", "NAME", "list the functions that are known, or all about one"),
  COMPLETION("completion", null, "print the completion of commands and options for bash and zsh"),
  HELP("help", "COMMAND", "say how a command is used");

  private final String spelling;
  private final @Nullable String label;
  private final String sentence;
  private final List<Option> options;

  Command(String spelling, @Nullable String label, String sentence, Option... options) {
    this.spelling = spelling;
    this.label = label;
    this.sentence = sentence;
    List<Option> all = new ArrayList<>(List.of(options));
    if (options.length > 0) {
      all.add(Option.FORMAT);
      all.add(Option.ASCII);
      all.add(Option.TIMEOUT);
      all.add(Option.OUTPUT);
    }
    all.add(Option.HELP);
    this.options = List.copyOf(all);
  }

  /// How it is written.
  String spelling() {
    return spelling;
  }

  /// What its words are called in the help; null where it takes none.
  @Nullable String label() {
    return label;
  }

  /// What it does, in one line.
  String sentence() {
    return sentence;
  }

  /// The options it takes.
  List<Option> options() {
    return options;
  }

  /// What it asks about a formula.
  Question question() {
    return Question.valueOf(name());
  }

  /// Whether its words are worksheets.
  boolean takesSheets() {
    return this == RUN || this == WATCH;
  }

  /// Whether it needs words: formulas, or documents.
  boolean takesFormulas() {
    return options.contains(Option.FORMAT);
  }

  /// Whether its answers name the formula they are about.
  boolean saysItsFormula() {
    return this == DERIVE || this == SIMPLIFY || this == READ || this == SHAPES;
  }

  /// The command that is written so; null where there is none.
  static @Nullable Command spelled(String word) {
    for (Command command : values()) {
      if (command.spelling.equals(word)) {
        return command;
      }
    }
    return null;
  }
}
