package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.Budget;
import nabla.expr.Dimension;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.UnknownFunction;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Decides what a formula means once the kinds of its names are known: sums, relations, brackets
/// and literals here; products and applications in [Products], names and exponents in [Factors], Σ
/// ∫ lim in [BigOperators], d/dx in [Differentials].
final class Resolver {

  final Vocabulary vocabulary;

  /// Where the statement stands that is being resolved.
  Source source;

  final Notes notes;
  final Products products = new Products(this);
  final DefinedFunctions definedFunctions = new DefinedFunctions(this);
  final OverAxes overAxes = new OverAxes(this);
  final SignOperands signs = new SignOperands(this);
  final Factors factors = new Factors(this);
  final BigOperators bigOperators = new BigOperators(this);
  final Differentials differentials = new Differentials(this);

  /// Functions that the text defines.
  final Map<Name, FunctionDefinition> functions;

  /// Names declared to be functions.
  final Set<Name> declaredFunctions = new HashSet<>();

  /// What those of them map to what whose declaration says so.
  final Map<Name, UnknownFunction.Spaces> spaces = new HashMap<>();

  /// Names declared to be variables; a declared letter is no constant and no function.
  final Set<Name> declaredVariables = new HashSet<>();

  /// Those of them that only parameters of a function made variables: their shapes are inferred.
  final Set<Name> parameters = new HashSet<>();

  /// Whether a declaration says what a name is.
  boolean isDeclared(Name name) {
    return declaredVariables.contains(name) && !parameters.contains(name);
  }

  /// Names declared to be vectors, matrices and square matrices of sizes that are inferred.
  final Map<Name, Kinds.Kind> kinds = new LinkedHashMap<>();

  final Set<Name> squares = new HashSet<>();

  /// Names of commutation matrices, each with the sizes below it.
  final Map<Name, List<Dimension>> commutations = new HashMap<>();

  /// Names of intermediates that the text defines.
  final Set<Name> defined = new HashSet<>();

  /// Names of which an index is an entry.
  final Set<Name> arrays = new HashSet<>();

  /// Names that stand somewhere without an argument.
  final Set<Name> alone = new HashSet<>();

  /// The names that binders bind, in the order written.
  final List<Name> boundNames = new ArrayList<>();

  /// The variables met so far that a binder binds here.
  final List<Name> bound = new ArrayList<>();

  /// Names set in bold type, and those set plainly.
  final Set<Name> bold = new LinkedHashSet<>();

  final Set<Name> plain = new LinkedHashSet<>();

  /// Whether anything in the text speaks of vectors or matrices.
  boolean shaped;

  /// A function `f(x) = …` of the text: its parameters and its still unresolved body.
  record FunctionDefinition(Name name, List<Name> parameters, Syntax body) {}

  Resolver(
      Vocabulary vocabulary, Source source, Notes notes, Map<Name, FunctionDefinition> functions) {
    this.vocabulary = vocabulary;
    this.source = source;
    this.notes = notes;
    this.functions = new HashMap<>(functions);
  }

  NablaException error(NablaException.Kind kind, String message, int at) {
    return source.error(kind, message, at);
  }

  NablaException syntax(String message, int at) {
    return error(NablaException.Kind.SYNTAX, message, at);
  }

  void note(String message, int at) {
    notes.add(source, at, () -> message);
  }

  Term resolve(Syntax syntax) {
    Budget.check();
    return switch (syntax) {
      case Syntax.Comparison comparison -> comparison(comparison);
      case Syntax.Connected connected -> connected(connected);
      case Syntax.Total total -> total(total);
      case Syntax.Minus minus -> new Term.Minus(minus.at(), resolve(minus.operand()));
      case Syntax.Entrywise entrywise -> entrywise(entrywise);
      case Syntax.Sequence sequence -> products.resolve(sequence);
      case Syntax.Mark mark ->
          throw syntax(
              "found "
                  + mark.text()
                  + ", expected a number, a name or an opening bracket beside it",
              mark.at());
      case Syntax.Factor factor -> products.resolve(factor);
      case Syntax.Digits digits -> new Term.Known(digits.at(), number(digits));
      case Syntax.Letter letter -> products.resolve(letter);
      case Syntax.Sign sign -> products.resolve(sign);
      case Syntax.Group group -> group(group);
      case Syntax.Fraction fraction -> products.resolve(fraction);
      case Syntax.Choice choice ->
          new Term.Call(
              choice.at(),
              vocabulary.written(Notation.BINOMIAL),
              List.of(resolve(choice.upper()), resolve(choice.lower())));
      case Syntax.Root root -> root(root);
      case Syntax.Range range ->
          throw syntax(
              "found a range, expected one formula; ranges stand in sum(i=1..n, …)", range.at());
      case Syntax.Part part ->
          throw syntax(
              "found a colon, expected one formula; parts of arrays stand right behind them,"
                  + " x[1:3]",
              part.at());
      case Syntax.Otherwise otherwise ->
          throw syntax("found otherwise outside of cases, expected a formula", otherwise.at());
    };
  }

