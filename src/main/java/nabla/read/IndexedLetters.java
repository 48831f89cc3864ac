package nabla.read;

import java.util.List;
import java.util.Map;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import org.jspecify.annotations.Nullable;

/// Letters with an index that a Σ runs over, below or above: `x_i`, `x^{(i)}`.
final class IndexedLetters {

  private final Resolver resolver;

  IndexedLetters(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Whether a label is an index that a Σ runs over, `x^{(i)}`, which stands for `x_i`.
  boolean isOverSum(Syntax.Letter letter, String label, Map<Name, Term> scope) {
    List<Name> running =
        label
            .codePoints()
            .filter(Character::isLetter)
            .mapToObj(c -> Name.of(Character.toString(c)))
            .filter(index -> resolver.bound.contains(index) || scope.containsKey(index))
            .toList();
    if (running.isEmpty()) {
      return false;
    }
    if (label.startsWith("[") || label.codePointCount(0, label.length()) > 3) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found the label "
              + label
              + " of "
              + letter.name()
              + " with the index of a sum; only vectors and numbers, as in x^{(i)}, are read under"
              + " one, and a sum over layers or neighbours is written out term by term",
          letter.at());
    }
    return true;
  }

  /// What stands for a letter with indices, `z_i` of `z_i = wᵀx_i`; null where it is an entry.
  @Nullable Term value(Syntax.Letter letter, Name name, List<Term> indices) {
    Resolver.FunctionDefinition definition = resolver.indexed.get(name);
    return definition != null && definition.parameters().size() == indices.size()
        ? resolver.definedFunctions.body(letter.at(), definition, indices)
        : resolver.samples.at(letter.at(), name, indices);
  }

  /// Refuses `w_{j0}` beside the entries of w, which are counted from 1: it would be one number for
  /// all j.
  void refuseZero(Name name, String below, int at) {
    if (below.matches("[a-z],?0") && resolver.arrays.contains(name)) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found %s_{%s}, and the entries of %s are counted from 1; write b_%s for what is added to each"
              .formatted(name, below, name, below.charAt(0)),
          at);
    }
  }

  /// Refuses a formula of the index of a sum, `x_{i mod n}`, which is no name.
  void refuseFormula(Name name, Syntax content) {
    PlainNames.in(content).stream()
        .filter(resolver.bound::contains)
        .findFirst()
        .ifPresent(index -> {
          throw resolver.error(
              NablaException.Kind.UNSUPPORTED,
              "found a formula of "
                  + index
                  + " below "
                  + name
                  + ", expected an index such as "
                  + name
                  + "_"
                  + index
                  + " or "
                  + name
                  + "_{"
                  + index
                  + "+1}; write what is at the ends as terms of its own",
              content.at());
        });
  }

  /// Refuses matrices with an index that a Σ runs over, and transposes of entries; vectors that are
  /// declared, `x_i ∈ R^n`, are noted as [Members].
  void refuse(Syntax.Letter letter, Name name, List<Term> indices, List<Suffix> suffixes) {
    StringBuilder subscript = new StringBuilder(name.subscript());
    for (Term index : indices) {
      subscript.append(index instanceof Term.Variable variable ? variable.name().toString() : "?");
    }
    Name member = name.withSubscript(subscript.toString());
    boolean declared = resolver.arrays.contains(member);
    if (declared && indices.size() == 1 && resolver.vectors.contains(member)) {
      resolver.members.declare(name, member);
      return;
    }
    boolean open =
        indices.size() == 1
            && !MatrixLetters.isUpper(name)
            && (!resolver.declaredVariables.contains(name)
                || (resolver.arrays.contains(name) && !resolver.vectors.contains(name)));
    if (!declared
        && (open || suffixes.stream().noneMatch(resolver.factors.exponents::isTranspose))) {
      return;
    }
    String text = name + "_" + subscript;
    boolean bound =
        indices.stream()
            .anyMatch(index ->
                index instanceof Term.Variable variable
                    && resolver.bound.contains(variable.name()));
    throw resolver.error(
        NablaException.Kind.UNSUPPORTED,
        (declared
                ? "found " + text + ", declared as an array, with an index that a sum runs over"
                : "found the transpose of " + text + ", which is an entry, a number")
            + (bound
                ? ", " + Suggestions.rowsOf(name)
                : ", expected " + text + " ∈ R^n declared as a vector of that name"),
        letter.at());
  }
}
