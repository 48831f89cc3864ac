package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Solutions of which there is one for each whole number, `x = 2πk`, where what is assumed of the
/// variable leaves only some of them.
final class Family {

  /// The whole numbers that are tried are at most as great.
  private static final int REACH = 100;

  private static final int MOST_SHOWN = 24;

  private Family() {}

  /// What is assumed of the variable.
  static List<Expr> facts(Symbol variable, Forms forms) {
    return forms.assumptions().facts().stream()
        .filter(fact -> Forms.mentions(fact, List.of(variable)))
        .toList();
  }

  /// Those of the members that count; null where there are none but a few, or other letters decide.
  ///
  /// @param excluded what does not count
  static @Nullable List<Expr> members(Expr value, Symbol variable, Excluded excluded, Forms forms) {
    List<Symbol> wholes = Inverses.wholes(value);
    if (wholes.size() != 1
        || facts(variable, forms).isEmpty()
        || Forms.mentionsOthers(value, wholes)) {
      return null;
    }
    List<Expr> members = new ArrayList<>();
    for (int i = -REACH; i <= REACH; i++) {
      Expr member = forms.closed(Substitution.of(wholes.getFirst(), Num.of(i)).apply(value));
      if (excluded.broken(Map.of(variable, member)) == null) {
        members.add(member);
        if (Math.abs(i) == REACH || members.size() > MOST_SHOWN) {
          return null;
        }
      }
    }
    return members;
  }

  /// What is said of the letter for the whole numbers.
  ///
  /// @param open whether the members are not listed, so that it is said which of them count
  static Object[] words(Expr whole, boolean open, Symbol variable, Forms forms) {
    List<Object> sentence = new ArrayList<>(List.of("Here ", whole, " is any whole number"));
    List<Expr> facts = facts(variable, forms);
    if (open && !facts.isEmpty()) {
      sentence.add(" for which ");
      sentence.addAll(List.of(between(facts)));
    }
    sentence.add(".");
    return sentence.toArray();
  }

  /// Conditions with "and" between them.
  static Object[] between(List<Expr> conditions) {
    List<Object> parts = new ArrayList<>();
    for (Expr condition : conditions) {
      if (!parts.isEmpty()) {
        parts.add(" and ");
      }
      parts.add(condition);
    }
    return parts.toArray();
  }
}
