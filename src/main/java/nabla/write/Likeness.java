package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.write.CodeStyle.Spelled;

/// How what is new becomes like the arrays that are given: of their type, on their device. That
/// concerns arrays that are made, and numbers that stand where a library of arrays takes no plain
/// ones, or where it would round them.
final class Likeness {

  private final CodeStyle style;
  private final Identifiers identifiers;
  private final Predicate<Symbol> plain;
  private boolean found;
  private String code;

  /// @param plain whether a symbol is a number of the language itself: a size, an index
  Likeness(CodeStyle style, Identifiers identifiers, Predicate<Symbol> plain) {
    this.style = style;
    this.identifiers = identifiers;
    this.plain = plain;
    this.code = style.likeNumbers();
  }

  /// What makes a new array so; empty where nothing has to.
  String code() {
    return code;
  }

  /// New arrays become like the first of these that is an array.
  void oneOf(Iterable<? extends Expr> symbols) {
    for (Expr each : symbols) {
      if (!found && each instanceof Symbol array && !array.isScalar()) {
        found = true;
        code = style.like(identifiers.of(array.name()));
      }
    }
  }

  /// The arguments of a function of numbers; those that are plain numbers are made like the arrays.
  List<Spelled> arguments(Function function, Apply apply, List<Spelled> parts) {
    if (!function.isElementwise()) {
      return parts;
    }
    List<Spelled> arguments = new ArrayList<>(parts);
    for (int i = 0; i < arguments.size(); i++) {
      if (isPlain(apply.child(i))) {
        arguments.set(i, style.ofNumbers(arguments.get(i), code));
      }
    }
    return arguments;
  }

  /// The parts of a choice: of two plain numbers, one is made like the arrays.
  List<Spelled> choice(Cases cases, List<Spelled> parts) {
    Expr last = cases.branches().getLast().value();
    Expr otherwise = cases.otherwise();
    if (!isPlain(last) || (otherwise != null && !isPlain(otherwise))) {
      return parts;
    }
    List<Spelled> made = new ArrayList<>(parts);
    made.set(made.size() - 1, style.ofNumbers(made.getLast(), code));
    return made;
  }

  private boolean isPlain(Expr number) {
    return number.isScalar()
        && !Dag.any(number, node -> node instanceof Symbol symbol && !plain.test(symbol));
  }
}
