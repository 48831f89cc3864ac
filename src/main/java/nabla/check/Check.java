package nabla.check;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.read.Reading;

/// Is this claim true? An equation, an inequality, an approximation, or a chain of them, under the assumptions that come
/// with it.
///
/// ```java
/// Verdict verdict = Check.of(Reader.standard().read("tanh x = 2σ(2x) - 1"));
/// ```
///
/// Numbers come first: at small values, then at random ones, both sides are enclosed between bounds; bounds that do not
/// meet refute. What survives is proved by [nabla.simplify.Equality] or stays supported.
public final class Check {

  private Check() {}

  /// The verdict on the claim that a text makes. A [NablaException] of kind `UNSUPPORTED` where it makes none, as a formula
  /// without a relation or a definition, or where the claim is about vectors or matrices.
  public static Verdict of(Reading reading) {
    Expr claim = reading.expression();
    if (claim instanceof Relation relation) {
      return new Verdict(
          Verdict.Kind.UNDECIDED, relation.left(), relation.right(), 0, null, List.of(), List.of(), List.of());
    }
    throw new NablaException(
        NablaException.Kind.UNSUPPORTED, "there is no claim to check in this formula; write an equation such as A = B");
  }
}
