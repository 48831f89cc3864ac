package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import org.jspecify.annotations.Nullable;

/// The intervals on which functions of one variable are smooth, where absolute values, ramps,
/// steps, largest and smallest ones and cases divide the line: between two borders each of these is
/// one formula.
///
/// @param borders where the formulas change, from left to right
record Pieces(Symbol variable, Forms forms, List<Expr> borders) {

  private static final int MOST_BORDERS = 60;
  private static final double SAME = 1e-12;

  /// The pieces of functions without other symbols; null where nothing divides the line, or not
  /// every place is found at which something does.
  static @Nullable Pieces of(List<Expr> functions, Symbol variable, Forms forms) {
    List<Expr> places = new ArrayList<>();
    for (Expr node : Dag.of(functions.toArray(Expr[]::new)).nodes()) {
      List<Expr> zeros = Dag.any(node, variable::equals) ? changes(node) : List.of();
      if (zeros == null) {
        return null;
      }
      for (Expr zero : zeros) {
        List<Expr> own = zeros(zero, variable, forms);
        if (own == null) {
          return null;
        }
        own.stream().filter(place -> !isAmong(place, places)).forEach(places::add);
      }
    }
    places.sort(Comparator.comparingDouble(Pieces::number));
    return places.isEmpty() || places.size() > MOST_BORDERS
        ? null
        : new Pieces(variable, forms, List.copyOf(places));
  }

  private static boolean isAmong(Expr place, List<Expr> places) {
    return places.stream().anyMatch(each -> isSame(number(each), number(place)));
  }