  static Num number(Syntax.Digits digits) {
    String text = digits.text();
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      plain &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (plain) {
      return Num.of(text.length() < 19 ? Rational.of(Long.parseLong(text)) : Rational.parse(text));
    }
    return Num.decimal(Rational.parse(text.replace('−', '-')));
  }

  private Term comparison(Syntax.Comparison comparison) {
    List<Integer> signs = comparison.comparisons();
    if (signs.contains(NablaLexer.NOT_ELEMENT)) {
      return noInteger(comparison);
    }
    List<Term> operands = comparison.operands().stream().map(this::resolve).toList();
    List<Term> relations = new ArrayList<>();
    for (int i = 0; i < signs.size(); i++) {
      int at = comparison.at();
      relations.add(
          new Term.Related(at, compares(signs.get(i), at), operands.get(i), operands.get(i + 1)));
    }
    return relations.size() == 1
        ? relations.getFirst()
        : new Term.Joined(comparison.at(), Logic.Connective.AND, relations);
  }

  /// `x ∉ ℤ` as `x ≠ ⌊x⌋`.
  private Term noInteger(Syntax.Comparison comparison) {
    Syntax set = comparison.operands().getLast();
    boolean integers =
        comparison.operands().size() == 2
            && Products.suffixes(set).isEmpty()
            && Products.primary(set) instanceof Syntax.Sign sign
            && sign.type() == NablaLexer.INTEGERS;
    if (!integers) {
      throw syntax("found ∉, expected x ∉ ℤ for a number that is no integer", comparison.at());
    }
    int at = comparison.at();
    Term number = resolve(comparison.operands().getFirst());
    Term floor = new Term.Call(at, vocabulary.written(Notation.FLOOR), List.of(number));
    return new Term.Related(at, Relation.Comparison.NOT_EQUAL, number, floor);
  }

  private Relation.Comparison compares(int type, int at) {
    return switch (type) {
      case NablaLexer.EQUAL, NablaLexer.DEFINES -> Relation.Comparison.EQUAL;
      case NablaLexer.NOT_EQUAL -> Relation.Comparison.NOT_EQUAL;
      case NablaLexer.LESS -> Relation.Comparison.LESS;
      case NablaLexer.LESS_OR_EQUAL -> Relation.Comparison.LESS_OR_EQUAL;
      case NablaLexer.GREATER -> Relation.Comparison.GREATER;
      case NablaLexer.GREATER_OR_EQUAL -> Relation.Comparison.GREATER_OR_EQUAL;
      case NablaLexer.APPROXIMATELY -> Relation.Comparison.APPROXIMATELY;
      default ->
          throw syntax(
              "found ∈, → or ∼ in a formula, expected =, <, ≤, >, ≥ or ≠; declarations follow where"
                  + " (… where x ∈ R^n)",
              at);
    };
  }

  private Term connected(Syntax.Connected connected) {
    List<Term> alternatives = new ArrayList<>();
    List<Term> together = new ArrayList<>();
    for (int i = 0; i < connected.operands().size(); i++) {
      if (i > 0 && connected.connectives().get(i - 1) == NablaLexer.OR) {
        alternatives.add(joined(connected.at(), Logic.Connective.AND, together));
        together = new ArrayList<>();
      }
      together.add(resolve(connected.operands().get(i)));
    }
    alternatives.add(joined(connected.at(), Logic.Connective.AND, together));
    return joined(connected.at(), Logic.Connective.OR, alternatives);
  }

  private static Term joined(int at, Logic.Connective connective, List<Term> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : new Term.Joined(at, connective, List.copyOf(conditions));
  }

  private Term total(Syntax.Total total) {
    List<Term> terms = new ArrayList<>(total.terms().size());
    bigOperators.noteReach(total);
    for (int i = 0; i < total.terms().size(); i++) {
      Term term = resolve(total.terms().get(i));
      terms.add(total.subtracted().get(i) ? new Term.Minus(term.at(), term) : term);
    }
    return new Term.Total(total.at(), terms);
  }

  private Term entrywise(Syntax.Entrywise entrywise) {
    shaped = true;
    Term left = resolve(entrywise.operands().getFirst());
    for (int i = 0; i < entrywise.operators().size(); i++) {
      Notation notation =
          switch (entrywise.operators().get(i)) {
            case NablaLexer.ELEMENTWISE_PRODUCT -> Notation.ELEMENTWISE_PRODUCT;
            case NablaLexer.ELEMENTWISE_QUOTIENT -> Notation.ELEMENTWISE_QUOTIENT;
            default -> Notation.KRONECKER;
          };
      Term right = resolve(entrywise.operands().get(i + 1));
      left = new Term.Call(entrywise.at(), vocabulary.written(notation), List.of(left, right));
    }
    return left;
  }

