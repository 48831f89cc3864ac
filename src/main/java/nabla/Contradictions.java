package nabla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Canonical;
import nabla.simplify.Validity;
import org.jspecify.annotations.Nullable;

/// What is assumed of the variables of a formula, and cannot be true: facts that exclude each
/// other, or the values that the variables are to have. Everything would follow from them.
final class Contradictions {

  /// Among more facts than this, only each by itself is looked at.
  private static final int MANY = 24;

  /// Equations between decimals hold up to their rounding.
  private static final double ROUNDING = 1e-3;

  private final Formula formula;
  private final List<Expr> facts;
  private final Map<Symbol, Expr> bindings;

  private Contradictions(Formula formula, String values) {
    this.formula = formula;
    this.facts = formula.assumptions().facts();
    Set<Symbol> known = new LinkedHashSet<>(formula.known());
    facts.forEach(fact -> known.addAll(symbols(fact)));
    known.addAll(formula.assumptions().integers());
    this.bindings = values.isBlank() ? Map.of() : Bindings.parse(values, known);
  }

  /// The sentence that says what cannot be true with these values; null where nothing is known to
  /// be wrong.
  static @Nullable String of(Formula formula, String values) {
    Assumptions assumed = formula.assumptions();
    return assumed.facts().isEmpty() && assumed.integers().isEmpty()
        ? null
        : new Contradictions(formula, values).sentence();
  }

  private @Nullable String sentence() {
    for (Symbol integer : formula.assumptions().integers()) {
      Expr value = bound(integer);
      if (value != null && Canonical.of(value) instanceof Num n && !n.value().isInteger()) {
        return formula.text(integer) + " is an integer, and " + said(Set.of(integer)) + " is none";
      }
    }
    for (Expr fact : facts) {
      if (mentionsArrays(fact) && excludes(fact)) {
        return says(List.of(fact));
      }
    }
    List<Expr> numbers = facts.stream().filter(fact -> !mentionsArrays(fact)).toList();
    for (int i = 0; i < Math.min(MANY, numbers.size()); i++) {
      List<Expr> least = new ArrayList<>(numbers.subList(0, i + 1));
      if (isEmpty(least)) {
        for (Expr each : List.copyOf(least)) {
          List<Expr> fewer = new ArrayList<>(least);
          fewer.remove(each);
          if (isEmpty(fewer)) {
            least.remove(each);
          }
        }
        return says(least);
      }
    }
    return null;
  }

  /// Whether facts about numbers hold nowhere.
  private boolean isEmpty(List<Expr> some) {
    List<Expr> with = some.stream().map(this::withValues).toList();
    Assumptions before = Assumptions.NONE;
    for (Expr fact : with) {
      if (Signs.of(before).holds(fact) == Truth.FALSE) {
        return true;
      }
      before = before.and(fact);
    }
    return Validity.of(with, Assumptions.NONE).isEmpty();
  }

  private Expr withValues(Expr fact) {
    return Substitution.of(bindings).apply(formula.reading().expanded(fact));
  }

  private boolean mentionsArrays(Expr fact) {
    return ArrayQuestions.mentionsArrays(formula.reading().expanded(fact));
  }

  /// Whether a fact about arrays that have values does not hold.
  private boolean excludes(Expr fact) {
    Set<Symbol> open = symbols(formula.reading().expanded(fact));
    open.removeAll(bindings.keySet());
    Set<String> sizes = formula.reading().sizes().keySet();
    open.removeIf(symbol -> sizes.contains(symbol.name().toString()));
    return open.isEmpty()
        && numbers().excludes(formula.reading().expanded(fact))
        && !isRounded(fact);
  }

  private ArrayNumbers numbers() {
    return new ArrayNumbers(bindings, formula.written());
  }

  private boolean isRounded(Expr fact) {
    if (!(fact instanceof Relation relation) || relation.comparison() != Comparison.EQUAL) {
      return false;
    }
    Expr difference = relation.difference();
    double[] entries = numbers().at(formula.reading().expanded(difference)).toDoubles();
    return Arrays.stream(entries).allMatch(entry -> Math.abs(entry) <= ROUNDING);
  }

  private static Set<Symbol> symbols(Expr fact) {
    Set<Symbol> symbols = new LinkedHashSet<>();
    for (Expr node : Dag.of(fact).nodes()) {
      if (node instanceof Symbol symbol) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  private @Nullable Expr bound(Symbol symbol) {
    Expr own = bindings.get(symbol);
    return own == null ? formula.reading().intermediates().get(symbol) : own;
  }

  private String says(List<Expr> wrong) {
    Set<Symbol> symbols = new LinkedHashSet<>();
    wrong.forEach(fact -> symbols.addAll(symbols(fact)));
    symbols.removeIf(symbol -> bound(symbol) == null);
    String with = symbols.isEmpty() ? "" : " for " + said(symbols);
    return wrong.stream().map(formula::text).collect(Collectors.joining(" and "))
        + (wrong.size() == 1
            ? " is assumed, which does not hold" + (with.isEmpty() ? " anywhere" : with)
            : " are assumed, which do not hold together" + with);
  }

  private String said(Set<Symbol> symbols) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    symbols.forEach(symbol -> {
      Expr value = bound(symbol);
      if (value != null) {
        values.put(symbol, value);
      }
    });
    return values.entrySet().stream()
        .map(entry -> formula.text(entry.getKey()) + " = " + formula.text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
