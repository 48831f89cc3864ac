package nabla.calculus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import org.jspecify.annotations.Nullable;

/// Differentiates the way a person writes it down: the derivative sign is carried along, each line
/// replaces every `d/dx[…]` of the line before by what one rule gives, until none is left. The
/// rules are those of [Differential].
final class DifferentiationSteps {

  private static final int MOST_LINES = 200;

  private static final Set<Reason> PLAIN = Set.of(Reasons.CONSTANT, Reasons.VARIABLE);

  private final Moving moving;
  private final Glance glance;
  private final Map<Expr, Expr> derivatives = new HashMap<>();

  private DifferentiationSteps(Moving moving) {
    this.moving = moving;
    this.glance = new Glance(moving);
  }

  /// The lines from `d/dx[body]` to an expression without derivative signs.
  static List<Step> of(Expr body, Symbol variable) {
    return of(Derivative.of(body, variable, 1), Moving.alone(variable));
  }

  /// The lines from `line`, in which there are derivative signs, to one where the only ones left
  /// are those of the dependent variables.
  static List<Step> of(Expr line, Moving moving) {
    return new DifferentiationSteps(moving).steps(line);
  }

  /// What becomes of one derivative sign.
  ///
  /// @param within the smaller steps that led there, where it was not one rule
  private record Advance(Expr after, Set<Reason> reasons, List<Step> within) {

    Advance(Expr after, Set<Reason> reasons) {
      this(after, reasons, List.of());
    }
  }

  private List<Step> steps(Expr start) {
    List<Step> steps = new ArrayList<>();
    Expr line = start;
    Set<Expr> settled = new LinkedHashSet<>();
    for (int lines = 0; lines < MOST_LINES; lines++) {
      Budget.check();
      Map<Expr, Expr> replacements = new LinkedHashMap<>();
      Set<Reason> reasons = new LinkedHashSet<>();
      List<Step> within = new ArrayList<>();
      boolean linearBranch = false;
      for (Expr node : open(line, settled)) {
        Advance advance = advance(((Derivative) node).body());
        Expr next = Tidy.of(advance.after);
        reasons.addAll(advance.reasons);
        linearBranch |= advance.reasons.equals(Set.of(Reasons.VARIABLE)) && isBranch(node, line);
        if (next.equals(node)) {
          settled.add(node);
          reasons.add(Reasons.STAYS);
        } else {
          replacements.put(node, next);
          within.add(new Step(node, next, Reasons.worthSaying(advance.reasons), advance.within));
        }
      }
      if (replacements.isEmpty()) {
        break;
      }
      Expr next = Tidy.of(Substitution.of(replacements).apply(line));
      List<Reason> said = linearBranch ? List.copyOf(reasons) : Reasons.worthSaying(reasons);
      steps.add(new Step(line, next, said, shown(within)));
      line = next;
    }
    return steps;
  }

  /// Whether a part is a whole branch of cases: its rule is as worth saying as those of the others.
  private static boolean isBranch(Expr part, Expr line) {
    return Dag.any(line, node -> node instanceof Cases && node.children().contains(part));
  }

  /// What became of each derivative sign, where there is more than one to speak of; of a single
  /// one, its own steps.
  private static List<Step> shown(List<Step> within) {
    List<Step> worth = within.stream().filter(step -> !PLAIN.containsAll(step.reasons())).toList();
    return switch (worth.size()) {
      case 0 -> List.of();
      case 1 -> worth.getFirst().within();
      default -> worth;
    };
  }

  /// The outermost derivative signs that are still to be carried out.
  private List<Expr> open(Expr line, Set<Expr> settled) {
    List<Expr> open = new ArrayList<>();
    for (Expr node : Dag.below(node -> !isOpen(node, settled), line).nodes()) {
      if (isOpen(node, settled)) {
        open.add(node);
      }
    }
    return open;
  }

  private boolean isOpen(Expr node, Set<Expr> settled) {
    return node instanceof Derivative derivative
        && derivative.order() == 1
        && derivative.variable().equals(moving.variable())
        && !moving.isDependent(derivative.body())
        && !settled.contains(node);
  }

  /// One line further: the result where it can be seen at a glance, else what one rule makes of it.
  private Advance advance(Expr body) {
    if (glance.sees(body)) {
      return new Advance(derivative(body), glance.reasons(body));
    }
    return switch (body) {
      case Sum sum -> sum(sum);
      case Negate negate -> {
        Advance inner = advance(Glance.withoutSigns(negate));
        Expr after = Glance.isNegative(negate) ? Build.negate(inner.after) : inner.after;
        yield new Advance(after, inner.reasons, inner.within);
      }
      case Quotient quotient when number(quotient.denominator()) != null ->
          new Advance(linear(quotient), set(Reasons.FACTOR));
      case Product product when movers(product) == 1 ->
          new Advance(linear(product), set(Reasons.FACTOR));
      case Power power when moving.in(power.base()) && moving.in(power.exponent()) ->
          generalPower(power);
      default ->
          new Advance(
              new Differential(moving.variable(), moving::sign).of(body),
              new LinkedHashSet<>(Reasons.structural(body, moving)));
    };
  }

