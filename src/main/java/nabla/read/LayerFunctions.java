package nabla.read;

import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;

/// `C(z^{[L]})`: a letter before a layer in brackets is a function, as the loss is.
final class LayerFunctions {

  private LayerFunctions() {}

  /// Takes a letter of which nothing is known for a function, with a note.
  ///
  /// @param next what follows it
  static void take(Syntax.Letter letter, Syntax next, Resolver resolver) {
    Name name = letter.name();
    boolean open =
        letter.function() == null
            && resolver.vocabulary.function(name.base()) == null
            && !resolver.isDeclared(name)
            && !resolver.declaredFunctions.contains(name)
            && !resolver.functions.containsKey(name);
    if (open
        && next instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LPAREN
        && group.single() instanceof Syntax.Factor layer
        && layer.primary() instanceof Syntax.Letter
        && layer.suffixes().stream().anyMatch(suffix -> isLayer(suffix, resolver))) {
      resolver.declaredFunctions.add(name);
      resolver.note(name + " is read as a function of the layer in its brackets", letter.at());
    }
  }

  private static boolean isLayer(Syntax.Suffix suffix, Resolver resolver) {
    String label =
        suffix.type() == NablaLexer.CARET ? resolver.factors.label(suffix.content()) : null;
    return label != null && label.startsWith("[");
  }
}
