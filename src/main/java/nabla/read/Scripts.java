package nabla.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;

/// What stands above and below the line, in one spelling: raised and lowered characters in braces,
/// primes and transposes as marks.
final class Scripts {

  /// How the caret of an elementwise power is spelled.
  static final String ENTRYWISE = ".^";

  private static final Map<Character, String> PLAIN = plainCharacters();

  private static final Map<String, Name.Accent> ACCENTS =
      Map.of("hat", Name.Accent.HAT, "bar", Name.Accent.BAR, "tilde", Name.Accent.TILDE);

  private final Tape tape;
  private final Words words;
  private final List<Lexeme> out;

  Scripts(Tape tape, Words words, List<Lexeme> out) {
    this.tape = tape;
    this.words = words;
    this.out = out;
  }

  private static Map<Character, String> plainCharacters() {
    String raised = "⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁽(⁾)ⁿnⁱiᵏkᵈdᵐmᵗtˡlʲj";
    String lowered = "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-₍(₎)ₐaₑeₒoₓxₕhₖkₗlₘmₙnₚpₛsₜtᵢiᵣrᵤuᵥvⱼjᵦβᵧγᵨρᵩφᵪχ";
    Map<Character, String> plain = new HashMap<>();
    for (String table : List.of(raised, lowered)) {
      for (int i = 0; i < table.length(); i += 2) {
        plain.put(table.charAt(i), table.substring(i + 1, i + 2));
      }
    }
    return plain;
  }

  void raised(Lexeme token) {
    String text = token.getText();
    if (text.endsWith("ᵀ")) {
      out.add(Lexeme.at(token, NablaLexer.TRANSPOSE, text.length() > 1 ? "-" : "ᵀ"));
      return;
    }
    out.add(Lexeme.at(token, NablaLexer.RAISE, "^"));
    characters(token);
  }

  void lowered(Lexeme token) {
    out.add(Lexeme.at(token, NablaLexer.UNDERSCORE, "_"));
    characters(token);
  }

