package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.Report;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.read.Note;
import nabla.rewrite.Signs;
import nabla.simplify.Written;

/// Gradient descent on a loss: the update derived and, where the loss is quadratic, solved; for
/// which rates it converges, and why; the steps with numbers.
public final class Descent {
  /// Over several arrays with more numbers, the steps are shown, and not what is true of all of
  /// them.
  private static final int MOST_IN_THEORY = 6;

  private final Formula formula;
  private final List<Symbol> over;
  private final Map<String, String> starts;
  private final Stop stop;
  private final Letters letters;
  private final Account account;
  private Forms forms;

  private Descent(
      Formula formula, List<String> over, Map<String, String> starts, Stop stop, Letters letters) {
    this.letters = letters;
    this.formula = formula;
    this.over = Problem.variables(formula, over);
    this.starts = starts;
    this.stop = stop;
    this.account = new Account(formula);
    this.forms = Forms.of(formula);
  }

  /// What descent does to a loss.
  ///
  /// @param loss what is to become small
  /// @param over the names of the variables that change: numbers, or one vector
  /// @param start where they start, each an expression; what is missing starts at a name, `w₀`
  /// @param rate a name, for which everything is said in general; or numbers, with a comma between
  ///   them, each of which is tried
  /// @param stop when to stop
  /// @throws NablaException where the loss is no number, a variable does not occur in it, or a
  ///   start does not fit
  public static Report descend(
      Formula loss, List<String> over, Map<String, String> start, String rate, Stop stop) {
    return descend(loss, over, start, rate, stop, Letters.NONE);
  }

  /// The same in a document.
  ///
  /// @param letters what its letters mean
  public static Report descend(
      Formula loss,
      List<String> over,
      Map<String, String> start,
      String rate,
      Stop stop,
      Letters letters) {
    return new Descent(loss, over, start, stop, letters).report(rate);
  }

