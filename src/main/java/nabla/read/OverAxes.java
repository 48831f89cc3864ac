package nabla.read;

import java.util.List;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.NablaException;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// What is done to each row or each column of a matrix: `sum(X, rows)`, `softmax(X, columns)`.
final class OverAxes {

  private final Resolver resolver;

  OverAxes(Resolver resolver) {
    this.resolver = resolver;
  }

  /// The application, where the last argument is the word for an axis; null for any other.
  @Nullable Term of(int at, Function function, Syntax next) {
    if (!(Products.primary(next) instanceof Syntax.Group group)
        || group.bracket() != NablaLexer.LPAREN
        || group.rows().size() > 1
        || group.rows().getFirst().size() != 2
        || !(Factors.inner(group.rows().getFirst().get(1)) instanceof Syntax.Letter last)
        || !Words.AXES.contains(last.name().base())) {
      return null;
    }
    String axis = last.name().base();
    Function ofRows = resolver.vocabulary.written(function.written(), true);
    if (ofRows == null) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found " + function.name() + " of each of the " + axis + ", which is not known",
          at);
    }
    resolver.shaped = true;
    Term argument = resolver.resolve(group.rows().getFirst().getFirst());
    boolean rows = axis.equals("rows");
    resolver.note(
        function.written()
            + "(…, "
            + axis
            + ") is that of each "
            + axis.substring(0, axis.length() - 1),
        at);
    return rows
        ? Products.call(at, ofRows, List.of(argument))
        : transposed(at, Products.call(at, ofRows, List.of(transposed(at, argument))));
  }

  private Term transposed(int at, Term argument) {
    return Products.call(at, resolver.vocabulary.written(Notation.TRANSPOSE), List.of(argument));
  }
}