  private Term root(Syntax.Root root) {
    Term radicand = resolve(root.radicand());
    @Nullable Term index = root.index() == null ? null : resolve(root.index());
    if (index == null || isInteger(index, 2)) {
      return new Term.Call(root.at(), vocabulary.written(Notation.SQUARE_ROOT), List.of(radicand));
    }
    if (isInteger(index, 3)) {
      return new Term.Call(root.at(), vocabulary.written(Notation.CUBE_ROOT), List.of(radicand));
    }
    Function general = vocabulary.function("root");
    if (general != null) {
      return new Term.Call(root.at(), general, List.of(radicand, index));
    }
    return new Term.Raised(
        root.at(), radicand, new Term.Over(root.at(), new Term.Known(root.at(), Num.ONE), index));
  }

  static boolean isInteger(Term term, long value) {
    return term instanceof Term.Known known
        && known.value() instanceof Num number
        && number.value().equals(Rational.of(value));
  }

  /// Brackets around one thing group; around several they are a literal.
  Term group(Syntax.Group group) {
    @Nullable Syntax single = group.single();
    int at = group.at();
    return switch (group.bracket()) {
      case NablaLexer.BAR_OPEN -> {
        yield new Term.Bars(at, resolve(only(group, single)));
      }
      case NablaLexer.NORM_OPEN -> {
        shaped = true;
        yield new Term.Call(
            at, vocabulary.written(Notation.NORM), List.of(resolve(only(group, single))));
      }
      case NablaLexer.FLOOR_OPEN -> {
        yield new Term.Call(
            at, vocabulary.written(Notation.FLOOR), List.of(resolve(only(group, single))));
      }
      case NablaLexer.CEILING_OPEN -> {
        yield new Term.Call(
            at, vocabulary.written(Notation.CEILING), List.of(resolve(only(group, single))));
      }
      case NablaLexer.CASES_OPEN -> {
        yield cases(group);
      }
      default -> {
        if (single != null && group.bracket() != NablaLexer.MATRIX_OPEN) {
          yield resolve(single);
        }
        yield literal(group);
      }
    };
  }

  private Syntax only(Syntax.Group group, @Nullable Syntax single) {
    if (single == null) {
      throw syntax("found a list between " + group.open() + ", expected one formula", group.at());
    }
    return single;
  }

  /// `(1, 2, 3)` and `[1, 2, 3]` are columns; rows are separated by semicolons.
  private Term literal(Syntax.Group group) {
    shaped = true;
    List<Term> entries = new ArrayList<>();
    int rows = group.rows().size();
    int columns = group.rows().getFirst().size();
    for (List<Syntax> row : group.rows()) {
      if (row.size() != columns) {
        throw error(
            NablaException.Kind.SHAPE,
            "found a row of "
                + row.size()
                + " entries, expected "
                + columns
                + " as in the first row",
            row.getFirst().at());
      }
      row.forEach(entry -> entries.add(resolve(entry)));
    }
    boolean column = rows == 1 && group.bracket() != NablaLexer.MATRIX_OPEN;
    if (column && isListOfRows(group)) {
      List<Term> flat = new ArrayList<>();
      entries.forEach(row -> flat.addAll(((Term.Written) row).entries()));
      return new Term.Written(group.at(), columns, flat, false);
    }
    return new Term.Written(group.at(), column ? columns : rows, entries, column);
  }

  /// Whether it is a matrix by its rows as programs have them, `[[1, 2], [3, 4]]`.
  private boolean isListOfRows(Syntax.Group group) {
    int bracket = group.bracket();
    int length = -1;
    for (Syntax entry : group.rows().getFirst()) {
      boolean row =
          bracket == NablaLexer.LBRACKET
              && entry instanceof Syntax.Group inner
              && inner.bracket() == bracket
              && inner.rows().size() == 1
              && (length < 0 || inner.rows().getFirst().size() == length);
      if (!row) {
        return false;
      }
      length = ((Syntax.Group) entry).rows().getFirst().size();
    }
    return length > 1;
  }

  private Term cases(Syntax.Group group) {
    List<Term> conditions = new ArrayList<>();
    List<Term> values = new ArrayList<>();
    @Nullable Term otherwise = null;
    for (List<Syntax> row : group.rows()) {
      int at = row.getFirst().at();
      if (otherwise != null) {
        throw syntax("found a case after otherwise, expected the end of the cases", at);
      }
      if (row.size() == 1 || (row.size() == 2 && row.getLast() instanceof Syntax.Otherwise)) {
        otherwise = resolve(row.getFirst());
      } else if (row.size() == 2) {
        values.add(resolve(row.getFirst()));
        conditions.add(resolve(row.getLast()));
      } else {
        throw syntax(
            "found a case of " + row.size() + " parts, expected a value and its condition", at);
      }
    }
    if (conditions.isEmpty()) {
      throw syntax(
          "found cases without a condition, expected a case such as x if x > 0", group.at());
    }
    return new Term.ByCases(group.at(), conditions, values, otherwise);
  }
}
