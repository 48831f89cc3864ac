package nabla.calculus.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nabla.calculus.index.EntryTerms.TooHard;
import nabla.calculus.index.IndexTerm.Range;
import nabla.calculus.index.Monomial.Factor;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// Proves that two arrays have the same entries, by a canonical form in indices. Both are written
/// entry by entry and multiplied out; a sum over products is then a graph whose points are the
/// indices that are summed over and whose edges are the factors, and two terms are equal where
/// their graphs are isomorphic: `Σ_i Σ_j A_ij B_ji` is `Σ_i Σ_j B_ij A_ji`.
///
/// A proof says nothing where one side is undefined. That no proof is found says nothing at all.
public final class EntryEquality {

  /// More ways to name the indices of one term are not tried.
  private static final int MOST_NAMINGS = 5_040;

  private final EntryTerms terms;
  private final Assumptions assumptions;
  private final Map<Expr, List<Monomial>> known = new HashMap<>();
  private final Map<Expr, Integer> letters = new HashMap<>();

  private EntryEquality(Shape shape, Assumptions assumptions) {
    this.assumptions = assumptions;
    Map<Symbol, Expr> free = new LinkedHashMap<>();
    if (index("row", shape.rows()) instanceof Symbol row) {
      free.put(row, Dimensions.expression(shape.rows()));
    }
    if (index("column", shape.columns()) instanceof Symbol column) {
      free.put(column, Dimensions.expression(shape.columns()));
    }
    this.terms = new EntryTerms(free);
  }

  /// Whether two arrays, or numbers made of arrays, of one shape are equal wherever both are
  /// defined.
  public static boolean proves(Expr left, Expr right, Assumptions assumptions) {
    try {
      EntryEquality equality = new EntryEquality(left.shape(), assumptions);
      Expr difference = Sum.of(entry(left), Negate.of(entry(right)));
      return equality.canonical(equality.terms.of(difference), Map.of()).isEmpty()
          || new EntryNumbers(equality::name, equality.terms, assumptions).isZero(difference);
    } catch (TooHard tooHard) {
      return false;
    } catch (NablaException unknown) {
      if (unknown.kind() == NablaException.Kind.BUDGET) {
        Budget.check();
      }
      return false; // a part that has no form in entries
    }
  }

  /// Whether the difference of two numbers made of arrays is a sum of terms that are never
  /// negative: products of even powers, roots, exponentials and absolute values, with positive
  /// numbers in front.
  public static boolean isSumOfSquares(Expr large, Expr small, Assumptions assumptions) {
    try {
      EntryEquality equality = new EntryEquality(large.shape(), assumptions);
      Expr difference = Sum.of(entry(large), Negate.of(entry(small)));
      List<Monomial> terms = equality.terms.of(difference);
      Map<String, Rational> numbers = equality.canonical(terms, Map.of());
      for (Monomial term : terms) {
        Rational number = numbers.get(equality.canonical(term, Map.of()));
        if (number != null && (number.signum() < 0 || !isNeverNegative(term))) {
          return false;
        }
      }
      return true;
    } catch (TooHard tooHard) {
      return false;
    } catch (NablaException unknown) {
      if (unknown.kind() == NablaException.Kind.BUDGET) {
        Budget.check();
      }
      return false;
    }
  }

  /// Whether a product is never negative, of even powers and the like.
  static boolean isNeverNegative(Monomial term) {
    return term.factors().stream()
        .allMatch(factor ->
            !factor.exponent().isInteger()
                || !factor.exponent().numerator().testBit(0)
                || (factor.base() instanceof Apply apply
                    && (apply.operator() == Elementary.EXP || apply.operator() == Elementary.ABS)));
  }

  private static Expr entry(Expr array) {
    if (array.isScalar()) {
      return InEntries.of(array);
    }
    return InEntries.of(
        array, index("row", array.shape().rows()), index("column", array.shape().columns()));
  }

  private static Expr index(String name, Dimension size) {
    return size.equals(Dimension.ONE) ? Num.ONE : Symbol.of(Name.of(name, "free"));
  }

  private List<Monomial> terms(Expr number) {
    List<Monomial> found = known.get(number);
    if (found == null) {
      found = terms.of(number);
      known.put(number, found);
    }
    return found;
  }

  /// The number in front of each term, by the terms in canonical names; none for 0.
  private Map<String, Rational> canonical(List<Monomial> sum, Map<Symbol, String> names) {
    Map<String, Rational> result = new TreeMap<>();
    for (Monomial term : sum) {
      result.merge(canonical(term, names), term.coefficient(), Rational::plus);
    }
    result.values().removeIf(Rational::isZero);
    return result;
  }

  /// The name of a number: of all ways to name its indices, the first in order.
  private String name(Expr number) {
    return name(number, Map.of());
  }

  private String name(Expr number, Map<Symbol, String> names) {
    return canonical(terms(number), names).toString();
  }

  private String canonical(Monomial term, Map<Symbol, String> names) {
    List<List<Symbol>> classes = classes(term, names);
    long namings = 1;
    for (List<Symbol> alike : classes) {
      for (int i = 2; i <= alike.size(); i++) {
        namings *= i;
      }
      if (namings > MOST_NAMINGS) {
        throw new TooHard();
      }
    }
    return first(term, classes, 0, names);
  }

