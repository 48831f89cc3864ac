package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;

/// The laws of words: what cancels, what is its own transpose, and which part is a number.
final class Words {

  private final Algebra algebra;
  private final KroneckerLaws kronecker;
  private final PowerLaws powers;
  private final BlockLaws blocks;
  private final InverseLaws inverses;
  private final Map<Expr, Boolean> symmetric = new HashMap<>();

  Words(Algebra algebra) {
    this.algebra = algebra;
    this.kronecker = new KroneckerLaws(algebra);
    this.powers = new PowerLaws(algebra);
    this.blocks = new BlockLaws(algebra);
    this.inverses = new InverseLaws(algebra);
  }

  /// The product of two terms, normalised.
  Term times(Term a, Term b, Shape shape) {
    List<Letter> word = new ArrayList<>(a.word());
    word.addAll(b.word());
    return normal(Canonical.product(a.scalar(), b.scalar()), word, shape);
  }

  /// The term of a number and letters, with identities left out, neighbours cancelled, and the
  /// parts that are numbers in front.
  Term normal(Expr scalar, List<Letter> letters, Shape shape) {
    List<Letter> word = new ArrayList<>();
    for (Letter letter : letters) {
      Letter same = upright(letter);
      Letter next = algebra.facts().turned(same.equals(letter) ? BlockLaws.upright(letter) : same);
      if (!word.isEmpty() && isDistribution(word.getLast()) && isOnes(next)) {
        word.set(word.size() - 1, ones(next, word.getLast()));
        continue;
      }
      if (next.is(Matrices.IDENTITY)) {
        continue;
      }
      if (!word.isEmpty() && word.getLast().equals(next) && algebra.facts().isIdempotent(next)) {
        continue;
      }
      int place = placeAmongDiagonals(word, next);
      if (place < word.size()) {
        if (word.get(place).cancels(next)) {
          word.remove(place);
        } else {
          word.add(place, next);
        }
        continue;
      }
      if (!word.isEmpty()
          && (cancel(word.getLast(), next) || algebra.facts().isIdentity(word.getLast(), next))) {
        word.removeLast();
      } else {
        word.add(next);
      }
    }
    if (word.stream().anyMatch(PowerLaws::concerns)) {
      powers.apply(word);
    }
    Expr front = inverses.apply(scalar, word);
    if (word.stream().anyMatch(BlockLaws::concerns)) {
      front = Canonical.product(front, blocks.apply(word));
      word.removeIf(letter -> letter.is(Matrices.IDENTITY));
    }
    if (word.stream().anyMatch(KroneckerLaws::concerns)) {
      front = Canonical.product(front, kronecker.apply(word));
      word.removeIf(letter -> letter.is(Matrices.IDENTITY));
    }
    Expr number = takeNumbers(front, word);
    number = joinDiagonals(number, word);
    if (word.isEmpty() && !shape.isScalar()) {
      word.add(new Letter(Matrices.identity(shape.rows()), false));
    }
    return new Term(number, List.copyOf(word));
  }

  /// Whether each row has the sum 1.
  private boolean isDistribution(Letter letter) {
    return (letter.is(Rows.SOFTMAX) && !letter.transposed())
        || algebra.facts().isDistribution(letter);
  }

  private static boolean isOnes(Letter letter) {
    return letter.is(Matrices.ONES) && letter.shape().isVector();
  }

  private static Letter ones(Letter next, Letter before) {
    Shape rows = Shape.vector(before.shape().rows());
    return new Letter(Matrices.ones(rows), next.transposed());
  }

  /// Whether the product of two neighbours is the identity.
  boolean cancel(Letter left, Letter right) {
    return left.cancels(right) || algebra.facts().cancel(left, right);
  }

  /// Diagonal matrices commute: where one goes among the diagonal matrices at the end of a word, in
  /// the order of their names or beside its inverse; the end where it needs no move.
  private int placeAmongDiagonals(List<Letter> word, Letter next) {
    if (!algebra.facts().isDiagonal(next)) {
      return word.size();
    }
    int place = word.size();
    for (int i = word.size() - 1; i >= 0 && algebra.facts().isDiagonal(word.get(i)); i--) {
      if (word.get(i).cancels(next)) {
        return i;
      }
      if (next.atom().toString().compareTo(word.get(i).atom().toString()) < 0) {
        place = i;
      }
    }
    return place;
  }

