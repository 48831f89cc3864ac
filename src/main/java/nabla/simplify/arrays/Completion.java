package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.simplify.Canonical;
import nabla.simplify.arrays.WordRules.Rule;
import org.jspecify.annotations.Nullable;

/// What follows from equations between words: that the inverse of a sum times the sum is the
/// identity, and equations that are assumed, such as `A B = B A`. Each equation is a rule that
/// replaces its longest word, and where two rules fit one word in two ways, the difference of what
/// they make of it is an equation again. This is the completion of Buchberger and Mora for words in
/// letters that do not commute; that it proves identities of matrices of any fitting sizes,
/// inverses of sums being letters with `S S⁻¹ = I = S⁻¹ S`, is the method of Helton and Wavrik
/// (Rules for computer simplification of the formulas in operator theory and linear systems, 1994)
/// and of Raab, Regensburger and Hofstadler (Formal proofs of operator identities by a single
/// formal computation, 2021).
///
/// A rule replaces by what is equal wherever all inverses exist. The completion may have no end, so
/// that it stops after a number of rules.
final class Completion {

  private static final int MOST_RULES = 80;
  private static final int LONGEST_WORD = 14;

  private final Algebra algebra;
  private final Words words;
  private final WordRules rules;
  private final PriorityQueue<Overlap> overlaps =
      new PriorityQueue<>(Comparator.comparingInt(Overlap::length));
  private final Set<Expr> divisors = new LinkedHashSet<>();

  /// A word of which the first letters are the word of one rule and the last that of another.
  private record Overlap(Rule first, Rule second, int shared) {

    int length() {
      return first.word().size() + second.word().size() - shared;
    }
  }

