package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import nabla.numeric.ArrayVerifier;
import nabla.read.Signature;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every adjoint and every matrix of the catalogue against what it says: `⟨V, f(H)⟩ = ⟨G, H⟩` and
/// `vec f(H) = J vec(H)`, on random arrays of two sizes; f(H) is the operator itself, or where it
/// is linear in its arguments together, its differential.
class OperatorFormulasTest {

  private static final List<Map<String, Integer>> SIZES =
      List.of(
          Map.of("m", 2, "n", 3, "p", 4, "q", 2, "a", 1, "b", 2, "k", 2),
          Map.of("m", 3, "n", 2, "p", 1, "q", 3, "a", 0, "b", 2, "k", 1));

  /// A function and a parameter in which it is linear.
  record Case(Function function, int parameter, Map<String, Integer> sizes) {
    @Override
    public String toString() {
      return function.name() + " by " + function.parameters().get(parameter) + " at " + sizes;
    }

    List<Expr> arguments() {
      List<Expr> arguments = new ArrayList<>();
      for (Symbol place : Signature.parametersOf(function)) {
        Integer size = sizes.get(place.name().toString());
        Shape shape =
            Shape.of(sized(place.shape().rows(), sizes), sized(place.shape().columns(), sizes));
        arguments.add(size != null ? Num.of(size) : Symbol.of(place.name(), shape));
      }
      return arguments;
    }
  }

  private static Dimension sized(Dimension dimension, Map<String, Integer> sizes) {
    return Dimension.of(ArrayEvaluation.size(dimension, sizes));
  }

  static Stream<Case> cases() {
    return Catalogue.standard().functions().stream()
        .flatMap(function ->
            IntStream.range(0, function.parameters().size())
                .filter(i -> function.adjoint(i) != null || function.matrix(i) != null)
                .boxed()
                .flatMap(i -> SIZES.stream().map(sizes -> new Case(function, i, sizes))));
  }

  @Test
  void thereAreSome() {
    assertTrue(cases().count() >= 20);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areWhatTheyAreSaidToBe(Case each) {
    SplittableRandom random = new SplittableRandom(17);
    List<Expr> arguments = each.arguments();
    Apply apply = Apply.of(each.function, arguments);
    Map<Symbol, RealMatrix> point = new LinkedHashMap<>();
    for (Expr argument : arguments) {
      if (argument instanceof Symbol symbol) {
        point.put(symbol, random(symbol.shape(), random));
      }
    }
    Expr argument = arguments.get(each.parameter);
    Expr differential =
        OperatorFormulas.differential(each.function, apply, each.parameter, argument);
    RealMatrix value = ArrayEvaluation.of(differential == null ? apply : differential, point);
    RealMatrix moving =
        ArrayVerifier.vec(Objects.requireNonNull(point.get(arguments.get(each.parameter))));
    Symbol cotangent = Symbol.of(Name.of("cotangent"), apply.shape());
    point.put(cotangent, random(apply.shape(), random));
    Expr adjoint = OperatorFormulas.adjoint(each.function, apply, each.parameter, cotangent);
    if (adjoint != null) {
      RealMatrix turned = ArrayEvaluation.of(adjoint, point);
      double left = inner(Objects.requireNonNull(point.get(cotangent)), value);
      assertEquals(left, inner(turned, moving), 1e-12);
    }
    Expr matrix = OperatorFormulas.matrix(each.function, apply, each.parameter);
    if (matrix != null) {
      RealMatrix product = ArrayEvaluation.of(matrix, point).multiply(moving);
      assertEquals(0, product.subtract(ArrayVerifier.vec(value)).getFrobeniusNorm(), 1e-12);
    }
  }

  private static double inner(RealMatrix a, RealMatrix b) {
    return ArrayVerifier.vec(a).transpose().multiply(ArrayVerifier.vec(b)).getEntry(0, 0);
  }

  private static RealMatrix random(Shape shape, SplittableRandom random) {
    RealMatrix array =
        new Array2DRowRealMatrix((int) shape.rows().fixedSize(), (int) shape.columns().fixedSize());
    for (int i = 0; i < array.getRowDimension(); i++) {
      for (int j = 0; j < array.getColumnDimension(); j++) {
        array.setEntry(i, j, random.nextDouble(-1, 1));
      }
    }
    return array;
  }
}