  /// Every row times … times column is a number.
  private Expr takeNumbers(Expr scalar, List<Letter> word) {
    Expr number = scalar;
    int start = -1;
    for (int i = 0; i < word.size(); i++) {
      Shape shape = word.get(i).shape();
      if (shape.transposed().isVector()) {
        start = i;
      } else if (shape.isVector() && start >= 0) {
        List<Letter> part = word.subList(start, i + 1);
        number = Canonical.product(number, algebra.number(List.copyOf(part)));
        part.clear();
        i = start - 1;
        start = -1;
      }
    }
    return number;
  }

  /// `diag(u) diag(v) = diag(u ⊙ v)`, and where a column v follows, `diag(u) v = u ⊙ v`; before it
  /// stands a row, `vᵀ diag(u) = (u ⊙ v)ᵀ`.
  private Expr joinDiagonals(Expr scalar, List<Letter> word) {
    Expr number = scalar;
    for (int i = word.size() - 1; i >= 0; i--) {
      if (i >= word.size() || !isDiagonal(word.get(i))) { // a row takes in all that follows it
        continue;
      }
      Terms u = algebra.of(argument(word.get(i)));
      if (i + 1 < word.size() && isDiagonal(word.get(i + 1))) {
        Terms joined =
            algebra.entries.elementwise(List.of(u, algebra.of(argument(word.get(i + 1)))));
        word.remove(i + 1);
        word.set(i, Diagonals.matrix(algebra.spell(joined)));
        continue;
      }
      int column = i + 1;
      while (column < word.size() && !word.get(column).shape().isVector()) {
        column++;
      }
      int row = i - 1;
      while (row >= 0 && !word.get(row).shape().transposed().isVector()) {
        row--;
      }
      if (column < word.size()) {
        number = scale(number, u, word, i, column + 1, false);
      } else if (row >= 0) {
        number = scale(number, u, word, row, i + 1, true);
      }
    }
    return number;
  }

  /// Puts one elementwise product in place of a diagonal matrix and the vector beside it.
  private Expr scale(Expr number, Terms u, List<Letter> word, int from, int to, boolean row) {
    List<Letter> beside =
        List.copyOf(row ? word.subList(from, to - 1) : word.subList(from + 1, to));
    Term term = new Term(nabla.expr.Num.ONE, beside);
    Terms vector = new Terms(u.shape(), List.of(row ? upright(term.turned()) : term));
    Terms joined = algebra.entries.elementwise(List.of(u, vector));
    if (joined.isZero()) {
      return number;
    }
    Term only = (joined.isSingle() ? joined : algebra.asLetter(joined)).terms().getFirst();
    List<Letter> place = word.subList(from, to);
    place.clear();
    place.addAll(row ? only.turned().word() : only.word());
    return Canonical.product(number, only.scalar());
  }

  private static Expr argument(Letter letter) {
    return ((Apply) letter.atom()).argument();
  }

  /// `diag(u)` of a vector u.
  static boolean isDiagonal(Letter letter) {
    return letter.is(Matrices.DIAG) && argument(letter).shape().isVector();
  }

  /// Whether an array is its own transpose, as far as is known.
  boolean isSymmetric(Expr atom) {
    if (!atom.shape().isSquare()) {
      return false;
    }
    Boolean known = symmetric.get(atom);
    if (known == null) {
      symmetric.put(atom, false); // what asks for itself learns nothing
      known = findSymmetric(atom);
      symmetric.put(atom, known);
    }
    return known;
  }

