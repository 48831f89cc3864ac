package nabla.read;

import java.util.List;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.UnknownFunction;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// `C(z^{[L]})`: a letter before a layer in brackets is a function, as the loss is.
final class LayerFunctions {

  private LayerFunctions() {}

  /// Takes a letter of which nothing is known for a function, with a note.
  ///
  /// Behind the weights of a layer, as in `W^{[l]} g(z^{[l-1]})`, it is one of each entry.
  ///
  /// @param before what stands before it; null for nothing
  /// @param next what follows it
  static void take(Syntax.Letter letter, @Nullable Syntax before, Syntax next, Resolver resolver) {
    Name name = letter.name();
    boolean weights =
        before instanceof Syntax.Factor factor
            && factor.primary() instanceof Syntax.Letter matrix
            && MatrixLetters.isUpper(matrix.name())
            && factor.suffixes().stream().anyMatch(suffix -> isLayer(suffix, resolver));
    if (weights
        && resolver.declaredFunctions.contains(name)
        && !resolver.spaces.containsKey(name)
        && isOfLayer(next, resolver)) {
      resolver.spaces.put(name, new UnknownFunction.Spaces(List.of(Shape.SCALAR), Shape.SCALAR));
      resolver.note(name + " is read as a function of each entry of the layer", letter.at());
    }
    boolean open =
        letter.function() == null
            && resolver.vocabulary.function(name.base()) == null
            && !resolver.isDeclared(name)
            && !resolver.declaredFunctions.contains(name)
            && !resolver.functions.containsKey(name);
    if (open && isOfLayer(next, resolver)) {
      resolver.declaredFunctions.add(name);
      resolver.note(name + " is read as a function of the layer in its brackets", letter.at());
    }
  }

  /// Takes g of `a^{[l]} = g(z^{[l]})` for a function of each entry: what has the label of a layer
  /// is a layer.
  static void takeActivation(Name defined, Syntax value, Resolver resolver) {
    if (!defined.label().startsWith("[")
        || !(value instanceof Syntax.Sequence sequence)
        || sequence.items().size() != 2
        || !(Products.primary(sequence.items().getFirst()) instanceof Syntax.Letter letter)
        || letter.function() != null
        || !isOfLayer(Products.primary(sequence.items().getLast()), resolver)) {
      return;
    }
    Name name =
        FunctionMarks.labelled(letter.name(), Products.suffixes(sequence.items().getFirst()));
    boolean known =
        resolver.vocabulary.function(name.base()) != null
            || resolver.isDeclared(letter.name())
            || resolver.functions.containsKey(letter.name())
            || resolver.spaces.containsKey(name);
    if (!known) {
      resolver.declaredFunctions.add(letter.name());
      resolver.spaces.put(name, new UnknownFunction.Spaces(List.of(Shape.SCALAR), Shape.SCALAR));
      resolver.note(name + " is read as a function of each entry of the layer", letter.at());
    }
  }

  private static boolean isOfLayer(Syntax next, Resolver resolver) {
    return next instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LPAREN
        && group.single() instanceof Syntax.Factor layer
        && layer.primary() instanceof Syntax.Letter
        && layer.suffixes().stream().anyMatch(suffix -> isLayer(suffix, resolver));
  }

  private static boolean isLayer(Syntax.Suffix suffix, Resolver resolver) {
    String label =
        suffix.type() == NablaLexer.CARET ? resolver.factors.label(suffix.content()) : null;
    return label != null && label.startsWith("[");
  }
}
