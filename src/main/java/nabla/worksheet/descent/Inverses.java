package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.GREATER;
import static nabla.expr.Relation.Comparison.GREATER_OR_EQUAL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.Nabla;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Where functions have given values: `e^u = r` for `u = ln r` where `r > 0`.
final class Inverses {

  /// Where a function has the value r.
  ///
  /// @param arguments the arguments with that value
  /// @param conditions that r must satisfy for there to be any
  record Inverse(List<Expr> arguments, List<Expr> conditions) {}

  private record Entry(List<String> arguments, List<String> conditions) {}

  private static final Symbol VALUE = Symbol.of("r");

  /// The letter for a whole number in the table.
  private static final Symbol LETTER = Symbol.of("k");

  /// Whole numbers, as periodic functions have each value infinitely often; one inside of the other
  /// has a number of its own. No formula has these names, and they are shown by others.
  static final List<Symbol> WHOLE =
      List.of(Symbol.of(Name.of("k", "∈ℤ")), Symbol.of(Name.of("m", "∈ℤ")));

  /// The names for whole numbers, of which those are taken that are free.
  private static final List<String> NAMES = List.of("k", "n", "m", "j", "l", "p", "q", "K", "N");

  private static final Map<Operator, Entry> TABLE =
      Map.ofEntries(
          Map.entry(Elementary.EXP, entry("ln(r)", "r > 0")),
          Map.entry(Elementary.LN, entry("e^r")),
          Map.entry(Elementary.CBRT, entry("r^3")),
          Map.entry(Elementary.SQRT, entry("r^2", "r >= 0")),
          Map.entry(Elementary.ABS, new Entry(List.of("r", "-r"), List.of("r >= 0"))),
          Map.entry(Activations.SIGMOID, entry("ln(r/(1 - r))", "r > 0", "r < 1")),
          Map.entry(Activations.SOFTPLUS, entry("ln(e^r - 1)", "r > 0")),
          Map.entry(Activations.RELU, entry("r", "r > 0")),
          Map.entry(Hyperbolic.SINH, entry("arsinh(r)")),
          Map.entry(
              Hyperbolic.COSH, new Entry(List.of("arcosh(r)", "-arcosh(r)"), List.of("r >= 1"))),
          Map.entry(Hyperbolic.TANH, entry("artanh(r)", "r > -1", "r < 1")),
          Map.entry(Hyperbolic.ARSINH, entry("sinh(r)")),
          Map.entry(Hyperbolic.ARCOSH, entry("cosh(r)", "r >= 0")),
          Map.entry(Hyperbolic.ARTANH, entry("tanh(r)")),
          Map.entry(Trigonometric.ARCSIN, entry("sin(r)", "r >= -π/2", "r <= π/2")),
          Map.entry(Trigonometric.ARCCOS, entry("cos(r)", "r >= 0", "r <= π")),
          Map.entry(Trigonometric.ARCTAN, entry("tan(r)", "r > -π/2", "r < π/2")),
          Map.entry(
              Trigonometric.SIN,
              new Entry(
                  List.of("arcsin(r) + 2 π k", "π - arcsin(r) + 2 π k"),
                  List.of("r >= -1", "r <= 1"))),
          Map.entry(
              Trigonometric.COS,
              new Entry(
                  List.of("arccos(r) + 2 π k", "-arccos(r) + 2 π k"),
                  List.of("r >= -1", "r <= 1"))),
          Map.entry(Trigonometric.TAN, entry("arctan(r) + π k")));

  private Inverses() {}

  /// Whether a solution is one for each whole number.
  static boolean isFamily(Expr value) {
    return Dag.any(value, WHOLE::contains);
  }

  /// What stands for whole numbers in a solution.
  static List<Symbol> wholes(Expr value) {
    return WHOLE.stream().filter(whole -> Dag.any(value, whole::equals)).toList();
  }

