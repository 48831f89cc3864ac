package nabla.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.expr.Budget;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Turns the signs of a text into the tokens of one spelling: names instead of runs of letters and
/// font commands, braces instead of raised and lowered characters. [Structure] then pairs the
/// brackets.
final class Scanner {

  private static final int MAXIMUM_FONTS = 100;

  /// What a brace, or the argument of a command without one, does to what it holds.
  private enum Effect {
    NOTHING,
    FONT,
    BOLD,
    ACCENT,
    UNDERBRACE
  }

  /// An open brace.
  private static final class Brace {
    final Lexeme open;
    final Effect effect;

    /// The command that took the brace as its argument, or the brace itself.
    final Lexeme command;

    final int start;

    /// Whether a run of letters in it is one word.
    final boolean word;

    /// How many arguments a command such as `\frac` still waits for here.
    int awaited;

    Brace(Lexeme open, Effect effect, Lexeme command, int start, boolean word) {
      this.open = open;
      this.effect = effect;
      this.command = command;
      this.start = start;
      this.word = word;
    }
  }

  private final Source source;
  private final Vocabulary vocabulary;
  private final Words words;
  private final Tape tape;
  private final Keywords keywords;
  private final Scripts scripts;
  private final Delimiters delimiters;
  private final List<Lexeme> out = new ArrayList<>();
  private final Set<String> declared;
  private final Deque<Brace> braces = new ArrayDeque<>();
  private int fonts;

  Scanner(Source source, Vocabulary vocabulary, Set<String> declared, Notes notes) {
    this.source = source;
    this.vocabulary = vocabulary;
    this.declared = new HashSet<>(declared);
    this.words = new Words(vocabulary, this.declared, source, notes);
    this.tape = Tape.of(source);
    this.keywords = new Keywords(tape);
    this.scripts = new Scripts(tape, words, out);
    this.delimiters = new Delimiters(source, tape);
    Lexeme whole = new Lexeme(Token.EOF, "", 0, 0);
    braces.push(new Brace(whole, Effect.NOTHING, whole, 0, false));
    new DeclaredWords(vocabulary, tape.all()).addTo(this.declared);
  }

  /// The words that the text declares as names, also those given from outside.
  Set<String> declared() {
    return declared;
  }

  /// The tokens in one spelling.
  List<Lexeme> scan() {
    while (tape.hasNext()) {
      Budget.check();
      token(tape.next());
    }
    for (Brace brace : braces) {
      if (brace.effect != Effect.NOTHING && brace.effect != Effect.UNDERBRACE) {
        throw source.error(
            NablaException.Kind.SYNTAX,
            "found { without a }, expected the brace to be closed",
            brace.open.getStartIndex());
      }
    }
    delimiters.refuseOpen();
    return Integrals.enclose(out, source);
  }

  private void token(Lexeme next) {
    Lexeme token = next;
    Brace brace = braces.element();
    boolean index =
        token.getType() == NablaLexer.LBRACKET
            && !out.isEmpty()
            && out.getLast().getType() == NablaLexer.ROOT;
    if (brace.awaited > 0 && token.getType() != NablaLexer.LBRACE && !index) {
      brace.awaited--;
      token = tape.first(token, false);
    }
    switch (token.getType()) {
      case NablaLexer.WORD -> word(token, brace);
      case NablaLexer.GREEK -> greek(token);
      case NablaLexer.COMMAND -> command(token);
      case NablaLexer.STRING ->
          quoted(token, token.getText().substring(1, token.getText().length() - 1));
      case NablaLexer.TEXT -> {
        String text = token.getText().replace("\\_", "_");
        quoted(token, text.substring(text.indexOf('{') + 1, text.length() - 1).strip());
      }
      case NablaLexer.BOLD -> font(token, Effect.BOLD);
      case NablaLexer.FONT -> font(token, Effect.FONT);
      case NablaLexer.ACCENT -> font(token, Effect.ACCENT);
      case NablaLexer.UNDERBRACE -> {
        if (tape.peek().getType() == NablaLexer.LBRACE) {
          Lexeme open = tape.next();
          open(open, Effect.UNDERBRACE, token);
          out.add(open);
        }
      }
      case NablaLexer.SUPERSCRIPT -> scripts.raised(token);
      case NablaLexer.SUBSCRIPT -> scripts.lowered(token);
      case NablaLexer.PRIME -> scripts.primes(token);
      case NablaLexer.CARET -> scripts.caret(token);
      case NablaLexer.UNDERSCORE -> scripts.underscore(token);
      case NablaLexer.FRACTION, NablaLexer.BINOMIAL -> {
        out.add(token);
        brace.awaited += 2;
      }
      case NablaLexer.ROOT -> {
        out.add(token);
        brace.awaited++;
      }
      case NablaLexer.LBRACE -> {
        boolean word = Scripts.opensName(out);
        braces.push(new Brace(token, Effect.NOTHING, token, out.size(), word));
        out.add(token);
      }
      case NablaLexer.RBRACE -> close(token);
      case NablaLexer.DOLLAR, NablaLexer.MATH_OPEN, NablaLexer.MATH_CLOSE ->
          delimiters.check(token, startsStatement());
      case NablaLexer.THEREFORE -> therefore(token);
      case NablaLexer.DEFINITE, NablaLexer.SEMIDEFINITE ->
          out.add(keywords.definite(source, token));
      case NablaLexer.ANYTHING -> {
        if (!token.getText().equals(".") || !tape.peek().touches(token) || !scripts.behindStop()) {
          throw UnknownSigns.error(source, token);
        }
      }
      default -> out.add(token);
    }
  }

