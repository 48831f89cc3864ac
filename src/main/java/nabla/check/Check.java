package nabla.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.calculus.CarryOut;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.check.Verdict.Kind;
import nabla.check.Verdict.Road;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Sampler;
import nabla.read.Definition;
import nabla.read.Reading;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Validity;
import nabla.simplify.Written;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Is this claim true? An equation, an inequality, an approximation, or a chain of them, under the
/// assumptions that come with it.
///
/// ```java
/// Verdict verdict = Check.of(Reader.standard().read("tanh x = 2σ(2x) - 1"));
/// ```
///
/// Numbers come first: at small values, then at random ones, both sides are enclosed between
/// bounds; bounds that do not meet refute. What survives is proved by [nabla.simplify.Equality] or
/// stays supported. Derivatives that are written in a claim are carried out first, and compared
/// where they exist. A chain is as good as its worst link.
public final class Check {

  private final Reading reading;
  private final Map<Symbol, Expr> intermediates;
  private final Written written;
  private final Set<Expr> assumed = new LinkedHashSet<>();

  private Check(Reading reading) {
    this.reading = reading;
    this.intermediates = reading.intermediates();
    List<Expr> seen = new ArrayList<>(List.of(reading.expression()));
    for (Definition definition : reading.definitions()) {
      seen.add(definition.expression());
    }
    this.written = Written.in(seen.toArray(Expr[]::new));
  }

  /// The verdict on the claim that a text makes. A [NablaException] of kind `UNSUPPORTED` where it
  /// makes none, as a formula without a relation or a definition.
  public static Verdict of(Reading reading) {
    return new Check(reading).verdict();
  }

  private Verdict verdict() {
    List<Relation> links = links();
    List<String> remarks = new ArrayList<>();
    if (links.size() > 1 && defines(links)) {
      remarks.add(
          Text.of(links.getFirst().left())
              + " is taken to be defined by the first equation of the chain");
      links = links.subList(1, links.size());
    }
    String capitals = capitals(reading);
    if (!capitals.isEmpty()) {
      remarks.add(capitals);
    }
    List<Verdict> verdicts = new ArrayList<>();
    Assumptions assumptions = assumptions(remarks);
    for (Relation link : links) {
      verdicts.add(verdict(link, assumptions));
    }
    Verdict verdict = together(links, verdicts, remarks);
    if (verdict.isGood()) {
      new Capitals(reading).refuseTrue();
    }
    return verdict;
  }

  private List<Relation> links() {
    Expr claim = reading.expression();
    if (claim instanceof Relation relation) {
      return List.of(relation);
    }
    Expr constant = constantClaimed();
    if (constant != null) {
      return List.of(Relation.of(Comparison.EQUAL, constant, claim));
    }
    Expr derivative = derivativeClaimed();
    if (derivative != null) {
      return List.of(Relation.of(Comparison.EQUAL, derivative, claim));
    }
    List<Relation> links = new ArrayList<>();
    if (claim instanceof Logic logic && logic.connective() == Logic.Connective.AND) {
      for (Expr child : logic.children()) {
        if (child instanceof Relation relation) {
          links.add(relation);
        }
      }
      if (links.size() == logic.arity()) {
        return links;
      }
    }
    throw new NablaException(NablaException.Kind.UNSUPPORTED, nothingToCheck(claim));
  }

  /// The constant whose value an equation like `π = 22/7` states, though it looks like the
  /// definition of a variable; null where it names none.
  private @Nullable Expr constantClaimed() {
    Name name = reading.name();
    Function function =
        name == null || !reading.parameters().isEmpty()
            ? null
            : Catalogue.standard().lookup(name.toString());
    return function == null || function.maximumArity() != 0 ? null : Apply.of(function);
  }

  /// The derivative whose value an equation like `σ''(x) = …` states, though it looks like the
  /// definition of a function called σ″; null where no function of that name is known.
  private @Nullable Expr derivativeClaimed() {
    Name name = reading.name();
    if (name == null || name.primes() == 0 || reading.parameters().size() != 1) {
      return null;
    }
    Name plain = new Name(name.base(), name.accent(), 0, name.subscript(), name.label());
    Symbol variable = reading.parameters().getFirst();
    for (Definition definition : reading.definitions()) {
      if (definition.name().equals(plain) && definition.parameters().size() == 1) {
        Expr body =
            Substitution.of(definition.parameters().getFirst(), variable)
                .apply(definition.expression());
        return Derivative.of(body, variable, name.primes());
      }
    }
    Function function = Catalogue.standard().lookup(plain.toString());
    return function == null || function.minimumArity() != 1
        ? null
        : Derivative.of(Apply.of(function, variable), variable, name.primes());
  }

