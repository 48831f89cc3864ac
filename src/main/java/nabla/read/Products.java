package nabla.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.Name;
import nabla.expr.UnknownFunction;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Reads a flat sequence of factors and operators from left to right: what applies to what, and
/// what multiplies.
final class Products {

  /// Signs between factors that do not mean the inner product of vectors.
  private static final Set<String> NO_DOTS = Set.of("*", "×", "\\times");

  private final Resolver resolver;
  private final Applications applications;

  Products(Resolver resolver) {
    this.resolver = resolver;
    this.applications = new Applications(resolver);
  }

  /// A position in a sequence.
  static final class Cursor {
    final List<Syntax> items;
    int next;

    Cursor(List<Syntax> items) {
      this.items = items;
    }

    boolean hasNext() {
      return next < items.size();
    }

    @Nullable Syntax peek() {
      return hasNext() ? items.get(next) : null;
    }

    @Nullable Syntax peek(int ahead) {
      return next + ahead < items.size() ? items.get(next + ahead) : null;
    }
  }

  Term resolve(Syntax syntax) {
    if (syntax instanceof Syntax.Sequence sequence) {
      return product(new Cursor(sequence.items()));
    }
    return product(new Cursor(List.of(syntax)));
  }

  /// All that is left at the cursor, as one product.
  Term product(Cursor cursor) {
    List<Term> factors = new ArrayList<>();
    List<Boolean> dotted = new ArrayList<>();
    boolean dot = false;
    boolean divided = false;
    int start = cursor.hasNext() ? cursor.items.get(cursor.next).at() : 0;
    @Nullable Syntax last = null;
    while (cursor.hasNext()) {
      Syntax item = cursor.items.get(cursor.next);
      if (item instanceof Syntax.Mark mark && mark.type() != NablaLexer.SIGN) {
        cursor.next++;
        if (factors.isEmpty() || !cursor.hasNext()) {
          throw resolver.syntax(
              "found "
                  + mark.text()
                  + " with nothing "
                  + (factors.isEmpty() ? "before" : "after")
                  + " it, expected a number, a name or an opening bracket",
              mark.at());
        }
        divided = mark.type() == NablaLexer.DIVIDE;
        if (!divided) {
          dot = !NO_DOTS.contains(mark.text());
          last = null;
          refuseMark(cursor);
          continue;
        }
        refuseMark(cursor);
        Term numerator = times(start, factors, dotted);
        Term denominator = operand(cursor);
        factors = new ArrayList<>(List.of(new Term.Over(start, numerator, denominator)));
        dotted = new ArrayList<>(List.of(false));
        continue;
      }
      if (divided && !dot && !resolver.notes.isFull()) {
        DivisionNotes.add(start, item, resolver);
      }
      divided = false;
      if (last instanceof Syntax.Digits
          && item instanceof Syntax.Digits
          && !dot
          && isBeside(factors)) {
        throw resolver.syntax(
            "found a number after a number, expected an operator between them, such as ·",
            item.at());
      }
      boolean ones =
          !dot && isOne(item) && last != null && OnesBehind.isArray(factors.getLast(), resolver);
      if (ones) {
        cursor.next++;
        factors.add(resolver.factors.ones(item.at())); // 1ᵀX1
      } else {
        Term next = operand(cursor);
        if (!dot
            && last != null
            && isOne(last)
            && isBeside(factors)
            && OnesBehind.isBefore(next, resolver)) {
          factors.set(factors.size() - 1, resolver.factors.ones(last.at())); // 1bᵀ
        }
        factors.add(next);
      }
      last = item;
      dotted.add(dot);
      dot = false;
    }
    return times(start, factors, dotted);
  }

  private static boolean isOne(Syntax item) {
    return item instanceof Syntax.Digits digits && digits.text().equals("1");
  }

  /// Whether the last factor is a number, and no fraction that begins with one.
  private static boolean isBeside(List<Term> factors) {
    return !factors.isEmpty() && factors.getLast() instanceof Term.Known;
  }

