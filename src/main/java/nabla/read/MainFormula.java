package nabla.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Which of several statements is the formula that is asked about: the last one or, where that
/// defines what another one uses, as in `L = ‖z − y‖²; z = W x`, the one that no other uses.
final class MainFormula {

  private final List<Statements.Placed> statements;
  private final Notes notes;

  /// The names in each statement, without the one that it defines.
  private final Map<Statements.Placed, Set<Name>> uses = new HashMap<>();

  private final Map<Name, Statements.Placed> definitions = new HashMap<>();

  /// What is defined and stands nowhere itself, with a name that may be an entry of it: μ with μ₁.
  private final Map<Name, Name> entries = new HashMap<>();

  /// @param statements what stands outside declarations, at least one
  MainFormula(List<Statements.Placed> statements, Notes notes) {
    this.statements = statements;
    this.notes = notes;
    for (Statements.Placed each : statements) {
      Set<Name> names = new HashSet<>();
      each.statement().parts().forEach(part -> names.addAll(PlainNames.in(part)));
      Name name = defined(each);
      if (name != null) {
        definitions.put(name, each);
        names.remove(name);
      }
      uses.put(each, names);
    }
  }

  /// Takes the formula out of the statements.
  Statements.Placed take() {
    Statements.Placed last = statements.getLast();
    Set<Name> used = new HashSet<>();
    uses.values().forEach(used::addAll);
    Name name = defined(last);
    if (name != null && isUsed(name, used)) {
      List<Statements.Placed> unused = new ArrayList<>(definitions.values());
      unused.removeIf(each -> isUsed(Objects.requireNonNull(defined(each)), used));
      if (unused.size() == 1) {
        last = unused.getFirst();
      }
    }
    List<Statements.Placed> plain = statements.stream().filter(MainFormula::isPlain).toList();
    if (name != null && plain.size() == 1 && isAbout(plain.getFirst(), last, name)) {
      last = plain.getFirst(); // ‖z − y‖²; z = W x
    }
    noteUnused(last);
    statements.remove(last);
    return last;
  }

  /// Whether what is defined is among the names, or an entry of it, as p of `p_k` and `p_{ic}`.
  private boolean isUsed(Name name, Set<Name> names) {
    return names.contains(name)
        || names.stream()
            .anyMatch(other ->
                !definitions.containsKey(other)
                    && other.subscript().matches("[a-zℓ]{1,2}|[1-9]{1,2}|[1-9],[1-9]")
                    && other.withSubscript("").equals(name));
  }

  /// Whether a formula uses the name that a statement behind it defines, or speaks of the same.
  private boolean isAbout(Statements.Placed formula, Statements.Placed definition, Name name) {
    Set<Name> names = uses.getOrDefault(formula, Set.of());
    return isUsed(name, names)
        || !Collections.disjoint(names, uses.getOrDefault(definition, Set.of()));
  }

  /// Whether a statement is a formula that neither defines nor compares.
  private static boolean isPlain(Statements.Placed placed) {
    return placed.statement().parts().stream()
        .noneMatch(part -> part instanceof Syntax.Comparison || part instanceof Syntax.Connected);
  }

  /// The definitions that the formula speaks of only in a name that may be an entry of them, with
  /// that name; whether it is one is known when the formula is read.
  Map<Name, Name> entries() {
    return entries;
  }

  /// What stands nowhere itself but in a name that may be an entry of it, ŷ of `−log ŷ_o` beside a
  /// definition of ŷ.
  static Map<Name, Name> entriesOf(Collection<Name> defined, List<Statements.Placed> all) {
    Set<Name> used = used(all);
    Map<Name, Name> entries = new HashMap<>();
    for (Name other : used) {
      Name whole = other.withSubscript("");
      if (!whole.equals(other)
          && defined.contains(whole)
          && !defined.contains(other)
          && !used.contains(whole)) {
        entries.put(whole, other);
      }
    }
    return entries;
  }

  /// The names that statements use, each without the one that it defines itself.
  static Set<Name> used(List<Statements.Placed> all) {
    Set<Name> used = new HashSet<>();
    for (Statements.Placed each : all) {
      Set<Name> names = new HashSet<>();
      each.statement().parts().forEach(part -> names.addAll(PlainNames.in(part)));
      names.remove(defined(each));
      used.addAll(names);
    }
    return used;
  }

  /// What is said of a definition that leads nowhere.
  static String unused(Name name) {
    return name + " is defined, and the formula does not use it";
  }

  /// Definitions that lead nowhere are said.
  private void noteUnused(Statements.Placed formula) {
    Set<Name> themselves = new HashSet<>();
    Set<Statements.Placed> used = new HashSet<>();
    Deque<Statements.Placed> open = new ArrayDeque<>(List.of(formula));
    while (!open.isEmpty()) {
      Statements.Placed next = open.pop();
      if (used.add(next)) {
        for (Name name : uses.getOrDefault(next, Set.of())) {
          Name own = definitions.containsKey(name) ? name : name.withoutPrimes();
          Name whole = definitions.containsKey(own) ? own : own.withSubscript("");
          if (definitions.containsKey(whole)) {
            open.push(definitions.get(whole));
            if (whole.equals(own)) {
              themselves.add(own);
            } else {
              entries.put(whole, name);
            }
          }
        }
      }
    }
    entries.keySet().removeAll(themselves);
    for (Statements.Placed each : statements) {
      Name name = defined(each);
      if (name != null && !used.contains(each) && !isIndexed(name)) {
        notes.add(each.source(), each.statement().at(), () -> unused(name));
      }
    }
  }

  /// Whether the letter of a name stands with another index somewhere, as `s_j` beside `s_k = …`.
  private boolean isIndexed(Name name) {
    return (name.subscript() + name.label()).matches("[a-zℓ]{1,2}|\\([a-zℓ]\\)")
        && uses.values().stream()
            .flatMap(Set::stream)
            .anyMatch(other ->
                !other.equals(name)
                    && other.base().equals(name.base())
                    && other.accent() == name.accent()
                    && (other.subscript() + other.label())
                        .matches("[a-zℓ]{1,2}|[1-9][0-9]{0,8}|\\([a-zℓ]\\)"));
  }

  /// What a statement defines, z of `z = w x` and h of `h(x) = θᵀx`; null where it defines nothing.
  static @Nullable Name defined(Statements.Placed placed) {
    Syntax.@Nullable Comparison equation = Statements.equation(placed.statement());
    if (equation == null) {
      return null;
    }
    Syntax left = equation.operands().getFirst();
    boolean function =
        left instanceof Syntax.Sequence head
            && head.items().size() == 2
            && Products.isBracket(head.items().getLast());
    return function && isAtNumbers(((Syntax.Sequence) left).items().getLast())
        ? null // L(2) = … says something of L
        : PlainNames.of(function ? ((Syntax.Sequence) left).items().getFirst() : left);
  }

  private static boolean isAtNumbers(Syntax arguments) {
    return Products.primary(arguments) instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LPAREN
        && group.rows().stream()
            .flatMap(List::stream)
            .anyMatch(cell -> PlainNames.of(cell) == null);
  }
}
