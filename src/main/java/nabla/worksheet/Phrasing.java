package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nabla.expr.Name;

/// A statement in the words of formulas: derivatives as they are written for short, `f_x`, `∇F` and
/// `dL/dw`, formulas at places, and lists of variables.
final class Phrasing {
  private final Sheet sheet;
  private final Set<String> remarks;

  /// @param remarks takes what is to be said of it
  Phrasing(Sheet sheet, Set<String> remarks) {
    this.sheet = sheet;
    this.remarks = remarks;
  }

  Statement of(Statement stated) {
    Statement written = new EntryUpdates(sheet).whole(stated);
    Set<Name> names = sheet.meanings().names();
    Set<Name> known = new LinkedHashSet<>(names);
    known.addAll(sheet.valued());
    Name own = written.kind() == Kind.LET ? NameText.defined(written.head().text()) : null;
    Stream.ofNullable(own).forEach(known::add); // dw = dL/dw
    Statement apart =
        written
            .with(text -> behind(text, own != null, new SubscriptDerivatives(sheet)::written))
            .with(new Jacobians(sheet)::written)
            .with(new Hessians(sheet)::written)
            .with(text -> inFormulas(written.kind(), text))
            .with(text -> WordDerivatives.raised(text, known))
            .with(text -> WordDerivatives.withNabla(text, known))
            .with(text -> WordDerivatives.apart(text, known))
            .with(new VariableLists(sheet)::withBrackets)
            .with(text -> behind(text, own != null, new AtPlaces(sheet, remarks)::written));
    if (written.kind() == Kind.CHECK && !apart.head().text().equals(written.head().text())) {
      remarks.addAll(new WholeOfEntries(sheet).take(apart)); // what a derivative takes as one
    }
    if (List.of(Kind.LET, Kind.UPDATE, Kind.STEP).contains(written.kind())) {
      apart = apart.with(new VariableLists(sheet)::withLists);
    }
    return written.kind() == Kind.EVALUATE
        ? apart
        : apart.with(text -> WordDerivatives.with(text, names));
  }

  private String inFormulas(Kind kind, String text) {
    boolean formula = kind == Kind.LET || kind == Kind.CHECK || kind == Kind.SIMPLIFY;
    return formula ? new EntryDerivatives(sheet).written(text) : text;
  }

  /// A text with its derivatives `f_x` as fractions and its formulas at places; what it defines is
  /// none of them.
  private static String behind(String text, boolean defines, UnaryOperator<String> written) {
    int equals = defines ? text.indexOf('=') : -1;
    return text.substring(0, equals + 1) + written.apply(text.substring(equals + 1));
  }
}
