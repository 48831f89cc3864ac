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
  public Spelled ofNumbers(Spelled number, String like) {
    return Spelled.atom(tensor(number.code(), like));
  }

  /// Without a type it would be rounded to the one that is usual.
  private static String tensor(String number, String like) {
    return "torch.as_tensor(" + number + ", " + like + ")";
  }

  @Override
  String stacked(String list, boolean all, String like) {
    return call("stack", "[" + tensor("entry", like) + " for entry in " + list + "]");
  }

  @Override
  public boolean computesConstants() {
    return true;
  }

  @Override
  public String like(String array) {
    return "dtype=" + array + ".dtype, device=" + array + ".device";
  }

  @Override
  public String likeNumbers() {
    return "dtype=torch.float64";
  }

  /// A number among the parts becomes a tensor.
  @Override
  public Spelled joined(String first, String second, Join join, String like) {
    String parts = "[" + tensor("part", like) + " for part in (" + first + ", " + second + ")]";
    return Spelled.atom(call(join == Join.BELOW ? "vstack" : "hstack", parts));
  }

  /// Entries that are tensors are stacked, so that they stay differentiable.
  @Override
  public Spelled literal(Literal literal, List<Spelled> entries, String like) {
    if (literal.children().stream().allMatch(Num.class::isInstance)) {
      return Spelled.atom(call("tensor", lists(literal, entries) + ", " + like));
    }
    String stacked = stacked(row(entries), true, like);
    return Spelled.atom(
        literal.columns() == 1 || literal.rows() == 1
            ? stacked
            : stacked + ".reshape(" + literal.rows() + ", " + literal.columns() + ")");
  }
}
