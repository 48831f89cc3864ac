package nabla.answer;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.calculus.Conventions;
import nabla.calculus.Conventions.Layout;
import nabla.calculus.Conventions.Symmetric;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Cofactors;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// Says what stands where in derivatives of vectors and matrices: their shape, and the convention
/// that they follow.
final class Layouts {

  private final Conventions conventions;
  private final WriteOptions writing;

  Layouts(Conventions conventions, WriteOptions writing) {
    this.conventions = conventions;
    this.writing = writing;
  }

  /// One sentence for each answer that is an array; one for all where each is a gradient in the
  /// shape of its variable.
  List<String> sentences(List<Derived> answers) {
    List<Derived> arrays =
        answers.stream()
            .filter(answer -> !answer.result().isScalar())
            .filter(answer -> !answer.withRespectTo().gradient() || isOfVector(answer))
            .toList();
    boolean plain =
        arrays.size() > 1
            && arrays.stream().allMatch(this::isGradient)
            && conventions.layout() != Layout.NUMERATOR
            && conventions.symmetric() == Symmetric.INNER;
    if (plain) {
      String each = "each gradient has the shape of its variable";
      return List.of(each + arrays.stream().map(this::particulars).collect(Collectors.joining()));
    }
    List<String> sentences = new ArrayList<>();
    arrays.forEach(
        answer -> sentences.add((arrays.size() > 1 ? by(answer) + ": " : "") + sentence(answer)));
    for (Derived answer : answers) {
      if (!answer.withRespectTo().entry().isEmpty() && !answer.symmetricVariables().isEmpty()) {
        sentences.add(
            "the entry moves alone, as if "
                + by(answer)
                + " were not symmetric; where the one opposite moves with it, add the derivative by"
                + " that one");
      }
    }
    return sentences;
  }

  /// The sentences for one answer together; null for a number.
  JsonElement json(Derived answer) {
    List<String> sentences = sentences(List.of(answer));
    return sentences.isEmpty()
        ? JsonNull.INSTANCE
        : new JsonPrimitive(String.join("; ", sentences));
  }

  /// That det(U) U⁻ᵀ goes on where U is singular: it is the matrix of cofactors, which are
  /// polynomials in the entries.
  List<String> cofactors(List<Derived> answers) {
    Set<String> sentences = new LinkedHashSet<>();
    for (Derived answer : answers) {
      Set<Expr> nodes = new HashSet<>(Dag.of(answer.result()).nodes());
      for (Expr condition : answer.conditions()) {
        Expr matrix = invertible(condition);
        if (matrix != null
            && nodes.contains(Apply.of(Matrices.INVERSE, matrix))
            && goesOn(answer, condition)) {
          Expr cofactors =
              Product.of(
                  Apply.of(Matrices.DET, matrix),
                  Apply.of(Matrices.TRANSPOSE, Apply.of(Matrices.INVERSE, matrix)));
          sentences.add(
              "where "
                  + Text.of(matrix, writing)
                  + " is singular, "
                  + Text.of(cofactors, writing)
                  + " is its matrix of cofactors");
        }
      }
    }
    return List.copyOf(sentences);
  }

  /// Whether an answer has a value where this condition of it does not hold, since it speaks of the
  /// inverse in cofactors only.
  static boolean goesOn(Derived answer, Expr condition) {
    Expr matrix = invertible(condition);
    return matrix != null
        && Dag.any(answer.substituted(), Apply.of(Matrices.DET, matrix)::equals)
        && !Dag.any(Cofactors.of(answer.substituted()), Apply.of(Matrices.INVERSE, matrix)::equals);
  }

  /// The matrix of which a condition says that it is invertible; null of any other condition.
  private static @Nullable Expr invertible(Expr condition) {
    return condition instanceof Relation relation
            && relation.comparison() == Relation.Comparison.NOT_EQUAL
            && relation.left() instanceof Apply left
            && left.operator() == Matrices.DET
        ? left.argument()
        : null;
  }

  private boolean isGradient(Derived answer) {
    return answer.order() == 1
        && answer.withRespectTo().entry().isEmpty()
        && answer.formula().reading().expression().isScalar();
  }

  private static boolean isOfVector(Derived answer) {
    Expr formula = answer.formula().reading().expression();
    return formula.shape().isVector() && !formula.isScalar();
  }

  private String by(Derived answer) {
    return Text.of(answer.variables().getLast(), writing);
  }

  private String sentence(Derived answer) {
    return layout(answer) + particulars(answer);
  }

