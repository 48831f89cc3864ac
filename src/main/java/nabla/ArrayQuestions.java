package nabla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.ArrayDifferentiation;
import nabla.calculus.ArrayDifferentiation.Stage;
import nabla.calculus.Conventions;
import nabla.calculus.Differentiation;
import nabla.calculus.Moments;
import nabla.catalogue.Subscripts;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.ArrayVerifier;
import nabla.numeric.Verification;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.ArrayConditions;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/// Answers questions for derivatives of formulas with vectors and matrices, or by them.
final class ArrayQuestions {

  private @Nullable Substitution names;
  private final Map<Expr, List<Expr>> kinks = new HashMap<>();
  private final Formula formula;
  private final boolean verify;
  private @Nullable ArrayClosedForm closed;
  private final ArrayDifferentiation differentiation;

  ArrayQuestions(
      Formula formula, Expr subject, Conventions conventions, boolean steps, boolean verify) {
    this.formula = formula;
    this.verify = verify;
    this.differentiation =
        new ArrayDifferentiation(
            new ArrayDifferentiation.Subject(
                subject,
                MeetingTerms.apart(formula.reading().expression()),
                apart(formula.intermediates()),
                formula.written(),
                conventions,
                steps));
  }

  private static Map<Symbol, Expr> apart(Map<Symbol, Expr> intermediates) {
    Map<Symbol, Expr> all = new LinkedHashMap<>();
    intermediates.forEach((name, meaning) -> all.put(name, MeetingTerms.apart(meaning)));
    return all;
  }

  /// Whether a question speaks of arrays: of one that is differentiated, by one, or of a number
  /// with an array in it that changes or is multiplied, which the rules of numbers do not know.
  static boolean concern(Formula formula, List<Symbol> variables) {
    if (variables.stream().anyMatch(formula.intermediates()::containsKey)
        && !formula.reading().shapes().isEmpty()) {
      return true;
    }
    return ArrayDifferentiation.concerns(formula.expanded(), variables)
        || Dag.any(formula.expanded(), ArrayQuestions::isProductOfArrays);
  }

  /// A product that the rules of numbers would take apart, and put together in another order.
  private static boolean isProductOfArrays(Expr node) {
    return node instanceof Product product && !product.isOfNumbers();
  }

