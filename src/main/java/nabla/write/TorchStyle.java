package nabla.write;

import java.util.List;
import nabla.catalogue.Language;
import nabla.expr.Literal;
import nabla.expr.Num;

/// Python with PyTorch. All variables are tensors; new tensors get the type and the device of one
/// that is given.
final class TorchStyle extends PythonStyle {

  TorchStyle() {
    super("torch");
  }

  @Override
  public Language language() {
    return Language.TORCH;
  }

  @Override
  Spelled squareRoot(Spelled radicand) {
    return new Spelled(radicand.at(Binding.ATOM) + "**0.5", Binding.POWER);
  }

  @Override
  String productOf(String each) {
    return "math.prod(" + each + ")";
  }

  @Override
  public Spelled ofSizes(Spelled number, String like) {
    return Spelled.atom(call("as_tensor", number.code() + (like.isEmpty() ? "" : ", " + like)));
  }

  @Override
  String stacked(String list, boolean all) {
    return call("stack", "[torch.as_tensor(entry) for entry in " + list + "]");
  }

  @Override
  Spelled numbers(Spelled chosen, String like) {
    return Spelled.atom(chosen.at(Binding.ATOM) + ".to(" + like + ")");
  }

  @Override
  public boolean computesConstants() {
    return true;
  }

  @Override
  public String like(String array) {
    return "dtype=" + array + ".dtype, device=" + array + ".device";
  }

  /// A number among the parts becomes a tensor.
  @Override
  public Spelled joined(String first, String second, Join join) {
    String parts = "[torch.as_tensor(part) for part in (" + first + ", " + second + ")]";
    return Spelled.atom(call(join == Join.BELOW ? "vstack" : "hstack", parts));
  }

  /// Entries that are tensors are stacked, so that they stay differentiable.
  @Override
  public Spelled literal(Literal literal, List<Spelled> entries) {
    if (literal.children().stream().allMatch(Num.class::isInstance)) {
      return Spelled.atom(call("tensor", lists(literal, entries) + ", dtype=torch.float64"));
    }
    String stacked = call("stack", "[torch.as_tensor(entry) for entry in " + row(entries) + "]");
    return Spelled.atom(
        literal.columns() == 1 || literal.rows() == 1
            ? stacked
            : stacked + ".reshape(" + literal.rows() + ", " + literal.columns() + ")");
  }
}
