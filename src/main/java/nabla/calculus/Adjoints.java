package nabla.calculus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// The chain rule through named intermediates, as in backpropagation. The adjoint of an
/// intermediate z is `∂L/∂z`; it is the sum over all u in which z stands of what `∂L/∂u` becomes on
/// its way back through u. Each adjoint is found once, from the formula towards the variables, and
/// reused: time and size are linear in the number of intermediates. For a vector in place of the
/// number L the same holds with Jacobians, `∂f/∂z = Σ ∂f/∂u · ∂u/∂z`.
final class Adjoints {

  /// An adjoint of at most this size stands in place of its sign.
  private static final int SMALL = 16;

  /// The same for one that mentions another adjoint, so that long chains show their links.
  private static final int SMALL_LINK = 8;

  /// A larger result is not brought to closed form again: its parts are better left shared.
  private static final int CLOSED = 400;

  private final Symbol name;
  private final Expr formula;
  private final Map<Symbol, Expr> meanings;
  private final ArrayClosedForm closed;
  private final SymmetricNames symmetric;
  private final Written written;
  private final Map<Expr, Expr> names = new HashMap<>();
  private final Map<OfSum, Expr> ofSums = new HashMap<>();
  private final Substitution naming;
  private final Map<Symbol, Set<Symbol>> parts = new HashMap<>();
  private final Map<Symbol, List<Symbol>> users;
  private final Set<Symbol> direct;
  private final Map<Symbol, Adjoint> known = new HashMap<>();
  private final Map<Expr, Adjoint> bySign = new HashMap<>();
  private final Map<Symbol, Expr> expanded = new LinkedHashMap<>();
  private final Map<Symbol, Expr> full = new HashMap<>();

  /// What arrives at one intermediate or variable.
  ///
  /// @param sign `∂L/∂z`
  /// @param received its value in the signs of the adjoints of what z stands in
  /// @param shown its value with small adjoints in place of their signs
  /// @param through where it comes from: the definitions of what z stands in
  /// @param mentions the adjoints whose signs are left in what is shown
  record Adjoint(
      Expr sign, Expr received, Expr shown, List<Relation> through, List<Adjoint> mentions) {

    /// Whether it stands in place of its sign.
    boolean isSmall() {
      return shown.weight() <= (mentions.isEmpty() ? SMALL : SMALL_LINK);
    }
  }

  /// The adjoints of a formula, which is called `name`.
  ///
  /// @param meanings what each intermediate stands for, each after those that it uses
  /// @param written what the reader has written
  Adjoints(
      Symbol name,
      Expr formula,
      Map<Symbol, Expr> meanings,
      ArrayClosedForm closed,
      Written written) {
    this.written = written;
    this.name = name;
    this.formula = formula;
    this.meanings = meanings;
    this.closed = closed;
    this.direct = symbols(formula);
    meanings.forEach((symbol, meaning) -> {
      Set<Symbol> used = symbols(meaning);
      parts.put(symbol, used);
      if (meaning.arity() > 0) {
        names.putIfAbsent(meaning, symbol);
        if (meaning.isScalar()) {
          names.putIfAbsent(closed.of(meaning), symbol); // σ(xᵀθ) for σ(θᵀx)
        }
        OfSum key = OfSum.of(meaning);
        if (key != null) {
          ofSums.putIfAbsent(key, meaning);
        }
      }
      expanded.put(symbol, Substitution.of(meant(used)).apply(meaning));
    });
    this.naming = Substitution.of(names);
    this.symmetric = new SymmetricNames(formula, meanings, closed, written);
    this.users = ReadingOrder.users(name, formula, meanings);
  }

  /// What those of the symbols that are intermediates stand for, in the variables.
  private Map<Expr, Expr> meant(Set<Symbol> symbols) {
    Map<Expr, Expr> meant = new LinkedHashMap<>();
    for (Symbol symbol : symbols) {
      Expr meaning = expanded.get(symbol);
      if (meaning != null) {
        meant.put(symbol, meaning);
      }
    }
    return meant;
  }

  private static Set<Symbol> symbols(Expr formula) {
    Set<Symbol> symbols = new LinkedHashSet<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Symbol symbol) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  /// The intermediates through which the formula moves with the variable, the last first.
  List<Symbol> between(Symbol variable) {
    Set<Symbol> moving = new LinkedHashSet<>(Set.of(variable));
    for (Symbol intermediate : meanings.keySet()) {
      if (!intermediate.equals(variable)
          && parts(intermediate).stream().anyMatch(moving::contains)) {
        moving.add(intermediate);
      }
    }
    List<Symbol> back = new ArrayList<>();
    Set<Symbol> reached = new LinkedHashSet<>(direct);
    for (Symbol intermediate : List.copyOf(meanings.keySet()).reversed()) {
      if (reached.contains(intermediate)) {
        if (moving.contains(intermediate) && !intermediate.equals(variable)) {
          back.add(intermediate);
        }
        reached.addAll(parts(intermediate));
      }
    }
    return back;
  }

