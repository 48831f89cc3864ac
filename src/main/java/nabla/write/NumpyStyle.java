package nabla.write;

import java.util.List;
import nabla.catalogue.Language;
import nabla.expr.Literal;

/// Python with NumPy.
final class NumpyStyle extends PythonStyle {

  NumpyStyle() {
    super("np");
  }

  @Override
  public Language language() {
    return Language.NUMPY;
  }

  @Override
  Spelled squareRoot(Spelled radicand) {
    return Spelled.atom(call("sqrt", radicand.code()));
  }

  @Override
  String productOf(String each) {
    return call("prod", "[" + each + "], axis=0");
  }

  @Override
  Spelled einsum(String arguments, boolean several) {
    return Spelled.atom(call("einsum", arguments + (several ? ", optimize=True" : "")));
  }

  @Override
  public Spelled literal(Literal literal, List<Spelled> entries) {
    return Spelled.atom(call("array", lists(literal, entries)));
  }
}
