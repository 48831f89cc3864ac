package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nabla.answer.Wording;
import nabla.calculus.Gradient;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import nabla.rewrite.Signs;
import org.jspecify.annotations.Nullable;

/// A stationary point of a function of several variables whose Hessian is singular, so that the
/// second derivatives do not decide what is there.
///
/// Higher derivatives along straight lines prove that it is no minimum, and never that it is one:
/// `(y − x²)(y − 2x²)` has a minimum at 0 along every line, and none in the plane (G. Peano, 1884).
/// That it is one is proved by the sign of `L − L(p)` as it is written, and else only made likely
/// by values near by.
final class SingularPoint {
  private static final int HIGHEST = 8;
  private static final double[] DISTANCES = {0.1, 0.01};
  private static final double[] BENDS = {-4, -2, -1.5, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 1.5, 2, 4};
  private static final int DIRECTIONS = 600;
  private static final double NOISE = 1e-14;
  private static final String UNDECIDED = "What is there is not decided";

  private final Account account;
  private final Forms forms;
  private final Symbol loss;
  private final Expr expression;
  private final List<Symbol> variables;
  private final List<Expr> point;
  private final Map<Symbol, Expr> there = new LinkedHashMap<>();

  SingularPoint(
      Account account,
      Forms forms,
      Symbol loss,
      Expr expression,
      List<Symbol> variables,
      List<Expr> point) {
    this.account = account;
    this.forms = forms;
    this.loss = loss;
    this.expression = expression;
    this.variables = variables;
    this.point = point;
    for (int i = 0; i < point.size(); i++) {
      there.put(variables.get(i), point.get(i));
    }
  }

  /// What it is.
  enum Kind {
    MINIMUM,
    MAXIMUM,
    NEITHER,
    /// As far as values near by show, and that proves nothing.
    LIKELY_NEITHER,
    /// That is not proved.
    OPEN
  }

  /// What it is, in words as well.
  record Verdict(Kind kind, Wording words) {
    /// As findings name it; empty for what is open.
    String word() {
      return switch (kind) {
        case MINIMUM -> "minimum";
        case MAXIMUM -> "maximum";
        case NEITHER -> "saddle";
        case OPEN, LIKELY_NEITHER -> "";
      };
    }
  }

  /// What is said of it.
  ///
  /// @param hessian the Hessian there, row by row
  Verdict of(List<Expr> hessian) {
    Expr value = forms.closed(Substitution.of(there).apply(expression));
    Integer sign = sign(value);
    if (sign != null) {
      Relation.Comparison comparison =
          sign > 0 ? Relation.Comparison.GREATER_OR_EQUAL : Relation.Comparison.LESS_OR_EQUAL;
      return new Verdict(
          sign > 0 ? Kind.MINIMUM : Kind.MAXIMUM,
          account.sentence(
              Relation.of(comparison, loss, value),
              sign > 0 ? " everywhere: a minimum" : " everywhere: a maximum"));
    }
    Wording lines = alongLines(hessian);
    return lines != null ? new Verdict(Kind.NEITHER, lines) : nearBy();
  }

  /// The sign of `L − L(p)`, where it is the same everywhere; null where that is not seen.
  private @Nullable Integer sign(Expr value) {
    Expr difference = Sum.of(expression, Negate.of(value));
    Signs signs = Signs.of(forms.assumptions());
    boolean zero = Num.ZERO.equals(value);
    List<Expr> spellings = new ArrayList<>();
    if (zero) {
      spellings.add(expression);
      spellings.add(forms.factored(expression));
    }
    spellings.add(forms.closed(difference));
    spellings.add(forms.factored(difference));
    for (Expr spelling : spellings) {
      if (signs.isNonNegative(spelling)) {
        return 1;
      }
      if (signs.isNonNegative(forms.closed(Negate.of(spelling)))) {
        return -1;
      }
    }
    return null;
  }

