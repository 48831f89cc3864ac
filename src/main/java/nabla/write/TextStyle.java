package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Derivative;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import org.jspecify.annotations.Nullable;

/// Plain text as a person types it, in Unicode or in ASCII.
final class TextStyle extends Style {

  private static final int LARGEST_SUPERSCRIPT = 999;

  private final TextNames names;
  private final TextSpacing spacing;
  private final boolean ascii;

  TextStyle(WriteOptions options) {
    super(options);
    this.ascii = options.ascii();
    this.names = new TextNames(options);
    this.spacing = new TextSpacing(options);
  }

  @Override
  Level quotientLevel() {
    return Level.PRODUCT;
  }

  @Override
  void symbol(Name name, Pieces pieces) {
    pieces.sign(names.of(name));
    if (names.endsOpen(name)) {
      pieces.bareEnd();
    }
  }

  @Override
  String below(String indices) {
    String row = IndicesBelow.inRow(indices);
    String close = row.replace(" ", "").replace('−', '-');
    if (!ascii && Letters.hasSubscript(close)) {
      return Letters.subscript(close);
    }
    return row.length() == 1 ? "_" + row : "_{" + row + "}";
  }

  @Override
  String minus() {
    return ascii ? "-" : "−";
  }

  @Override
  String spacedMinus() {
    return ascii ? " - " : " − ";
  }

  @Override
  String spacedPlus() {
    return " + ";
  }

  @Override
  String times() {
    return ascii ? "*" : "·";
  }