  private String nothingToCheck(Expr claim) {
    if (reading.name() != null) {
      return "this equation defines "
          + Text.of(reading.name())
          + ", which occurs nowhere else; there is nothing to check";
    }
    return claim.shape().isTruth()
        ? "only equations, inequalities and chains of them can be checked"
        : "there is no claim to check in this formula; write an equation such as A = B";
  }

  /// Whether a chain starts by giving a name to what follows: `y = (x + 1)² = x² + 2x + 1`.
  private static boolean defines(List<Relation> links) {
    Relation first = links.getFirst();
    return first.comparison() == Comparison.EQUAL
        && first.left() instanceof Symbol name
        && links.stream().noneMatch(link -> Dag.of(link.right()).contains(name));
  }

  private Verdict verdict(Relation link, Assumptions assumptions) {
    if (ArrayClaim.concerns(reading.expanded(link))) {
      Relation claim = (Relation) reading.expanded(link);
      return ArrayClaim.verdict(claim, under -> carriedOut(link, under), assumptions, written)
          .on(link, List.of());
    }
    CarryOut.Carried left = carried(link.left(), assumptions);
    CarryOut.Carried right = carried(link.right(), assumptions);
    Assumptions known = assumptions;
    for (CarryOut.Carried side : List.of(left, right)) {
      for (Expr condition : side.conditions()) {
        known = known.and(condition);
      }
    }
    Verdict verdict =
        Claim.verdict(Relation.of(link.comparison(), left.expression(), right.expression()), known);
    List<Expr> conditions = new ArrayList<>(verdict.conditions());
    if (verdict.isGood()) {
      conditions.addAll(unsaid(left, right, assumptions));
      conditions.addAll(unsaid(right, left, assumptions));
    }
    return new Verdict(
        verdict.kind(),
        link,
        verdict.points(),
        verdict.digits(),
        verdict.counterexample(),
        conditions,
        verdict.remedies(),
        verdict.remarks());
  }

  private Relation carriedOut(Relation link, Assumptions assumptions) {
    Written known = written.under(assumptions);
    return Relation.of(
        link.comparison(), carriedOut(link.left(), known), carriedOut(link.right(), known));
  }

  /// A side without its derivatives, and without those in what names in it stand for: u of `f'(u)`
  /// and `u = v + f'(v)`.
  private Expr carriedOut(Expr side, Written known) {
    Expr expanded = reading.expanded(CarryOut.of(side, intermediates, known));
    return CarryOut.of(expanded, intermediates, known);
  }

  private CarryOut.Carried carried(Expr side, Assumptions assumptions) {
    CarryOut.Carried carried = CarryOut.withConditions(side, intermediates, written, assumptions);
    CarryOut.Carried whole =
        CarryOut.withConditions(
            reading.expanded(carried.expression()), intermediates, written, assumptions);
    List<Expr> conditions = new ArrayList<>(carried.conditions());
    conditions.replaceAll(reading::expanded);
    conditions.addAll(whole.conditions());
    return new CarryOut.Carried(whole.expression(), conditions.stream().distinct().toList());
  }

  /// The conditions of the derivatives in one side that the other side does not say itself.
  private static List<Expr> unsaid(
      CarryOut.Carried side, CarryOut.Carried other, Assumptions assumptions) {
    Assumptions known = assumptions;
    for (Expr condition : Domain.conditions(other.expression(), assumptions)) {
      known = known.and(condition);
    }
    for (Expr condition : other.conditions()) {
      known = known.and(condition);
    }
    Signs signs = Signs.of(known);
    return side.conditions().stream()
        .filter(condition -> signs.holds(condition) != Truth.TRUE)
        .toList();
  }