  /// Names for the whole numbers, other than those of a formula.
  static Map<Symbol, Symbol> names(Expr formula) {
    List<Symbol> free =
        NAMES.stream()
            .map(Symbol::of)
            .filter(name -> !Dag.any(formula, name::equals))
            .collect(Collectors.toCollection(ArrayList::new));
    for (int i = 0; free.size() < WHOLE.size(); i++) {
      Symbol numbered = Symbol.of(Name.of("k", String.valueOf(i)));
      if (!Dag.any(formula, numbered::equals)) {
        free.add(numbered);
      }
    }
    Map<Symbol, Symbol> names = new LinkedHashMap<>();
    for (int i = 0; i < WHOLE.size(); i++) {
      names.put(WHOLE.get(i), free.get(i));
    }
    return names;
  }

  private static Entry entry(String argument, String... conditions) {
    return new Entry(List.of(argument), List.of(conditions));
  }

  /// What stands inside of a function of one argument or a power; null where it is neither.
  static @Nullable Expr inside(Expr kernel, Symbol variable) {
    return switch (kernel) {
      case Apply apply when apply.arity() == 1 && TABLE.containsKey(apply.operator()) ->
          apply.argument();
      case Power power when !mentions(power.exponent(), variable) -> power.base();
      case Power power when !mentions(power.base(), variable) -> power.exponent();
      default -> null;
    };
  }

  private static boolean mentions(Expr expression, Symbol variable) {
    return Dag.any(expression, variable::equals);
  }

  /// Where the function or power `kernel` has a value, as values of its [#inside]; null where that
  /// is not known.
  static @Nullable Inverse of(Expr kernel, Expr value, Symbol variable) {
    return switch (kernel) {
      case Apply apply -> table(apply.operator(), value);
      case Power power when power.exponent() instanceof Num exponent ->
          power(exponent.value(), value);
      case Power power when !mentions(power.exponent(), variable) ->
          new Inverse(
              List.of(Power.of(value, Quotient.of(Num.ONE, power.exponent()))),
              List.of(
                  Relation.of(GREATER, value, Num.ZERO),
                  Relation.of(Relation.Comparison.NOT_EQUAL, power.exponent(), Num.ZERO)));
      case Power power ->
          new Inverse(
              List.of(
                  Quotient.of(
                      Apply.of(Elementary.LN, value), Apply.of(Elementary.LN, power.base()))),
              List.of(
                  Relation.of(GREATER, value, Num.ZERO),
                  Relation.of(GREATER, power.base(), Num.ZERO),
                  Relation.of(Relation.Comparison.NOT_EQUAL, power.base(), Num.ONE)));
      default -> null;
    };
  }

  /// Where `u^p` has a value; for a whole p that is even, on both sides of 0.
  private static Inverse power(Rational exponent, Expr value) {
    Expr root = Power.of(value, Num.of(exponent.reciprocal()));
    if (exponent.isInteger()) {
      boolean even = !exponent.numerator().testBit(0);
      if (even) {
        return new Inverse(
            List.of(root, nabla.expr.Negate.of(root)),
            List.of(
                Relation.of(exponent.signum() > 0 ? GREATER_OR_EQUAL : GREATER, value, Num.ZERO)));
      }
      boolean cube = exponent.equals(Rational.of(3));
      Expr odd =
          cube
              ? Apply.of(Elementary.CBRT, value)
              : nabla.expr.Product.of(
                  Apply.of(Elementary.SIGN, value),
                  Power.of(Apply.of(Elementary.ABS, value), Num.of(exponent.reciprocal())));
      return new Inverse(List.of(odd), List.of());
    }
    return new Inverse(
        List.of(root),
        List.of(Relation.of(exponent.signum() > 0 ? GREATER_OR_EQUAL : GREATER, value, Num.ZERO)));
  }

  private static @Nullable Inverse table(Operator function, Expr value) {
    Entry entry = TABLE.get(function);
    if (entry == null) {
      return null;
    }
    Symbol whole =
        WHOLE.stream().filter(each -> !Dag.any(value, each::equals)).findFirst().orElse(null);
    if (whole == null) {
      return null;
    }
    Substitution put = Substitution.of(Map.of(VALUE, value, LETTER, whole));
    List<Expr> arguments = new ArrayList<>();
    entry.arguments().forEach(text -> arguments.add(put.apply(read(text))));
    List<Expr> conditions = new ArrayList<>();
    entry.conditions().forEach(text -> conditions.add(put.apply(read(text))));
    return new Inverse(arguments, conditions);
  }

  private static Expr read(String text) {
    return Nabla.formula(text).reading().expression();
  }
}
