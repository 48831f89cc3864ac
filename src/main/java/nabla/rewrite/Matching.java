package nabla.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Order;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import org.jspecify.annotations.Nullable;

/// Matches the left side of one rule with one canonical expression. The order of terms and factors
/// does not matter; a whole sum or product may be matched by a part of it, where the rest stays as
/// it is, and a sum by its multiple: `sin²x + cos²x` is found in `1 + a sin²x + a cos²x`, with a in
/// front.
///
/// It goes through the possible matches until one passes: each part that matches calls for the
/// next, and what was bound on the way is forgotten where the next fails. The depth is that of the
/// rule.
final class Matching {

  private final UnaryOperator<Expr> canonical;
  private final Signs signs;
  private final Map<Symbol, Expr> bindings = new HashMap<>();
  private @Nullable Function function;

  Matching(UnaryOperator<Expr> canonical, Signs signs) {
    this.canonical = canonical;
    this.signs = signs;
  }

  /// What a match at the root leaves.
  @FunctionalInterface
  interface Found {
    /// Whether the match is taken; the rest of the sum stays beside, and of the product in front.
    boolean take(List<Expr> terms, Expr factor);
  }

  /// What the letters stand for.
  Map<Symbol, Expr> bindings() {
    return bindings;
  }

  /// The expression with what the letters stand for.
  Expr instance(Expr expression) {
    Expr filled = FunctionLetter.replace(Substitution.of(bindings).apply(expression), function);
    return canonical.apply(filled);
  }

  /// Looks for matches of `pattern` with `subject` or a part of it until one is taken.
  boolean find(Expr pattern, Expr subject, Found found) {
    bindings.clear();
    function = null;
    if (pattern instanceof Sum && subject instanceof Sum) {
      return part(pattern.children(), subject.children(), found);
    }
    return factor(pattern, subject, true, rest -> found.take(List.of(), rest));
  }

  private interface Rest {
    boolean take(Expr rest);
  }

  /// A pattern as a factor of the subject. A number in the pattern divides that of the subject;
  /// alone, without a rest.
  private boolean factor(Expr pattern, Expr subject, boolean alone, Rest then) {
    if (!(pattern instanceof Product)) {
      if (!(subject instanceof Product) || pattern instanceof Symbol) {
        return match(pattern, subject, () -> then.take(Num.ONE));
      }
    }
    List<Expr> patterns = pattern instanceof Product ? pattern.children() : List.of(pattern);
    List<Expr> factors = subject instanceof Product ? subject.children() : List.of(subject);
    Rational number = Rational.ONE;
    if (patterns.getFirst() instanceof Num first) {
      Rational given = factors.getFirst() instanceof Num own ? own.value() : Rational.ONE;
      number = given.dividedBy(first.value());
      if (alone && !number.isInteger() && !first.value().abs().isOne()) {
        return false;
      }
      patterns = patterns.subList(1, patterns.size());
      factors = factors.getFirst() instanceof Num ? factors.subList(1, factors.size()) : factors;
    }
    Expr front = Num.of(number);
    return all(
        specificFirst(patterns),
        0,
        factors,
        new boolean[factors.size()],
        rest -> then.take(product(front, rest)));
  }

  private Expr product(Expr front, List<Expr> rest) {
    List<Expr> factors = new ArrayList<>(rest);
    factors.addFirst(front);
    return rest.isEmpty() ? front : canonical.apply(Product.of(factors));
  }

  /// Some terms of a sum, each of them a multiple by the same factor; one without a minus where
  /// there is a choice.
  private boolean part(List<Expr> patterns, List<Expr> terms, Found found) {
    return part(patterns, terms, false, found) || part(patterns, terms, true, found);
  }

  private boolean part(List<Expr> patterns, List<Expr> terms, boolean minus, Found found) {
    List<Expr> ordered = specificFirst(patterns);
    boolean[] used = new boolean[terms.size()];
    for (int i = 0; i < terms.size(); i++) {
      Budget.check();
      int place = i;
      if (terms.get(i) instanceof Num) {
        continue;
      }
      boolean taken =
          factor(
              ordered.getFirst(),
              terms.get(i),
              false,
              by ->
                  hasMinus(by) == minus
                      && using(place, used, () -> others(ordered, 1, terms, used, by, found)));
      if (taken) {
        return true;
      }
    }
    return false;
  }