  private void refuseMark(Cursor cursor) {
    if (cursor.peek() instanceof Syntax.Mark mark && mark.type() != NablaLexer.SIGN) {
      throw resolver.syntax(
          "found "
              + mark.text()
              + " after an operator, expected a number, a name or an opening bracket",
          mark.at());
    }
  }

  private static Term times(int at, List<Term> factors, List<Boolean> dotted) {
    return factors.size() == 1
        ? factors.getFirst()
        : new Term.Times(at, List.copyOf(factors), List.copyOf(dotted));
  }

  /// One operand: a factor, or a function or large operator with all that it takes, and the part of
  /// it that brackets behind it take.
  Term operand(Cursor cursor) {
    return Slicing.after(whole(cursor), cursor, resolver);
  }

  private Term whole(Cursor cursor) {
    Syntax item = cursor.items.get(cursor.next);
    if (item instanceof Syntax.Mark mark) {
      cursor.next++;
      if (mark.type() != NablaLexer.SIGN || !cursor.hasNext()) {
        throw resolver.syntax(
            "found " + mark.text() + ", expected a number, a name or an opening bracket after it",
            mark.at());
      }
      return new Term.Minus(mark.at(), operand(cursor));
    }
    @Nullable Term derivative = resolver.differentials.at(cursor);
    if (derivative != null) {
      return derivative;
    }
    @Nullable Term sum = resolver.bareSums.at(cursor);
    if (sum != null) {
      return sum;
    }
    Syntax primary = primary(item);
    List<Suffix> suffixes = suffixes(item);
    if (primary instanceof Syntax.Letter letter && !Slicing.isSlice(cursor.peek(1))) {
      if (suffixes.isEmpty() && cursor.peek(1) != null) {
        Syntax before = cursor.next == 0 ? null : cursor.items.get(cursor.next - 1);
        LayerFunctions.take(letter, before, primary(cursor.peek(1)), resolver);
      }
      @Nullable Term application = applications.at(letter, suffixes, cursor);
      if (application != null) {
        return application;
      }
      DoubtfulFunctions.refuseOperator(resolver, letter, suffixes, cursor.peek(1));
      noteFunction(letter, suffixes, cursor);
    } else if (primary instanceof Syntax.Sign sign) {
      return resolver.signs.at(sign, suffixes, cursor);
    }
    resolver.functionsAlone.refuseApplied(primary, suffixes, cursor.peek(1));
    cursor.next++;
    return resolver.factors.factor(primary, suffixes, cursor);
  }

  /// `C(z)` and `p(x)` with a letter that is nothing else may be meant as a function, and so may
  /// `ε_θ(x + y)` with parameters below.
  private void noteFunction(Syntax.Letter letter, List<Suffix> suffixes, Cursor cursor) {
    Name name = applications.functionName(letter, suffixes);
    if (suffixes.stream().allMatch(suffix -> suffix.type() == NablaLexer.UNDERSCORE)
        && cursor.next + 1 < cursor.items.size()
        && primary(cursor.items.get(cursor.next + 1)) instanceof Syntax.Group group
        && group.bracket() == NablaLexer.LPAREN) {
      if (!resolver.isDeclared(name) && !resolver.alone.contains(name)) {
        DoubtfulFunctions.noteProduct(resolver, name, primaryOf(group), letter.at());
      } else if (resolver.defined.contains(name)) {
        DoubtfulFunctions.noteValue(resolver, name, primaryOf(group), letter.at());
      }
    }
  }

  private static @Nullable Syntax primaryOf(Syntax.Group group) {
    Syntax single = group.single();
    return single == null ? null : primary(single);
  }

  static Syntax primary(Syntax item) {
    return item instanceof Syntax.Factor factor ? factor.primary() : item;
  }

  static List<Suffix> suffixes(Syntax item) {
    return item instanceof Syntax.Factor factor ? factor.suffixes() : List.of();
  }

