package nabla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.read.Reader;

/// By which variables to differentiate: `x,y` each by itself, `x y` one after the other (∂²/∂x∂y),
/// `(x,y)` all together as the gradient.
///
/// @param variables the variables: for a gradient all of them, else the sequence of one mixed
///   derivative
/// @param gradient whether the partial derivatives make one vector
public record WithRespectTo(List<Symbol> variables, boolean gradient) {

  /// One question for each comma outside parentheses.
  ///
  /// @param text what the user wrote
  /// @param known the variables of the formula; others are taken as new ones, by which the
  ///   derivative is 0
  public static List<WithRespectTo> parse(String text, Collection<Symbol> known) {
    List<WithRespectTo> questions = new ArrayList<>();
    for (String part : Bindings.parts(text)) {
      String trimmed = part.strip();
      boolean gradient = trimmed.startsWith("(") && trimmed.endsWith(")");
      String inside = gradient ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
      List<Symbol> variables = new ArrayList<>();
      for (String name : inside.strip().split(gradient ? "\\s*,\\s*" : "\\s+", -1)) {
        variables.add(variable(name, known));
      }
      questions.add(new WithRespectTo(List.copyOf(variables), gradient));
    }
    return questions;
  }

  static Symbol variable(String name, Collection<Symbol> known) {
    for (Symbol symbol : known) {
      if (symbol.name().toString().equals(name)
          || (symbol.name().base().equals(name) && symbol.name().isWord())) {
        return symbol;
      }
    }
    if (name.isBlank()) {
      throw new NablaException(NablaException.Kind.NAME, "the name of a variable is missing");
    }
    return switch (Reader.standard().read(name).expression()) {
      case Symbol symbol -> {
        declineEntry(symbol, known);
        yield known.stream()
            .filter(other -> other.name().equals(symbol.name()))
            .findFirst()
            .orElse(symbol);
      }
      default ->
          throw new NablaException(
              NablaException.Kind.NAME,
              "\"" + name + "\" is not the name of a variable; write for example x");
    };
  }

  /// `x_k` is an entry where the formula has the array x: it moves with it, so it is no new
  /// variable by which the derivative would be 0.
  private static void declineEntry(Symbol symbol, Collection<Symbol> known) {
    for (Symbol array : known) {
      if (!array.isScalar()
          && !symbol.name().subscript().isEmpty()
          && array.name().subscript().isEmpty()
          && array.name().base().equals(symbol.name().base())) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            symbol.name()
                + " is an entry of "
                + array.name()
                + ", and derivatives by entries of vectors and matrices are not carried out yet");
      }
    }
  }
}