  private Report report(String text) {
    int equals = text.indexOf('=');
    List<Expr> rates = rates(text.substring(equals + 1));
    boolean joint = JointDescent.concerns(over);
    List<Derived> gradients =
        joint ? Problem.each(formula, over) : List.of(Problem.derived(formula, over));
    Derived gradient = gradients.getFirst();
    if (joint) {
      JointDescent.sayGradients(account, gradients);
    } else {
      account.derivation(gradient);
    }
    List<Symbol> used = new ArrayList<>(formula.known());
    Notation notation = Notation.beside(used, letters);
    if (equals > 0
        && Nabla.formula(text.substring(0, equals)).reading().expression() instanceof Symbol named
        && !used.contains(named)) {
      notation = notation.withRate(named);
    }
    boolean general = rates.size() > 1 || rates.getFirst() instanceof Symbol; // no 2/(1 + γ)
    Expr symbol = rates.size() > 1 ? notation.rate() : rates.getFirst();
    Problem problem = Problem.of(formula, over, letters);
    if (problem == null && joint) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "a descent over several arrays goes by numbers, of which they are to have at most "
              + Problem.MOST_ENTRIES
              + missing());
    }
    if (problem == null) {
      Problem sums = Problem.ofSums(formula, over, letters);
      forms = forms.counting(formula.reading().expanded());
      Quadratic quadratic =
          sums == null ? null : Quadratic.of(sums.expression(), sums.variables(), forms);
      if (sums == null || quadratic == null) {
        new ArrayTheory(account, notation, formula, over.getFirst()).say(gradient, symbol);
      } else if (over.size() == 1) {
        ScalarTheory theory =
            new ScalarTheory(account, forms, notation, sums, quadratic, start(sums).getFirst());
        theory.solve(gradient.substituted(), symbol);
        theory.thresholds(
            general ? symbol : notation.rate(),
            general && Signs.of(forms.assumptions()).isPositive(symbol));
      } else {
        VectorTheory theory = new VectorTheory(account, forms, notation, sums, quadratic);
        theory.solve(symbol);
        new VectorRates(account, forms, notation, quadratic, theory.point())
            .thresholds(general ? symbol : notation.rate(), start(sums));
      }
      if (quadratic != null && !general) {
        ran(false);
      }
      return finished();
    }
    List<Expr> begin = start(problem);
    forms = written(rates, begin);
    Quadratic quadratic =
        joint && problem.variables().size() > MOST_IN_THEORY
            ? null
            : Quadratic.of(problem.expression(), problem.variables(), forms);
    boolean positive = Signs.of(forms.assumptions()).isPositive(symbol);
    List<Expr> numbers = rates.stream().filter(each -> !Forms.hasSymbols(each)).toList();
    if (joint && quadratic == null) {
      joint(problem, notation, symbol, numbers, begin);
    } else if (quadratic == null) {
      LocalDescent local = new LocalDescent(account, forms, notation, problem, gradient);
      local.theory(symbol);
      numbers.forEach(each -> ran(local.run(each, begin, stop)));
    } else if (problem.vector() == null && problem.variables().size() == 1) {
      ScalarTheory theory =
          new ScalarTheory(account, forms, notation, problem, quadratic, begin.getFirst());
      theory.solve(gradient.substituted(), symbol);
      if (general) {
        theory.thresholds(symbol, positive);
      }
      ScalarRun run = new ScalarRun(account, forms, notation, problem, quadratic, theory);
      LocalDescent local = new LocalDescent(account, forms, notation, problem, gradient);
      if (!general) {
        theory.summary(notation.rate());
      }
      numbers.forEach(each ->
          ran(
              run.run(each, begin.getFirst(), stop)
                  || local.run(each, begin, stop)
                  || theory.steps(each, stop)));
      if (numbers.isEmpty()) {
        theory.steps(symbol, stop);
      }
    } else {
      VectorTheory theory = new VectorTheory(account, forms, notation, problem, quadratic);
      theory.solve(symbol);
      new VectorRates(account, forms, notation, quadratic, theory.point())
          .thresholds(general ? symbol : notation.rate(), begin);
      VectorRun run =
          new VectorRun(account, forms, notation, problem, RationalQuadratic.of(quadratic));
      LocalDescent local = new LocalDescent(account, forms, notation, problem, gradient);
      numbers.forEach(each -> ran(run.run(each, begin, stop) || local.run(each, begin, stop)));
    }
    return finished();
  }

  /// Which arrays have no numbers.
  private String missing() {
    String names =
        formula.variables().stream()
            .filter(each -> !each.isScalar() && !over.contains(each))
            .map(each -> nabla.write.Text.of(each.name()))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : "; nothing gives " + names;
  }

  private void joint(
      Problem problem, Notation notation, Expr symbol, List<Expr> rates, List<Expr> begin) {
    JointDescent joint = new JointDescent(account, notation, problem, over);
    joint.theory(symbol);
    if (begin.stream().anyMatch(Forms::hasSymbols)
        || Forms.mentionsOthers(problem.expression(), problem.variables())) {
      ran(false);
    } else if (rates.isEmpty()) {
      account.say("Steps are shown for a number, as in with ", notation.rate(), " = 0.1.");
    } else {
      rates.forEach(each -> joint.run(each, begin, stop));
    }
  }

  private void ran(boolean ran) {
    if (!ran) {
      account.say(
          "Steps are shown where every variable and the start have numbers",
          stop instanceof Stop.Until until
              ? ", and whether " + until.condition().strip() + " holds is not known before."
              : ".");
    }
  }

  private Report finished() {
    for (Expr equation : AssumedEquations.of(formula, over)) {
      account.warn(equation, " is assumed, and is no constraint of the descent.");
    }
    return account.report(
        formula.toString(), formula.reading().notes().stream().map(Note::message).toList());
  }

  /// Numbers are written as in the loss, the rates and the starts.
  private Forms written(List<Expr> rates, List<Expr> starts) {
    List<Expr> seen = new ArrayList<>(List.of(formula.reading().expanded()));
    seen.addAll(rates);
    seen.addAll(starts);
    Assumptions assumptions = formula.reading().assumptions();
    return new Forms(assumptions, Written.in(seen.toArray(Expr[]::new)).under(assumptions));
  }

  private static List<Expr> rates(String text) {
    List<Expr> rates = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Expr rate = Nabla.formula(part).reading().expression();
      if (!rate.isScalar()) {
        throw new NablaException(NablaException.Kind.SHAPE, "a rate is a number");
      }
      rates.add(rate);
    }
    if (rates.size() > 1 && rates.stream().anyMatch(Forms::hasSymbols)) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "several rates are to be numbers, such as 0.5, 1.5");
    }
    return rates;
  }

  private List<Expr> start(Problem problem) {
    List<Expr> values = new ArrayList<>();
    Notation notation = Notation.beside(formula.known(), letters);
    for (Symbol variable : over) {
      String given = given(variable);
      int size = Problem.size(variable);
      if (given == null) {
        int place = values.size();
        problem
            .variables()
            .subList(place, place + size)
            .forEach(each -> values.add(notation.start(each)));
        continue;
      }
      Expr begin = Nabla.formula(given).reading().expression();
      boolean list = begin.isScalar() || begin instanceof Literal;
      List<Expr> entries = Forms.entries(list ? begin : Nabla.formula(given).at("").exact());
      boolean zero = entries.equals(List.of(Num.ZERO));
      if (entries.size() != size && !zero) {
        throw new NablaException(
            NablaException.Kind.SHAPE,
            variable.name() + " starts at " + given.strip() + ", and has " + size + " entries");
      }
      for (int i = 0; i < size; i++) {
        values.add(zero ? Num.ZERO : entries.get(i));
      }
    }
    return values;
  }

  private @org.jspecify.annotations.Nullable String given(Symbol variable) {
    for (Map.Entry<String, String> start : starts.entrySet()) {
      if (Nabla.formula(start.getKey()).reading().expression() instanceof Symbol symbol
          && symbol.name().equals(variable.name())) {
        return start.getValue();
      }
    }
    return null;
  }
}