  /// Whether an item begins an application, a large operator or a derivative: what ends the
  /// argument of a function.
  boolean beginsApplication(Cursor cursor) {
    Syntax primary = primary(cursor.items.get(cursor.next));
    return switch (primary) {
      case Syntax.Letter letter ->
          applications.isApplied(letter, suffixes(cursor.items.get(cursor.next)), cursor.peek(1));
      case Syntax.Sign sign ->
          switch (sign.type()) {
            case NablaLexer.SUM,
                NablaLexer.PRODUCT,
                NablaLexer.INTEGRAL,
                NablaLexer.LIMIT,
                NablaLexer.EXPECTATION,
                NablaLexer.NABLA ->
                true;
            default -> false;
          };
      default -> false;
    };
  }

  /// What a function takes without parentheses: one sign and the product up to the next operator or
  /// function name.
  Term reach(Cursor cursor, Name function, int at) {
    if (!cursor.hasNext() || isOperator(cursor.peek())) {
      throw resolver.error(
          nabla.expr.NablaException.Kind.SYNTAX,
          "found "
              + function
              + " without an argument, expected "
              + function
              + "(…) or "
              + function
              + " x",
          at);
    }
    Syntax first = cursor.items.get(cursor.next);
    int start = first.at();
    if (first instanceof Syntax.Mark) {
      cursor.next++;
      return new Term.Minus(start, reach(cursor, function, at));
    }
    if (beginsApplication(cursor)) {
      return operand(cursor);
    }
    List<Term> factors = new ArrayList<>();
    List<Boolean> dotted = new ArrayList<>();
    boolean afterNumber = false;
    while (cursor.hasNext() && !(cursor.peek() instanceof Syntax.Mark)) {
      Syntax item = cursor.items.get(cursor.next);
      boolean bracket = isBracket(item);
      if (!factors.isEmpty() && ((bracket && !afterNumber) || beginsApplication(cursor))) {
        DoubtfulFunctions.noteExponential(resolver, function, start, item, at);
        break;
      }
      afterNumber = primary(item) instanceof Syntax.Digits;
      factors.add(operand(cursor));
      dotted.add(false);
    }
    if (!resolver.notes.isFull()
        && cursor.peek() instanceof Syntax.Mark mark
        && mark.type() == NablaLexer.DIVIDE) {
      String argument = resolver.source.slice(start, mark.at()).strip();
      resolver.note(
          function
              + " "
              + argument
              + "/… is read as "
              + function
              + "("
              + argument
              + ")/…; write "
              + function
              + "("
              + argument
              + "/…) for the other",
          at);
    }
    return times(start, factors, dotted);
  }

  private static boolean isOperator(@Nullable Syntax item) {
    return item instanceof Syntax.Mark mark && mark.type() != NablaLexer.SIGN;
  }

  /// Whether an item is a number between bars or between other brackets that make one.
  static boolean isBars(Syntax item) {
    return primary(item) instanceof Syntax.Group group
        && switch (group.bracket()) {
          case NablaLexer.BAR_OPEN,
              NablaLexer.NORM_OPEN,
              NablaLexer.ANGLE_OPEN,
              NablaLexer.FLOOR_OPEN,
              NablaLexer.CEILING_OPEN ->
              true;
          default -> false;
        };
  }

  static boolean isBracket(Syntax item) {
    return primary(item) instanceof Syntax.Group group
        && (group.bracket() == NablaLexer.LPAREN || group.bracket() == NablaLexer.LBRACKET);
  }

  /// The function of the catalogue or an unknown one that is applied to arguments.
  static Term call(int at, Function function, List<Term> arguments) {
    return new Term.Call(at, function, arguments);
  }

  /// An unknown function, or one of its derivatives, at arguments.
  static Term call(
      int at,
      Name function,
      UnknownFunction.@Nullable Spaces spaces,
      List<Integer> orders,
      List<Term> arguments) {
    return new Term.Call(at, UnknownFunction.of(function, spaces, orders), arguments);
  }

  static boolean isConstant(Function function) {
    return function.notation() == Notation.CONSTANT || function.maximumArity() == 0;
  }
}