  private boolean others(
      List<Expr> patterns, int next, List<Expr> terms, boolean[] used, Expr by, Found found) {
    if (next == patterns.size()) {
      return found.take(unused(terms, used), by);
    }
    Expr pattern = patterns.get(next);
    if (bindings.keySet().containsAll(Rule.letters(pattern))) {
      Expr wanted = canonical.apply(Product.of(by, instance(pattern)));
      int place = terms.indexOf(wanted);
      return place >= 0
          && !used[place]
          && using(place, used, () -> others(patterns, next + 1, terms, used, by, found));
    }
    for (int i = 0; i < terms.size(); i++) {
      int place = i;
      if (!used[i]
          && factor(
              pattern,
              terms.get(i),
              false,
              rest ->
                  rest.equals(by)
                      && using(
                          place, used, () -> others(patterns, next + 1, terms, used, by, found)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean using(int place, boolean[] used, BooleanSupplier then) {
    used[place] = true;
    boolean passed = then.getAsBoolean();
    used[place] = false;
    return passed;
  }

  private static List<Expr> unused(List<Expr> parts, boolean[] used) {
    List<Expr> rest = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        rest.add(parts.get(i));
      }
    }
    return rest;
  }

  /// Functions before powers before letters before numbers, so that little is tried in vain.
  private static List<Expr> specificFirst(List<Expr> patterns) {
    List<Expr> ordered = new ArrayList<>(patterns);
    ordered.sort(Order.by(Matching::freedom));
    return ordered;
  }

  private static int freedom(Expr pattern) {
    return pattern instanceof Num
        ? 3
        : pattern instanceof Symbol ? 2 : pattern instanceof Apply ? 0 : 1;
  }

  private interface Remaining {
    boolean take(List<Expr> rest);
  }

  /// Every pattern with a part of its own.
  private boolean all(
      List<Expr> patterns, int next, List<Expr> parts, boolean[] used, Remaining then) {
    if (next == patterns.size()) {
      return then.take(unused(parts, used));
    }
    for (int i = 0; i < parts.size(); i++) {
      int place = i;
      if (!used[i]
          && match(
              patterns.get(next),
              parts.get(i),
              () -> using(place, used, () -> all(patterns, next + 1, parts, used, then)))) {
        return true;
      }
    }
    return false;
  }

  /// The whole subject.
  private boolean match(Expr pattern, Expr subject, BooleanSupplier then) {
    return switch (pattern) {
      case Symbol letter -> bind(letter, subject, then);
      case Num number -> number.equals(subject) && then.getAsBoolean();
      case Sum sum -> subject instanceof Sum && wholeSum(sum, subject, then);
      case Product product -> wholeProduct(product, subject, then);
      case Power power ->
          subject instanceof Power other
              && match(
                  power.base(),
                  other.base(),
                  () -> match(power.exponent(), other.exponent(), then));
      case Apply apply when apply.operator() instanceof UnknownFunction ->
          subject instanceof Apply other && function(apply, other, then);
      case Relation relation ->
          subject instanceof Relation other
              && other.comparison() == relation.comparison()
              && each(relation, other, 0, then);
      case Apply apply ->
          subject instanceof Apply other
              && other.operator() == apply.operator()
              && other.arity() == apply.arity()
              && each(apply, other, 0, then);
      default -> pattern.equals(subject) && then.getAsBoolean();
    };
  }

  /// The letter f matches any function of one argument whose derivative the catalogue states.
  private boolean function(Apply pattern, Apply subject, BooleanSupplier then) {
    if (function != null
        || !(subject.operator() instanceof Function named)
        || subject.arity() != 1
        || Facets.of(named).derivative(subject.argument()) == null) {
      return false;
    }
    function = named;
    boolean passed = match(pattern.argument(), subject.argument(), then);
    function = passed ? function : null;
    return passed;
  }

  private boolean each(Expr pattern, Expr subject, int next, BooleanSupplier then) {
    return next == pattern.arity()
        ? then.getAsBoolean()
        : match(
            pattern.child(next), subject.child(next), () -> each(pattern, subject, next + 1, then));
  }

  private boolean bind(Symbol letter, Expr subject, BooleanSupplier then) {
    Expr known = bindings.get(letter);
    if (known != null) {
      return known.equals(subject) && then.getAsBoolean();
    }
    if (!subject.isScalar()
        || (Rule.matchesNumbers(letter)
            && !(subject instanceof Num)
            && !signs.isInteger(subject))) {
      return false;
    }
    bindings.put(letter, subject);
    boolean passed = then.getAsBoolean();
    if (!passed) {
      bindings.remove(letter);
    }
    return passed;
  }

  /// All factors; a letter that is left takes the rest. A number in the pattern divides that of the
  /// subject: `−x` matches what has a minus in front, `2x` what has an even number.
  private boolean wholeProduct(Product pattern, Expr subject, BooleanSupplier then) {
    List<Expr> patterns = pattern.children();
    List<Expr> factors = subject instanceof Product ? subject.children() : List.of(subject);
    Expr number = Num.ONE;
    if (patterns.getFirst() instanceof Num first) {
      if (subject instanceof Sum sum) {
        return first.value().equals(Rational.MINUS_ONE)
            && patterns.size() == 2
            && startsWithMinus(sum)
            && match(patterns.get(1), canonical.apply(Product.of(Num.MINUS_ONE, sum)), then);
      }
      Rational own = factors.getFirst() instanceof Num given ? given.value() : Rational.ONE;
      Rational ratio = own.dividedBy(first.value());
      if (ratio.signum() <= 0 || (!ratio.isInteger() && !first.value().abs().isOne())) {
        return false;
      }
      number = Num.of(ratio);
      patterns = patterns.subList(1, patterns.size());
      factors = factors.getFirst() instanceof Num ? factors.subList(1, factors.size()) : factors;
    } else if (!(subject instanceof Product)) {
      return false;
    }
    return whole(
        specificFirst(patterns), 0, factors, new boolean[factors.size()], number, true, then);
  }

  private static boolean startsWithMinus(Sum sum) {
    return hasMinus(sum.child(0) instanceof Num ? sum.child(1) : sum.child(0));
  }

  private static boolean hasMinus(Expr factor) {
    Expr first = factor instanceof Product product ? product.child(0) : factor;
    return first instanceof Num number && number.value().signum() < 0;
  }

  /// All terms; a letter that is left takes the rest, and what a number exceeds that of the pattern
  /// by.
  private boolean wholeSum(Sum pattern, Expr subject, BooleanSupplier then) {
    List<Expr> patterns = pattern.children();
    List<Expr> terms = subject.children();
    Expr number = Num.ZERO;
    if (patterns.getFirst() instanceof Num first) {
      if (!(terms.getFirst() instanceof Num own)) {
        return false;
      }
      Rational excess = own.value().minus(first.value());
      if (excess.signum() * first.value().signum() < 0 || !excess.isInteger()) {
        return false;
      }
      number = Num.of(excess);
      patterns = patterns.subList(1, patterns.size());
      terms = terms.subList(1, terms.size());
    }
    return whole(specificFirst(patterns), 0, terms, new boolean[terms.size()], number, false, then);
  }

  private boolean whole(
      List<Expr> patterns,
      int next,
      List<Expr> parts,
      boolean[] used,
      Expr number,
      boolean product,
      BooleanSupplier then) {
    if (next == patterns.size() - 1 && patterns.get(next) instanceof Symbol last) {
      List<Expr> rest = unused(parts, used);
      boolean neutral = number.equals(product ? Num.ONE : Num.ZERO);
      if (rest.isEmpty() && neutral) {
        return false;
      }
      List<Expr> with = new ArrayList<>(rest);
      if (!neutral) {
        with.addFirst(number);
      }
      Expr joined = product ? Product.of(with) : Sum.of(with);
      return bind(last, canonical.apply(joined), then);
    }
    if (next == patterns.size()) {
      return unused(parts, used).isEmpty()
          && number.equals(product ? Num.ONE : Num.ZERO)
          && then.getAsBoolean();
    }
    for (int i = 0; i < parts.size(); i++) {
      int place = i;
      if (!used[i]
          && match(
              patterns.get(next),
              parts.get(i),
              () ->
                  using(
                      place,
                      used,
                      () -> whole(patterns, next + 1, parts, used, number, product, then)))) {
        return true;
      }
    }
    return false;
  }
}
