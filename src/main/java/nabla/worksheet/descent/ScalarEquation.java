package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.Value;
import nabla.answer.Decimals;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.rewrite.Domain;
import org.jspecify.annotations.Nullable;

/// One equation for one number, solved, with what it says of a loss whose derivative is 0.
final class ScalarEquation {
  private static final double SAME = 1e-9;
  private static final int MOST_SHOWN = 12;
  private static final int MOST_IN_INTERVAL = 60;

  private final Set<Expr> said = new HashSet<>();
  private final Account account;
  private final Forms forms;
  private final Symbol variable;
  private final @Nullable Expr loss;
  private final Symbol name;

  /// @param loss of which the equation says that its derivative is 0; null where it says no such
  ///   thing
  ScalarEquation(Account account, Forms forms, Symbol variable, @Nullable Expr loss, Symbol name) {
    this.account = account;
    this.forms = forms;
    this.variable = variable;
    this.loss = loss;
    this.name = name;
  }

  /// The account of solving `zero = 0`.
  void solve(Expr shown, Expr zero, List<Expr> exists) {
    said.add(shown);
    account.equations(Account.line(shown));
    PiecewiseEquation pieces =
        Forms.mentionsOthers(zero, List.of(variable))
            ? null
            : PiecewiseEquation.of(account, forms, variable, zero, loss, name);
    if (pieces != null) {
      pieces.solve((piece, own, interval, inside) -> piece(piece, own, interval, inside, exists));
      return;
    }
    Roots.Found found = Roots.of(zero, variable, forms);
    if (found.everywhere()) {
      everywhere(shown);
      return;
    }
    boolean symbols =
        Dag.any(zero, node -> node instanceof Symbol symbol && !symbol.equals(variable));
    List<Root> roots = new ArrayList<>(found.roots());
    roots.removeIf(root -> isExcluded(root.value(), exists));
    List<Expr> valid = new ArrayList<>(Domain.conditions(shown, forms.assumptions()));
    valid.addAll(exists);
    valid.addAll(Family.facts(variable, forms));
    roots.replaceAll(root -> root.within(variable, valid, forms));
    roots.removeIf(root -> root.isImpossible());
    roots.sort(Comparator.comparingDouble(ScalarEquation::place));
    Map<Symbol, Symbol> names = Inverses.names(Relation.of(EQUAL, shown, zero));
    Excluded excluded = new Excluded(account, forms, loss, exists);
    Set<Expr> members = new LinkedHashSet<>();
    for (Root root : roots) {
      List<Expr> some = Family.members(root.value(), variable, excluded, forms);
      if (some == null) {
        say(root.named(names));
      } else {
        members.addAll(some);
        equation(root.named(names));
      }
    }
    for (Symbol whole : Inverses.WHOLE) {
      if (roots.stream().anyMatch(root -> Dag.any(root.value(), whole::equals))) {
        Expr letter = Objects.requireNonNull(names.get(whole));
        account.say(Family.words(letter, members.isEmpty(), variable, forms));
      }
    }
    sayMembers(members);
    if (!found.complete() && !symbols) {
      scan(zero, roots, exists);
    } else if (!found.complete()) {
      account.warn(
          roots.isEmpty()
              ? "No formula for the solution is found; with numbers for the other variables it is"
                  + " looked for by numbers."
              : "There may be other solutions.");
    } else if (roots.isEmpty()) {
      account.say("No real number ", variable, " solves this.");
    }
    for (Expr special : found.special()) {
      account.say(
          "Where ", Relation.of(EQUAL, special, Num.ZERO), ", every ", variable, " solves it.");
    }
    roots.stream()
        .flatMap(root -> root.conditions().stream())
        .distinct()
        .filter(condition -> found.special().stream().noneMatch(condition.children()::contains))
        .forEach(condition -> otherwise(condition, zero));
  }

  /// The solutions in one interval of several.
  private boolean piece(
      Expr zero,
      @Nullable Expr own,
      Expr interval,
      PiecewiseEquation.Inside inside,
      List<Expr> exists) {
    Roots.Found found = Roots.of(zero, variable, forms);
    List<Root> roots = new ArrayList<>(found.roots());
    boolean complete = found.complete() && !roots.removeIf(root -> Forms.hasSymbols(root.value()));
    roots.removeIf(root -> !inside.holds(place(root)) || isExcluded(root.value(), exists));
    roots.sort(Comparator.comparingDouble(ScalarEquation::place));
    Scan.Found scanned =
        complete ? new Scan.Found(List.of(), List.of()) : Scan.zeros(zero, variable, range());
    List<Double> more = new ArrayList<>(scanned.zeros());
    more.removeIf(
        each -> !inside.holds(each) || roots.stream().anyMatch(root -> isNear(root, each)));
    if (roots.isEmpty() && more.isEmpty()) {
      return false;
    }
    account.equations(
        new Report.Row(null, Relation.of(EQUAL, zero, Num.ZERO), "", List.of(interval)));
    ScalarEquation alone = new ScalarEquation(account, forms, variable, own, name);
    alone.said.add(Relation.of(EQUAL, zero, Num.ZERO));
    roots.forEach(alone::say);
    if (!more.isEmpty()) {
      alone.approximately(more, exists);
    }
    return true;
  }

