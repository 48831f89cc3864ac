package nabla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// By which variables to differentiate: `x,y` each by itself, `x y` one after the other (∂²/∂x∂y),
/// `(x,y)` all together as the gradient.
///
/// @param variables the variables: for a gradient all of them, else the sequence of one mixed
///   derivative
/// @param gradient whether the partial derivatives make one vector
/// @param entry the indices of the entry of the one variable by which is differentiated, symbols or
///   numbers, of several variables those of the first; empty for the whole variable
public record WithRespectTo(List<Symbol> variables, boolean gradient, List<Expr> entry) {

  /// By whole variables.
  public WithRespectTo(List<Symbol> variables, boolean gradient) {
    this(variables, gradient, List.of());
  }

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
      List<Expr> entry = List.of();
      String[] names = inside.strip().split(gradient ? "\\s*,\\s*" : "\\s+", -1);
      for (String name : names) {
        Symbol variable = variable(name, known);
        Symbol array = array(variable, known);
        if (array == null && !known.contains(variable)) {
          refuseFamily(variable, known);
        }
        if (array != null) {
          refuseSeveral(names.length, variable);
          entry = indices(variable, array);
        }
        variables.add(array == null ? variable : array);
      }
      questions.add(new WithRespectTo(List.copyOf(variables), gradient, entry));
    }
    return questions;
  }

  private static String withoutBraces(String name) {
    return name.replace("{", "").replace("}", "");
  }

  static Symbol variable(String name, Collection<Symbol> known) {
    String plain = withoutBraces(name);
    for (Symbol symbol : known) {
      if (withoutBraces(symbol.name().toString()).equals(plain)
          || (symbol.name().base().equals(name) && symbol.name().isWord())) {
        return symbol;
      }
    }
    if (name.isBlank()) {
      throw new NablaException(NablaException.Kind.NAME, "the name of a variable is missing");
    }
    return switch (Reader.standard().read(name).expression()) {
      case Symbol symbol ->
          known.stream()
              .filter(other -> other.name().equals(symbol.name()))
              .findFirst()
              .orElseGet(() -> indexed(symbol, known));
      case Apply entry
          when entry.operator() == Matrices.ENTRY
              && entry.argument() instanceof Symbol array
              && known.stream()
                  .anyMatch(other -> !other.isScalar() && other.name().equals(array.name()))
              && entry.children().stream().skip(1).allMatch(Num.class::isInstance) ->
          Symbol.of(
              array
                  .name()
                  .withSubscript(
                      entry.children().stream()
                          .skip(1)
                          .map(Expr::toString)
                          .collect(Collectors.joining(","))));
      default ->
          throw new NablaException(
              NablaException.Kind.NAME,
              "\"" + name + "\" is not the name of a variable; write for example x");
    };
  }

  /// `x_i` for `x^{(i)}`, and `x_{ij}` for `x_j^{(i)}`, where the formula has the array x.
  private static Symbol indexed(Symbol symbol, Collection<Symbol> known) {
    Name name = symbol.name();
    boolean labelled = name.label().matches("\\([a-zℓ0-9]\\)");
    Name array = new Name(name.base(), name.accent(), name.primes(), "", "");
    return labelled
            && known.stream().anyMatch(other -> !other.isScalar() && other.name().equals(array))
        ? Symbol.of(array.withSubscript(name.label().substring(1, 2) + name.subscript()))
        : symbol;
  }

  /// The array of which a name such as `x_k` is an entry: where the formula has the array x, that
  /// is no new variable; null for any other name.
  private static @Nullable Symbol array(Symbol symbol, Collection<Symbol> known) {
    if (known.contains(symbol) || symbol.name().subscript().isEmpty()) {
      return null;
    }
    for (Symbol array : known) {
      if (array.name().equals(symbol.name().all())) {
        return array; // of vectors x_k beside x
      }
    }
    for (Symbol array : known) {
      if (!array.isScalar()
          && array.name().subscript().isEmpty()
          && array.name().equals(symbol.name().withSubscript(""))) {
        return array;
      }
    }
    return null;
  }

  /// The entries of arrays that are asked about one after the other, `x_k x_l`; none for any other
  /// question.
  static List<String> entries(String text, Collection<Symbol> known) {
    List<String> names = List.of(text.strip().split("\\s+"));
    if (names.size() < 2 || names.stream().anyMatch(name -> name.matches("\\(.*|.*[,;)]"))) {
      return List.of(); // questions apart, or a gradient
    }
    boolean all =
        names.stream()
            .allMatch(name -> name.contains("_") && array(variable(name, known), known) != null);
    return all ? names : List.of();
  }

  /// By a name that is not there the derivative would be 0, `x_k` beside vectors x_i and x_j, each
  /// of which is a name of its own, w beside w₀ and w₁, `a_{ij}` beside A.
  private static void refuseFamily(Symbol variable, Collection<Symbol> known) {
    for (Symbol other : known) {
      if (!other.isScalar()
          && variable.name().subscript().matches("\\p{L}")
          && other.name().subscript().matches("\\p{L}")
          && other.name().withSubscript("").equals(variable.name().withSubscript(""))) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "%s does not occur in the formula, in which %s is a vector of its own; differentiate by"
                    .formatted(variable.name(), other.name())
                + " that, or sum over the vectors");
      }
    }
    List<String> alike =
        known.stream()
            .map(Symbol::name)
            .filter(other -> isMeant(variable.name(), other))
            .map(Name::toString)
            .sorted()
            .toList();
    if (!alike.isEmpty()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "%s does not occur in the formula, which has %s"
              .formatted(variable.name(), String.join(", ", alike)));
    }
  }

  /// Whether a name may be meant by one that differs in its indices alone; other numbers are other
  /// variables.
  private static boolean isMeant(Name asked, Name other) {
    boolean numbers =
        asked.subscript().matches("[0-9]+")
            && asked.label().equals(other.label())
            && other.subscript().matches("[0-9]+");
    boolean entry =
        asked.subscript().matches("[a-zℓ0-9]{2}")
            && other.subscript().isEmpty()
            && other.base().equals(asked.base().toUpperCase(Locale.ROOT));
    return asked.primes() == other.primes()
        && asked.accent().equals(other.accent())
        && (entry || (asked.base().equals(other.base()) && !numbers));
  }

  private static void refuseSeveral(int names, Symbol entry) {
    if (names > 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "derivatives by several entries such as "
              + entry.name()
              + " are not carried out together; ask for one after the other");
    }
  }

  /// `k` of `x_k`, `k` and `l` of `A_{kl}`, `1` and `2` of `A_{1,2}` and `A_{12}`.
  private static List<Expr> indices(Symbol entry, Symbol array) {
    String subscript = entry.name().subscript();
    boolean matrix = !array.shape().isVector() && !array.shape().transposed().isVector();
    String[] parts =
        subscript.contains(",")
            ? subscript.split(",")
            : matrix ? subscript.split("") : new String[] {subscript};
    boolean member = matrix && parts.length == 1; // of vectors that are rows
    if (parts.length != (matrix ? 2 : 1) && !member) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          entry.name()
              + " has "
              + (matrix
                  ? "not the two indices of an entry of the matrix "
                  : "too many indices for ")
              + array.name());
    }
    List<Expr> indices = new ArrayList<>();
    for (String part : parts) {
      if (!part.strip().matches("[0-9]+|\\p{L}")) {
        throw new NablaException(
            NablaException.Kind.SHAPE,
            entry.name()
                + " is no entry of "
                + array.name()
                + ", whose entries are "
                + array.name()
                + (matrix ? "_{ij}" : "_i"));
      }
      Dimension size = indices.isEmpty() ? rows(array.shape()) : array.shape().columns();
      if (part.chars().allMatch(Character::isDigit)) {
        refuseBeyond(entry, Rational.parse(part), size);
      }
      indices.add(
          part.chars().allMatch(Character::isDigit)
              ? Num.of(Rational.parse(part))
              : Symbol.of(part.strip()));
    }
    return List.copyOf(indices);
  }

  private static Dimension rows(Shape shape) {
    return shape.rows().equals(Dimension.ONE) ? shape.columns() : shape.rows();
  }

  private static void refuseBeyond(Symbol entry, Rational index, Dimension size) {
    boolean beyond = size.isFixed() && index.compareTo(Rational.of(size.fixedSize())) > 0;
    if (beyond || index.signum() <= 0) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "there is no "
              + entry.name()
              + ": the entries are counted from 1"
              + (size.isFixed() ? " to " + size : ""));
    }
  }
}