  /// Whether the formula mentions the variable itself, not only through intermediates.
  boolean isDirect(Symbol variable) {
    return users.getOrDefault(variable, List.of()).contains(name);
  }

  /// The adjoint of an intermediate, as far as it was needed; null for any other.
  @Nullable Adjoint known(Symbol intermediate) {
    return known.get(intermediate);
  }

  private Set<Symbol> parts(Symbol intermediate) {
    return parts.getOrDefault(intermediate, Set.of());
  }

  /// The adjoint of an intermediate or a variable.
  Adjoint of(Symbol variable) {
    Adjoint found = meanings.containsKey(variable) ? null : known.get(variable);
    if (found != null) {
      return found;
    }
    for (Symbol intermediate : between(variable)) {
      find(intermediate);
    }
    return meanings.containsKey(variable) ? computed(variable, true) : find(variable);
  }

  /// The adjoint of a variable, or of an intermediate all of whose users are known.
  Adjoint find(Symbol variable) {
    Adjoint found = known.get(variable);
    if (found == null) {
      Budget.check();
      found = computed(variable, false);
      symmetric.learn(variable, found.sign, found.shown);
      known.put(variable, found);
      bySign.put(found.sign, found);
    }
    return found;
  }

  /// The adjoint from those of what the variable stands in.
  ///
  /// @param alone whether the variable, an intermediate, moves by itself, so that what it stands
  ///   for elsewhere is not its name
  private Adjoint computed(Symbol variable, boolean alone) {
    List<Expr> terms = new ArrayList<>();
    List<Relation> through = new ArrayList<>();
    Map<Expr, Expr> values = new LinkedHashMap<>();
    for (Symbol user : users.getOrDefault(variable, List.of())) {
      if (user.equals(name)) {
        terms.add(back(formula, variable, Num.ONE));
        continue;
      }
      Adjoint outer = known.get(user);
      if (outer == null || Build.isZero(outer.shown)) {
        continue; // the formula does not move with it
      }
      Expr meaning = meanings.get(user);
      if (meaning != null) {
        terms.add(back(meaning, variable, outer.sign));
        through.add(Relation.of(Relation.Comparison.EQUAL, user, meaning));
        if (outer.isSmall()) {
          values.put(outer.sign, outer.shown);
        }
      }
    }
    Expr sign = Derivative.of(name, variable, 1);
    Expr open = Build.shaped(Build.sum(terms), sign.shape());
    Expr received = closedAndNamed(open, variable, alone);
    Expr unnamed = isZero(received) && values.isEmpty() ? closed.of(open) : received;
    if (!isZero(unnamed)) {
      received = unnamed; // 2m(μ − mean(x))/n, which is 0 only with μ = mean(x)
    }
    Expr replaced =
        values.isEmpty()
            ? closedAndNamed(received, variable, alone)
            : closedAndNamed(Substitution.of(values).apply(received), variable, alone);
    return new Adjoint(sign, received, replaced, List.copyOf(through), mentions(replaced));
  }

  static boolean isZero(Expr adjoint) {
    return Build.isZero(adjoint) || HighOrders.isZero(adjoint);
  }

  /// What an adjoint of `meaning` becomes at the variable in it.
  private Expr back(Expr meaning, Symbol variable, Expr adjoint) {
    Expr entries = meaning.isScalar() && formula.isScalar() ? byEntries(meaning, variable) : null;
    if (entries != null) {
      return Build.product(adjoint, entries);
    }
    Expr direction = DifferentialSign.of(variable);
    Expr differential = Derivatives.along(meaning, variable, direction);
    if (formula.isScalar()) {
      return Transposition.of(differential, direction, adjoint);
    }
    if (!variable.isScalar()) {
      return Build.product(
          meaning.isScalar() ? Build.column(adjoint) : adjoint,
          Jacobian.of(differential, direction));
    }
    Expr tangent = Build.shaped(Derivatives.along(meaning, variable, Num.ONE), meaning.shape());
    if (adjoint.isScalar() || meaning.isScalar()) {
      return Build.product(adjoint, tangent);
    }
    Expr column = Build.product(adjoint, Build.column(tangent));
    return formula.shape().isVector() ? column : Build.unfolded(column, formula.shape());
  }

  /// The gradient of a sum over the entries of the variable; null for any other, and where it is no
  /// word of matrices.
  private @Nullable Expr byEntries(Expr meaning, Symbol variable) {
    if (!FreeIndices.runsOverEntries(meaning, variable)) {
      return null;
    }
    try {
      return new IndexDerivation(meaning, variable, closed, written).folded();
    } catch (NablaException refusal) {
      if (refusal.kind() != NablaException.Kind.UNSUPPORTED) {
        throw refusal;
      }
      return null;
    }
  }

