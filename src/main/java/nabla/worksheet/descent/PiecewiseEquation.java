package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import java.util.ArrayList;
import java.util.List;
import nabla.answer.Wording;
import nabla.calculus.Gradient;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// One equation in one variable whose formula changes at kinks and steps: each piece is solved by
/// itself. Where the equation is that a derivative is 0, the kinks are looked at as well, as a loss
/// may be least where it has no derivative: where its slope changes its sign.
final class PiecewiseEquation {
  private static final int HIGHEST = 6;

  private final Account account;
  private final Forms forms;
  private final Symbol variable;
  private final Pieces pieces;
  private final Expr zero;
  private final @Nullable Expr loss;
  private final Symbol name;
  private final List<Expr> equations = new ArrayList<>();
  private final List<Integer> slopes = new ArrayList<>();
  private boolean found;

  private PiecewiseEquation(
      Account account, Forms forms, Pieces pieces, Expr zero, @Nullable Expr loss, Symbol name) {
    this.account = account;
    this.forms = forms;
    this.variable = pieces.variable();
    this.pieces = pieces;
    this.zero = zero;
    this.loss = loss;
    this.name = name;
  }

  /// An equation in pieces; null where it is all one, or its pieces are not known.
  ///
  /// @param loss of which the equation says that its derivative is 0; null where it says no such
  ///   thing
  static @Nullable PiecewiseEquation of(
      Account account, Forms forms, Symbol variable, Expr zero, @Nullable Expr loss, Symbol name) {
    try {
      Pieces pieces =
          Pieces.of(loss == null ? List.of(zero) : List.of(zero, loss), variable, forms);
      if (pieces == null) {
        return null;
      }
      PiecewiseEquation work = new PiecewiseEquation(account, forms, pieces, zero, loss, name);
      for (int i = 0; i <= pieces.borders().size(); i++) {
        work.equations.add(forms.closed(pieces.piece(zero, i)));
      }
      return work;
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return null; // it has no value on some of them
    }
  }

  /// Solves one piece.
  interface Piece {
    /// Says the solutions of `piece = 0`, of which those in an interval count.
    ///
    /// @return whether there is one
    boolean solve(Expr piece, @Nullable Expr loss, Expr interval, Inside inside);
  }

  /// Whether a place is in an interval.
  interface Inside {
    boolean holds(double place);
  }

  /// Whether a piece is 0 throughout.
  private boolean isFlat(int interval) {
    return interval >= 0 && interval < equations.size() && forms.isZero(equations.get(interval));
  }

  /// The account of the solutions, from left to right.
  void solve(Piece piece) {
    for (int i = 0; i < equations.size(); i++) {
      if (isFlat(i)) {
        flat(i);
      } else if (Dag.any(equations.get(i), variable::equals)) {
        int interval = i;
        found |=
            piece.solve(
                equations.get(i),
                loss == null ? null : forms.closed(pieces.piece(loss, i)),
                pieces.interval(i),
                place -> pieces.isInside(place, interval));
      }
      if (i < pieces.borders().size()) {
        border(i);
      }
    }
    if (!found) {
      account.say(
          loss == null
              ? "No real number "
              : "The derivative is 0 nowhere, and no kink is a minimum or a maximum: no real number"
                  + " ",
          variable,
          " solves this.");
    }
    steady();
  }

  /// Says where kinks are minima, and what descent does there.
  ///
  /// @return whether there is one
  boolean sayWhereDescentEnds(Expr rate) {
    boolean some = false;
    for (int i = 0; i < pieces.borders().size(); i++) {
      Expr own = java.util.Objects.requireNonNull(loss);
      Expr left = at(equations.get(i), i);
      Expr right = at(equations.get(i + 1), i);
      Integer before = forms.sign(left);
      Integer after = forms.sign(right);
      if (before != null && before < 0 && after != null && after > 0 && isContinuous(i, own)) {
        some = true;
        account.say(
            "At ",
            Relation.of(EQUAL, variable, pieces.borders().get(i)),
            " there is a kink, at which the slope goes from ",
            left,
            " to ",
            right,
            ": a minimum without a gradient. Near by, descent steps to and fro over it by about ",
            rate,
            " times these slopes, and comes to rest only if it meets it.");
      }
    }
    return some;
  }

  /// Says on which intervals nothing moves, as the gradient is 0 on them.
  ///
  /// @return whether there is one
  boolean sayWhereNothingMoves() {
    boolean some = false;
    for (int i = 0; i < equations.size(); i++) {
      if (isFlat(i)) {
        flat(i);
        account.say("There nothing moves: descent stays where it comes to.");
        some = true;
      }
    }
    return some;
  }

  /// The value of a piece at a border, from its side.
  private Expr at(Expr piece, int border) {
    return forms.closed(Substitution.of(variable, pieces.borders().get(border)).apply(piece));
  }

  private void border(int border) {
    if (loss != null) {
      kink(border, loss);
      return;
    }
    boolean covered = isFlat(border) || isFlat(border + 1);
    Integer sign = covered ? null : forms.sign(at(zero, border));
    if (sign != null && sign == 0) {
      account.findings().solution(List.of(variable), List.of(pieces.borders().get(border)));
      account.equations(Account.row(variable, pieces.borders().get(border)));
      found = true;
    }
  }