  private void characters(Lexeme token) {
    out.add(Lexeme.at(token, NablaLexer.LBRACE, "{"));
    String text = token.getText();
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      plain.append(PLAIN.getOrDefault(text.charAt(i), "?"));
    }
    int i = 0;
    while (i < plain.length()) {
      int end = i + 1;
      char c = plain.charAt(i);
      while (Character.isDigit(c) && end < plain.length() && Character.isDigit(plain.charAt(end))) {
        end++;
      }
      int type =
          Character.isDigit(c)
              ? NablaLexer.NUMBER
              : switch (c) {
                case '+' -> NablaLexer.PLUS;
                case '-' -> NablaLexer.MINUS;
                case '(' -> NablaLexer.LPAREN;
                case ')' -> NablaLexer.RPAREN;
                default -> NablaLexer.NAME;
              };
      Lexeme lexeme =
          new Lexeme(
              type,
              plain.substring(i, end),
              token.getStartIndex() + i,
              token.getStartIndex() + end - 1);
      if (type == NablaLexer.NAME) {
        lexeme.name = Name.of(plain.substring(i, end));
      }
      out.add(lexeme);
      i = end;
    }
    out.add(Lexeme.at(token, NablaLexer.RBRACE, "}"));
  }

  void primes(Lexeme token) {
    int count = Math.max(1, " ″‴⁗".indexOf(token.getText()) + 1);
    for (int i = 0; i < count; i++) {
      out.add(Lexeme.at(token, NablaLexer.PRIME, "'"));
    }
  }

  /// The caret of `x.^2` or the transpose of `A.T`, behind the full stop; false where none follows.
  boolean behindStop() {
    if (tape.peek().getType() == NablaLexer.WORD && tape.peek().getText().equals("T")) {
      out.add(transpose(tape.next(), "ᵀ"));
      return true;
    }
    if (tape.peek().getType() != NablaLexer.CARET) {
      return false;
    }
    out.add(Lexeme.at(tape.next(), NablaLexer.CARET, ENTRYWISE));
    return true;
  }

  /// A caret before ∘, as in `x^∘2` and `x^{\\circ 2}`: the sign is dropped, the caret says it.
  private boolean entrywise(Lexeme caret) {
    boolean braced = tape.peek().getType() == NablaLexer.LBRACE;
    if (tape.peek(braced ? 1 : 0).getType() != NablaLexer.ELEMENTWISE_PRODUCT) {
      return false;
    }
    out.add(Lexeme.at(caret, NablaLexer.CARET, ENTRYWISE));
    Lexeme open = tape.next();
    if (braced) {
      tape.next();
      tape.putBack(open);
    }
    return true;
  }

  /// `^\top`, `^{\top}`, `^{-\top}`, `^{\mathrm T}` and `^\prime` are marks, not powers.
  void caret(Lexeme token) {
    if (entrywise(token)) {
      return;
    }
    int next = tape.peek().getType();
    if (isMark(next)) {
      return;
    }
    boolean braced = next == NablaLexer.LBRACE;
    if (braced && tape.peek(2).getType() == NablaLexer.RBRACE) {
      Lexeme inner = tape.peek(1);
      if (isMark(inner.getType()) || isLetterT(inner)) {
        out.add(isMark(inner.getType()) ? inner : transpose(inner, "ᵀ"));
        skip(3);
        return;
      }
    }
    if (braced
        && tape.peek(1).getType() == NablaLexer.MINUS
        && tape.peek(2).getType() == NablaLexer.TRANSPOSE
        && tape.peek(3).getType() == NablaLexer.RBRACE) {
      out.add(transpose(tape.peek(2), "-"));
      skip(4);
      return;
    }
    if (isLetterT(tape.peek())) {
      out.add(transpose(tape.next(), "ᵀ"));
      return;
    }
    out.add(token);
  }

  private static boolean isMark(int type) {
    return type == NablaLexer.TRANSPOSE || type == NablaLexer.PRIME;
  }

  private static boolean isLetterT(Lexeme token) {
    return token.getType() == NablaLexer.TEXT && token.getText().endsWith("{T}");
  }

  private static Lexeme transpose(Lexeme place, String text) {
    return Lexeme.at(place, NablaLexer.TRANSPOSE, text);
  }

  private void skip(int count) {
    for (int i = 0; i < count; i++) {
      tape.next();
    }
  }

  /// A run of letters below takes only what belongs there: `x_iy` is x_i·y.
  void underscore(Lexeme token) {
    if (tape.peek().getType() == NablaLexer.WORD && takesAccent(tape.peek().getText())) {
      tape.next();
      return;
    }
    out.add(token);
    if (tape.peek().getType() != NablaLexer.WORD) {
      return;
    }
    Lexeme run = tape.next();
    boolean constant = run.getText().equals("inf") || run.getText().equals("pi");
    if (constant && !opensName(out)) {
      words.split(run, tape.peek(), out); // a bound or the order of a norm
      return;
    }
    out.add(Lexeme.at(run, NablaLexer.LBRACE, "{"));
    int taken = words.subscript(run, false, out);
    out.add(Lexeme.at(run, NablaLexer.RBRACE, "}"));
    tape.putBack(run, taken);
  }

  /// Sets an accent that is written as a word below a letter, `y_hat` for ŷ.
  ///
  /// @return whether it is one
  private boolean takesAccent(String word) {
    Lexeme letter = out.isEmpty() ? null : out.getLast();
    Name name = letter == null ? null : letter.name;
    Name.Accent accent = ACCENTS.get(word);
    if (letter == null
        || name == null
        || accent == null
        || letter.function != null
        || !name.equals(Name.of(name.base()))
        || name.isWord()) {
      return false;
    }
    letter.name = name.withAccent(accent);
    return true;
  }

  /// Whether an opening brace after what was written holds a name's subscript, in which a run of
  /// letters is one word, and not a formula as below Σ, lim, ∫, log and ‖…‖.
  static boolean opensName(List<Lexeme> out) {
    if (out.isEmpty() || out.getLast().getType() != NablaLexer.UNDERSCORE) {
      return false;
    }
    int base = base(out, out.size() - 2);
    if (base < 0) {
      return true;
    }
    Lexeme token = out.get(base);
    return switch (token.getType()) {
      case NablaLexer.SUM,
          NablaLexer.PRODUCT,
          NablaLexer.LIMIT,
          NablaLexer.INTEGRAL,
          NablaLexer.INDICATOR,
          NablaLexer.ONES,
          NablaLexer.EXPECTATION,
          NablaLexer.NUMBER,
          NablaLexer.DOUBLE_BAR,
          NablaLexer.NORM_CLOSE ->
          false;
      default -> token.name == null || token.function == null || !token.name.base().equals("log");
    };
  }

  /// What the scripts that end at a position are above or below.
  private static int base(List<Lexeme> out, int end) {
    int at = end;
    while (at >= 2) {
      int start = at;
      int depth = 0;
      do {
        int type = out.get(start).getType();
        depth += type == NablaLexer.RBRACE ? 1 : type == NablaLexer.LBRACE ? -1 : 0;
        start--;
      } while (depth > 0 && start > 0);
      int before = out.get(start).getType();
      if (before != NablaLexer.CARET && before != NablaLexer.RAISE) {
        return at;
      }
      at = start - 1;
    }
    return at;
  }
}