  /// What changes of the variable the gradient is for, where it is declared to be of a kind.
  private String particulars(Derived answer) {
    List<String> entries =
        new ArrayList<>(
            answer.symmetricVariables().stream()
                .map(variable -> Text.of(variable, writing))
                .toList());
    List<String> diagonal =
        answer.diagonalVariables().stream().map(variable -> Text.of(variable, writing)).toList();
    entries.removeAll(diagonal);
    return symmetric(entries) + diagonal(diagonal) + orthogonal(answer) + constrained(answer);
  }

  private String symmetric(List<String> variables) {
    String names = String.join(" and ", variables);
    return variables.isEmpty()
        ? ""
        : conventions.symmetric() == Symmetric.INNER
            ? ", for symmetric changes of " + names + " (--symmetric inner)"
            : ", by the entries of the symmetric " + names + ", each of which stands in two places";
  }

  private static String diagonal(List<String> variables) {
    return variables.isEmpty()
        ? ""
        : ", for diagonal changes of " + String.join(" and ", variables);
  }

  /// An orthogonal matrix has a gradient as a free one has: along what keeps it orthogonal, only a
  /// part of it.
  private String orthogonal(Derived answer) {
    List<String> names =
        answer.orthogonalVariables().stream().map(each -> Text.of(each, writing)).toList();
    return names.isEmpty()
        ? ""
        : ", unconstrained: the entries of "
            + String.join(" and ", names)
            + " move freely, and it does not stay orthogonal";
  }

  /// A gradient takes no account of declared equations that its variable fulfils.
  private String constrained(Derived answer) {
    List<Relation> facts = answer.constraints();
    List<String> names =
        answer.variables().stream()
            .distinct()
            .filter(variable -> facts.stream().anyMatch(fact -> Dag.any(fact, variable::equals)))
            .map(variable -> Text.of(variable, writing))
            .toList();
    return facts.isEmpty()
        ? ""
        : ", unconstrained: the entries of "
            + String.join(" and ", names)
            + " move freely, and "
            + facts.stream().map(fact -> Text.of(fact, writing)).collect(Collectors.joining(", "))
            + (facts.size() == 1 ? " does" : " do")
            + " not stay true";
  }

  private String layout(Derived answer) {
    Expr formula = answer.formula().reading().expression();
    Shape shape = answer.result().shape();
    Symbol variable = answer.variables().getFirst();
    List<Expr> place = answer.withRespectTo().entry();
    if (place.size() == 1 && formula.isScalar() && shape.isVector()) {
      Symbol member = Symbol.of(variable.name().entry(place.getFirst().toString()));
      return "gradient in the shape of " + Text.of(member, writing) + ", " + shape;
    }
    if (place.size() == 1 && formula.isScalar() && answer.order() == 2) {
      return "matrix of the second derivatives, " + shape;
    }
    if (answer.withRespectTo().gradient() && isOfVector(answer)) {
      return conventions.layout() == Layout.DENOMINATOR
          ? "Jacobian, " + shape + ": entry i, j is ∂fⱼ/∂xᵢ (denominator layout)"
          : "Jacobian, " + shape + ": entry i, j is ∂fᵢ/∂xⱼ";
    }
    if (isGradient(answer)) {
      return conventions.layout() == Layout.NUMERATOR
          ? "gradient as a transpose, " + shape + " (numerator layout)"
          : "gradient in the shape of " + by(answer) + ", " + shape;
    }
    if (variable.isScalar()) {
      return formula.shape().equals(shape)
          ? "in the shape of the formula, " + shape
          : "the transpose of the shape of the formula, " + shape + " (denominator layout)";
    }
    boolean turned = conventions.layout() == Layout.DENOMINATOR;
    String note = turned ? " (denominator layout)" : "";
    boolean one = answer.variables().stream().allMatch(variable::equals);
    if (formula.isScalar() && answer.order() == 2 && variable.shape().isVector() && one) {
      return "Hessian, " + shape + note;
    }
    boolean vectors =
        formula.shape().isVector() && variable.shape().isVector() && answer.order() == 1;
    if (vectors) {
      return "Jacobian, "
          + shape
          + (turned ? ": entry i, j is ∂fⱼ/∂xᵢ" : ": entry i, j is ∂fᵢ/∂xⱼ")
          + note;
    }
    // of ∂²f/∂x∂A the last that was differentiated by is x
    return "derivative of vec F by vec " + Text.of(variable, writing) + ", " + shape + note;
  }
}
