package nabla.read;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nabla.catalogue.Function.Notation;
import nabla.expr.Binder;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Sums and products over pairs of indices in order: `Σ_{i<j}` is `Σ_j Σ_{i=1}^{j−1}`,
/// `Σ_{1≤i<j≤n}` and `Σ_{i≠j}` are like it. An index that is bound further out keeps its value, and
/// so does one that is free, i of `y_i = Σ_{j≠i} a_{ij} x_j`.
final class OrderedIndices {

  /// The letters that are indices wherever they stand below a Σ.
  private static final Pattern INDEX = Pattern.compile("[i-nℓpq]");

  private final Resolver resolver;
  private final int at;
  private final Binder.Kind kind;
  private final Supplier<Term> body;

  /// @param body reads what the sum reaches over, once its indices are bound
  OrderedIndices(Resolver resolver, int at, Binder.Kind kind, Supplier<Term> body) {
    this.resolver = resolver;
    this.at = at;
    this.kind = kind;
    this.body = body;
  }

  /// Whether this stands below Σ and compares two indices.
  static boolean concerns(Syntax below) {
    if (!(below instanceof Syntax.Comparison comparison)) {
      return false;
    }
    int count = comparison.operands().size();
    return (count == 2 || (count == 4 && ascends(comparison)))
        && !comparison.comparisons().contains(NablaLexer.EQUAL)
        && !comparison.comparisons().contains(NablaLexer.ELEMENT)
        && pair(comparison).stream().allMatch(Syntax.Letter.class::isInstance);
  }

  /// The two indices of such a comparison.
  static List<Syntax> pair(Syntax.Comparison comparison) {
    int first = comparison.operands().size() == 4 ? 1 : 0;
    return comparison.operands().subList(first, first + 2);
  }

  private static boolean ascends(Syntax.Comparison comparison) {
    return comparison.comparisons().getFirst() == NablaLexer.LESS_OR_EQUAL
        && comparison.comparisons().getLast() == NablaLexer.LESS_OR_EQUAL
        && comparison.comparisons().stream()
            .allMatch(sign -> sign == NablaLexer.LESS_OR_EQUAL || sign == NablaLexer.LESS);
  }

  /// The sum or product over such pairs.
  Term of(Syntax.Comparison comparison, @Nullable Syntax above) {
    List<Syntax> operands = comparison.operands();
    boolean bounded = operands.size() == 4;
    int sign = comparison.comparisons().get(bounded ? 1 : 0);
    Name left = ((Syntax.Letter) pair(comparison).getFirst()).name();
    Name right = ((Syntax.Letter) pair(comparison).getLast()).name();
    @Nullable Term lower = bounded ? resolver.resolve(operands.getFirst()) : null;
    @Nullable Syntax last = bounded ? operands.getLast() : above;
    @Nullable Term upper = last == null ? null : resolver.resolve(last);
    boolean descends = sign == NablaLexer.GREATER || sign == NablaLexer.GREATER_OR_EQUAL;
    Name small = descends ? right : left;
    Name large = descends ? left : right;
    boolean strict = sign == NablaLexer.LESS || sign == NablaLexer.GREATER;
    decide(left, right, sign);
    boolean free = isGiven(large) && !resolver.bound.contains(large);
    if (sign == NablaLexer.NOT_EQUAL || isGiven(small) || free) {
      return chosen(small, large, sign == NablaLexer.NOT_EQUAL ? null : strict, lower, upper);
    }
    Bindings scope = new Bindings(resolver);
    boolean given = resolver.bound.contains(large);
    Name outer = given ? large : bind(scope, large);
    Term end = new Term.Variable(at, outer);
    Name inner = bind(scope, small);
    Term read = body.get();
    scope.close();
    Term one = new Term.Known(at, Num.ONE);
    Term from = lower == null ? one : lower;
    Term to = strict ? new Term.Total(at, List.of(end, new Term.Minus(at, one))) : end;
    Term sum = new Term.Binding(at, kind, inner, from, to, read);
    return given ? sum : whole(outer, lower, upper, sum);
  }

  private boolean isGiven(Name index) {
    return resolver.bigOperators.isGiven(index);
  }

  /// Where nothing says whether both indices run, `Σ_{j≠i}` is a sum over j for a given i, as it is
  /// written in `y_i = Σ_{j≠i} x_j`, while `Σ_{i≠j}` and `Σ_{i<j}` are over all pairs.
  private void decide(Name left, Name right, int sign) {
    if (isGiven(left) || isGiven(right)) {
      return;
    }
    boolean asked = resolver.indices.contains(right.toString());
    boolean turned = left.toString().compareTo(right.toString()) > 0;
    boolean unequal = sign == NablaLexer.NOT_EQUAL;
    boolean label = // the class y of `Σ_{j≠y} max(0, s_j − s_y + 1)`
        resolver.isOwn(right)
            || (INDEX.matcher(left.toString()).matches()
                && !INDEX.matcher(right.toString()).matches());
    if (unequal ? asked || turned || label : asked && turned) {
      resolver.bigOperators.take(right);
      resolver.note(
          "%s is a given index here, over which nothing is summed; for all pairs write Σ_%s in front"
              .formatted(right, right),
          at);
    } else if (turned) {
      resolver.note(
          "the sum is over all pairs of %s and %s; for a given %s name the value, y_%s = …"
              .formatted(left, right, right, right),
          at);
    }
  }

  private Name bind(Bindings scope, Name index) {
    resolver.boundNames.add(index);
    return scope.bind(index);
  }

  /// What an index stands for that is not summed over here.
  private Term given(Name index) {
    Term variable = new Term.Variable(at, index);
    return resolver.factors.scope.getOrDefault(index, variable);
  }

  /// Over the whole range of an index.
  private Term whole(Name index, @Nullable Term lower, @Nullable Term upper, Term of) {
    resolver.shaped |= upper == null;
    Term first = lower == null ? new Term.Known(at, Num.ONE) : lower;
    return new Term.Binding(at, kind, index, upper == null ? null : first, upper, of);
  }

  /// The terms that a condition chooses, `Σ_i Σ_j 𝟙[i ≠ j]`.
  ///
  /// @param strict whether the first index is smaller, or may be equal; null where they differ
  private Term chosen(
      Name first,
      Name second,
      @Nullable Boolean strict,
      @Nullable Term lower,
      @Nullable Term upper) {
    if (kind != Binder.Kind.SUM) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found a product over a condition, expected bounds such as Π_{i=1}^n",
          at);
    }
    Bindings scope = new Bindings(resolver);
    boolean outer = !isGiven(first);
    boolean inner = !isGiven(second);
    Name one = outer ? bind(scope, first) : first;
    Name other = inner ? bind(scope, second) : second;
    Term left = outer ? new Term.Variable(at, one) : given(first);
    Term right = inner ? new Term.Variable(at, other) : given(second);
    Term read = body.get();
    scope.close();
    Relation.Comparison relation =
        strict == null
            ? Relation.Comparison.NOT_EQUAL
            : strict ? Relation.Comparison.LESS : Relation.Comparison.LESS_OR_EQUAL;
    Term condition = new Term.Related(at, relation, left, right);
    Term indicator =
        Products.call(at, resolver.vocabulary.written(Notation.INDICATOR), List.of(condition));
    Term sum = new Term.Times(at, List.of(indicator, read), List.of(false, false));
    sum = inner ? whole(other, lower, upper, sum) : sum;
    return outer ? whole(one, lower, upper, sum) : sum;
  }
}