  private void kink(int border, Expr loss) {
    Expr place = Relation.of(EQUAL, variable, pieces.borders().get(border));
    if (hasNoValue(border, loss)) {
      return;
    }
    if (!isContinuous(border, loss)) {
      account.warn("At ", place, " ", name, " jumps.");
      return;
    }
    if (isFlat(border) || isFlat(border + 1)) {
      return; // said of the interval
    }
    Expr left = at(equations.get(border), border);
    Expr right = at(equations.get(border + 1), border);
    int before = beside(border, -1);
    int after = beside(border, 1);
    if (before == 0 || after == 0) {
      account.warn("At ", place, " is a kink, at which the sign of the slope is not known.");
      return;
    }
    String kind =
        before < 0 && after > 0 ? "a minimum" : before > 0 && after < 0 ? "a maximum" : "";
    if (forms.isZero(left) && forms.isZero(right)) {
      account.findings().solution(List.of(variable), List.of(pieces.borders().get(border)));
      account.equations(Account.row(variable, pieces.borders().get(border)));
      account.say(
          "The slope is ",
          before < 0 ? "negative" : "positive",
          " before it and ",
          after < 0 ? "negative" : "positive",
          " after it: ",
          kind.isEmpty() ? "neither a minimum nor a maximum" : kind,
          ".");
      found = true;
    } else if (!kind.isEmpty()) {
      account.findings().kink(pieces.borders().get(border), kind.substring("a ".length()));
      account.say(
          "At ",
          place,
          " there is a kink: the derivative does not exist, and the slope goes from ",
          left,
          " to ",
          right,
          ": ",
          kind,
          ", with ",
          Relation.of(EQUAL, name, at(loss, border)),
          ".");
      found = true;
    } else if (!forms.isZero(Sum.of(left, Negate.of(right)))) {
      slopes.add(border);
    }
  }

  /// That the slope keeps its sign at the other kinks.
  private void steady() {
    if (slopes.isEmpty()) {
      return;
    }
    Wording places = account.sentence();
    for (int i = 0; i < slopes.size(); i++) {
      places =
          account.sentence(
              places,
              i == 0 ? "" : ", ",
              Relation.of(EQUAL, variable, pieces.borders().get(slopes.get(i))));
    }
    account.say(
        slopes.size() == 1 ? "At the kink " : "At the kinks ",
        places,
        " the slope keeps its sign: neither a minimum nor a maximum.");
  }

  private boolean hasNoValue(int border, Expr loss) {
    try {
      return !Double.isFinite(Pieces.number(at(loss, border)));
    } catch (NablaException undefined) {
      return true;
    }
  }

  private boolean isContinuous(int border, Expr loss) {
    try {
      Expr there = at(loss, border);
      for (int side = border; side <= border + 1; side++) {
        if (!forms.isZero(Sum.of(at(pieces.piece(loss, side), border), Negate.of(there)))) {
          return false;
        }
      }
      return true;
    } catch (NablaException undefined) {
      return false;
    }
  }

  /// The sign of the slope just before a border or just after it; 0 where it is not known.
  private int beside(int border, int side) {
    Expr slope = equations.get(side < 0 ? border : border + 1);
    for (int order = 0; order <= HIGHEST; order++) {
      Integer sign = forms.sign(at(slope, border));
      if (sign == null) {
        return 0;
      }
      if (sign != 0) {
        return side < 0 && order % 2 == 1 ? -sign : sign;
      }
      slope = forms.closed(Gradient.of(slope, List.of(variable)).getFirst());
    }
    return 0;
  }

  /// An interval on which every number is a solution.
  private void flat(int interval) {
    found = true;
    Expr where = pieces.interval(interval);
    if (loss == null) {
      account.say("Every ", variable, " with ", closed(interval), " solves this.");
      return;
    }
    int before = interval == 0 ? 0 : beside(interval - 1, -1);
    int after = interval == pieces.borders().size() ? 0 : beside(interval, 1);
    boolean open = interval == 0 || interval == pieces.borders().size();
    boolean least = before <= 0 && after >= 0;
    boolean most = before >= 0 && after <= 0;
    account.say(
        "For ",
        where,
        " the derivative is 0 throughout, and ",
        Relation.of(EQUAL, name, forms.closed(pieces.piece(loss, interval))),
        ": ",
        least
            ? "a minimum, the same at all of them"
            : most ? "a maximum, the same at all of them" : "a terrace, neither least nor most",
        least || most ? " and at " + (open ? "the end." : "the ends.") : ".");
  }

  /// An interval with those of its ends that are solutions.
  private Expr closed(int interval) {
    List<Expr> parts = new ArrayList<>();
    if (interval > 0) {
      parts.add(
          Relation.of(
              holdsAt(interval - 1) ? Relation.Comparison.LESS_OR_EQUAL : Relation.Comparison.LESS,
              pieces.borders().get(interval - 1),
              variable));
    }
    if (interval < pieces.borders().size()) {
      parts.add(
          Relation.of(
              holdsAt(interval) ? Relation.Comparison.LESS_OR_EQUAL : Relation.Comparison.LESS,
              variable,
              pieces.borders().get(interval)));
    }
    return nabla.expr.Logic.of(nabla.expr.Logic.Connective.AND, parts);
  }

  private boolean holdsAt(int border) {
    Integer sign = forms.sign(at(zero, border));
    return sign != null && sign == 0;
  }
}