  private Expr closedAndNamed(Expr result, Symbol variable, boolean alone) {
    ArrayClosedForm knowing = alone ? closed : symmetric.closed();
    Expr form = inWrittenOrder(knowing.of(result));
    Expr named = alone ? namedBut(form, variable) : naming.apply(form);
    return named.equals(form) ? form : knowing.of(named); // x − x where one was written otherwise
  }

  /// With functions of sums as the meanings write them: σ(Xw + b𝟏) in place of σ(b𝟏 + Xw).
  private Expr inWrittenOrder(Expr form) {
    Map<Expr, Expr> written = new LinkedHashMap<>();
    for (Expr node : Dag.of(form).nodes()) {
      OfSum key = OfSum.of(node);
      Expr known = key == null ? null : ofSums.get(key);
      if (known != null && !known.equals(node)) {
        written.put(node, known);
      }
    }
    return written.isEmpty() ? form : Substitution.of(written).apply(form);
  }

  /// A function of a sum, whose terms stand in any order.
  private record OfSum(Operator function, Set<Expr> terms) {

    static @Nullable OfSum of(Expr expression) {
      return expression instanceof Apply apply
              && apply.arity() == 1
              && apply.argument() instanceof Sum sum
              && Set.copyOf(sum.children()).size() == sum.arity()
          ? new OfSum(apply.operator(), Set.copyOf(sum.children()))
          : null;
    }
  }

  /// A result in which parts that have a name are called by it. What the variable itself stands for
  /// is not: it may move by itself.
  private Expr namedBut(Expr result, Symbol variable) {
    Expr own = meanings.get(variable);
    if (own == null || !Dag.any(result, own::equals)) {
      return naming.apply(result);
    }
    Map<Expr, Expr> others = new LinkedHashMap<>(names);
    others.remove(own);
    return Substitution.of(others).apply(result);
  }

  private List<Adjoint> mentions(Expr result) {
    List<Adjoint> mentions = new ArrayList<>();
    for (Expr node : Dag.of(result).nodes()) {
      Adjoint adjoint = bySign.get(node);
      if (adjoint != null) {
        mentions.add(adjoint);
      }
    }
    return List.copyOf(mentions);
  }

  /// The adjoints whose signs are left in the result for a variable, each after those that it
  /// mentions, with their values.
  List<Relation> where(Symbol variable) {
    Set<Expr> needed = new LinkedHashSet<>();
    List<Relation> where = new ArrayList<>();
    List<Adjoint> open = new ArrayList<>(of(variable).mentions);
    while (!open.isEmpty()) {
      Adjoint adjoint = open.removeLast();
      if (needed.add(adjoint.sign)) {
        where.add(Relation.of(Relation.Comparison.EQUAL, adjoint.sign, adjoint.shown));
        open.addAll(adjoint.mentions);
      }
    }
    return List.copyOf(where.reversed());
  }

  /// The derivative by a variable without signs of adjoints and without intermediates; in closed
  /// form, unless it is so large that its parts are better left shared.
  Expr substituted(Symbol variable) {
    if (meanings.containsKey(variable)) {
      return movingAlone(variable);
    }
    for (Symbol intermediate : between(variable)) {
      full(intermediate);
    }
    Expr result = full(variable);
    return find(variable).mentions.isEmpty() || result.weight() <= CLOSED
        ? closed.of(result)
        : result;
  }

  /// The same for an intermediate, which is not to be replaced by what it stands for.
  private Expr movingAlone(Symbol variable) {
    Map<Symbol, Expr> others = new LinkedHashMap<>(meanings);
    others.remove(variable);
    Adjoints alone = new Adjoints(name, formula, others, closed, written);
    return alone.substituted(variable);
  }

  /// The formula in the variables alone.
  Expr expanded() {
    return Substitution.of(meant(direct)).apply(formula);
  }

  /// An adjoint in the variables alone, from those before it.
  private Expr full(Symbol variable) {
    Expr found = full.get(variable);
    if (found == null) {
      Adjoint adjoint = find(variable);
      Map<Expr, Expr> values = meant(symbols(adjoint.shown));
      for (Adjoint other : adjoint.mentions) {
        values.put(other.sign, full(((Derivative) other.sign).variable()));
      }
      found = Substitution.of(values).apply(adjoint.shown);
      full.put(variable, found);
    }
    return found;
  }

  /// The derivations that lead to these adjoints.
  AdjointSteps steps() {
    return new AdjointSteps(this, name, formula, meanings);
  }
}
