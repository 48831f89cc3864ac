package nabla.calculus.index;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.index.IndexTerm.Range;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// Sums of products with Kronecker deltas: sums in which a delta stands are multiplied out, and a
/// delta whose index is summed over goes, with the index: `Σ_i δ_ik a_i = a_k`, under the condition
/// that k is in the range of i.
public final class Contraction {

  private static final Set<Comparison> UNEQUAL =
      EnumSet.of(Comparison.NOT_EQUAL, Comparison.LESS, Comparison.GREATER);

  private final Indices indices = new Indices();

  private final SummationBounds bounds = new SummationBounds(indices);

  private int fresh;

  /// Whether a delta goes where that leaves a condition.
  private boolean conditions = true;

  private Contraction() {}

  /// A contraction beside indices that are summed over nowhere.
  ///
  /// @param free each with the expression of its last value; the first is 1
  static Contraction beside(Map<Symbol, Expr> free) {
    Contraction contraction = new Contraction();
    free.forEach((index, upper) -> contraction.know(new Range(index, Num.ONE, upper)));
    return contraction;
  }

  /// A contraction in which a delta stays where it would leave a condition.
  static Contraction unconditional(Map<Symbol, Expr> free) {
    Contraction contraction = beside(free);
    contraction.conditions = false;
    return contraction;
  }

  /// What is known of the indices.
  Indices indices() {
    return indices;
  }

  /// Takes note of what an index runs over.
  void know(Range range) {
    bounds.know(range);
    indices.know(range);
  }

  /// The expression with its deltas contracted.
  ///
  /// @param free the indices that are summed over nowhere, each with its last value
  public static Expr of(Expr expression, Map<Symbol, Expr> free) {
    Contraction contraction = beside(free);
    return contraction.expression(contraction.terms(expression));
  }

  /// An expression with the deltas between numbers as 1 and 0, itself where there are none.
  public static Expr ofNumbers(Expr entries) {
    Map<Expr, Expr> values = new HashMap<>();
    for (Expr node : Dag.of(entries).nodes()) {
      if (isDelta(node) && node.children().stream().allMatch(Num.class::isInstance)) {
        values.put(node, node.child(0).equals(node.child(1)) ? Num.ONE : Num.ZERO);
      }
    }
    return values.isEmpty() ? entries : Substitution.of(values).apply(entries);
  }

