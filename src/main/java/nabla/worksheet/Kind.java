package nabla.worksheet;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kinds of statements, each with the words that begin its further parts: `derive L wrt w order
/// 2`.
@SuppressWarnings("ImmutableEnumChecker") // The lists are copies that cannot be changed.
enum Kind {
  /// Shapes and sets: `x, z ∈ R^n; A ∈ R^{n×n}`.
  DECLARE("what the variables are: declare x ∈ R^n"),
  /// Facts: `assume α > 0`.
  ASSUME("a fact: assume α > 0"),
  /// Forgets all that was said above, or what was said of some names, so that letters can be used
  /// anew.
  CLEAR("a fresh start: clear, or clear x, y", false),
  /// A name for a formula or a function.
  LET("a name: let z = b + w x"),
  DERIVE(
      "derivatives: derive L wrt b, w",
      "wrt",
      "order",
      "style",
      "layout",
      "symmetric",
      "form",
      "as",
      "where"),
  SIMPLIFY("a closed form: simplify x/x + 1", "form", "where"),
  CHECK("a claim: check σ(-x) = 1 - σ(x)", "where"),
  SHAPES("the shapes of the parts: shapes x^T A x", "wrt", "where"),
  /// Numbers for variables.
  GIVEN("numbers: given x = 1, y = (1, 2)", "from"),
  /// Numbers of several examples.
  DATA("examples: data x, y = (1, 2), (2, 3)", "from"),
  NETWORK("a network: network 3 -> 2 relu -> 1 linear, loss squared/2"),
  ALGORITHM(
      "pseudo-code: algorithm L layers relu, output linear, loss squared/2 with rate α",
      false,
      "with",
      "over"),
  FORWARD("the values of the network: forward", false),
  BACKWARD("the gradients of the network: backward", false),
  EVALUATE("values: evaluate L, ∇L, or evaluate L at x = 1, y = 2", "at", "where"),
  SOLVE("solutions: solve ∂L/∂w = 0 for w", "for"),
  UPDATE("new values of those before: v ← 0.9 v + g, w ← w - α v"),
  /// One update along a gradient.
  STEP("one update: step w by α along ∇L", "by", "along"),
  DESCEND(
      "gradient descent: descend L over w from 0 with α = 1/2 for 10 steps",
      "over",
      "from",
      "with",
      "for",
      "until"),
  TRAIN(
      "training: train L over W, b on \"points.csv\" with adam rate 0.01 batch 32 for 20 epochs",
      "over",
      "on",
      "with",
      "rate",
      "batch",
      "for",
      "momentum",
      "schedule",
      "seed",
      "until"),
  PLOT("a picture: plot f, f' for x in [-5, 5]", "for"),
  TABLE("a table of values: table f, f' for x = 0, 1, 2", "for");

  /// Other words for `at`, as in `evaluate L for w = 2`.
  private static final Set<String> PLACES = Set.of("for", "with", "when", "given");

  private final String usage;
  private final boolean speaks;
  private final List<String> parts;

  Kind(String usage, String... parts) {
    this(usage, true, parts);
  }

  Kind(String usage, boolean speaks, String... parts) {
    this.usage = usage;
    this.speaks = speaks;
    this.parts = List.of(parts);
  }

  /// The word that begins it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it is for, and how it is written.
  String usage() {
    return usage;
  }

  /// Whether anything has to stand after its word.
  boolean needsMore() {
    return speaks;
  }

  /// Whether formulas alone stand between its words; `train` goes with a batch of `all`.
  boolean isOfFormulas() {
    return switch (this) {
      case LET,
          DERIVE,
          SIMPLIFY,
          CHECK,
          SHAPES,
          GIVEN,
          EVALUATE,
          SOLVE,
          STEP,
          UPDATE,
          DESCEND,
          PLOT,
          TABLE ->
          true;
      case DECLARE, ASSUME, CLEAR, DATA, NETWORK, ALGORITHM, FORWARD, BACKWARD, TRAIN -> false;
    };
  }

  /// Whether it computes with the values of the sheet.
  boolean usesValues() {
    return switch (this) {
      case EVALUATE, STEP, UPDATE, FORWARD, BACKWARD, DESCEND, SOLVE, PLOT, TABLE -> true;
      case DECLARE,
          ASSUME,
          CLEAR,
          LET,
          DERIVE,
          SIMPLIFY,
          CHECK,
          SHAPES,
          GIVEN,
          DATA,
          NETWORK,
          TRAIN,
          ALGORITHM ->
          false;
    };
  }

  /// Whether it says what is true of names from there on.
  boolean saysFacts() {
    return switch (this) {
      case DECLARE, ASSUME, LET, GIVEN, DATA -> true;
      case CLEAR,
          DERIVE,
          SIMPLIFY,
          CHECK,
          SHAPES,
          NETWORK,
          ALGORITHM,
          FORWARD,
          BACKWARD,
          EVALUATE,
          SOLVE,
          STEP,
          UPDATE,
          DESCEND,
          TRAIN,
          PLOT,
          TABLE ->
          false;
    };
  }

  /// The part that a word begins, be it by another word for the same; null where it begins none.
  @Nullable String part(String word) {
    String known =
        switch (this) {
          case STEP -> word.equals("with") ? "by" : word; // a rate, as in a descent
          case EVALUATE -> PLACES.contains(word) ? "at" : word;
          default -> word.equals("by") ? "wrt" : word;
        };
    return parts.contains(known) ? known : null;
  }

  /// The kind that begins with a word; null where none does.
  static @Nullable Kind of(String word) {
    for (Kind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    return null;
  }
}
