package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The names in the account of a descent: `w_t` or `w₁^{(t)}` for the variables at a step, `w*` for
/// where the gradient is 0, and names for the step and the rate that nothing else has.
///
/// @param index the number of the step
/// @param rate the learning rate where it is spoken of in general
/// @param point what stands for all variables together; null where no name does yet
/// @param used the names that mean something else
record Notation(Symbol index, Symbol rate, @Nullable Name point, List<Symbol> used) {

  /// Names beside those in use: in a formula, and in the document around it, which may have given
  /// the rate its name.
  static Notation beside(Collection<Symbol> formula, Letters letters) {
    List<Symbol> used = letters.and(formula);
    return new Notation(
        free(used, List.of("t", "k", "n", "s")),
        free(formula, List.of("α", "η", "ε")),
        letters.point(),
        used);
  }

  /// The same with a rate that its author named.
  Notation withRate(Symbol named) {
    return new Notation(index, named, point, used);
  }

  /// The first name that is not in use here.
  Symbol free(String... names) {
    List<Symbol> all = new ArrayList<>(used);
    all.addAll(List.of(index, rate));
    return free(all, List.of(names));
  }

  /// What stands for all variables together.
  Name together() {
    return point == null ? free("θ", "v", "u", "p").name() : point;
  }

  /// What an eigenvalue is called.
  Symbol eigenvalue() {
    return free("λ", "μ", "ν", "κ");
  }

  /// What the least or the greatest eigenvalue is called.
  Symbol eigenvalue(String which) {
    return Symbol.of(eigenvalue().name().withSubscript(which));
  }

  /// The first name that is not in use.
  static Symbol free(Collection<Symbol> used, List<String> names) {
    Set<String> taken =
        used.stream().map(symbol -> symbol.name().base()).collect(Collectors.toSet());
    return Symbol.of(
        names.stream()
            .filter(name -> !taken.contains(name))
            .findFirst()
            .orElse(names.getFirst() + names.getFirst()));
  }

  /// The variable at a step: at the present one for an empty `offset`, at the next for `+1`.
  Symbol now(Symbol variable, String offset) {
    return at(variable, index.name().base() + offset);
  }

  /// The variable at the start.
  Symbol start(Symbol variable) {
    return at(variable, "0");
  }

  private static Symbol at(Symbol variable, String step) {
    Name name = variable.name();
    boolean plain = name.subscript().isEmpty() && name.label().isEmpty();
    Name at = plain ? name.withSubscript(step) : labelled(name, name.label() + "(" + step + ")");
    return Symbol.of(at, variable.shape());
  }

  /// The variable where the gradient is 0.
  static Symbol star(Symbol variable) {
    Name name = variable.name();
    return Symbol.of(
        labelled(name, name.label().isEmpty() ? "*" : name.label() + "*"), variable.shape());
  }

  /// What a second derivative is called: `L″` as a derivative of the loss.
  static Expr second(Problem problem, Symbol variable) {
    return Derivative.of(problem.loss(), variable, 2);
  }

  private static Name labelled(Name name, String label) {
    return new Name(name.base(), name.accent(), name.primes(), name.subscript(), label);
  }

  /// The step as an expression.
  Expr step() {
    return index;
  }
}
