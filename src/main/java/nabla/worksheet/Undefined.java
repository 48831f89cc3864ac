package nabla.worksheet;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.Formula;
import nabla.expr.NablaException;
import nabla.expr.Name;

/// Names that have no meaning in the line where they stand: those that are defined further down
/// only, or by a line that failed, and primes of what is no function.
///
/// @param valued the names that have values
/// @param line the number of the line
record Undefined(
    Meanings meanings, Withdrawals withdrawals, Outlook outlook, Set<Name> valued, int line) {

  /// Refuses a formula with a name that has no meaning.
  ///
  /// @param text what it was read from: the parameters of a function that it defines have no
  ///   meaning outside
  /// @param numbers names that are numbers of their own
  void refuse(Formula formula, String text, Collection<Name> numbers) {
    List<Name> parameters = NameText.parameters(text);
    Set<Name> own = new LinkedHashSet<>(parameters);
    own.addAll(numbers);
    Set<String> sizes = new LinkedHashSet<>(formula.reading().sizes().keySet());
    formula.reading().shapes().values().forEach(shape -> sizes.addAll(shape.names()));
    for (Name name : Meanings.uses(formula)) {
      if (sizes.contains(name.toString()) && !Links.mentions(text, name)) {
        continue; // a letter that the reader took
      }
      if (!own.contains(name)) {
        refusePrime(name);
      }
      boolean meant = valued.contains(name) || meanings.defines(name);
      if (!own.contains(name)) {
        withdrawals.refuseMeaning(name, meant);
      }
      if (!own.contains(name) && !valued.contains(name) && !meanings.defines(name)) {
        outlook.refuse(name, line);
      }
    }
    withdrawals.refuseConstants(formula, text, own);
    withdrawals.refuseFunctions(text, own);
  }

  /// Refuses `L'` where L is no function, so that nothing says by what it is a derivative.
  private void refusePrime(Name name) {
    Name whole = name.withoutPrimes();
    if (name.primes() > 0
        && meanings.defines(whole)
        && !meanings.isFunction(whole)
        && !valued.contains(name)
        && !meanings.defines(name)) {
      Set<Name> open = new LinkedHashSet<>(meanings.usesOf(whole));
      String by = !open.isEmpty() ? Sheet.spelled(open.iterator().next()) : "w";
      String of = Sheet.spelled(whole);
      throw new NablaException(
          NablaException.Kind.NAME,
          Sheet.spelled(name)
              + " has no meaning, as "
              + of
              + " is no function; write "
              + (name.primes() == 1
                  ? "∂" + of + "/∂" + by
                  : "∂^" + name.primes() + of + "/∂" + by + "^" + name.primes())
              + ", or define it as one, "
              + of
              + "("
              + by
              + ") = …");
    }
  }
}