  @Override
  String comparison(Relation.Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> ascii ? " != " : " ≠ ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> ascii ? " <= " : " ≤ ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> ascii ? " >= " : " ≥ ";
      case APPROXIMATELY -> ascii ? " \\approx " : " ≈ ";
    };
  }

  @Override
  String noInteger() {
    return ascii ? "" : " ∉ ℤ";
  }

  @Override
  String or() {
    return " or ";
  }

  @Override
  String and() {
    return " and ";
  }

  @Override
  String not() {
    return "not ";
  }

  @Override
  String open(Expr node) {
    return "(";
  }

  @Override
  String close(Expr node) {
    return ")";
  }

  /// `α·(2, 3)` is no function of two numbers.
  @Override
  boolean isArgument(Expr before, Expr factor) {
    boolean name =
        before instanceof Symbol
            || (before instanceof Apply entry && entry.operator() == Matrices.ENTRY);
    return name
        && before.isScalar()
        && factor instanceof Literal list
        && (list.columns() == 1 || list.rows() == 1)
        && list.arity() > 1;
  }

  @Override
  String between(CharSequence before, String next, boolean afterExponent) {
    return spacing.between(before, next, afterExponent);
  }

  @Override
  void power(Power power, Pieces pieces) {
    pieces.part(power.base(), Level.ATOM);
    String small = ascii ? null : smallExponent(power.exponent());
    if (small != null) {
      pieces.sign(small);
    } else if (isPlain(power.exponent())) {
      pieces.sign("^").part(power.exponent(), Level.ATOM).bareEnd();
    } else if (power.isScalar()) {
      pieces.sign("^(").part(power.exponent(), Level.OR).sign(")");
    } else {
      // X^(k−1) is a name with a label
      pieces.sign("^{").part(power.exponent(), Level.OR).sign("}");
    }
  }

  /// The exponent in small digits; null where it is no small integer.
  private static @Nullable String smallExponent(Expr exponent) {
    if (exponent instanceof Negate negate && negate.operand() instanceof Num) {
      String digits = smallExponent(negate.operand());
      return digits == null || digits.startsWith("⁻") ? null : "⁻" + digits;
    }
    return exponent instanceof Num number
            && number.value().isInt()
            && Math.abs(number.value().intValue()) <= LARGEST_SUPERSCRIPT
        ? Letters.superscript(number.value().toString())
        : null;
  }

  /// One token that may stand below a fraction bar, above as an exponent, or as a bound, without
  /// brackets.
  private static boolean isPlain(Expr node) {
    return switch (node) {
      case Num number -> number.value().signum() >= 0 && number.value().isInteger();
      case Symbol symbol ->
          symbol.name().equals(Name.of(symbol.name().base())) && !symbol.name().isWord();
      case Apply apply -> apply.arity() == 0;
      default -> node instanceof nabla.expr.Bound;
    };
  }

  @Override
  void quotient(Expr numerator, Expr denominator, Pieces pieces) {
    boolean fraction = numerator instanceof Quotient || isSlope(numerator);
    pieces
        .part(numerator, fraction ? Level.ATOM : Level.PRODUCT, true)
        .sign("/")
        .part(denominator, isSlope(denominator) ? Level.ATOM : Level.FACTOR, true);
  }

  @Override
  void function(Function function, Apply apply, boolean followed, Pieces pieces) {
    new TextFunctions(ascii, names).write(function, apply, followed, pieces);
  }

  @Override
  void unknown(Apply apply, Pieces pieces) {
    if (DifferentialSign.isOn(apply)) {
      if (apply.argument() instanceof Symbol symbol) {
        pieces.sign("d" + held(symbol.name()));
        if (names.endsOpen(symbol.name())) {
          pieces.bareEnd();
        }
      } else {
        pieces.sign("d[").part(apply.argument(), Level.OR).sign("]");
      }
      return;
    }
    if (apply.operator() instanceof UnknownFunction function && isSlopeOfName(function, apply)) {
      String d = ascii ? "d" : "∂";
      String power = raised(function.orders().getFirst());
      pieces
          .sign(d + power + apart(function.symbol()) + names.of(function.symbol()) + "/" + d)
          .sign(apart(((Symbol) apply.argument()).name()));
      Level level = power.isEmpty() ? Level.FACTOR : Level.ATOM; // z^{[l]} is no power
      pieces.part(apply.argument(), level).sign(power).bareEnd();
      return;
    }
    if (apply.operator() instanceof UnknownFunction function) {
      pieces.sign(names.of(function.symbol()) + TextNames.orders(function, ascii));
    } else {
      String name = apply.operator().name();
      pieces.sign(ascii ? Letters.spelled(name) : name);
    }
    pieces.sign("(").list(apply.children(), ", ", Level.OR).sign(")");
  }

  @Override
  void derivative(Derivative derivative, Pieces pieces) {
    if (takesPrimes(derivative, options)) {
      Apply apply = (Apply) derivative.body();
      pieces
          .sign(
              names.function((Function) apply.operator())
                  + TextNames.primes(derivative.order(), ascii))
          .sign("(")
          .part(apply.argument(), Level.OR)
          .sign(")");
      return;
    }
    NestedDerivative parts = NestedDerivative.of(derivative, options);
    String d = ascii || !parts.isPartial(options) ? "d" : "∂";
    List<String> below = new ArrayList<>();
    for (NestedDerivative.By by : parts.by()) {
      Name name = by.variable().name();
      below.add(d + apart(name) + names.of(name) + raised(by.order()));
    }
    String start = d + raised(parts.order());
    String end = "/" + String.join(ascii ? " " : "", below);
    if (parts.body() instanceof Symbol named) {
      // one sign, which keeps its distance as a word does
      pieces.sign(start + apart(named.name()) + held(named.name()) + end).bareEnd();
    } else {
      pieces.sign(start + end + "[").part(parts.body(), Level.OR).sign("]");
    }
  }

  /// A name in parentheses where what it carries would be taken for something else.
  private String held(Name name) {
    String text = names.of(name);
    return nameLevel(name).isBelow(Level.ATOM) ? "(" + text + ")" : text;
  }

  /// In ASCII, `d` would run into a name of several letters.
  private String apart(Name name) {
    return ascii && Letters.spelled(name.base()).length() > 1 ? " " : "";
  }

  private String raised(int order) {
    return order == 1 ? "" : ascii ? "^" + order : Letters.superscript("" + order);
  }

  @Override
  void cases(Cases cases, Pieces pieces) {
    pieces.sign("{");
    for (Cases.Branch branch : cases.branches()) {
      if (pieces.size() > 1) {
        pieces.sign("; ");
      }
      pieces.part(branch.value(), Level.SUM).sign(" if ").part(branch.condition(), Level.OR);
    }
    Expr otherwise = cases.otherwise();
    if (otherwise != null) {
      pieces.sign(pieces.size() > 1 ? "; " : "").part(otherwise, Level.SUM).sign(" otherwise");
    }
    pieces.sign("}");
  }

  @Override
  void binder(Binder binder, Name name, Pieces pieces) {
    String variable = names.of(name);
    Expr upper = binder.upper();
    switch (binder.kind()) {
      case SUM, PRODUCT -> {
        boolean sum = binder.kind() == Binder.Kind.SUM;
        pieces.sign((ascii ? sum ? "\\sum" : "\\prod" : sum ? "Σ" : "Π") + "_{" + variable + "=");
        pieces.part(binder.lower(), Level.SUM).sign("}^");
      }
      case INTEGRAL -> {
        pieces.sign(ascii ? "\\int_" : "∫_");
        bound(binder.lower(), pieces);
        pieces.sign("^");
      }
      case LIMIT -> {
        pieces.sign((ascii ? "\\lim_{" : "lim_{") + variable + (ascii ? " -> " : "→"));
        pieces.part(binder.lower(), Level.SUM).sign("}");
      }
    }
    if (upper != null) {
      bound(upper, pieces);
    }
    pieces.sign(" ").enter(binder).part(binder.body(), Level.PRODUCT).leave(binder);
    if (binder.kind() == Binder.Kind.INTEGRAL) {
      pieces.sign(" d" + variable);
    }
  }

  private static void bound(Expr bound, Pieces pieces) {
    if (isPlain(bound)) {
      pieces.part(bound, Level.OR);
    } else {
      pieces.sign("{").part(bound, Level.OR).sign("}");
    }
  }

  @Override
  void literal(Literal literal, Pieces pieces) {
    if (literal.columns() == 1 && literal.rows() > 1) {
      pieces.sign("(").list(literal.children(), ", ", Level.OR).sign(")");
      return;
    }
    if (literal.rows() == 1) {
      pieces.sign("(").list(literal.children(), ", ", Level.OR).sign(ascii ? ")^T" : ")ᵀ");
      return;
    }
    pieces.sign("[");
    for (int row = 0; row < literal.rows(); row++) {
      pieces.sign(row == 0 ? "" : "; ");
      int first = row * literal.columns();
      pieces.list(literal.children().subList(first, first + literal.columns()), ", ", Level.OR);
    }
    pieces.sign("]");
  }
}
