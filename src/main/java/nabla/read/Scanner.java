package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/// Turns the signs of a text into the tokens of one spelling: names instead of runs of letters and
/// font commands, braces instead of raised and lowered characters. [Structure] then pairs the
/// brackets.
final class Scanner {

  private static final Map<Character, String> PLAIN = plainCharacters();

  private final Source source;
  private final Vocabulary vocabulary;
  private final Words words;
  private final List<Lexeme> raw;
  private final List<Lexeme> out = new ArrayList<>();
  private final Set<String> declared;
  private final List<Boolean> subscripts = new ArrayList<>();
  private int at;

  Scanner(Source source, Vocabulary vocabulary, Set<String> declared, List<Note> notes) {
    this.source = source;
    this.vocabulary = vocabulary;
    this.declared = new HashSet<>(declared);
    this.words = new Words(vocabulary, this.declared, source, notes);
    this.raw = lex(source);
    declareWords();
  }

  private static Map<Character, String> plainCharacters() {
    String raised = "⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁽(⁾)ⁿnⁱiᵏkᵈdᵐmᵗtˡlʲj";
    String lowered = "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-ₐaₑeₒoₓxₕhₖkₗlₘmₙnₚpₛsₜtᵢiᵣrᵤuᵥvⱼj";
    Map<Character, String> plain = new HashMap<>();
    for (String table : List.of(raised, lowered)) {
      for (int i = 0; i < table.length(); i += 2) {
        plain.put(table.charAt(i), table.substring(i + 1, i + 2));
      }
    }
    return plain;
  }