  /// What was stated, and that the bounds of sums and products are whole numbers, with at least one
  /// term between them.
  private Assumptions assumptions(List<String> remarks) {
    Assumptions assumptions = reading.assumptions();
    Set<Expr> named = new LinkedHashSet<>();
    Set<Symbol> sizes = sizes();
    for (Expr node : Dag.of(reading.expanded()).nodes()) {
      if (node instanceof Binder binder
          && (binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT)
          && binder.upper() != null) {
        Expr upper = binder.child(2);
        List<Symbol> symbols = new ArrayList<>(Sampler.symbolsOf(binder.lower(), upper));
        symbols.removeAll(sizes);
        for (Symbol symbol : symbols) {
          if (!assumptions.integers().contains(symbol)) {
            named.add(symbol);
          }
          assumptions = assumptions.andInteger(symbol);
        }
        boolean open =
            Dag.any(upper, Check::isNoNumber) || Dag.any(binder.lower(), Check::isNoNumber);
        if (!symbols.isEmpty() && !open) {
          Expr order = Relation.of(Comparison.GREATER_OR_EQUAL, upper, binder.lower());
          assumed.addAll(Validity.of(List.of(order), assumptions).statements(written));
        }
      }
    }
    for (Expr fact : assumed) {
      assumptions = assumptions.and(fact);
    }
    for (Symbol size : sizes) {
      if (Dag.of(reading.expanded()).contains(size)) { // n of `∂²/∂μ² Σ_{i=1}^n (x_i − μ)² = 2n`
        assumptions =
            assumptions
                .andInteger(size)
                .and(Relation.of(Comparison.GREATER_OR_EQUAL, size, Num.ONE));
      }
    }
    if (!named.isEmpty()) {
      remarks.add(
          named.stream().map(Text::of).collect(Collectors.joining(", "))
              + (named.size() == 1
                  ? " is taken to be a whole number"
                  : " are taken to be whole numbers")
              + ", since a sum or product ends there");
    }
    return assumptions;
  }

  /// Says so where all variables of a text are capital letters, as those of matrices are, and yet
  /// numbers; else nothing.
  public static String capitals(Reading reading) {
    Capitals capitals = new Capitals(reading);
    return capitals.areNumbers() ? capitals.remark() : "";
  }

  /// The names of the sizes of vectors and matrices.
  private Set<Symbol> sizes() {
    Set<Symbol> sizes = new LinkedHashSet<>();
    for (Shape shape : reading.shapes().values()) {
      for (Dimension size : List.of(shape.rows(), shape.columns())) {
        size.terms().keySet().forEach(names -> names.forEach(name -> sizes.add(Symbol.of(name))));
      }
    }
    return sizes;
  }

  /// An outer variable of a sum, or ∞: of such bounds nothing is assumed.
  private static boolean isNoNumber(Expr node) {
    return node instanceof Bound
        || (node instanceof Apply apply && apply.operator() == Elementary.INFINITY);
  }

  /// Conditions on numbers as short as they can be said, and those on arrays as they are.
  private List<Expr> statements(Set<Expr> conditions) {
    Set<Expr> numbers = new LinkedHashSet<>(conditions);
    numbers.removeIf(ArrayClaim::concerns);
    List<Expr> statements =
        new ArrayList<>(Validity.of(numbers, reading.assumptions()).statements(written));
    conditions.stream().filter(ArrayClaim::concerns).forEach(statements::add);
    return statements;
  }

  /// The hardest road that a link took.
  private static @Nullable Road road(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(Verdict::road)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private Verdict together(List<Relation> links, List<Verdict> verdicts, List<String> remarks) {
    int worst = 0;
    Set<Expr> conditions = new LinkedHashSet<>();
    int points = Integer.MAX_VALUE;
    for (int i = 0; i < verdicts.size(); i++) {
      worst = verdicts.get(i).kind().compareTo(verdicts.get(worst).kind()) > 0 ? i : worst;
      conditions.addAll(verdicts.get(i).conditions());
      points = Math.min(points, verdicts.get(i).points());
    }
    Verdict decisive = verdicts.get(worst);
    if (verdicts.size() > 1 && decisive.kind() != Kind.PROVED) {
      remarks.add(
          "link " + (worst + 1) + " of " + links.size() + " decides: " + Text.of(links.get(worst)));
    }
    remarks.addAll(decisive.remarks());
    boolean good = decisive.isGood();
    conditions.addAll(assumed);
    return new Verdict(
        decisive.kind(),
        decisive.claim(),
        good ? points : decisive.points(),
        decisive.digits(),
        decisive.counterexample(),
        decisive.arrays(),
        good ? road(verdicts) : null,
        good ? statements(conditions) : List.of(),
        decisive.remedies(),
        remarks);
  }
}