  /// The first name in order, with the classes from `next` on named in all ways.
  private String first(
      Monomial term, List<List<Symbol>> classes, int next, Map<Symbol, String> names) {
    Budget.check();
    if (next == classes.size()) {
      return written(term, names);
    }
    List<Symbol> open = classes.get(next);
    if (open.isEmpty()) {
      return first(term, classes, next + 1, names);
    }
    String best = null;
    for (Symbol index : open) {
      List<Symbol> rest = new ArrayList<>(open);
      rest.remove(index);
      List<List<Symbol>> others = new ArrayList<>(classes);
      others.set(next, rest);
      String found = first(term, others, next, with(names, index, "#" + names.size()));
      best = best == null || found.compareTo(best) < 0 ? found : best;
    }
    return String.valueOf(best);
  }

  private static Map<Symbol, String> with(Map<Symbol, String> names, Symbol index, String name) {
    Map<Symbol, String> more = new HashMap<>(names);
    more.put(index, name);
    return more;
  }

  /// The indices of a term that are summed over, those together that play the same part as far as
  /// is seen from their own factors and those of their neighbours.
  private List<List<Symbol>> classes(Monomial term, Map<Symbol, String> names) {
    List<Symbol> indices = term.ranges().stream().map(Range::index).toList();
    Map<Symbol, String> colours = new HashMap<>();
    indices.forEach(index -> colours.put(index, "?"));
    for (int round = 0; round < 2 && indices.size() > 1; round++) {
      Map<Symbol, String> finer = new HashMap<>();
      for (Symbol index : indices) {
        Map<Symbol, String> marked = new HashMap<>(names);
        marked.putAll(colours);
        marked.put(index, "!");
        finer.put(index, written(term, marked));
      }
      List<String> order = finer.values().stream().distinct().sorted().toList();
      finer.forEach((index, colour) -> colours.put(index, "?" + order.indexOf(colour)));
    }
    Map<String, List<Symbol>> groups = new TreeMap<>();
    for (Symbol index : indices) {
      groups.computeIfAbsent(colours.get(index), colour -> new ArrayList<>()).add(index);
    }
    return List.copyOf(groups.values());
  }

  /// The factors and ranges of a term in order, under names for its indices.
  private String written(Monomial term, Map<Symbol, String> names) {
    Map<String, Rational> powers = new TreeMap<>();
    for (Factor factor : term.factors()) {
      powers.merge(base(factor.base(), names), factor.exponent(), Rational::plus);
    }
    powers.values().removeIf(Rational::isZero);
    List<String> ranges = new ArrayList<>();
    for (Range range : term.ranges()) {
      ranges.add(
          names.get(range.index())
              + " from "
              + name(range.lower(), names)
              + " to "
              + name(range.upper(), names));
    }
    Collections.sort(ranges);
    return powers + (ranges.isEmpty() ? "" : " for " + ranges);
  }

  private String base(Expr base, Map<Symbol, String> names) {
    return switch (base) {
      case Symbol symbol -> {
        String name = names.get(symbol);
        yield name == null ? letter(symbol) : name;
      }
      case Num number -> number.value().toString();
      case Apply apply when apply.operator() == Matrices.ENTRY -> entry(apply, names);
      case Apply apply when apply.operator() == Matrices.DELTA -> {
        String[] places = {name(apply.child(0), names), name(apply.child(1), names)};
        Arrays.sort(places);
        yield "δ" + Arrays.toString(places);
      }
      case Binder binder -> binder(binder, names);
      case Bound bound -> throw new IllegalStateException("an index outside its sum");
      case Literal literal -> throw new TooHard();
      default -> node(base, names);
    };
  }

  private String entry(Apply entry, Map<Symbol, String> names) {
    Expr array = entry.child(0);
    List<String> places = new ArrayList<>();
    for (Expr place : entry.children().subList(1, entry.arity())) {
      places.add(name(place, names));
    }
    if (SymmetricEntries.isSymmetric(array, assumptions)) {
      Collections.sort(places);
    }
    return "entry " + letter(array) + places;
  }

  /// A sum that is not multiplied out is named by what it adds; a product by its factor.
  private String binder(Binder binder, Map<Symbol, String> names) {
    if (binder.kind() == Binder.Kind.SUM) {
      return name(binder, names);
    }
    Expr upper = binder.upper();
    if (binder.kind() != Binder.Kind.PRODUCT || upper == null) {
      throw new TooHard();
    }
    Symbol index = Symbol.of(Name.of("factor", Integer.toString(names.size())));
    return "Π"
        + List.of(
            name(binder.lower(), names),
            name(upper, names),
            name(binder.open(index), with(names, index, "#" + names.size())));
  }

  /// A function, a condition or cases: its operator, and the names of its parts.
  private String node(Expr node, Map<Symbol, String> names) {
    List<String> parts = new ArrayList<>();
    for (Expr part : node.children()) {
      parts.add(
          part.shape().isTruth()
              ? node(part, names)
              : part.isScalar() ? name(part, names) : letter(part));
    }
    return kind(node) + parts;
  }

  private static String kind(Expr node) {
    return switch (node) {
      case Apply apply -> apply.operator().name();
      case Relation relation -> relation.comparison().name();
      case nabla.expr.Logic logic -> logic.connective().name();
      case nabla.expr.Sum sum -> "sum";
      case nabla.expr.Power power -> "power";
      case nabla.expr.Product product -> "product";
      case nabla.expr.Cases cases -> "cases" + (cases.otherwise() == null);
      default -> throw new TooHard();
    };
  }

  /// What is not looked into is named by itself; it holds no index.
  private String letter(Expr array) {
    if (Dag.any(array, EntryTerms::isIndex)) {
      throw new TooHard();
    }
    return "@" + letters.computeIfAbsent(array, next -> letters.size());
  }
}
