package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Rules that replace a word of letters by what it is equal to, and what terms become when none
/// applies any more. Numbers that words make, `uᵀ A v` and `tr(A B)`, are reduced as well: a trace
/// where a rule applies to one of the rotations of its word.
final class WordRules {

  /// Sums with more terms are given up.
  static final int MOST_TERMS = 24;

  private static final int MOST_STEPS = 400;

  private final Algebra algebra;
  private final Words words;
  private final List<Rule> rules = new ArrayList<>();

  /// What the numbers that words make become by the rules.
  private final Map<Expr, Expr> values = new HashMap<>();

  /// A word, and what it is equal to.
  ///
  /// @param known whether the algebra of words applies it by itself
  record Rule(List<Letter> word, Terms value, boolean known) {}

  WordRules(Algebra algebra, Words words) {
    this.algebra = algebra;
    this.words = words;
  }

  /// The rules in the order in which they were found.
  List<Rule> all() {
    return Collections.unmodifiableList(rules);
  }

  /// Adds a rule; false where there is one for the word already.
  boolean add(Rule rule) {
    if (rules.stream().anyMatch(other -> other.word.equals(rule.word))) {
      return false;
    }
    rules.add(rule);
    values.clear();
    return true;
  }

  /// Terms with the rules applied, and in them the numbers that rows and columns make; null where
  /// they grow too large.
  @Nullable Terms reduced(Terms terms) {
    Terms current = terms;
    for (int step = 0; step < MOST_STEPS; step++) {
      Budget.check();
      List<Term> next = new ArrayList<>();
      boolean changed = false;
      for (Term term : current.terms()) {
        List<Term> replaced = once(term, current.shape());
        changed |= replaced != null;
        next.addAll(replaced == null ? List.of(term) : replaced);
      }
      if (!changed) {
        return numbers(current);
      }
      if (next.size() > MOST_TERMS * 4) {
        return null;
      }
      current = Terms.sum(terms.shape(), next);
    }
    return null;
  }

  private @Nullable List<Term> once(Term term, Shape shape) {
    List<Letter> word = term.word();
    for (Rule rule : rules) {
      int place = rule.known ? -1 : Collections.indexOfSubList(word, rule.word);
      if (place >= 0) {
        List<Letter> after = word.subList(place + rule.word.size(), word.size());
        List<Term> replaced = new ArrayList<>();
        for (Term part : between(word.subList(0, place), rule.value, after, shape)) {
          replaced.add(part.withScalar(Canonical.product(term.scalar(), part.scalar())));
        }
        return replaced;
      }
    }
    return null;
  }

  private Terms numbers(Terms terms) {
    return terms.withScalars(this::number);
  }

  /// A number with the rules applied to the words that it holds.
  private Expr number(Expr scalar) {
    Map<Expr, Expr> replaced = new HashMap<>();
    for (Expr node : Dag.of(scalar).nodes()) {
      Expr meaning = algebra.numbers.meaning(node);
      if (meaning == null) {
        continue;
      }
      Expr value = values.get(node);
      if (value == null) {
        values.put(node, node); // what asks for itself learns nothing
        value = value(node, meaning);
        values.put(node, value);
      }
      if (!value.equals(node)) {
        replaced.put(node, value);
      }
    }
    return replaced.isEmpty() ? scalar : Canonical.of(Substitution.of(replaced).apply(scalar));
  }

  private Expr value(Expr number, Expr meaning) {
    List<Letter> product = meaning instanceof Product factors ? word(factors) : null;
    if (product != null) {
      Terms value = replaced(List.of(product), Shape.SCALAR);
      return value == null ? number : value.scalar();
    }
    if (meaning instanceof Apply apply && apply.operator() == Matrices.TRACE) {
      Terms inside = algebra.of(apply.argument());
      if (inside.isSingle()) {
        List<Letter> word = inside.terms().getFirst().word();
        Terms value = replaced(rotations(word), inside.shape());
        return value == null
            ? number
            : Canonical.product(
                inside.terms().getFirst().scalar(),
                algebra.of(Apply.of(Matrices.TRACE, algebra.spell(value))).scalar());
      }
    }
    return number;
  }

  private static List<List<Letter>> rotations(List<Letter> word) {
    List<List<Letter>> all = new ArrayList<>();
    List<Letter> rotated = new ArrayList<>(word);
    for (int i = 0; i < word.size(); i++) {
      all.add(List.copyOf(rotated));
      Collections.rotate(rotated, -1);
    }
    return all;
  }

  /// The first of some words to which a rule applies, reduced; null where none does.
  private @Nullable Terms replaced(List<List<Letter>> all, Shape square) {
    for (List<Letter> word : all) {
      List<List<Letter>> both = List.of(word, new Term(Num.ONE, word).turned().word());
      for (List<Letter> next : both) {
        Shape shape = Shape.of(next.getFirst().shape().rows(), next.getLast().shape().columns());
        List<Term> once = once(new Term(Num.ONE, next), shape);
        if (once != null) {
          return reduced(Terms.sum(shape.isScalar() ? square : shape, once));
        }
      }
    }
    return null;
  }

  /// What a word between two others is equal to, with them around it.
  List<Term> between(List<Letter> before, Terms value, List<Letter> after, Shape shape) {
    List<Term> terms = new ArrayList<>();
    for (Term term : value.terms()) {
      List<Letter> word = new ArrayList<>(before);
      word.addAll(term.word());
      word.addAll(after);
      terms.add(words.normal(term.scalar(), word, shape));
    }
    return terms;
  }

  /// The letters of a row times … times a column; null where it has another form.
  @Nullable List<Letter> word(Product product) {
    List<Letter> word = new ArrayList<>();
    for (Expr factor : product.children()) {
      Terms terms = factor.isScalar() ? null : algebra.of(factor);
      if (terms == null
          || !terms.isSingle()
          || terms.terms().getFirst().word().size() != 1
          || !Canonical.isOne(terms.terms().getFirst().scalar())) {
        return null;
      }
      word.add(terms.terms().getFirst().word().getFirst());
    }
    return List.copyOf(word);
  }
}