  /// Along the lines in which the Hessian is 0, and across them; null where that decides nothing.
  private @Nullable Wording alongLines(List<Expr> hessian) {
    Rational[] entries = Forms.rationals(hessian);
    if (entries == null) {
      return null;
    }
    int size = variables.size();
    Rational[][] rows = new Rational[size][size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(entries, i * size, rows[i], 0, size);
    }
    Inertia inertia = Inertia.of(rows);
    boolean rises = inertia.positive() > 0;
    boolean falls = inertia.negative() > 0;
    List<Rational[]> flat = Subspace.nullOf(rows).basis();
    List<Rational[]> lines = new ArrayList<>(flat);
    for (int i = 0; i < flat.size(); i++) {
      for (int j = 0; j < i; j++) {
        lines.add(plus(flat.get(i), flat.get(j), Rational.ONE));
        lines.add(plus(flat.get(i), flat.get(j), Rational.ONE.negate()));
      }
    }
    for (Rational[] line : lines) {
      Integer order = order(line);
      if (order == null) {
        continue;
      }
      if (order % 2 != 0) {
        return account.sentence(
            "In the direction ",
            Literal.of(size, forms.numbers(line)),
            " it rises, and in the opposite one it falls: neither a minimum nor a maximum");
      }
      rises |= order > 0;
      falls |= order < 0;
    }
    return rises && falls
        ? account.sentence(
            "It rises in some directions and falls in others: neither a minimum nor a maximum")
        : null;
  }

  private static Rational[] plus(Rational[] one, Rational[] other, Rational times) {
    Rational[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] = sum[i].plus(times.times(other[i]));
    }
    return sum;
  }

  /// The order of the first derivative along a line that is not 0, with its sign; null where that
  /// is not known.
  private @Nullable Integer order(Rational... line) {
    Symbol length = Notation.free(variables, List.of("s", "t", "r"));
    Map<Symbol, Expr> along = new LinkedHashMap<>();
    for (int i = 0; i < line.length; i++) {
      along.put(variables.get(i), Sum.of(point.get(i), Product.of(Num.of(line[i]), length)));
    }
    Expr derivative = forms.closed(Substitution.of(along).apply(expression));
    for (int order = 1; order <= HIGHEST; order++) {
      derivative = forms.closed(Gradient.of(derivative, List.of(length)).getFirst());
      Integer sign = forms.sign(Substitution.of(length, Num.ZERO).apply(derivative));
      if (sign == null || sign != 0) {
        return sign == null ? null : Integer.valueOf(sign * order);
      }
    }
    return null;
  }

  /// By values near by, which prove nothing.
  private Verdict nearBy() {
    return Forms.mentionsOthers(expression, variables) || point.stream().anyMatch(Forms::hasSymbols)
        ? new Verdict(Kind.OPEN, account.sentence(UNDECIDED))
        : nearBy(
            account,
            forms.closed(expression),
            variables,
            point.stream().mapToDouble(Pieces::number).toArray());
  }

  /// What is said of a stationary point that is known by numbers, by the values near by.
  static Verdict nearBy(Account account, Expr expression, List<Symbol> variables, double... place) {
    Compiled compiled = Compiled.of(variables, expression);
    double value = compiled.evaluate(place);
    boolean none = true;
    boolean least = true;
    boolean most = true;
    boolean both = true;
    for (double distance : DISTANCES) {
      boolean above = false;
      boolean below = false;
      for (double[] away : around(place.length, distance)) {
        double[] near = place.clone();
        for (int i = 0; i < near.length; i++) {
          near[i] += away[i];
        }
        double difference = compiled.evaluate(near) - value;
        double noise = NOISE * Math.max(1, Math.abs(value));
        above |= difference > noise;
        below |= difference < -noise;
      }
      none &= !above && !below;
      least &= !below;
      most &= !above;
      both &= above && below;
    }
    String seen = "As far as values near by show, ";
    if (both) {
      return new Verdict(
          Kind.LIKELY_NEITHER,
          account.sentence(
              seen, "some are greater and some are less: neither a minimum nor a maximum"));
    }
    return new Verdict(
        Kind.OPEN,
        least != most && !none
            ? account.sentence(
                seen,
                least ? "none is less: a minimum" : "none is greater: a maximum",
                ", which that does not prove")
            : account.sentence(UNDECIDED));
  }

  /// Places around 0: in directions all around, and on parabolas through it.
  private static List<double[]> around(int size, double distance) {
    List<double[]> places = new ArrayList<>();
    Random random = new Random(size);
    for (int count = 0; count < 2 * size + DIRECTIONS; count++) {
      double[] away = new double[size];
      double norm = 1;
      if (count < 2 * size) {
        away[count / 2] = count % 2 == 0 ? 1 : -1;
      } else {
        Arrays.setAll(away, i -> random.nextGaussian());
        norm = Math.sqrt(Arrays.stream(away).map(each -> each * each).sum());
      }
      for (int i = 0; i < size; i++) {
        away[i] *= distance / norm;
      }
      places.add(away);
      for (int across = 0; count < 2 * size && across < size; across++) {
        for (double bend : BENDS) {
          double[] bent = away.clone();
          bent[across] += bend * distance * distance;
          places.add(bent);
        }
      }
    }
    return places;
  }
}