  /// Terms as an expression.
  Expr expression(List<IndexTerm> terms) {
    List<Expr> parts = new ArrayList<>();
    for (IndexTerm term : terms) {
      Expr part = term.expression();
      if (!part.equals(Num.ZERO)) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? Num.ZERO : Sum.of(parts);
  }

  /// The terms of an expression, contracted.
  List<IndexTerm> terms(Expr expression) {
    indices.knowSizes(expression);
    List<IndexTerm> contracted = new ArrayList<>();
    for (IndexTerm term : flat(expression)) {
      IndexTerm next = contracted(term);
      if (next.factors().stream().noneMatch(Contraction::isZero)) {
        contracted.add(next);
      }
    }
    return new JoinedTerms(indices).of(FreeFirst.of(contracted));
  }

  /// Whether a factor is 0, as the brackets of `i ≠ i` are.
  private static boolean isZero(Expr factor) {
    return factor.equals(Num.ZERO)
        || (factor instanceof Apply brackets
            && brackets.operator() == Elementary.INDICATOR
            && brackets.argument() instanceof Relation relation
            && UNEQUAL.contains(relation.comparison())
            && relation.left().equals(relation.right()));
  }

  private List<IndexTerm> flat(Expr expression) {
    Budget.check();
    return switch (expression) {
      case Sum sum -> sum.children().stream().flatMap(part -> flat(part).stream()).toList();
      case Negate negate ->
          flat(negate.operand()).stream()
              .map(new IndexTerm(List.of(Num.of(-1)), List.of())::times)
              .toList();
      case Product product -> product(product);
      case Quotient quotient -> {
        Expr reciprocal = Quotient.of(Num.ONE, inside(quotient.denominator()));
        yield factor(quotient.numerator()).stream().map(term -> term.times(reciprocal)).toList();
      }
      case Binder binder when binder.kind() == Binder.Kind.SUM -> sum(binder);
      case Binder binder when binder.kind() == Binder.Kind.INTEGRAL && mentionsDelta(binder) ->
          integral(binder);
      case Cases cases when CasesOfTerms.concern(cases) -> {
        List<IndexTerm> terms = CasesOfTerms.of(cases, this::flat);
        yield terms != null ? terms : List.of(new IndexTerm(List.of(inside(cases)), List.of()));
      }
      default -> List.of(new IndexTerm(List.of(inside(expression)), List.of()));
    };
  }

  private List<IndexTerm> product(Product product) {
    List<IndexTerm> all = List.of(new IndexTerm(List.of(), List.of()));
    for (Expr factor : product.children()) {
      List<IndexTerm> terms = factor(factor);
      List<IndexTerm> next = new ArrayList<>();
      for (IndexTerm before : all) {
        terms.forEach(term -> next.add(before.times(term)));
      }
      all = next;
    }
    return all;
  }

  /// The terms of a factor: a sum is multiplied out only where a delta stands in it.
  private List<IndexTerm> factor(Expr factor) {
    return factor instanceof Sum && !mentionsDelta(factor)
        ? List.of(new IndexTerm(List.of(factor), List.of()))
        : flat(factor);
  }

  private List<IndexTerm> sum(Binder binder) {
    Expr upper = binder.upper();
    if (upper == null) {
      throw new IllegalStateException("a sum without an end");
    }
    Symbol index = Symbol.of(Name.of("summed " + fresh++));
    Range range = new Range(index, binder.lower(), upper);
    know(range);
    return factor(binder.open(index)).stream()
        .map(new IndexTerm(List.of(), List.of(range))::times)
        .toList();
  }

  /// The integrals of the terms, with what does not move in front.
  private List<IndexTerm> integral(Binder binder) {
    Symbol variable = Symbol.of(Name.of("integrated " + fresh++));
    List<IndexTerm> integrals = new ArrayList<>();
    for (IndexTerm term : terms(binder.open(variable))) {
      List<Expr> factors = new ArrayList<>();
      List<Expr> moving = new ArrayList<>();
      term.factors()
          .forEach(each -> (IndexTerm.mentions(each, variable) ? moving : factors).add(each));
      factors.add(binder.around(variable, Product.of(moving)));
      integrals.add(new IndexTerm(factors, term.ranges()));
    }
    return integrals;
  }

  /// What stands inside a function, a power or a denominator, contracted by itself.
  private Expr inside(Expr expression) {
    if (!mentionsDelta(expression)) {
      return expression;
    }
    if (isDelta(expression)) {
      return expression;
    }
    if (expression instanceof Power power && isDelta(power.base())) {
      return power.base(); // 0 and 1 are their own powers
    }
    Expr[] parts = new Expr[expression.arity()];
    for (int i = 0; i < parts.length; i++) {
      Expr part = expression.child(i);
      parts[i] = part.isScalar() ? expression(terms(part)) : part;
    }
    return expression.withChildren(parts);
  }

  static boolean isDelta(Expr expression) {
    return expression instanceof Apply apply && apply.operator() == Matrices.DELTA;
  }

  private static boolean mentionsDelta(Expr expression) {
    return Dag.any(expression, Contraction::isDelta);
  }

  /// The term with every delta gone that a sum takes away.
  IndexTerm contracted(IndexTerm term) {
    IndexTerm current = term;
    IndexTerm next = step(current);
    while (next != null) {
      Budget.check();
      current = next;
      next = step(current);
    }
    return SummationBounds.counted(bounds.tightened(current)).withNumberFirst();
  }

  /// One delta less; null where none can go. An index whose place is in range goes first.
  private @Nullable IndexTerm step(IndexTerm term) {
    Replacement conditional = null;
    for (int place = 0; place < term.factors().size(); place++) {
      if (!isDelta(term.factors().get(place))) {
        continue;
      }
      Apply delta = (Apply) term.factors().get(place);
      List<Expr> others = new ArrayList<>(term.factors());
      others.remove(place);
      IndexTerm rest = new IndexTerm(others, term.ranges());
      IndexTerm decided = decided(rest, delta);
      if (decided != null) {
        return decided;
      }
      Replacement one = without(rest, delta.child(0), delta.child(1));
      if (one != null && one.condition == null) {
        return one.without;
      }
      Replacement other = without(rest, delta.child(1), delta.child(0));
      if (other != null && other.condition == null) {
        return other.without;
      }
      Replacement first = one == null ? other : one;
      conditional = conditional == null ? first : conditional;
    }
    return conditional == null || !conditions ? null : conditional.term();
  }

  /// The other factors beside a delta that is known to be 1 or 0, or to be one of single indices;
  /// null where it is not.
  private @Nullable IndexTerm decided(IndexTerm rest, Apply delta) {
    Expr first = delta.child(0);
    Expr second = delta.child(1);
    if (first.equals(second) || rest.factors().contains(delta)) {
      return rest;
    }
    if (first instanceof Symbol && second instanceof Symbol) {
      return null;
    }
    List<Expr> known = indices.equal(first, second);
    if (known == null || known.equals(List.of(delta))) {
      return null;
    }
    IndexTerm result = rest;
    for (Expr each : known) {
      result = result.times(each);
    }
    return result;
  }

  /// A term with a summed index replaced, under the condition that its place is in range.
  private record Replacement(IndexTerm without, @Nullable Expr condition) {

    IndexTerm term() {
      return condition == null ? without : without.times(Apply.of(Elementary.INDICATOR, condition));
    }
  }

  /// The term with the summed index replaced, `δ_{i+c,k}` by `i = k − c` and `δ_{c−i,k}` by `i = c
  /// − k`; null where none is summed over.
  private @Nullable Replacement without(IndexTerm term, Expr summed, Expr by) {
    for (Range range : term.ranges()) {
      if (IndexTerm.mentions(by, range.index()) || isBound(term, range, summed, by)) {
        continue;
      }
      Expr shift = SummationBounds.shift(summed, range.index());
      if (shift != null) {
        Expr place = shift.equals(Num.ZERO) ? by : reduced(Sum.of(by, Negate.of(shift)));
        return new Replacement(
            term.without(range).replaced(range.index(), place), bounds.condition(range, by, shift));
      }
      Expr total = SummationBounds.mirror(summed, range.index());
      if (total != null) {
        Expr place = reduced(Sum.of(total, Negate.of(by)));
        return new Replacement(
            term.without(range).replaced(range.index(), place), bounds.mirrored(range, by, total));
      }
    }
    return null;
  }

  /// Whether an index of the places runs up to the one of a range, j in `Σ_i Σ_{j=1}^i δ_{i−j,k}`,
  /// so that the latter is not to be replaced by it.
  private static boolean isBound(IndexTerm term, Range range, Expr first, Expr second) {
    return term.ranges().stream()
        .filter(other ->
            IndexTerm.mentions(first, other.index()) || IndexTerm.mentions(second, other.index()))
        .anyMatch(other -> other.runsTo(range.index()));
  }

  /// A number in closed form.
  static Expr reduced(Expr number) {
    return Presentation.of(Canonical.of(number), Written.in(number));
  }
}
