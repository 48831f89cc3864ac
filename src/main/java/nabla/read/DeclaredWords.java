package nabla.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.read.grammar.NablaLexer;

/// Finds the runs of letters that a text declares or defines to be one name: `loss = …`.
final class DeclaredWords {

  private final Vocabulary vocabulary;
  private final List<Lexeme> tokens;

  DeclaredWords(Vocabulary vocabulary, List<Lexeme> tokens) {
    this.vocabulary = vocabulary;
    this.tokens = tokens;
  }

  /// Adds what the tokens declare.
  void addTo(Set<String> declared) {
    boolean starts = true;
    boolean let = false;
    for (int i = 0; i < tokens.size(); i++) {
      Lexeme token = tokens.get(i);
      String text = token.getText();
      switch (token.getType()) {
        case NablaLexer.SEMICOLON, NablaLexer.NEWLINE, NablaLexer.COMMA, NablaLexer.ROW_BREAK -> {
          starts = true;
          let = false;
        }
        case NablaLexer.DOLLAR, NablaLexer.MATH_OPEN, NablaLexer.THEREFORE -> {}
        case NablaLexer.WORD -> {
          if (text.equals("let") || text.equals("where")) {
            starts = true;
            let = text.equals("let");
          } else if (starts) {
            if (isDeclared(i, let)) {
              declared.add(text);
            }
            if (let) {
              addParameters(i + 1, declared);
            }
            starts = false;
          }
        }
        default -> starts = false;
      }
    }
  }

  /// Adds the parameters of a function that is defined, `demand(price) = …`.
  private void addParameters(int open, Set<String> declared) {
    Set<String> parameters = new HashSet<>();
    int i = open;
    while (typeOf(i) == (i == open ? NablaLexer.LPAREN : NablaLexer.COMMA)
        && typeOf(i + 1) == NablaLexer.WORD) {
      String word = tokens.get(i + 1).getText();
      if (word.length() > 2 && isPlain(word)) {
        parameters.add(word);
      }
      i += 2;
    }
    boolean defines =
        typeOf(i) == NablaLexer.RPAREN
            && (typeOf(i + 1) == NablaLexer.EQUAL || typeOf(i + 1) == NablaLexer.DEFINES);
    if (defines) {
      declared.addAll(parameters);
    }
  }

  /// The type of a token; that of the end behind the last one.
  private int typeOf(int i) {
    return i < tokens.size() ? tokens.get(i).getType() : NablaLexer.EOF;
  }

  /// Whether a word is no function and no Greek letter.
  private boolean isPlain(String word) {
    return vocabulary.function(word) == null
        && Vocabulary.greek(word) == null
        && word.chars().allMatch(Character::isLetter);
  }

  /// Whether a list of words is declared to be in a set, `price, quantity ∈ R`.
  private boolean isListed(int i) {
    int last = i;
    while (typeOf(last + 1) == NablaLexer.COMMA && typeOf(last + 2) == NablaLexer.WORD) {
      last += 2;
    }
    return last > i && typeOf(last + 1) == NablaLexer.ELEMENT;
  }

  private boolean isDeclared(int i, boolean let) {
    String word = tokens.get(i).getText();
    if (word.length() < 2 || i + 1 >= tokens.size() || word.chars().anyMatch(c -> c >= 0x80)) {
      return false;
    }
    boolean greek = Vocabulary.greek(word.replaceFirst("\\d+$", "")) != null; // alpha1 is α₁
    boolean plain = vocabulary.function(word) == null && !greek;
    Lexeme next = tokens.get(i + 1);
    return switch (next.getType()) {
      case NablaLexer.EQUAL ->
          (let && !greek)
              || (plain && word.length() > 2 && word.chars().allMatch(Character::isLetter));
      case NablaLexer.DEFINES -> true;
      case NablaLexer.ELEMENT, NablaLexer.COLON ->
          plain && word.chars().allMatch(Character::isLetter);
      case NablaLexer.LPAREN -> let && plain;
      case NablaLexer.COMMA -> isPlain(word) && isListed(i);
      case NablaLexer.UNDERSCORE -> // price_i ∈ R
          isPlain(word)
              && typeOf(i + 2) == NablaLexer.WORD
              && (typeOf(i + 3) == NablaLexer.ELEMENT || typeOf(i + 3) == NablaLexer.COMMA);
      case NablaLexer.WORD ->
          plain
              && word.chars().allMatch(Character::isLetter)
              && (next.getText().equals("in") || Keywords.PROPERTIES.contains(next.getText()));
      default -> false;
    };
  }
}
