package nabla.app;

import java.util.List;
import nabla.catalogue.Language;
import org.jspecify.annotations.Nullable;

/// The options of the command line, each once: reading the arguments, the help, the completion of
/// the shell and the fields of JSON requests all come from here.
@SuppressWarnings("ImmutableEnumChecker") // The lists are copies that cannot be changed.
enum Option {
  WRT(
      "--wrt",
      "VARIABLES",
      "by which variables: `x,y` each by itself, `x y` mixed, `(x,y)` the gradient"),
  ORDER("--order", "N", "how often to differentiate; 2 with `(x,y)` is the Hessian"),
  WHERE("--where", "FACTS", "declarations, separated by semicolons: `x > 0; A in R^{n x n}`"),
  AT(
      "--at",
      "VALUES",
      "numbers and arrays to put in: `x = 1, y = 1/2`, `x = (1, 2); A = [1, 2; 3, 4]`, an object of"
          + " JSON, a .json or .csv file, `X = @points.csv`"),
  STEPS("--steps", "HOW", "how much of the derivation to show", "none", "brief", "full"),
  STYLE(
      "--style",
      "STYLE",
      "how derivatives of vectors and matrices are derived",
      "differential",
      "chain",
      "index"),
  SHAPES("--shapes", null, "give the shape of each line of a derivation"),
  SUBSTITUTE("--substitute", null, "write results without the named intermediates"),
  FORM(
      "--form",
      "FORM",
      "the form to bring a formula to: expanded, factored, collected:NAME or exponential"),
  LAYOUT(
      "--layout",
      "LAYOUT",
      "how derivatives are laid out as arrays",
      "mixed",
      "numerator",
      "denominator"),
  SET_ZERO("--set-zero", null, "write the derivative set to 0 as an equation for the variable"),
  SYMMETRIC(
      "--symmetric",
      "HOW",
      "the gradient by a symmetric matrix: `inner`, symmetric itself, or by the `entries` below the"
          + " diagonal",
      "inner",
      "entries"),
  CODE(
      "--code",
      "LANGUAGE",
      "a function of the value and the derivatives instead of formulas",
      Language.spellings().toArray(String[]::new)),
  FORMAT("--format", "FORMAT", "how to answer", "text", "latex", "markdown", "html", "json"),
  JSONL("--jsonl", null, "serve requests from standard input, one JSON object a line"),
  ASCII("--ascii", null, "text in ASCII characters only"),
  NO_VERIFY("--no-verify", null, "show derivatives without comparing them with differences"),
  TIMEOUT("--timeout", "SECONDS", "the time that each formula may take; 10 unless told"),
  OUTPUT("--output", "FILE", "write the answer to a file; - is standard output"),
  HELP("--help", null, "say how a command is used");

  private final String spelling;
  private final @Nullable String label;
  private final String sentence;
  private final List<String> choices;

  Option(String spelling, @Nullable String label, String sentence, String... choices) {
    this.spelling = spelling;
    this.label = label;
    this.sentence = sentence;
    this.choices = List.of(choices);
  }

  /// How it is written.
  String spelling() {
    return spelling;
  }

  /// Its spelling with one letter; null where it has none.
  @Nullable String letter() {
    return switch (this) {
      case OUTPUT -> "-o";
      case HELP -> "-h";
      case WRT, ORDER, WHERE, AT, STEPS, SHAPES, STYLE, SUBSTITUTE, FORM, LAYOUT -> null;
      case SYMMETRIC, SET_ZERO, CODE -> null;
      case FORMAT, JSONL, ASCII, NO_VERIFY, TIMEOUT -> null;
    };
  }

  /// What its value is called in the help; null for one that takes none.
  @Nullable String label() {
    return label;
  }

  /// What it does, in one line.
  String sentence() {
    return sentence;
  }

  /// The values it may have; empty where any may be given.
  List<String> choices() {
    return choices;
  }

  /// The option that is written so; null where there is none.
  static @Nullable Option spelled(String word) {
    for (Option option : values()) {
      if (option.spelling.equals(word) || word.equals(option.letter())) {
        return option;
      }
    }
    return null;
  }
}
