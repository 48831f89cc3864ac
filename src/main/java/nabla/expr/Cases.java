package nabla.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A definition by cases: the value of the first branch whose condition holds. Without an
/// "otherwise", the value is undefined where no condition holds.
public final class Cases extends Expr {

  /// One line of the definition.
  public record Branch(Expr condition, Expr value) {}

  private Cases(Shape shape, Expr... parts) {
    super(0x3c6ef372, shape, parts);
  }

  /// The cases as they stand.
  public static Cases of(List<Branch> branches, @Nullable Expr otherwise) {
    List<Expr> parts = new ArrayList<>();
    for (Branch branch : branches) {
      if (!branch.condition.shape().isTruth()) {
        throw new NablaException(
            NablaException.Kind.SHAPE, "a case needs a condition such as x > 0");
      }
      parts.add(branch.condition);
      parts.add(branch.value);
    }
    if (otherwise != null) {
      parts.add(otherwise);
    }
    return of(parts.toArray(LEAF));
  }

  private static Cases of(Expr[] parts) {
    Shape shape = parts[parts.length - 1].shape();
    return intern(new Cases(shape, parts));
  }

  /// The branches, in order.
  public List<Branch> branches() {
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i + 1 < arity(); i += 2) {
      branches.add(new Branch(child(i), child(i + 1)));
    }
    return branches;
  }

  /// The value where no condition holds; null where there is none.
  public @Nullable Expr otherwise() {
    return arity() % 2 == 1 ? child(arity() - 1) : null;
  }

  @Override
  boolean sameFacts(Expr other) {
    return true;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return of(others);
  }
}
