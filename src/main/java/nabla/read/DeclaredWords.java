package nabla.read;

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
            starts = false;
          }
        }
        default -> starts = false;
      }
    }
  }

  private boolean isDeclared(int i, boolean let) {
    String word = tokens.get(i).getText();
    if (word.length() < 2 || i + 1 >= tokens.size() || word.chars().anyMatch(c -> c >= 0x80)) {
      return false;
    }
    boolean greek = Vocabulary.greek(word) != null;
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
      case NablaLexer.WORD ->
          plain
              && word.chars().allMatch(Character::isLetter)
              && (next.getText().equals("in") || Keywords.PROPERTIES.contains(next.getText()));
      default -> false;
    };
  }
}