  /// The derivative by the variables of a question, each `order` times.
  Derived answer(WithRespectTo question, int order) {
    if (question.gradient() && question.variables().size() > 1) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "several vectors or matrices have no common gradient; write them without parentheses for"
              + " the derivative by each");
    }
    List<Symbol> sequence = new ArrayList<>();
    for (Symbol variable : question.variables().reversed()) {
      sequence.addAll(Collections.nCopies(order, variable));
    }
    ArrayDifferentiation.Answer answer =
        question.entry().isEmpty()
            ? differentiation.answer(sequence)
            : differentiation.byEntry(sequence, question.entry());
    return new Derived(
        formula,
        question,
        sequence.size(),
        answer.subject(),
        answer.result(),
        answer.substituted(),
        named(
            FoldedConditions.of(
                smooth(
                    defined(
                        answer.stages().getFirst().before(),
                        answer.substituted(),
                        withIndices(answer.stages().getLast())),
                    answer.stages(),
                    sequence))),
        answer.derivations(),
        answer.where(),
        indices(question.entry(), answer.substituted(), answer.stages().getLast().ranges()),
        verify ? verified(answer.stages()) : null);
  }

  /// Where the formula has its derivatives; by cases, also where those before the last have theirs.
  private List<Expr> smooth(List<Expr> known, List<Stage> stages, List<Symbol> sequence) {
    Assumptions assumed = formula.assumptions();
    Expr before = stages.getFirst().before();
    List<Expr> conditions = Smoothness.and(known, before, sequence, assumed, kinks);
    if (Dag.any(before, Cases.class::isInstance)) {
      for (Stage stage : stages.subList(1, stages.size())) {
        List<Symbol> by = List.of(stage.variable());
        conditions = Smoothness.and(conditions, stage.before(), by, assumed, kinks);
      }
    }
    return conditions;
  }

  /// Where the formula and its derivative have values.
  private List<Expr> defined(Expr before, Expr after, Assumptions assumptions) {
    List<Expr> conditions =
        new ArrayList<>(ArrayConditions.of(closed(), assumptions, before, after));
    for (Expr ofNumbers : ArrayConditions.ofNumbers(closed(), assumptions, before, after)) {
      if (!conditions.contains(ofNumbers)) {
        conditions.add(ofNumbers);
      }
    }
    return conditions;
  }

  /// What is assumed, and that the indices of an entry are whole numbers from 1 on.
  private Assumptions withIndices(Stage stage) {
    Assumptions all = formula.assumptions();
    for (Expr index : stage.place()) {
      all = index instanceof Symbol symbol ? withIndex(all, symbol) : all;
    }
    for (Symbol index : stage.ranges().keySet()) {
      all = withIndex(all, index);
    }
    return all;
  }

  private static Assumptions withIndex(Assumptions all, Symbol index) {
    return all.andInteger(index)
        .and(Relation.of(Relation.Comparison.GREATER_OR_EQUAL, index, Num.ONE));
  }

  /// The indices of the formula, in the order of their names, then those of the variable; without
  /// those of the rows and columns of the result.
  private Map<Symbol, Dimension> indices(
      List<Expr> entry, Expr result, Map<Symbol, Dimension> ranges) {
    if (ranges.isEmpty()) {
      return ranges;
    }
    Map<Symbol, Dimension> indices =
        new LinkedHashMap<>(Subscripts.free(List.of(formula.expanded())));
    Set<String> sizes = new HashSet<>(); // of which x_n names the last entry
    formula.known().forEach(array -> sizes.addAll(array.shape().names()));
    ranges.forEach((index, size) -> {
      if ((result.isScalar() || entry.contains(index))
          && !sizes.contains(index.name().toString())) {
        indices.putIfAbsent(index, size);
      }
    });
    return indices;
  }

  /// Conditions with the names of the intermediates in place of what they stand for: a network has
  /// as many as layers, and written out each is as long as all before it.
  private List<Expr> named(List<Expr> conditions) {
    if (formula.reading().definitions().isEmpty()) {
      return conditions;
    }
    Substitution substitution = names;
    if (substitution == null) {
      Map<Expr, Expr> symbols = new HashMap<>();
      Substitution.Expansion meanings = new Substitution.Expansion();
      formula
          .reading()
          .intermediates()
          .forEach((symbol, definition) -> {
            Expr meaning = meanings.apply(definition);
            meanings.define(symbol, meaning);
            if (meaning.arity() > 0) {
              symbols.putIfAbsent(meaning, symbol);
              symbols.putIfAbsent(Moments.of(meaning), symbol);
            }
          });
      substitution = Substitution.of(symbols);
      names = substitution;
    }
    return conditions.stream().map(substitution::apply).distinct().toList();
  }

  private ArrayClosedForm closed() {
    ArrayClosedForm form = closed;
    if (form == null) {
      form = new ArrayClosedForm(formula.written(), formula.expanded());
      closed = form;
    }
    return form;
  }

  /// A derivative by a number of a formula that has vectors and matrices for its data.
  static Verification verifyByNumber(Differentiation.Stage stage, Assumptions assumptions) {
    return ArrayVerifier.verify(
        stage.before(),
        stage.variable(),
        stage.after(),
        prediction(ArrayDifferentiation.Arrangement.TANGENT),
        assumptions);
  }

  static boolean mentionsArrays(Expr number) {
    return Dag.any(number, node -> !node.isScalar() && !node.shape().isTruth());
  }

  private Verification verified(List<Stage> stages) {
    Verification worst = null;
    for (Stage stage : stages) {
      Verification next = Budget.attempt(2, () -> verified(stage));
      if (next == null) {
        return Verification.unverified("the comparison with differences takes too long");
      }
      Differing.withholdIfWrong(next);
      if (!next.isVerified()) {
        return next;
      }
      worst = worst == null ? next : Differing.worse(worst, next);
    }
    if (worst == null) {
      throw new IllegalStateException("nothing was differentiated");
    }
    return worst;
  }

  private Verification verified(Stage stage) {
    return stage.place().isEmpty()
        ? ArrayVerifier.verify(
            stage.before(),
            stage.variable(),
            stage.after(),
            prediction(stage.arrangement()),
            formula.assumptions())
        : ArrayVerifier.verifyByEntry(
            stage.before(),
            stage.variable(),
            stage.place(),
            stage.ranges(),
            stage.after(),
            formula.assumptions());
  }

  private static ArrayVerifier.Prediction prediction(ArrayDifferentiation.Arrangement arrangement) {
    return switch (arrangement) {
      case TANGENT ->
          (derivative, direction) ->
              ArrayVerifier.vec(derivative).scalarMultiply(direction.getEntry(0, 0));
      case GRADIENT -> ArrayQuestions::inner;
      case JACOBIAN -> (derivative, direction) -> derivative.multiply(ArrayVerifier.vec(direction));
    };
  }

  private static RealMatrix inner(RealMatrix gradient, RealMatrix direction) {
    return ArrayVerifier.vec(gradient).transpose().multiply(ArrayVerifier.vec(direction));
  }
}