  private boolean startsStatement() {
    return out.isEmpty()
        || switch (out.getLast().getType()) {
          case NablaLexer.SEMICOLON,
              NablaLexer.NEWLINE,
              NablaLexer.ROW_BREAK,
              NablaLexer.COMMA,
              NablaLexer.WHERE,
              NablaLexer.LET ->
              true;
          default -> false;
        };
  }

  private void therefore(Lexeme token) {
    if (!startsStatement()) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found "
              + token.getText()
              + " inside a formula, expected one formula; write each by itself",
          token.getStartIndex());
    }
  }

  private void open(Lexeme open, Effect effect, Lexeme command) {
    if (effect != Effect.UNDERBRACE && ++fonts > MAXIMUM_FONTS) {
      throw source.error(
          NablaException.Kind.BUDGET,
          "found more than " + MAXIMUM_FONTS + " fonts or accents within each other",
          command.getStartIndex());
    }
    braces.push(new Brace(open, effect, command, out.size(), false));
  }

  private void close(Lexeme token) {
    if (braces.size() == 1) {
      out.add(token); // Structure says that it was never opened
      return;
    }
    Brace brace = braces.pop();
    if (brace.effect == Effect.NOTHING || brace.effect == Effect.UNDERBRACE) {
      out.add(token);
    }
    finish(brace);
  }

  private void finish(Brace brace) {
    switch (brace.effect) {
      case NOTHING -> {}
      case FONT -> fonts--;
      case BOLD -> {
        fonts--;
        out.subList(brace.start, out.size()).forEach(lexeme -> lexeme.bold = true);
      }
      case ACCENT -> {
        fonts--;
        accent(brace.command, brace.start);
      }
      case UNDERBRACE -> skipLabel();
    }
    Brace outer = braces.element();
    if (outer.awaited > 0 && brace.effect == Effect.NOTHING) {
      outer.awaited--;
    }
  }

  private void word(Lexeme token, Brace brace) {
    String text = token.getText();
    if (brace.word && text.length() > 1) {
      words.subscript(token, true, out);
      return;
    }
    if (!declared.contains(text)) {
      boolean starts = startsStatement() && !(!out.isEmpty() && isListed(out.getLast().getType()));
      @Nullable Lexeme keyword = keywords.of(token, starts);
      if (keyword != null) {
        if (!Keywords.isSilent(keyword)) {
          out.add(keyword);
        }
        return;
      }
      if (text.equals("lim") || text.equals("prod")) {
        int type = text.equals("lim") ? NablaLexer.LIMIT : NablaLexer.PRODUCT;
        out.add(Lexeme.at(token, type, text));
        return;
      }
      if (text.equals("sum") && tape.peek().opensSubscript()) { // and sum(x) is the function
        out.add(Lexeme.at(token, NablaLexer.SUM, text));
        return;
      }
    }
    words.split(token, tape.peek(), out);
  }

  private static boolean isListed(int type) {
    return type == NablaLexer.COMMA || type == NablaLexer.ROW_BREAK || type == NablaLexer.LET;
  }

  private void greek(Lexeme token) {
    Lexeme next = tape.peek();
    String text = token.getText();
    if ((next.opensSubscript() && (text.equals("Σ") || text.equals("Π")))
        || (text.equals("Σ") && sumsEntries(next, tape.peek(1)))) {
      out.add(Lexeme.at(token, text.equals("Σ") ? NablaLexer.SUM : NablaLexer.PRODUCT, text));
      return;
    }
    words.split(token, next, out);
  }

  /// Whether a Σ before these is the sum of all entries, as in `Σ e^z` and `Σ log(x)`: it is a
  /// letter before anything else.
  private boolean sumsEntries(Lexeme next, Lexeme after) {
    if (next.getType() != NablaLexer.WORD || declared.contains("Σ")) {
      return false;
    }
    if (next.getText().equals("e")) {
      return after.getType() == NablaLexer.CARET || after.getType() == NablaLexer.SUPERSCRIPT;
    }
    Function function = vocabulary.function(next.getText());
    return function != null
        && function.isElementwise()
        && function.notation() != Function.Notation.CONSTANT;
  }

  private void command(Lexeme token) {
    String command = token.getText().substring(1);
    String greek = Vocabulary.greek(command);
    Function function = vocabulary.function(command);
    if (greek != null) {
      name(token, Name.of(greek)).spelledOut = true;
    } else if (function != null) {
      name(token, Name.of(command)).function = function;
    } else {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found the command "
              + token.getText()
              + ", which is not known here, expected a formula; "
              + vocabulary.adviceOnCommand(command),
          token.getStartIndex());
    }
  }

  private Lexeme name(Lexeme place, Name name) {
    Lexeme lexeme = Lexeme.at(place, NablaLexer.NAME, place.getText());
    lexeme.name = name;
    out.add(lexeme);
    return lexeme;
  }

  private void quoted(Lexeme token, String text) {
    boolean string = token.getType() == NablaLexer.STRING;
    @Nullable Lexeme keyword = Keywords.quoted(token, text);
    if (keyword != null) {
      out.add(keyword);
      return;
    }
    if (text.isEmpty()) {
      return;
    }
    if (text.indexOf(' ') >= 0) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found the text “" + text + "” inside a formula, expected one name without spaces",
          token.getStartIndex());
    }
    String greek = Vocabulary.greek(text);
    String word = string ? text : vocabulary.lowered(text);
    Lexeme name = name(token, Name.of(greek != null && !string ? greek : word));
    name.quoted = string || text.codePointCount(0, text.length()) > 1;
    name.function = string ? null : text.length() > 1 ? vocabulary.function(word) : null;
  }

  /// A font changes no name; bold says vector or matrix; an accent belongs to the one name below.
  private void font(Lexeme token, Effect effect) {
    boolean braced = tape.peek().getType() == NablaLexer.LBRACE;
    if (braced && token.getText().startsWith("\\boxed")) {
      return;
    }
    if (braced) {
      open(tape.next(), effect, token);
    } else if (tape.hasNext()) {
      open(token, effect, token);
      Brace single = braces.element();
      token(tape.first(tape.next(), true));
      braces.remove(single);
      finish(single);
    }
  }

  private void accent(Lexeme token, int start) {
    String command = token.getText();
    Name.Accent accent =
        command.endsWith("hat")
            ? Name.Accent.HAT
            : command.endsWith("tilde") ? Name.Accent.TILDE : Name.Accent.BAR;
    Lexeme first = out.size() > start ? out.get(start) : token;
    Name name = first.name;
    if (name == null || name.accent() != Name.Accent.NONE || out.size() > start + 1) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found %s over something that is no name, expected one letter as in %s{x}"
              .formatted(command, command),
          token.getStartIndex());
    }
    first.name = new Name(name.base(), accent, 0, name.subscript(), "");
    first.function = null;
    first.spelledOut = false;
  }

  /// The label of an underbrace is dropped.
  private void skipLabel() {
    int type = tape.peek().getType();
    boolean label =
        (type == NablaLexer.UNDERSCORE || type == NablaLexer.CARET)
            && tape.peek(1).getType() == NablaLexer.LBRACE;
    if (!label) {
      return;
    }
    tape.next();
    int depth = 0;
    do {
      int next = tape.next().getType();
      depth += next == NablaLexer.LBRACE ? 1 : next == NablaLexer.RBRACE ? -1 : 0;
    } while (depth > 0 && tape.hasNext());
  }
}
