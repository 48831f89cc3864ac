package nabla.worksheet.descent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;

/// Where the gradient of a loss is 0, in symbols and, for one variable, by numbers.
final class StationaryPoints {

  /// Of points without end, so many are looked at.
  private static final int NEAREST = 3;

  private final Account account;
  private final Forms forms;
  private final Problem problem;
  private final NearbyPoints nearby;
  private final List<Expr> conditions;
  private boolean flat;

  /// @param conditions where the gradient exists
  /// @param flat whether it was said that it is 0 on a whole interval
  StationaryPoints(
      Account account,
      Forms forms,
      Problem problem,
      NearbyPoints nearby,
      List<Expr> conditions,
      boolean flat) {
    this.account = account;
    this.forms = forms;
    this.problem = problem;
    this.nearby = nearby;
    this.conditions = conditions;
    this.flat = flat;
  }

  /// Whether the gradient was seen to be 0 on a whole interval.
  boolean flat() {
    return flat;
  }

  /// The points that are found; of those without end, some.
  ///
  /// @param symbols whether the loss has other letters than the variables
  List<List<Expr>> found(boolean symbols) {
    List<Symbol> variables = problem.variables();
    if (variables.size() > 1) {
      Elimination.Found found = Elimination.of(problem.gradient(), variables, forms);
      List<List<Expr>> points =
          found.points().stream()
              .filter(point -> !Forms.mentions(Literal.of(point.size(), point), variables))
              .toList();
      nearby.setComplete(found.complete(), points.size() < found.points().size());
      return points;
    }
    Symbol variable = variables.getFirst();
    Expr slope = problem.gradient().getFirst();
    Roots.Found found = Roots.of(slope, variable, forms);
    List<List<Expr>> points = new ArrayList<>();
    found.roots().stream()
        .filter(root -> !Inverses.isFamily(root.value()))
        .forEach(root -> points.add(List.of(root.value())));
    if (points.isEmpty() && !found.complete() && !symbols) {
      Scan.Found scanned = Scan.zeros(slope, variable, ScanRange.of(forms.assumptions(), variable));
      if (!scanned.flat().isEmpty() && !flat) {
        account.say(
            "The gradient is 0 on a whole interval, as from ",
            new Account.Figure(LocalDescent.number(scanned.flat().getFirst())),
            " to ",
            new Account.Figure(LocalDescent.number(scanned.flat().getLast())),
            " as far as was seen: there nothing moves.");
        flat = true;
      }
      for (double zero : scanned.zeros()) {
        points.add(List.of(Num.decimal(Rational.parse(BigDecimal.valueOf(zero).toPlainString()))));
      }
    }
    points.addAll(families(found.roots()));
    points.removeIf(this::isExcluded);
    return points;
  }

  /// Of solutions that are one for each whole number, those nearest to 0; says what all are.
  private List<List<Expr>> families(List<Root> roots) {
    Symbol variable = problem.variables().getFirst();
    Map<Symbol, Symbol> names = Inverses.names(problem.expression());
    List<Object> sentence = new ArrayList<>();
    List<Expr> members = new ArrayList<>();
    boolean everywhere = true;
    for (Root family : roots) {
      List<Symbol> whole = Inverses.wholes(family.value());
      if (!whole.equals(List.of(Inverses.WHOLE.getFirst()))) {
        continue;
      }
      sentence.add(sentence.isEmpty() ? "The gradient is 0 at " : ", ");
      sentence.add(Relation.of(Comparison.EQUAL, variable, family.named(names).value()));
      for (int number = -1; number <= 1; number++) {
        Expr member = Substitution.of(whole.getFirst(), Num.of(number)).apply(family.value());
        if (Double.isFinite(Compiled.of(List.of(), member).evaluate(new double[0]))) {
          members.add(forms.closed(member));
        } else {
          everywhere = false;
        }
      }
    }
    if (!sentence.isEmpty()) {
      sentence.add(" for every whole number ");
      sentence.add(names.get(Inverses.WHOLE.getFirst()));
      sentence.add(everywhere ? "." : " with which that is a number.");
      account.say(sentence.toArray());
    }
    return members.stream()
        .distinct()
        .sorted(Comparator.comparingDouble(member -> Math.abs(Pieces.number(member))))
        .limit(NEAREST)
        .map(List::of)
        .toList();
  }

  /// Whether the gradient does not exist there.
  private boolean isExcluded(List<Expr> point) {
    for (Expr condition : conditions) {
      Expr there =
          Substitution.of(problem.variables().getFirst(), point.getFirst()).apply(condition);
      if (there instanceof Relation relation) {
        Integer sign = forms.sign(relation.difference());
        if (sign != null && !relation.comparison().holds(sign)) {
          return true;
        }
      }
    }
    return false;
  }
}