  private static boolean isNear(Root known, double place) {
    if (!Inverses.isFamily(known.value())) {
      double there = place(known);
      return Math.abs(place - there) <= SAME * Math.max(1, Math.abs(there));
    }
    try {
      double first = whole(known, 0);
      double steps = (place - first) / (whole(known, 1) - first);
      return Math.abs(steps - Math.rint(steps)) <= SAME * Math.max(1, Math.abs(steps));
    } catch (NablaException several) {
      return false;
    }
  }

  /// The solution of a family that has some whole number.
  private static double whole(Root family, int number) {
    Map<Symbol, Rational> values = new java.util.HashMap<>();
    Inverses.WHOLE.forEach(each -> values.put(each, Rational.of(number)));
    return Evaluation.of(family.value(), values).value();
  }

  /// Solutions that were found by numbers, from left to right those that are nearest to 0.
  private void approximately(List<Double> found, List<Expr> exists) {
    ScanRange range = range();
    int most = range.bounded() ? MOST_IN_INTERVAL : MOST_SHOWN;
    List<Expr> values =
        found.stream()
            .sorted(Comparator.comparingDouble(Math::abs))
            .limit(most)
            .sorted()
            .map(ScalarEquation::decimal)
            .filter(value -> !isExcluded(value, exists))
            .toList();
    for (Expr value : values) {
      account.findings().solution(List.of(variable), List.of(value));
      account.say(variable, " ≈ ", value);
      if (loss != null) {
        account.say(nearby(value), ".");
      }
    }
    account.warn(
        found.isEmpty()
            ? "By numbers, no further solution was found"
            : found.size() > most
                ? "The " + most + " nearest to 0 of " + found.size() + " found by numbers"
                : "Found by numbers",
        " between ",
        new Account.Figure(LocalDescent.number(range.low())),
        " and ",
        new Account.Figure(LocalDescent.number(range.high())),
        ", where the sides cross: there may be others.");
  }

  private ScanRange range() {
    return ScanRange.of(forms.assumptions(), variable);
  }

  /// What is solved where a number that was divided by is 0.
  private void otherwise(Expr condition, Expr zero) {
    if (!(condition instanceof Relation relation)
        || relation.comparison() != Relation.Comparison.NOT_EQUAL
        || Forms.mentions(relation, List.of(variable))) {
      return;
    }
    Relation there = Relation.of(EQUAL, relation.left(), relation.right());
    Expr rest;
    try {
      rest = forms.closed(without(relation, zero));
    } catch (NablaException undefined) {
      if (undefined.kind() != NablaException.Kind.DOMAIN) {
        throw undefined;
      }
      account.say("Where ", there, ", no ", variable, " solves it.");
      return;
    }
    if (Forms.mentions(rest, List.of(variable))) {
      if (relation.left() instanceof Symbol) {
        account.say("Where ", there, ", this is ", Relation.of(EQUAL, rest, Num.ZERO), ".");
      }
      return;
    }
    Integer sign = forms.sign(rest);
    if (sign == null) {
      Relation holds = Relation.of(EQUAL, positive(rest), Num.ZERO);
      account.say(
          "Where ", there, ", every ", variable, " solves it if ", holds, ", and none otherwise.");
    } else {
      account.say("Where ", there, sign == 0 ? ", every " : ", no ", variable, " solves it.");
    }
  }

  private Expr without(Relation excluded, Expr zero) {
    if (excluded.left() instanceof Symbol symbol) {
      return Substitution.of(symbol, excluded.right()).apply(zero);
    }
    LinearSystem system = LinearSystem.of(List.of(zero), List.of(variable), forms);
    boolean leading =
        system != null
            && forms.isZero(
                Sum.of(
                    system.matrix().getFirst().getFirst(),
                    Negate.of(excluded.left()),
                    excluded.right()));
    return leading ? Substitution.of(variable, Num.ZERO).apply(zero) : zero;
  }

  private static Expr positive(Expr expression) {
    return expression instanceof Negate negate ? negate.operand() : expression;
  }

