package nabla.worksheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.expr.Name;

/// What assumptions on defined names say of the letters that these are made of: for `z = w x + b`,
/// `z > 0` restricts w, x and b, also in a formula that does not speak of z.
final class Restrictions {
  private static final Pattern RELATION = Pattern.compile("[<>=≤≥≠]|\\\\(le|ge|lt|gt|ne)");

  private final List<String> conditions = new ArrayList<>();
  private final Meanings meanings;

  Restrictions(Facts facts, Meanings meanings) {
    this.meanings = meanings;
    for (String all : facts.all()) {
      Arrays.stream(all.split(";", -1))
          .filter(fact -> !fact.contains("∈") && RELATION.matcher(fact).find())
          .forEach(conditions::add);
    }
  }

  /// The names whose definitions are needed for the assumptions on the variables of a formula.
  ///
  /// @param uses the names in the formula
  /// @param needed the names whose definitions it needs by itself
  /// @param defined the names that have definitions, as far as these can be read beside it
  Set<Name> on(Collection<Name> uses, Collection<Name> needed, Collection<Name> defined) {
    Set<Name> restricting = new LinkedHashSet<>();
    if (conditions.isEmpty()) {
      return restricting;
    }
    Set<Name> concerned = new LinkedHashSet<>(uses);
    needed.forEach(name -> concerned.addAll(meanings.usesOf(name)));
    for (String condition : conditions) {
      Set<Name> speaksOf = new LinkedHashSet<>();
      for (Name name : defined) {
        if (!meanings.isFunction(name) && Links.mentions(condition, name)) {
          speaksOf.add(name);
        }
      }
      boolean meets =
          concerned.stream().anyMatch(name -> Links.mentions(condition, name))
              || speaksOf.stream()
                  .anyMatch(name -> made(name).stream().anyMatch(concerned::contains));
      if (meets) {
        restricting.addAll(speaksOf);
      }
    }
    restricting.removeAll(needed);
    return restricting;
  }

  /// The names of which another is made.
  private Set<Name> made(Name name) {
    Set<Name> made = new LinkedHashSet<>();
    List<Name> open = new ArrayList<>(List.of(name));
    while (!open.isEmpty()) {
      for (Name part : meanings.usesOf(open.removeLast())) {
        if (made.add(part)) {
          open.add(part);
        }
      }
    }
    return made;
  }
}
