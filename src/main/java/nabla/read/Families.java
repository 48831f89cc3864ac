package nabla.read;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.expr.Name;

/// What is defined by an entry and used by another: `p_k = …` and `−log p_y`, `z_i = w_i x` and
/// `z_2`.
final class Families {
  private static final Pattern INDEX = Pattern.compile("[i-nℓ]");

  private final List<Statements.Placed> all;
  private final Set<String> asked;
  private final OwnNames places;

  /// The indices of the definitions, and those with which they are used.
  private final Set<Name> indices = new HashSet<>();

  /// The names that are taken for entries though their letters are no usual indices, each with the
  /// definition.
  private final Map<Name, Name> members = new HashMap<>();

  /// Those that are not.
  private final Map<Name, Name> others = new HashMap<>();

  /// @param defined the names with definitions
  /// @param declared the names with declarations
  /// @param asked letters that are indices in the question
  Families(
      Collection<Name> defined,
      Set<Name> declared,
      List<Statements.Placed> all,
      Set<String> asked) {
    this.all = all;
    this.asked = asked;
    this.places = new OwnNames(all, Set.of());
    for (Name other : MainFormula.used(all)) {
      for (Name name : defined) {
        if (other.subscript().matches("[a-zℓ]|[1-9][0-9]{0,8}")
            && name.subscript().matches("[a-zℓ]")
            && !defined.contains(other)
            && !declared.contains(other)
            && name.withSubscript("").equals(other.withSubscript(""))) {
          add(other, name);
        }
      }
    }
  }

  private void add(Name other, Name name) {
    boolean letter = Character.isLetter(other.subscript().codePointAt(0));
    if (letter ? isMember(other, name) : hasIndex(name)) {
      indices.add(Name.of(name.subscript()));
    }
    if (letter && isMember(other, name)) {
      indices.add(Name.of(other.subscript()));
      if (!isUsual(other, name)) {
        members.put(other, name);
      }
    } else if (letter && places.isBelowAnother(Name.of(name.subscript()), name)) {
      others.put(other, name);
    }
  }

  /// The letters that are indices.
  Set<Name> indices() {
    return indices;
  }

  /// Says what could be taken in another way.
  void note(Notes notes, Source source) {
    members.forEach((member, name) ->
        notes.addOnce(
            source,
            0,
            "%s is that of %s, for %s = %s"
                .formatted(member, name, name.subscript(), member.subscript())));
    others.forEach((other, name) ->
        notes.addOnce(
            source, 0, "%s is read as a name of its own, beside %s".formatted(other, name)));
  }

  /// Whether a letter below a name that has a definition for each value of an index is one of these
  /// values: k of `−ln p_k` and `p_i = z_i^2`, y of `−ln p_y` where a sum is taken, as in that of
  /// softmax, and not p of `E_k + E_p` and `E_k = m v_k²/2`.
  private boolean isMember(Name other, Name name) {
    Name letter = Name.of(other.subscript());
    return places.isBelowAnother(Name.of(name.subscript()), name)
        && (isUsual(other, name)
            || places.sums()
            || asked.contains(letter.base())
            || places.isBelowAnother(letter, name));
  }

  private static boolean isUsual(Name other, Name name) {
    return INDEX.matcher(other.subscript()).matches() && INDEX.matcher(name.subscript()).matches();
  }

  /// Whether the index below what is defined stands in what it is defined as: that of `E_k = m
  /// v²/2` is none.
  private boolean hasIndex(Name name) {
    Name index = Name.of(name.subscript());
    return all.stream()
        .filter(each -> name.equals(MainFormula.defined(each)))
        .map(each -> Statements.equation(each.statement()))
        .anyMatch(equation ->
            equation != null
                && Names.any(
                    equation.operands().getLast(),
                    letter ->
                        letter.name().equals(index) || index.equals(Indices.letterOfPair(letter))));
  }
}