  private boolean findSymmetric(Expr atom) {
    if (!atom.shape().isSquare()) {
      return false; // ones(m, n)
    }
    return switch (atom) {
      case Symbol symbol -> algebra.facts().isSymmetric(symbol);
      case Power power -> isSymmetric(power.base());
      case Apply apply when apply.operator() == Matrices.IDENTITY -> true;
      case Apply apply when apply.operator() == Matrices.ONES -> true;
      case Apply apply when apply.operator() == Matrices.DIAG -> true;
      case Apply apply
          when apply.operator() == Matrices.INVERSE || apply.operator() == MatrixFunctions.EXPM ->
          isSymmetric(apply.argument());
      case Apply apply when apply.operator().isElementwise() || isOfEntries(apply) ->
          apply.children().stream().allMatch(part -> part.isScalar() || isSymmetric(part));
      case nabla.expr.Sum sum -> isOwnTranspose(atom);
      case Product product -> isOwnTranspose(atom);
      case Binder binder when binder.kind() == Binder.Kind.SUM ->
          isSymmetric(binder.open(Binders.index(binder, List.of())));
      case nabla.expr.Derivative adjoint -> algebra.facts().isSymmetric(adjoint);
      default -> false;
    };
  }

  private static boolean isOfEntries(Apply apply) {
    return apply.operator() == Matrices.ELEMENTWISE_PRODUCT
        || apply.operator() == Matrices.ELEMENTWISE_QUOTIENT
        || apply.operator() == Matrices.ELEMENTWISE_POWER;
  }

  private boolean isOwnTranspose(Expr atom) {
    Terms terms = algebra.expanded(atom);
    Set<Term> turned = new HashSet<>();
    for (Term term : terms.turned().terms()) {
      turned.add(upright(term));
    }
    return Set.copyOf(terms.terms()).equals(turned);
  }

  private Term upright(Term term) {
    return new Term(term.scalar(), term.word().stream().map(this::upright).toList());
  }

  /// The letter itself in place of its transpose where these are one matrix.
  private Letter upright(Letter letter) {
    return letter.transposed() && isSymmetric(letter.atom()) ? letter.turned() : letter;
  }

  /// Of a word and its transpose, the one with fewer letters turned, then the one that comes first.
  static List<Letter> leading(List<Letter> word) {
    List<Letter> turned = new Term(nabla.expr.Num.ONE, word).turned().word();
    return compare(turned, word) < 0 ? turned : word;
  }

  /// The same for a number, where the transpose of a symmetric matrix is the matrix.
  List<Letter> leadingNumber(List<Letter> word) {
    List<Letter> turned = new ArrayList<>();
    for (Letter letter : new Term(nabla.expr.Num.ONE, word).turned().word()) {
      turned.add(upright(letter));
    }
    return compare(turned, word) < 0 ? turned : word;
  }

  /// The first in order of all rotations of a word under a trace, and of their transposes.
  List<Letter> leadingRotation(List<Letter> word) {
    List<Letter> best = leadingNumber(word);
    List<Letter> rotated = new ArrayList<>(word);
    for (int i = 1; i < word.size(); i++) {
      Collections.rotate(rotated, -1);
      List<Letter> next = leadingNumber(List.copyOf(rotated));
      best = compare(next, best) < 0 ? next : best;
    }
    return best;
  }

  /// What changes stands upright and last, `xᵀA dx`; then the word with fewer letters turned is
  /// first.
  static int compare(List<Letter> a, List<Letter> b) {
    int change = Integer.compare(awayFromEnd(a), awayFromEnd(b));
    if (change != 0) {
      return change;
    }
    int turned = Long.compare(turned(a), turned(b));
    if (turned != 0) {
      return turned;
    }
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int next = a.get(i).toString().compareTo(b.get(i).toString());
      if (next != 0) {
        return next;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /// How far the sign of a differential is from standing upright at the end.
  private static int awayFromEnd(List<Letter> word) {
    int away = 0;
    for (int i = 0; i < word.size(); i++) {
      if (DifferentialSign.isOn(word.get(i).atom())) {
        away += word.size() - 1 - i + (word.get(i).transposed() ? word.size() : 0);
      }
    }
    return away;
  }

  private static long turned(List<Letter> word) {
    return word.stream().filter(Letter::transposed).count();
  }
}
