package nabla.worksheet;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.NablaException;
import nabla.worksheet.Statement.Clause;

/// Losses by their names.
final class Loss {

  private static final Pattern LOSS =
      Pattern.compile("([a-z-]+)\\s*(?:\\((.+)\\))?\\s*(?:/\\s*([^+-]+))?(?:([+-].+))?");

  /// A loss by its name, and more than belongs to it.
  private static final Pattern MORE =
      Pattern.compile("(squared|absolute|huber|cross-entropy|hinge|pinball)\\s+([^\\s+*/=-].*)");

  /// Other names of some, as people write them.
  private static final Pattern CROSS_ENTROPY =
      Pattern.compile("(?i)^(?:binary |categorical )?cross[\\s-]*entropy(?: loss)?");

  private static final Pattern BINARY = Pattern.compile("(?i)binary\\b|bce\\b");

  /// Words that are no formula: `mean squared error` of several outputs.
  private static final Pattern WORDS = Pattern.compile("(?i)[a-z]{3,}(?:[\\s-]+[a-z]{3,})+");

  private static final Pattern SQUARED =
      Pattern.compile("(?i)^(?:squared[\\s-]+error|quadratic)(?: loss)?");

  private static final Pattern MEAN_SQUARED =
      Pattern.compile("(?i)^(?:mse|mean[\\s-]+squared[\\s-]+error)(?: loss)?");

  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(?i)^(?:mae|l1|(?:mean[\\s-]+)?absolute[\\s-]+error|absolute difference)(?: loss)?$");

  private static final Pattern LOG_LOSS = Pattern.compile("(?i)^(?:log[\\s-]?loss|bce|nll)$");

  private static final Pattern WORDED =
      Pattern.compile("(?i)^(absolute|huber|hinge|pinball)(\\(.*\\))?(?: loss)?");

  /// Losses with a number in brackets.
  private static final Set<String> PARAMETRIC = Set.of("pinball", "huber");

  private static final Pattern PART = Pattern.compile("(weights|output|loss)\\b.*");

  /// A name of a loss that is none of these, `MSE`, and no formula in ŷ.
  private static final Pattern WORD = Pattern.compile("[A-Z][A-Za-z -]+");

  private Loss() {}

  private static NablaException unknown(String text, Clause clause) {
    return Network.refused(
        "found the loss "
            + text
            + ", expected squared, absolute, huber(δ), cross-entropy, hinge, pinball(τ), or a"
            + " formula in ŷ and y",
        clause);
  }

  private static void refuseMore(String text, Clause clause) {
    Matcher more = MORE.matcher(text);
    if (!more.matches()) {
      return;
    }
    String name = more.group(1);
    String rest = more.group(2);
    String expected =
        PART.matcher(rest).matches()
            ? "a comma before " + rest
            : name.equals("pinball")
                ? "the share in brackets, as in pinball(" + rest + ")"
                : name + " alone, or divided, as in " + name + "/2";
    throw Network.refused("found the loss " + text + ", expected " + expected, clause);
  }

  /// A loss by its name, divided as written: `squared`, `squared/2`, `squared/2m`, `cross-entropy`,
  /// `hinge`, `pinball(τ)`, `absolute`, `huber(δ)` (δ = 1 where it has none), and what is added to
  /// it; a formula in ŷ and y is a loss, too.
  static String formula(String written, Layer last, Clause clause) {
    boolean binary = BINARY.matcher(written).lookingAt();
    String text = CROSS_ENTROPY.matcher(written).replaceFirst("cross-entropy");
    text = LOG_LOSS.matcher(text).replaceFirst("cross-entropy");
    text = SQUARED.matcher(text).replaceFirst("squared");
    text = WORDED.matcher(text).replaceFirst(name -> name.group(1).toLowerCase(Locale.ROOT) + "$2");
    if (last.size() == 1) {
      text = MEAN_SQUARED.matcher(text).replaceFirst("squared"); // over the examples
      text = ABSOLUTE.matcher(text).replaceFirst("absolute");
    }
    Matcher named = LOSS.matcher(text);
    boolean words = WORDS.matcher(text).matches() && !text.equals("cross-entropy");
    if (words || WORD.matcher(text).matches()) {
      refuseMore(text, clause);
      throw unknown(text, clause);
    }
    if (!named.matches()) {
      refuseMore(text, clause);
      return text;
    }
    if (named.group(2) != null && !PARAMETRIC.contains(named.group(1))) {
      return text; // a function, as in sum((ŷ - y)^2)
    }
    boolean one = last.size() == 1;
    String formula =
        switch (named.group(1)) {
          case "squared" -> one ? "(ŷ - y)^2" : "‖ŷ - y‖^2";
          case "cross-entropy" ->
              last.activation().equals("softmax") && !binary
                  ? "-y^T log(ŷ)"
                  : one
                      ? "-y ln(ŷ) - (1 - y) ln(1 - ŷ)"
                      : "-sum(y ⊙ log(ŷ) + (1 - y) ⊙ log(1 - ŷ))";
          case "hinge" -> one ? "max(0, 1 - y ŷ)" : "sum(max(0, 1 - y ⊙ ŷ))";
          case "pinball" -> {
            String share = named.group(2) == null ? "τ" : named.group(2).strip();
            yield one
                ? "{(" + share + ")(y - ŷ) if y > ŷ; (1 - " + share + ")(ŷ - y) otherwise}"
                : "sum((" + share + ") relu(y - ŷ) + (1 - (" + share + ")) relu(ŷ - y))";
          }
          case "absolute" -> one ? "|y - ŷ|" : "sum(abs(y - ŷ))";
          case "huber" -> {
            String bound = named.group(2) == null ? "1" : named.group(2).strip();
            yield one
                ? "{(y - ŷ)^2/2 if |y - ŷ| ≤ "
                    + bound
                    + "; ("
                    + bound
                    + ")|y - ŷ| - ("
                    + bound
                    + ")^2/2 otherwise}"
                : "(‖y - ŷ‖^2 - ‖relu(abs(y - ŷ) - (" + bound + "))‖^2)/2";
          }
          default -> throw unknown(named.group(1), clause);
        };
    String divided =
        named.group(3) == null ? formula : "(" + formula + ")/(" + named.group(3).strip() + ")";
    return named.group(4) == null ? divided : divided + " " + named.group(4);
  }
}
