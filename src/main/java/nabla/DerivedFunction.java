package nabla;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.catalogue.Language;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.write.CodeFunction;

/// A complete function in a programming language of the value of a formula and of several of its
/// derivatives.
final class DerivedFunction {

  private DerivedFunction() {}

  static String of(Language language, List<Derived> derivatives) {
    Derived first = derivatives.getFirst();
    PresentEntries present = new PresentEntries(first.formula());
    List<CodeFunction.Output> outputs = new ArrayList<>();
    if (!first.formula().isImplicit()) {
      outputs.add(output("value", List.of(), present.of(OverIndices.value(first))));
    }
    for (Derived each : derivatives) {
      List<Symbol> by =
          each.withRespectTo().gradient()
              ? List.of()
              : kind(each).equals("hessian") ? each.variables().subList(0, 1) : asAsked(each);
      outputs.add(output(kind(each), by, present.of(OverIndices.derivative(each))));
    }
    String summary =
        first.formula().toText().replace("\n", " ")
            + present.text()
            + summary(derivatives)
            + assumed(derivatives, outputs);
    return new CodeFunction(
            summary, first.formula().toString(), first.formula().variables(), outputs)
        .in(language);
  }

  private static CodeFunction.Output output(String kind, List<Symbol> by, OverIndices values) {
    return new CodeFunction.Output(kind, by, values.indices(), values.expression());
  }

  /// `, where z = Wx + b, Sᵀ = S`: what the intermediates stand for that it has derivatives by, and
  /// what is assumed of the variables of a function, which does not check it; and which functions
  /// it calls that nothing defines.
  private static String assumed(List<Derived> derivatives, List<CodeFunction.Output> outputs) {
    Formula formula = derivatives.getFirst().formula();
    Set<Expr> used = new HashSet<>();
    outputs.forEach(output -> used.addAll(Dag.of(output.expression()).nodes()));
    Set<Expr> by = new HashSet<>();
    derivatives.forEach(each -> by.addAll(each.variables()));
    List<String> facts = new ArrayList<>();
    formula
        .intermediates()
        .forEach((name, meaning) -> {
          if (by.contains(name)) {
            facts.add(formula.text(Relation.of(Relation.Comparison.EQUAL, name, meaning)));
          }
        });
    formula.reading().assumptions().facts().stream()
        .filter(fact -> Dag.any(fact, node -> node instanceof Symbol && used.contains(node)))
        .map(formula::text)
        .forEach(facts::add);
    used.stream()
        .filter(node ->
            node instanceof Apply apply
                && apply.operator() instanceof UnknownFunction unknown
                && !unknown.isIndexed())
        .map(node -> ((Apply) node).operator().name())
        .distinct()
        .sorted()
        .forEach(name -> facts.add(name + " is a function that is defined elsewhere"));
    return facts.isEmpty() ? "" : ", where " + String.join(", ", facts);
  }

  /// `and its gradients by V, W`.
  private static String summary(List<Derived> derivatives) {
    List<String> kinds = derivatives.stream().map(DerivedFunction::kind).distinct().toList();
    boolean several = derivatives.size() > 1;
    String kind = kinds.size() == 1 ? kinds.getFirst() : "derivative";
    String called =
        switch (kind) {
          case "hessian" -> several ? "Hessians" : "Hessian";
          case "jacobian" -> several ? "Jacobians" : "Jacobian";
          default -> several ? kind + "s" : kind;
        };
    return ", and its "
        + called
        + derivatives.stream()
            .map(DerivedFunction::names)
            .collect(Collectors.joining(", ", " by ", ""));
  }

  /// The variables as the question and the axes of the derivative have them: by entries one after
  /// the other, the first one first.
  private static List<Symbol> asAsked(Derived derivative) {
    List<Symbol> variables = derivative.variables();
    return derivative.withRespectTo().entry().isEmpty() ? variables : variables.reversed();
  }

  private static String names(Derived derivative) {
    return asAsked(derivative).stream()
        .limit(
            kind(derivative).equals("hessian") && !derivative.withRespectTo().gradient() ? 1 : 99)
        .map(derivative.formula()::text)
        .collect(Collectors.joining(derivative.withRespectTo().gradient() ? ", " : " "));
  }

  private static String kind(Derived derived) {
    boolean scalar = derived.formula().value().isScalar();
    boolean table = derived.withRespectTo().gradient();
    List<Symbol> variables = derived.variables();
    boolean arrays = table || variables.stream().anyMatch(each -> !each.isScalar());
    int order = derived.order();
    if (order == 2 && scalar && arrays && variables.stream().distinct().count() == 1) {
      return "hessian";
    }
    return order > 1 || !arrays
        ? order == 2 && table ? "hessian" : "derivative"
        : scalar ? "gradient" : "jacobian";
  }
}