  private static Set<Reason> set(Reason... reasons) {
    return new LinkedHashSet<>(List.of(reasons));
  }

  /// Term by term, with constant factors in front of the signs; where only one term moves, what its
  /// rule makes of it.
  private Advance sum(Sum sum) {
    List<Expr> moved = sum.children().stream().filter(moving::in).toList();
    // a sum within the sum takes a line of its own: no recursion over expressions
    if (moved.size() == 1 && !(Glance.withoutSigns(moved.getFirst()) instanceof Sum)) {
      Advance only = advance(moved.getFirst());
      Set<Reason> reasons = new LinkedHashSet<>(only.reasons);
      reasons.add(Reasons.CONSTANT);
      return new Advance(only.after, reasons, only.within);
    }
    Set<Reason> reasons = set(Reasons.SUM);
    List<Expr> terms = new ArrayList<>();
    for (Expr term : moved) {
      Expr next = linear(term);
      Expr bare = Glance.withoutSigns(term);
      if (!linear(bare).equals(moving.sign(bare))) {
        reasons.add(Reasons.FACTOR);
      }
      terms.add(next);
    }
    return new Advance(Build.sum(terms), reasons);
  }

  private long movers(Product product) {
    return product.children().stream().filter(moving::in).count();
  }

  /// The derivative sign of a term, behind its constant factors.
  private Expr linear(Expr term) {
    List<UnaryOperator<Expr>> around = new ArrayList<>();
    Expr rest = term;
    boolean open = true;
    while (open) {
      switch (rest) {
        case Negate negate -> {
          around.add(Build::negate);
          rest = negate.operand();
        }
        case Product product when movers(product) == 1 -> {
          List<Expr> constants = new ArrayList<>(product.children());
          Expr only = product.children().stream().filter(moving::in).findFirst().orElseThrow();
          constants.remove(only);
          around.add(sign -> Build.product(Product.of(constants), sign));
          rest = only;
        }
        case Quotient quotient when !moving.in(quotient.denominator()) -> {
          around.add(sign -> Build.quotient(sign, quotient.denominator()));
          rest = quotient.numerator();
        }
        default -> open = false;
      }
    }
    Expr result = rest instanceof Quotient quotient ? withoutNumbers(quotient) : moving.sign(rest);
    for (UnaryOperator<Expr> factor : around.reversed()) {
      result = factor.apply(result);
    }
    return result;
  }

  /// `(9x)/(4y)` is 9/4 times x/y.
  private Expr withoutNumbers(Quotient quotient) {
    Num below = number(quotient.denominator());
    if (below == null) {
      return moving.sign(quotient);
    }
    Num above = number(quotient.numerator());
    Expr rest =
        Quotient.of(without(above, quotient.numerator()), without(below, quotient.denominator()));
    return Build.product(Quotient.of(above == null ? Num.ONE : above, below), moving.sign(rest));
  }

  /// The number that a product starts with; null where there is none.
  private static @Nullable Num number(Expr part) {
    return part instanceof Product product && product.child(0) instanceof Num number
        ? number
        : null;
  }

  private static Expr without(@Nullable Num number, Expr part) {
    return number == null ? part : Product.of(part.children().subList(1, part.arity()));
  }

  /// `u^v` is `e^(v ln u)`, whose derivative is shown within.
  private Advance generalPower(Power power) {
    Expr after = Tidy.of(new Differential(moving.variable(), moving::sign).of(power));
    Expr logarithm = Product.of(power.exponent(), Apply.of(Elementary.LN, power.base()));
    Expr exponential = Power.of(Apply.of(Elementary.E), logarithm);
    Expr sign = moving.sign(power);
    Expr rewritten = moving.sign(exponential);
    Expr outer = Tidy.of(Product.of(exponential, moving.sign(logarithm)));
    List<Reason> reasons = Reasons.structural(power, moving);
    List<Step> within =
        List.of(
            new Step(sign, rewritten, List.of(Reasons.LOGARITHM), List.of()),
            new Step(
                rewritten, outer, List.of(Reasons.EXPONENTIAL_NATURAL, Reasons.CHAIN), List.of()),
            new Step(outer, after, List.of(Reasons.PRODUCT), List.of()));
    return new Advance(after, new LinkedHashSet<>(reasons), within);
  }

  private Expr derivative(Expr body) {
    return derivatives.computeIfAbsent(body, key -> Tidy.of(glance.derivative(key)));
  }
}