  /// That an equation holds wherever its sides have values.
  private void everywhere(Expr equation) {
    List<Expr> conditions = Domain.conditions(equation, forms.assumptions());
    if (Domain.isEmpty(equation, forms.assumptions())) {
      account.say("No real number ", variable, " solves this, as it has a value nowhere.");
    } else if (conditions.isEmpty()) {
      account.say("This holds for every ", variable, ".");
    } else {
      account.say(
          "This holds for every ",
          variable,
          " with ",
          account.sentence(Family.between(conditions)),
          ".");
    }
  }

  private static double place(Root root) {
    try {
      return Forms.hasSymbols(root.value()) ? 0 : Evaluation.of(root.value(), Map.of()).value();
    } catch (NablaException undefined) {
      return 0;
    }
  }

  /// The members of families that count, in their order.
  private void sayMembers(Set<Expr> members) {
    List<Root> roots =
        members.stream()
            .map(member -> new Root(member, List.of(), List.of(), true))
            .sorted(Comparator.comparingDouble(ScalarEquation::place))
            .toList();
    if (!roots.isEmpty()) {
      account.say("Among the values that are assumed:");
    }
    roots.forEach(this::say);
  }

  private void say(Root root) {
    account.findings().solution(List.of(variable), List.of(root.value()));
    if (!root.exact()) {
      account.say(variable, " ≈ ", root.value(), ", by numbers: no formula is known for it here.");
      if (loss != null) {
        account.say(nearby(root.value()), ".");
      }
      return;
    }
    equation(root);
    second(root.value(), root.conditions());
  }

  /// The way to a solution and what it is, unless an equation before says it.
  private void equation(Root root) {
    List<Report.Row> rows = new ArrayList<>();
    root.way().stream().filter(said::add).forEach(line -> rows.add(Account.line(line)));
    if (!rows.isEmpty()) {
      account.equations(rows.toArray(Report.Row[]::new));
    }
    if (!said.add(Relation.of(EQUAL, variable, root.value()))) {
      return;
    }
    account.add(
        new Report.Equations(
            List.of(
                new Report.Row(
                    Report.Left.of(variable),
                    root.value(),
                    beside(root.value()),
                    root.conditions().stream().distinct().toList()))));
  }

  private void second(Expr value, List<Expr> conditions) {
    if (loss != null) {
      Wording kind =
          new SecondOrder(account, forms, name, loss, List.of(variable))
              .of(List.of(value), conditions);
      account.say(kind, ".");
    }
  }

  /// The decimal value of a solution that is long; nothing of others.
  static String beside(Expr value) {
    return Forms.hasSymbols(value)
        ? ""
        : Decimals.beside(new Value(value, Evaluation.of(value, Map.of())));
  }

  private boolean isExcluded(Expr value, List<Expr> exists) {
    return new Excluded(account, forms, loss, exists).covers(Map.of(variable, value));
  }

  private void scan(Expr zero, List<Root> known, List<Expr> exists) {
    Scan.Found found = Scan.zeros(zero, variable, range());
    List<Double> zeros = new ArrayList<>(found.zeros());
    if (!found.flat().isEmpty()) {
      account.warn(
          "By numbers, every ",
          variable,
          " from ",
          decimal(found.flat().getFirst()),
          " to ",
          decimal(found.flat().getLast()),
          " that was tried solves this.");
    }
    known.forEach(root -> zeros.removeIf(each -> isNear(root, each)));
    approximately(zeros, exists);
  }

  private static Expr decimal(double value) {
    return Num.decimal(Rational.parse(BigDecimal.valueOf(value).toPlainString()));
  }

  /// What kind of point it is, by the sign of the second derivative in doubles.
  private Wording nearby(Expr value) {
    Expr slope =
        nabla.calculus.Gradient.of(java.util.Objects.requireNonNull(loss), List.of(variable))
            .getFirst();
    Expr second = nabla.calculus.Gradient.of(slope, List.of(variable)).getFirst();
    double there =
        nabla.numeric.Compiled.of(List.of(variable), second)
            .evaluate(((Num) value).value().doubleValue());
    Wording sentence =
        account.sentence(
            nabla.expr.Derivative.of(name, variable, 2),
            " ",
            new Account.Figure(
                "≈ "
                    + BigDecimal.valueOf(there)
                        .round(new java.math.MathContext(7))
                        .toString()
                        .replace("E", "e")));
    return Math.abs(there) < SAME
        ? account.sentence(sentence, ": undecided")
        : account.sentence(sentence, there > 0 ? " > 0: a minimum" : " < 0: a maximum");
  }
}