  private static List<Lexeme> lex(Source source) {
    NablaLexer lexer = new NablaLexer(CharStreams.fromString(source.text()));
    lexer.removeErrorListeners();
    List<Lexeme> tokens = new ArrayList<>();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      tokens.add(Lexeme.like(token));
    }
    return tokens;
  }

  /// The words that the text declares as names, also those given from outside.
  Set<String> declared() {
    return declared;
  }

  /// A run of letters is one name where a statement defines or declares it.
  private void declareWords() {
    boolean starts = true;
    boolean let = false;
    for (int i = 0; i < raw.size(); i++) {
      Lexeme token = raw.get(i);
      String text = token.getText();
      switch (token.getType()) {
        case NablaLexer.SEMICOLON, NablaLexer.NEWLINE, NablaLexer.COMMA, NablaLexer.ROW_BREAK -> {
          starts = true;
          let = false;
        }
        case NablaLexer.WORD -> {
          if (text.equals("let") || text.equals("where")) {
            starts = true;
            let = text.equals("let");
          } else if (starts) {
            if (isDeclared(i, let)) {
              declared.add(text);
            }
            starts = false;
          }
        }
        default -> starts = false;
      }
    }
  }

  private boolean isDeclared(int i, boolean let) {
    String word = raw.get(i).getText();
    if (word.length() < 2 || i + 1 >= raw.size() || word.chars().anyMatch(c -> c >= 0x80)) {
      return false;
    }
    boolean plain = vocabulary.function(word) == null && Vocabulary.greek(word) == null;
    Lexeme next = raw.get(i + 1);
    return switch (next.getType()) {
      case NablaLexer.EQUAL ->
          let || (plain && word.length() > 2 && word.chars().allMatch(Character::isLetter));
      case NablaLexer.DEFINES -> true;
      case NablaLexer.ELEMENT -> plain && word.chars().allMatch(Character::isLetter);
      case NablaLexer.LPAREN -> let && plain;
      case NablaLexer.WORD ->
          plain
              && word.chars().allMatch(Character::isLetter)
              && (next.getText().equals("in") || Structure.PROPERTIES.contains(next.getText()));
      default -> false;
    };
  }

  private Lexeme peek(int ahead) {
    int index = at + ahead;
    return index < raw.size() ? raw.get(index) : new Lexeme(Token.EOF, "", -1, -1);
  }

  /// The tokens in one spelling.
  List<Lexeme> scan() {
    while (at < raw.size()) {
      token();
    }
    return Integrals.enclose(out, source);
  }

  private void token() {
    Lexeme token = raw.get(at++);
    switch (token.getType()) {
      case NablaLexer.WORD -> word(token);
      case NablaLexer.GREEK -> greek(token);
      case NablaLexer.COMMAND -> command(token);
      case NablaLexer.STRING ->
          quoted(token, token.getText().substring(1, token.getText().length() - 1));
      case NablaLexer.TEXT -> {
        String text = token.getText();
        quoted(token, text.substring(text.indexOf('{') + 1, text.length() - 1).strip());
      }
      case NablaLexer.BOLD, NablaLexer.FONT -> font(token);
      case NablaLexer.ACCENT -> accent(token);
      case NablaLexer.UNDERBRACE -> underbrace();
      case NablaLexer.SUPERSCRIPT -> raised(token);
      case NablaLexer.SUBSCRIPT -> lowered(token);
      case NablaLexer.PRIME -> primes(token);
      case NablaLexer.CARET -> caret(token);
      case NablaLexer.UNDERSCORE -> underscore(token);
      case NablaLexer.FRACTION, NablaLexer.BINOMIAL -> {
        out.add(token);
        splitArgument(at);
        splitArgument(afterArgument(at));
      }
      case NablaLexer.ROOT -> {
        out.add(token);
        splitArgument(at);
      }
      case NablaLexer.LIMIT -> out.add(token);
      case NablaLexer.ANYTHING -> unknown(token);
      default -> plain(token);
    }
  }

  private void plain(Lexeme token) {
    switch (token.getType()) {
      case NablaLexer.LBRACE ->
          subscripts.add(!out.isEmpty() && out.getLast().getType() == NablaLexer.UNDERSCORE);
      case NablaLexer.RBRACE -> {
        if (!subscripts.isEmpty()) {
          subscripts.removeLast();
        }
      }
      default -> {}
    }
    out.add(token);
  }

  private void word(Lexeme token) {
    if (!subscripts.isEmpty()
        && subscripts.getLast()
        && token.getText().length() > 1
        && !afterBigOperator()) {
      words.subscript(token, true, out);
      return;
    }
    if (!declared.contains(token.getText()) && plainKeyword(token)) {
      return;
    }
    boolean parenthesis = peek(0).getType() == NablaLexer.LPAREN;
    if (token.getText().equals("lim") || token.getText().equals("prod")) {
      int type = token.getText().equals("lim") ? NablaLexer.LIMIT : NablaLexer.PRODUCT;
      if (!declared.contains(token.getText())) {
        out.add(Lexeme.at(token, type, token.getText()));
        return;
      }
    }
    words.split(token, parenthesis, out);
  }

  private boolean plainKeyword(Lexeme token) {
    String text = token.getText();
    int last = out.isEmpty() ? NablaLexer.SEMICOLON : out.getLast().getType();
    boolean starts =
        last == NablaLexer.SEMICOLON || last == NablaLexer.NEWLINE || last == NablaLexer.WHERE;
    String next = peek(0).getText();
    switch (text) {
      case "let" -> {
        if (starts && peek(0).getType() != NablaLexer.EQUAL) {
          out.add(Lexeme.at(token, NablaLexer.LET, text));
          return true;
        }
      }
      case "where", "if", "otherwise", "else", "and", "or" -> {
        keyword(token, text);
        return true;
      }
      case "in" -> {
        if (!starts && isSetAhead()) {
          out.add(Lexeme.at(token, NablaLexer.ELEMENT, text));
          return true;
        }
      }
      case "is" -> {
        return Structure.PROPERTIES.contains(next) || next.equals("a");
      }
      case "a", "an" -> {
        if (!starts && Structure.ROLES.contains(next)) {
          out.add(Lexeme.at(token, NablaLexer.PROPERTY, next));
          at++;
          return true;
        }
      }
      default -> {
        if (!starts && Structure.PROPERTIES.contains(text)) {
          boolean two = next.equals("definite") || next.equals("semidefinite");
          out.add(Lexeme.at(token, NablaLexer.PROPERTY, two ? text + " " + next : text));
          at += two ? 1 : 0;
          return true;
        }
      }
    }
    return false;
  }

  private boolean isSetAhead() {
    String next = peek(0).getText();
    return switch (peek(0).getType()) {
      case NablaLexer.REALS,
          NablaLexer.NATURALS,
          NablaLexer.INTEGERS,
          NablaLexer.LPAREN,
          NablaLexer.LBRACKET ->
          true;
      case NablaLexer.WORD ->
          next.equals("R") || next.equals("N") || next.equals("Z") || next.equals("S");
      default -> false;
    };
  }

  /// Whether the open brace belongs to Σ or lim, where `_{xy}` holds letters and not a word.
  private boolean afterBigOperator() {
    int depth = 0;
    for (int i = out.size() - 1; i >= 0; i--) {
      int type = out.get(i).getType();
      if (type == NablaLexer.RBRACE) {
        depth++;
      } else if (type == NablaLexer.LBRACE && depth-- == 0) {
        int base = i >= 2 ? out.get(i - 2).getType() : Token.EOF;
        return base == NablaLexer.SUM || base == NablaLexer.PRODUCT || base == NablaLexer.LIMIT;
      }
    }
    return false;
  }

  private void greek(Lexeme token) {
    int next = peek(0).getType();
    String text = token.getText();
    if ((text.equals("Σ") || text.equals("Π"))
        && (next == NablaLexer.UNDERSCORE || next == NablaLexer.SUBSCRIPT)) {
      out.add(Lexeme.at(token, text.equals("Σ") ? NablaLexer.SUM : NablaLexer.PRODUCT, text));
      return;
    }
    words.split(token, next == NablaLexer.LPAREN, out);
  }

  private void command(Lexeme token) {
    String command = token.getText().substring(1);
    String greek = Vocabulary.greek(command);
    Function function = vocabulary.function(command);
    if (greek != null) {
      name(token, Name.of(greek)).spelledOut = true;
    } else if (function != null) {
      name(token, Name.of(command)).function = function;
    } else if (command.equals("ell")) {
      name(token, Name.of("l"));
    } else {
      throw unknownCommand(token);
    }
  }

  private NablaException unknownCommand(Lexeme token) {
    return source.error(
        NablaException.Kind.SYNTAX,
        "found the command "
            + token.getText()
            + ", which is not known here, expected a formula; write a name as \\text{"
            + token.getText().substring(1)
            + "}",
        token.getStartIndex());
  }

  private Lexeme name(Lexeme place, Name name) {
    Lexeme lexeme = Lexeme.at(place, NablaLexer.NAME, place.getText());
    lexeme.name = name;
    out.add(lexeme);
    return lexeme;
  }

  private void quoted(Lexeme token, String text) {
    switch (text) {
      case "if", "for", "when", "where" -> keyword(token, text);
      case "otherwise", "else", "and", "or" -> keyword(token, text);
      default -> {
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
        boolean string = token.getType() == NablaLexer.STRING;
        Lexeme name = name(token, Name.of(greek != null && !string ? greek : text));
        name.quoted = string || text.codePointCount(0, text.length()) > 1;
        name.function = string ? null : text.length() > 1 ? vocabulary.function(text) : null;
      }
    }
  }

  private void keyword(Lexeme token, String text) {
    int type =
        switch (text) {
          case "otherwise", "else" -> NablaLexer.OTHERWISE;
          case "and" -> NablaLexer.AND;
          case "or" -> NablaLexer.OR;
          case "where" -> NablaLexer.WHERE;
          default -> NablaLexer.IF;
        };
    out.add(Lexeme.at(token, type, text));
  }

  /// A font changes no name; bold says vector or matrix.
  private void font(Lexeme token) {
    boolean bold = token.getType() == NablaLexer.BOLD;
    int start = out.size();
    if (peek(0).getType() == NablaLexer.LBRACE && token.getText().startsWith("\\boxed")) {
      return;
    }
    if (peek(0).getType() == NablaLexer.LBRACE) {
      int close = closing(at);
      at++;
      while (at < close) {
        token();
      }
      at = close + 1;
    } else if (at < raw.size()) {
      splitArgument(at);
      token();
    }
    if (bold) {
      for (int i = start; i < out.size(); i++) {
        out.get(i).bold = true;
      }
    }
  }

  private void accent(Lexeme token) {
    String command = token.getText();
    Name.Accent accent =
        command.endsWith("hat")
            ? Name.Accent.HAT
            : command.endsWith("tilde") ? Name.Accent.TILDE : Name.Accent.BAR;
    int start = out.size();
    boolean braced = peek(0).getType() == NablaLexer.LBRACE;
    int close = braced ? closing(at) : at;
    if (braced) {
      at++;
      while (at < close) {
        token();
      }
      at = close + 1;
    } else if (at < raw.size()) {
      splitArgument(at);
      token();
    }
    Lexeme first = out.size() > start ? out.get(start) : token;
    Name name = first.name;
    if (name == null || name.accent() != Name.Accent.NONE || out.size() > start + 1) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found "
              + command
              + " over something that is no name, expected one letter as in "
              + command
              + "{x}",
          token.getStartIndex());
    }
    first.name = new Name(name.base(), accent, 0, name.subscript(), "");
    first.function = null;
    first.spelledOut = false;
  }

  /// An underbrace with a label: the label is dropped.
  private void underbrace() {
    if (peek(0).getType() != NablaLexer.LBRACE) {
      return;
    }
    int label = closing(at) + 1;
    if (label + 1 < raw.size() && raw.get(label + 1).getType() == NablaLexer.LBRACE) {
      int type = raw.get(label).getType();
      if (type == NablaLexer.UNDERSCORE || type == NablaLexer.CARET) {
        int close = closing(label + 1);
        raw.subList(label, close + 1).clear();
      }
    }
  }

  /// The position of the brace that closes the one at `open`; the end where there is none.
  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < raw.size(); i++) {
      int type = raw.get(i).getType();
      if (type == NablaLexer.LBRACE) {
        depth++;
      } else if (type == NablaLexer.RBRACE && --depth == 0) {
        return i;
      }
    }
    throw source.error(
        NablaException.Kind.SYNTAX,
        "found { without a }, expected the brace to be closed",
        raw.get(open).getStartIndex());
  }

  private int afterArgument(int start) {
    return start < raw.size() && raw.get(start).getType() == NablaLexer.LBRACE
        ? closing(start) + 1
        : start + 1;
  }

  /// TeX takes one digit or letter where no brace follows: `\frac12x`, `\sqrt2x`.
  private void splitArgument(int index) {
    if (index >= raw.size()) {
      return;
    }
    Lexeme token = raw.get(index);
    int type = token.getType();
    String text = token.getText();
    if ((type == NablaLexer.NUMBER || type == NablaLexer.WORD)
        && text.codePointCount(0, text.length()) > 1) {
      int start = token.getStartIndex();
      int width = Character.charCount(text.codePointAt(0));
      raw.set(index, new Lexeme(type, text.substring(0, width), start, start));
      String rest = text.substring(width);
      int next = Character.isDigit(rest.charAt(0)) ? NablaLexer.NUMBER : NablaLexer.WORD;
      if (next == NablaLexer.NUMBER && type == NablaLexer.WORD) {
        return;
      }
      raw.add(index + 1, new Lexeme(next, rest, start + 1, token.getStopIndex()));
    }
  }

  private void raised(Lexeme token) {
    String text = token.getText();
    boolean transpose = text.endsWith("ᵀ");
    if (transpose) {
      out.add(Lexeme.at(token, NablaLexer.TRANSPOSE, text.length() > 1 ? "-" : "ᵀ"));
      return;
    }
    out.add(Lexeme.at(token, NablaLexer.RAISE, "^"));
    characters(token);
  }

  private void lowered(Lexeme token) {
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

  private void primes(Lexeme token) {
    int count = Math.max(1, " ″‴⁗".indexOf(token.getText()) + 1);
    for (int i = 0; i < count; i++) {
      out.add(Lexeme.at(token, NablaLexer.PRIME, "'"));
    }
  }

  /// `^\top`, `^{\top}`, `^{-\top}`, `^{\mathrm T}` and `^\prime` are marks, not powers.
  private void caret(Lexeme token) {
    int next = peek(0).getType();
    if (next == NablaLexer.TRANSPOSE || next == NablaLexer.PRIME) {
      return;
    }
    if (next == NablaLexer.LBRACE && peek(2).getType() == NablaLexer.RBRACE) {
      Lexeme inner = peek(1);
      boolean letter = inner.getType() == NablaLexer.TEXT && inner.getText().endsWith("{T}");
      if (inner.getType() == NablaLexer.TRANSPOSE
          || inner.getType() == NablaLexer.PRIME
          || letter) {
        out.add(letter ? Lexeme.at(inner, NablaLexer.TRANSPOSE, "ᵀ") : inner);
        at += 3;
        return;
      }
    }
    if (next == NablaLexer.LBRACE
        && peek(1).getType() == NablaLexer.MINUS
        && peek(2).getType() == NablaLexer.TRANSPOSE
        && peek(3).getType() == NablaLexer.RBRACE) {
      out.add(Lexeme.at(peek(2), NablaLexer.TRANSPOSE, "-"));
      at += 4;
      return;
    }
    if (next == NablaLexer.TEXT && peek(0).getText().endsWith("{T}")) {
      out.add(Lexeme.at(peek(0), NablaLexer.TRANSPOSE, "ᵀ"));
      at++;
      return;
    }
    out.add(token);
  }

  private void underscore(Lexeme token) {
    out.add(token);
    Lexeme next = peek(0);
    if (next.getType() != NablaLexer.WORD) {
      return;
    }
    at++;
    out.add(Lexeme.at(next, NablaLexer.LBRACE, "{"));
    int taken = words.subscript(next, false, out);
    out.add(Lexeme.at(next, NablaLexer.RBRACE, "}"));
    String rest = next.getText().substring(taken);
    if (!rest.isEmpty()) {
      int type = Character.isDigit(rest.charAt(0)) ? NablaLexer.NUMBER : NablaLexer.WORD;
      int digits = 0;
      while (digits < rest.length() && Character.isDigit(rest.charAt(digits))) {
        digits++;
      }
      int start = next.getStartIndex() + taken;
      int length = type == NablaLexer.NUMBER ? digits : rest.length();
      raw.add(at, new Lexeme(type, rest.substring(0, length), start, start + length - 1));
      if (length < rest.length()) {
        raw.add(
            at + 1,
            new Lexeme(
                NablaLexer.WORD, rest.substring(length), start + length, next.getStopIndex()));
      }
    }
  }

  private void unknown(Lexeme token) {
    String sign = token.getText();
    String advice =
        switch (sign) {
          case "\\" -> "; a command is \\ and letters, such as \\frac";
          case "%" -> "; write /100 for percent";
          case ":" -> "; write := to define and / to divide";
          case "@" -> "; write * for the matrix product";
          case "\"" -> "; a quoted name ends with a second \"";
          default -> "";
        };
    throw source.error(
        NablaException.Kind.SYNTAX,
        "found the character "
            + sign
            + " (U+"
            + "%04X".formatted(sign.codePointAt(0))
            + "), expected a number, a name or an operator"
            + advice,
        token.getStartIndex());
  }
}
