package nabla.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.junit.jupiter.api.Test;

/// The shapes that operators take and give.
class MatricesTest {

  private static final Dimension M = Dimension.named("m");
  private static final Dimension N = Dimension.named("n");
  private static final Expr WIDE = Symbol.of(Name.of("A"), Shape.of(M, N));
  private static final Expr SQUARE = Symbol.of(Name.of("S"), Shape.of(N, N));
  private static final Expr VECTOR = Symbol.of(Name.of("x"), Shape.vector(N));
  private static final Expr OTHER = Symbol.of(Name.of("y"), Shape.vector(M));
  private static final Expr CONDITION = Relation.of(Relation.Comparison.GREATER, Num.ONE, Num.ZERO);

  @Test
  void shapesOfResults() {
    assertShape("n×m", Matrices.TRANSPOSE, WIDE);
    assertShape("n×n", Matrices.INVERSE, SQUARE);
    assertShape("scalar", Matrices.DET, SQUARE);
    assertShape("n×n", Matrices.DIAG, VECTOR);
    assertShape("n×1", Matrices.DIAG, SQUARE);
    assertShape("m×n", Matrices.ELEMENTWISE_PRODUCT, WIDE, WIDE);
    assertShape("m×n", Matrices.ELEMENTWISE_POWER, WIDE, Num.TWO);
    assertShape("mn×n", Matrices.KRONECKER, WIDE, VECTOR);
    assertShape("scalar", Norms.NORM, WIDE);
    assertShape("scalar", Norms.NORM, VECTOR, Apply.of(Elementary.INFINITY));
    assertShape("scalar", Matrices.ENTRY, WIDE, Num.ONE, Num.TWO);
    assertShape("scalar", Matrices.ENTRY, VECTOR, Num.ONE);
    assertShape("scalar", Matrices.INNER, VECTOR, VECTOR);
    assertShape("n×m", Matrices.OUTER, VECTOR, OTHER);
    assertShape("mn×1", Vectorization.VEC, WIDE);
    assertShape("n×1", Reductions.SOFTMAX, VECTOR);
    assertShape("scalar", Reductions.LOGSUMEXP, VECTOR);
    assertShape("m×n", Activations.SIGMOID, WIDE);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused(Matrices.INVERSE, WIDE);
    assertRefused(Matrices.DET, VECTOR);
    assertRefused(Matrices.DIAG, WIDE);
    assertRefused(Matrices.ELEMENTWISE_PRODUCT, WIDE, SQUARE);
    assertRefused(Matrices.INNER, VECTOR, OTHER);
    assertRefused(Reductions.SOFTMAX, WIDE);
    assertRefused(Matrices.ENTRY, WIDE, Num.ONE);
    assertRefused(Matrices.ENTRY, VECTOR, VECTOR);
    assertRefused(Matrices.SUM, CONDITION);
    assertRefused(Activations.SIGMOID, CONDITION);
    assertRefused(Elementary.INDICATOR, VECTOR);
  }

  @Test
  void dimensionsAreArguments() {
    Expr size = Sum.of(Symbol.of("n"), Num.ONE);
    assertShape("(n+1)×(n+1)", Matrices.IDENTITY, size);
    assertShape("3×1", Matrices.ONES, Num.of(3));
    assertShape("3×n", Matrices.ZEROS, Num.of(3), Symbol.of("n"));
    assertRefused(Matrices.IDENTITY, Num.ZERO);
    assertRefused(Matrices.IDENTITY, Apply.of(Elementary.PI));
    assertEquals(Shape.of(M, N), Matrices.ones(Shape.of(M, N)).shape());
    Dimension dimension = M.times(N).plus(Dimension.of(-2));
    assertEquals(dimension, Dimensions.of(Dimensions.expression(dimension)));
    assertEquals(Shape.of(N, N), Matrices.identity(N).shape());
  }

  @Test
  void theNumberOfArgumentsIsChecked() {
    NablaException error = assertThrows(NablaException.class, () -> Apply.of(Norms.NORM));
    assertEquals("norm takes 1 to 2 arguments, not 0", error.getMessage());
    assertThrows(NablaException.class, () -> Apply.of(Elementary.MAX, Num.ONE));
    assertTrue(Apply.of(Elementary.MAX, Num.ONE, Num.TWO, Num.ZERO).isScalar());
  }

  private static void assertShape(String expected, Function function, Expr... arguments) {
    assertEquals(expected, Apply.of(function, arguments).shape().toString(), function.name());
  }

  private static void assertRefused(Function function, Expr... arguments) {
    NablaException error = assertThrows(NablaException.class, () -> Apply.of(function, arguments));
    assertEquals(NablaException.Kind.SHAPE, error.kind());
  }
}