  /// The equations that hold for the inverses in terms, and those that are assumed.
  Completion(Algebra algebra, Terms claim, Assumptions assumptions) {
    this.algebra = algebra;
    this.words = new Words(algebra);
    this.rules = new WordRules(algebra, words);
    List<Terms> equations = new ArrayList<>();
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && !relation.left().isScalar()
          && relation.left().shape().equals(relation.right().shape())) {
        equations.add(algebra.of(relation.difference()));
      }
    }
    Set<Letter> letters = new LinkedHashSet<>();
    Set<List<Letter>> numbers = new LinkedHashSet<>();
    collect(claim, letters, numbers);
    List.copyOf(equations).forEach(equation -> collect(equation, letters, numbers));
    for (Terms equation : List.copyOf(equations)) {
      equations.add(algebra.turned(equation));
    }
    for (Letter letter : letters) {
      if (letter.is(Matrices.INVERSE)) {
        Terms inverse = Terms.of(letter.shape(), List.of(letter));
        Terms matrix = algebra.of(((Apply) letter.atom()).argument());
        if (letter.transposed()) {
          matrix = algebra.turned(matrix);
        }
        if (matrix.isSingle() && matrix.terms().getFirst().word().size() == 1) {
          Letter plain = matrix.terms().getFirst().word().getFirst();
          known(List.of(letter, plain));
          known(List.of(plain, letter));
        } else {
          equations.add(minusIdentity(algebra.times(matrix, inverse)));
          equations.add(minusIdentity(algebra.times(inverse, matrix)));
        }
      }
    }
    numbers.forEach(this::known);
    equations.forEach(this::add);
  }

  /// What was divided by: all that was found holds where these are not 0.
  Set<Expr> divisors() {
    return divisors;
  }

  /// Follows up what the rules say of each other, until the goal is reached; false where it is not.
  boolean reaches(BooleanSupplier goal) {
    if (goal.getAsBoolean()) {
      return true;
    }
    while (!overlaps.isEmpty() && rules.all().size() < MOST_RULES) {
      Budget.checkClock();
      Overlap overlap = overlaps.poll();
      if (overlap.length() <= LONGEST_WORD && add(difference(overlap)) && goal.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  /// Terms with all rules applied that were found so far; null where they grow too large.
  @Nullable Terms reduced(Terms terms) {
    return rules.reduced(terms);
  }

  private static Terms minusIdentity(Terms terms) {
    List<Term> all = new ArrayList<>(terms.terms());
    all.add(new Term(Num.MINUS_ONE, List.of(new Letter(identity(terms.shape()), false))));
    return Terms.sum(terms.shape(), all);
  }

  private static Expr identity(Shape shape) {
    return Matrices.identity(shape.rows());
  }

  /// The letters of terms, with those inside inverses and numbers, and the rows times columns that
  /// numbers in them stand for.
  private void collect(Terms terms, Set<Letter> letters, Set<List<Letter>> numbers) {
    for (Term term : terms.terms()) {
      for (Letter letter : term.word()) {
        if (letters.add(letter) && letter.is(Matrices.INVERSE)) {
          collect(algebra.of(((Apply) letter.atom()).argument()), letters, numbers);
        }
      }
      for (Expr node : Dag.of(term.scalar()).nodes()) {
        Expr meaning = algebra.numbers.meaning(node);
        if (meaning instanceof Product || meaning instanceof Apply) {
          List<Letter> word = meaning instanceof Product product ? rules.word(product) : null;
          if (word != null && !numbers.add(word)) {
            continue;
          }
          for (Expr child : meaning.children()) {
            if (!child.isScalar() && !child.shape().isTruth()) {
              collect(algebra.of(child), letters, numbers);
            }
          }
        }
      }
    }
  }

  /// A rule that the algebra of words applies by itself, for the sake of what follows from it.
  private void known(List<Letter> word) {
    Shape shape = Shape.of(word.getFirst().shape().rows(), word.getLast().shape().columns());
    Term normal = words.normal(Num.ONE, word, shape);
    include(new Rule(word, new Terms(shape, List.of(normal)), true));
  }

  /// Adds the rule that terms are 0; false where that says nothing new.
  private boolean add(@Nullable Terms zero) {
    Terms reduced = zero == null ? null : rules.reduced(zero);
    if (reduced == null || reduced.isZero() || reduced.shape().isScalar()) {
      return false;
    }
    Term leading = null;
    for (Term term : reduced.terms()) {
      leading = leading == null || comesAfter(term, leading) ? term : leading;
    }
    if (leading == null || length(leading.word()) == 0) {
      return false;
    }
    Term greatest = leading;
    Expr factor = Canonical.negate(Canonical.power(greatest.scalar(), -1));
    if (!(greatest.scalar() instanceof Num)) {
      divisors.add(greatest.scalar());
    }
    List<Term> rest = reduced.terms().stream().filter(term -> term != greatest).toList();
    include(new Rule(greatest.word(), new Terms(reduced.shape(), rest).times(factor), false));
    return true;
  }

  private static int length(List<Letter> word) {
    return word.size() == 1 && word.getFirst().is(Matrices.IDENTITY) ? 0 : word.size();
  }

  /// Longer words come after shorter ones; of two of one length, that with a number in front that
  /// is written out.
  private static boolean comesAfter(Term term, Term other) {
    int longer = Integer.compare(length(term.word()), length(other.word()));
    if (longer != 0) {
      return longer > 0;
    }
    boolean number = term.scalar() instanceof Num;
    return number == other.scalar() instanceof Num
        ? Words.compare(term.word(), other.word()) > 0
        : number;
  }

  private void include(Rule rule) {
    if (!rules.add(rule)) {
      return;
    }
    for (Rule other : rules.all()) {
      meet(rule, other);
      if (other != rule) {
        meet(other, rule);
      }
    }
  }

  private void meet(Rule first, Rule second) {
    int most = Math.min(first.word().size(), second.word().size());
    for (int shared = 1; shared <= most; shared++) {
      int size = first.word().size();
      if (first != second || shared < size) {
        if (first.word().subList(size - shared, size).equals(second.word().subList(0, shared))) {
          overlaps.add(new Overlap(first, second, shared));
        }
      }
    }
  }

  /// What the two rules make of the word where they meet, one minus the other.
  private @Nullable Terms difference(Overlap overlap) {
    Rule first = overlap.first;
    Rule second = overlap.second;
    List<Letter> before = first.word().subList(0, first.word().size() - overlap.shared);
    List<Letter> after = second.word().subList(overlap.shared, second.word().size());
    Shape shape =
        Shape.of(first.word().getFirst().shape().rows(), second.word().getLast().shape().columns());
    List<Term> terms = new ArrayList<>(rules.between(List.of(), first.value(), after, shape));
    for (Term term : rules.between(before, second.value(), List.of(), shape)) {
      terms.add(term.withScalar(Canonical.negate(term.scalar())));
    }
    return terms.size() > WordRules.MOST_TERMS ? null : Terms.sum(shape, terms);
  }
}
