package nabla.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.read.Resolver.FunctionDefinition;

/// Parameters of which a function has only entries: θ of `L(θ) = (θ_1 - 1)^2 + θ_2^2` is the list
/// (θ₁, θ₂). What is declared, and what stands with an index that a sum runs over, is an array
/// anyway. A parameter that is defined as a list of names, `θ = (a, b)`, and does not stand in the
/// function itself is these names.
final class EntryParameters {

  /// So many numbers in a list are written one by one.
  private static final int MOST = 20;

  private EntryParameters() {}

  /// A function in which the entries of such parameters are parameters of their own.
  ///
  /// @param definitions what names are defined to be
  static FunctionDefinition in(
      FunctionDefinition function, Resolver resolver, Map<Name, Statements.Entry> definitions) {
    Set<Name> names = PlainNames.in(function.body());
    List<List<Name>> arguments = new ArrayList<>();
    for (Name parameter : function.letters()) {
      Statements.Entry meaning = definitions.get(parameter);
      boolean apart =
          !names.contains(parameter)
              && !resolver.declaredVariables.contains(parameter)
              && !resolver.arrays.contains(parameter)
              && !resolver.defined.contains(parameter);
      List<Name> entries =
          meaning != null && !names.contains(parameter) && entries(parameter, names).isEmpty()
              ? listed(meaning.value())
              : apart ? entries(parameter, names) : List.of();
      boolean own = entries.stream().anyMatch(entry -> function.letters().contains(entry));
      arguments.add(entries.isEmpty() || own ? List.of(parameter) : entries);
    }
    return new FunctionDefinition(
        function.name(), function.letters(), arguments, function.body(), function.source());
  }

  /// The names with a number below, by these numbers; empty where there are none, or where they are
  /// more than what one lists.
  private static List<Name> entries(Name whole, Set<Name> names) {
    return names.stream()
        .filter(name -> name.subscript().matches("[0-9]{1,2}"))
        .filter(name -> name.withSubscript("").equals(whole) && place(name) <= MOST)
        .sorted((one, other) -> Integer.compare(place(one), place(other)))
        .toList();
  }

  /// The names that stand in a list; empty where it has anything else in it.
  private static List<Name> listed(Syntax list) {
    List<Name> names = new ArrayList<>();
    if (Products.primary(list) instanceof Syntax.Group group && group.single() == null) {
      for (List<Syntax> row : group.rows()) {
        for (Syntax cell : row) {
          Name name = PlainNames.of(cell);
          if (name == null || names.contains(name)) {
            return List.of();
          }
          names.add(name);
        }
      }
    }
    return names;
  }

  private static int place(Name entry) {
    return Integer.parseInt(entry.subscript());
  }

  /// What stands for the entries where an argument stands for the whole: the numbers of a list, the
  /// entries of a name.
  ///
  /// @param letter the parameter that stands for them
  static List<Term> of(Term argument, Name letter, List<Name> entries, Resolver resolver) {
    boolean numbered = entries.getFirst().withSubscript("").equals(letter);
    int first = numbered ? Math.min(1, place(entries.getFirst())) : 0;
    List<Term> values = new ArrayList<>();
    for (Name entry : entries) {
      int place = numbered ? place(entry) - first : entries.indexOf(entry);
      values.add(
          switch (argument) {
            case Term.Written list when place < list.entries().size() -> list.entries().get(place);
            case Term.Written list ->
                throw resolver.error(
                    NablaException.Kind.SHAPE,
                    "found a list of "
                        + list.entries().size()
                        + ", expected one with an entry for "
                        + entry,
                    list.at());
            case Term.Variable whole when !numbered && whole.name().equals(letter) ->
                new Term.Variable(whole.at(), entry);
            case Term.Variable whole when numbered && !resolver.arrays.contains(whole.name()) ->
                new Term.Variable(whole.at(), whole.name().withSubscript(entry.subscript()));
            default ->
                new Term.Entry(
                    argument.at(),
                    argument,
                    List.of(new Term.Known(argument.at(), Num.of(place + 1L))));
          });
    }
    return values;
  }
}
