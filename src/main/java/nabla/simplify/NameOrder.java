package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import nabla.expr.Expr;
import nabla.expr.Order;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Symbol;

/// The order of names in products: `m g h` keeps its order in every derivative. Names of which
/// nothing was seen stand as one expects: Greek letters, which mostly are parameters, before
/// others, and by the alphabet.
final class NameOrder {

  /// In formulas with more names nothing is learned.
  private static final int MOST_NAMES = 100;

  private final Map<Symbol, Integer> places;

  private NameOrder(Map<Symbol, Integer> places) {
    this.places = places;
  }

  private static final Order<Symbol> PLAIN =
      Order.<Symbol>by(name -> isGreek(name) ? 0 : 1).then(name -> name, CanonicalOrder.ORDER);

  /// The order of all names of a formula that its products show. What is met first counts; what
  /// contradicts it (`y x` after `x y`) is left aside, so that the pairs never form a circle.
  static NameOrder of(Set<Symbol> all, List<Product> products) {
    if (all.size() > MOST_NAMES) {
      return new NameOrder(Map.of());
    }
    Map<Symbol, Set<Symbol>> later = new HashMap<>();
    for (Product product : products) {
      List<Symbol> names = names(product);
      for (int i = 0; i + 1 < names.size(); i++) {
        if (!reaches(later, names.get(i + 1), names.get(i))) {
          later.computeIfAbsent(names.get(i), key -> new HashSet<>()).add(names.get(i + 1));
        }
      }
    }
    return new NameOrder(sorted(all, later));
  }

  private static List<Symbol> names(Product product) {
    Set<Symbol> names = new LinkedHashSet<>();
    for (Expr factor : product.children()) {
      Expr base = factor instanceof Power power ? power.base() : factor;
      if (base instanceof Symbol name) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private static boolean reaches(Map<Symbol, Set<Symbol>> later, Symbol from, Symbol to) {
    Set<Symbol> met = new HashSet<>(Set.of(from));
    List<Symbol> open = new ArrayList<>(met);
    while (!open.isEmpty()) {
      for (Symbol next : later.getOrDefault(open.removeLast(), Set.of())) {
        if (met.add(next)) {
          open.add(next);
        }
      }
    }
    return met.contains(to);
  }

  /// The names one after the other, each as early as the pairs allow.
  private static Map<Symbol, Integer> sorted(Set<Symbol> all, Map<Symbol, Set<Symbol>> later) {
    Map<Symbol, Integer> earlier = new HashMap<>();
    later.values().forEach(names -> names.forEach(name -> earlier.merge(name, 1, Integer::sum)));
    PriorityQueue<Symbol> free = new PriorityQueue<>(PLAIN);
    all.stream().filter(name -> !earlier.containsKey(name)).forEach(free::add);
    Map<Symbol, Integer> places = new HashMap<>();
    for (Symbol next = free.poll(); next != null; next = free.poll()) {
      places.put(next, places.size());
      for (Symbol name : later.getOrDefault(next, Set.of())) {
        if (earlier.merge(name, -1, Integer::sum) == 0) {
          free.add(name);
        }
      }
    }
    return places;
  }

  int compare(Symbol first, Symbol second) {
    int order = Integer.compare(place(first), place(second));
    return order != 0 ? order : PLAIN.compare(first, second);
  }

  private int place(Symbol name) {
    return places.getOrDefault(name, Integer.MAX_VALUE);
  }

  private static boolean isGreek(Symbol name) {
    return name.name().base().codePointAt(0) > 0x36F;
  }
}