  static boolean isSame(double one, double other) {
    return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(one));
  }

  /// The value of a number.
  static double number(Expr constant) {
    return Evaluation.of(constant, Map.of()).value();
  }

  /// Functions that are 0 where the formula of a node changes; null where that is at endlessly many
  /// places.
  private static @Nullable List<Expr> changes(Expr node) {
    List<Expr> zeros = new ArrayList<>();
    if (node instanceof Cases cases) {
      cases.branches().forEach(branch -> addDifferences(branch.condition(), zeros));
      return zeros;
    }
    if (!(node instanceof Apply apply)) {
      return zeros;
    }
    Operator operator = apply.operator();
    if (operator == Elementary.INDICATOR) {
      addDifferences(apply.argument(), zeros);
    } else if (isOfSign(operator)) {
      zeros.add(apply.argument());
    } else if (operator == Activations.HARDTANH) {
      zeros.add(Sum.of(apply.argument(), Num.ONE));
      zeros.add(Sum.of(apply.argument(), Negate.of(Num.ONE)));
    } else if (operator == Elementary.MAX || operator == Elementary.MIN) {
      for (int i = 0; i < apply.arity(); i++) {
        for (int j = 0; j < i; j++) {
          zeros.add(Sum.of(apply.child(j), Negate.of(apply.child(i))));
        }
      }
    } else if (operator == Elementary.FLOOR
        || operator == Elementary.CEILING
        || operator == Elementary.ROUND
        || operator == Elementary.MOD) {
      return null;
    }
    return zeros;
  }

  private static boolean isOfSign(Operator operator) {
    return operator == Elementary.ABS
        || operator == Elementary.SIGN
        || operator == Activations.RELU
        || operator == Activations.LEAKY_RELU
        || operator == Activations.ELU
        || operator == Activations.HEAVISIDE;
  }

  private static void addDifferences(Expr condition, List<Expr> zeros) {
    for (Expr node : Dag.of(condition).nodes()) {
      if (node instanceof Relation relation) {
        zeros.add(relation.difference());
      }
    }
  }

  /// Where a function is 0 and does not stay 0; null where not all of these places are found.
  private static @Nullable List<Expr> zeros(Expr function, Symbol variable, Forms forms) {
    Pieces pieces = of(List.of(function), variable, forms);
    if (pieces == null) {
      Roots.Found found = Roots.of(function, variable, forms);
      return found.everywhere() ? List.of() : numbers(found);
    }
    List<Expr> all = new ArrayList<>();
    for (int i = 0; i <= pieces.borders.size(); i++) {
      Roots.Found found = Roots.of(pieces.piece(function, i), variable, forms);
      List<Expr> own = found.everywhere() ? List.of() : numbers(found);
      if (own == null) {
        return null;
      }
      int interval = i;
      own.stream().filter(each -> pieces.isInside(number(each), interval)).forEach(all::add);
    }
    all.addAll(pieces.borders); // where it may become 0, or cease to be
    return all;
  }

  private static @Nullable List<Expr> numbers(Roots.Found found) {
    boolean numbers =
        found.complete()
            && found.roots().stream().noneMatch(each -> Forms.hasSymbols(each.value()));
    return numbers ? found.roots().stream().map(Root::value).toList() : null;
  }

  /// Whether a place is between the borders of an interval.
  boolean isInside(double place, int interval) {
    boolean right =
        interval == 0
            || (place > number(borders.get(interval - 1))
                && !isSame(place, number(borders.get(interval - 1))));
    boolean left =
        interval == borders.size()
            || (place < number(borders.get(interval))
                && !isSame(place, number(borders.get(interval))));
    return right && left;
  }

  /// A place between the borders of an interval.
  double inside(int interval) {
    return interval == 0
        ? number(borders.getFirst()) - 1
        : interval == borders.size()
            ? number(borders.getLast()) + 1
            : (number(borders.get(interval - 1)) + number(borders.get(interval))) / 2;
  }

  /// That the variable is in an interval.
  Expr interval(int interval) {
    return interval == 0
        ? Relation.of(Relation.Comparison.LESS, variable, borders.getFirst())
        : interval == borders.size()
            ? Relation.of(Relation.Comparison.GREATER, variable, borders.getLast())
            : Composed.between(borders.get(interval - 1), variable, borders.get(interval));
  }

  /// The one formula that a function has in an interval.
  Expr piece(Expr function, int interval) {
    Map<Symbol, Rational> inside =
        Map.of(
            variable, Rational.parse(new java.math.BigDecimal(inside(interval)).toPlainString()));
    Map<Expr, Expr> results = new HashMap<>();
    for (Expr node : Dag.of(function).nodes()) {
      Expr chosen = chosen(node, inside);
      if (chosen != null) {
        results.put(node, results.getOrDefault(chosen, chosen));
        continue;
      }
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results.getOrDefault(node.child(i), node.child(i));
      }
      results.put(node, children.length == 0 ? node : changed(node, inside, children));
    }
    return results.getOrDefault(function, function);
  }

  /// The child that a node is there; null where it is none of them.
  private static @Nullable Expr chosen(Expr node, Map<Symbol, Rational> there) {
    if (node instanceof Cases cases) {
      for (Cases.Branch branch : cases.branches()) {
        if (holds(branch.condition(), there)) {
          return branch.value();
        }
      }
      return cases.otherwise();
    }
    if (node instanceof Apply apply
        && (apply.operator() == Elementary.MAX || apply.operator() == Elementary.MIN)) {
      int sense = apply.operator() == Elementary.MAX ? 1 : -1;
      return apply.children().stream()
          .max(Comparator.comparingDouble(each -> sense * value(each, there)))
          .orElseThrow();
    }
    return null;
  }

  /// A node with other children, as it is there.
  private static Expr changed(Expr node, Map<Symbol, Rational> there, Expr... children) {
    if (!(node instanceof Apply apply)) {
      return node.withChildren(children);
    }
    Operator operator = apply.operator();
    if (operator == Elementary.INDICATOR) {
      return holds(apply.argument(), there) ? Num.ONE : Num.ZERO;
    }
    if (operator == Activations.HARDTANH) {
      double value = value(apply.argument(), there);
      return value > 1 ? Num.ONE : value < -1 ? Num.MINUS_ONE : children[0];
    }
    if (!isOfSign(operator)) {
      return node.withChildren(children);
    }
    boolean above = value(apply.argument(), there) > 0;
    if (operator == Elementary.SIGN || operator == Activations.HEAVISIDE) {
      return above ? Num.ONE : operator == Elementary.SIGN ? Num.MINUS_ONE : Num.ZERO;
    }
    return above ? children[0] : below(operator, children);
  }

  /// What a function is where its argument is negative.
  private static Expr below(Operator operator, Expr... arguments) {
    Expr inside = arguments[0];
    if (operator == Activations.RELU) {
      return Num.ZERO;
    }
    if (operator == Activations.LEAKY_RELU) {
      return Product.of(
          arguments.length > 1 ? arguments[1] : Num.of(Rational.parse("0.01")), inside);
    }
    if (operator == Activations.ELU) {
      Expr curve = Sum.of(Apply.of(Elementary.EXP, inside), Negate.of(Num.ONE));
      return arguments.length > 1 ? Product.of(arguments[1], curve) : curve;
    }
    return Negate.of(inside);
  }

  private static boolean holds(Expr condition, Map<Symbol, Rational> there) {
    return switch (condition) {
      case Relation relation ->
          relation
              .comparison()
              .holds(
                  Double.compare(
                      value(relation.left(), there) - value(relation.right(), there), 0.0));
      case Logic logic when logic.connective() == Logic.Connective.AND ->
          logic.children().stream().allMatch(each -> holds(each, there));
      case Logic logic when logic.connective() == Logic.Connective.OR ->
          logic.children().stream().anyMatch(each -> holds(each, there));
      case Logic logic -> !holds(logic.child(0), there);
      default ->
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED, "a condition that divides no line");
    };
  }

  private static double value(Expr expression, Map<Symbol, Rational> there) {
    return Evaluation.of(expression, there).value();
  }
}
