package nabla.read;

import java.util.List;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// What stands between a function and its arguments: `σ''`, `sin^2`, `sin^{-1}`, `log_2`,
/// `g^{(1,0)}`.
///
/// @param at where the function stands
/// @param order how often a function of one argument is differentiated
/// @param orders how often a function is differentiated by each argument; empty where not said
/// @param exponent the power that the value is raised to; null where there is none
/// @param inverse whether the inverse function is meant
/// @param below the base of a logarithm; null where there is none
record FunctionMarks(
    int at,
    int order,
    List<Integer> orders,
    @Nullable Term exponent,
    boolean inverse,
    @Nullable Suffix below) {

  /// The marks among the suffixes of a function.
  ///
  /// @param keepBelow whether a subscript is the base of a logarithm and no part of the name
  static FunctionMarks of(Resolver resolver, int at, List<Suffix> suffixes, boolean keepBelow) {
    int order = 0;
    List<Integer> orders = List.of();
    boolean inverse = false;
    @Nullable Term exponent = null;
    @Nullable Suffix below = null;
    for (Suffix suffix : suffixes) {
      Syntax content = suffix.content();
      switch (suffix.type()) {
        case NablaLexer.PRIME -> order++;
        case NablaLexer.UNDERSCORE -> below = keepBelow ? suffix : below;
        case NablaLexer.CARET -> {
          if (label(suffix) != null) {
            continue; // the layer in g^{[l]}
          }
          if (!LabelText.orders(content).isEmpty()) {
            orders = LabelText.orders(content);
            continue;
          }
          if (isSymbolicOrder(content)) {
            throw resolver.error(
                NablaException.Kind.UNSUPPORTED,
                "found a derivative of symbolic order, expected a number as in f^{(3)}(x); a power"
                    + " is f(x)^n",
                suffix.at());
          }
          @Nullable String label = resolver.factors.label(content);
          Term power = content == null ? new Term.Known(at, Num.ONE) : resolver.resolve(content);
          if (label != null
              && label.chars().filter(Character::isDigit).count() == label.length() - 2L) {
            order += Integer.parseInt(label.substring(1, label.length() - 1));
          } else if (power instanceof Term.Minus minus && Resolver.isInteger(minus.operand(), 1)) {
            inverse = true;
          } else {
            exponent = power;
          }
        }
        default ->
            throw resolver.syntax(
                "found " + suffix.text() + " on a function, expected its argument in parentheses",
                suffix.at());
      }
    }
    return new FunctionMarks(at, order, orders, exponent, inverse, below);
  }

  /// The label in square brackets above a function, which numbers the layers of a network; null for
  /// any other mark.
  private static @Nullable String label(Suffix suffix) {
    String label = suffix.type() == NablaLexer.CARET ? LabelText.of(suffix.content()) : null;
    return label != null && label.startsWith("[") ? label : null;
  }

  /// The name of a function with its label, `g^{[l]}`.
  static Name labelled(Name function, List<Suffix> suffixes) {
    Name name = function;
    for (Suffix suffix : suffixes) {
      String label = label(suffix);
      if (label != null) {
        name = new Name(name.base(), name.accent(), name.primes(), name.subscript(), label);
      }
    }
    return name;
  }

  /// Says that a known function is the same in each layer.
  static void noteLabel(Resolver resolver, Name function, List<Suffix> suffixes) {
    for (Suffix suffix : suffixes) {
      if (label(suffix) != null) {
        Name labelled = labelled(function, suffixes);
        resolver.note(
            labelled
                + " is read as "
                + function
                + ", the same in each layer; a derivative is "
                + function
                + "^{(2)}(z)",
            suffix.at());
      }
    }
  }

  /// `f^{(n)}`: the n-th derivative, not a power.
  private static boolean isSymbolicOrder(@Nullable Syntax content) {
    return content instanceof Syntax.Group braces
        && braces.bracket() == NablaLexer.LBRACE
        && braces.single() instanceof Syntax.Group order
        && order.bracket() == NablaLexer.LPAREN
        && order.single() instanceof Syntax.Letter;
  }

  /// Refuses orders of differentiation that are not as many as the arguments.
  void refuseOrders(Resolver resolver, Object function, int arguments) {
    if (!orders.isEmpty() && orders.size() != arguments) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found "
              + orders.size()
              + " orders above "
              + function
              + ", which has "
              + arguments
              + (arguments == 1 ? " argument" : " arguments")
              + ", expected one order for each",
          at);
    }
  }

  /// The value of the function, raised to the power and with what follows its argument.
  Term raise(Resolver resolver, Term call, List<Suffix> after, Cursor cursor) {
    Term result = exponent == null ? call : new Term.Raised(at, call, exponent, true);
    return resolver.factors.apply(result, after, cursor);
  }
}
