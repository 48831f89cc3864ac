package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

/// Decides what a formula means once the kinds of its names are known: sums and relations here;
/// brackets and literals in [Groups], products and applications in [Products], names and exponents
/// in [Factors], Σ ∫ lim in [BigOperators], d/dx in [Differentials].
final class Resolver {

  final Vocabulary vocabulary;

  /// Where the statement stands that is being resolved.
  Source source;

  final Notes notes;
  final Products products = new Products(this);
  final DefinedFunctions definedFunctions = new DefinedFunctions(this);
  final FunctionsAlone functionsAlone = new FunctionsAlone(this);
  final OverAxes overAxes = new OverAxes(this);
  final SignOperands signs = new SignOperands(this);
  final Groups groups = new Groups(this);
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

  /// Those of them whose letter below is no index.
  final Set<Name> own = new HashSet<>();

  /// Those of them that only parameters of a function made variables: their shapes are inferred.
  final Set<Name> parameters = new HashSet<>();

  /// Whether a letter is declared, or stands in the text without anything above.
  boolean standsAlone(Name name) {
    return declaredVariables.contains(name)
        || Pattern.compile(
                "(?<![\\p{L}\\\\])" + Pattern.quote(name.toString()) + "(?![\\p{L}_^'′(])")
            .matcher(source.text())
            .find();
  }

  /// Whether a declaration says what a name is.
  boolean isDeclared(Name name) {
    return declaredVariables.contains(name) && !parameters.contains(name);
  }

  /// Names declared to be vectors, matrices and square matrices of sizes that are inferred.
  final Map<Name, Kinds.Kind> kinds = new LinkedHashMap<>();

  final Set<Name> squares = new HashSet<>();

  /// Names of commutation matrices, each with the sizes below it.
  final Map<Name, List<Dimension>> commutations = new HashMap<>();

  final ManyIndices manyIndices = new ManyIndices();

  /// The norms of matrices, those with F below.
  final Set<Term> frobenius = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Letters for vectors x₁, …, xₘ.
  final Members members = new Members();

  /// Names that are declared with an index.
  final Samples samples = new Samples(this);

  final BareSums bareSums = new BareSums(this);

  /// Letters that a Σ or Π binds somewhere in the text.
  final Set<Name> summed = new HashSet<>();

  /// What is defined for each value of an index, `z_i = wᵀx_i`, by the letter before the index: it
  /// is put in where the letter stands with an index.
  final Map<Name, FunctionDefinition> indexed = new HashMap<>();

  /// Names of intermediates that the text defines.
  final Set<Name> defined = new HashSet<>();

  /// Names that are declared or defined as rows, before which a 1 is the vector of ones.
  final Set<Name> rows = new HashSet<>();

  /// What is defined and of which there is only a name that may be an entry of it, with that name.
  final Map<Name, Name> perhapsEntries = new HashMap<>();

  /// Names of which an index is an entry.
  final Set<Name> arrays = new HashSet<>();

  /// Those of them that are declared to be vectors.
  final Set<Name> vectors = new HashSet<>();

  /// Names that are declared to be numbers, `y ∈ R`, which have no entries.
  final Set<Name> numbers = new HashSet<>();

  /// Whether a name such as `x1` is an entry, and not one of its own.
  boolean isEntry(Name name) {
    return name.subscript().matches("[1-9][0-9]{0,8}")
        && vectors.contains(name.withSubscript(""))
        && !isOwn(name);
  }

  /// Whether a subscript is an index, and no part of a name.
  boolean isIndexed(Name name, Syntax content) {
    return arrays.contains(name)
        && !(vectors.contains(name) && Indices.isRun(content)) // x_ls of a vector x
        && Indices.isIndexList(content)
        && Indices.arePairs(content, name, this)
        && !Indices.isApart(content, name, this);
  }

  boolean isOwn(Name name) {
    return declaredVariables.contains(name)
        || defined.contains(name)
        || bound.contains(name)
        || samples.areMembers(name);
  }

  /// Names that are one side of a comparison by themselves.
  final Set<Name> compared = new HashSet<>();

  /// Names that stand somewhere without an argument.
  final Set<Name> alone = new HashSet<>();

  /// The letters that indices have in what is asked about the text.
  final Set<String> indices = new HashSet<>();

  /// The names that binders bind, in the order written.
  final List<Name> boundNames = new ArrayList<>();

  /// The variables met so far that a binder binds here.
  final List<Name> bound = new ArrayList<>();

  /// Names set in bold type, and those set plainly.
  final Set<Name> bold = new LinkedHashSet<>();

  final Set<Name> plain = new LinkedHashSet<>();

  /// Whether anything in the text speaks of vectors or matrices.
  boolean shaped;

  /// A function `f(x) = …` of the text: its parameters and its still unresolved body, with the text
  /// in which that stands.
  ///
  /// @param letters the parameters as written; a letter that is none of them is a list
  /// @param arguments the parameters that each letter stands for
  record FunctionDefinition(
      Name name, List<Name> letters, List<List<Name>> arguments, Syntax body, Source source) {

    FunctionDefinition(Name name, List<Name> parameters, Syntax body, Source source) {
      this(name, parameters, parameters.stream().map(List::of).toList(), body, source);
    }

    /// All parameters.
    List<Name> parameters() {
      return arguments.stream().flatMap(List::stream).toList();
    }
  }

  Resolver(
      Vocabulary vocabulary, Source source, Notes notes, Map<Name, FunctionDefinition> functions) {
    this.vocabulary = vocabulary;
    this.source = source;
    this.notes = notes;
    this.functions = new LinkedHashMap<>(functions);
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
      case Syntax.Group group -> groups.resolve(group);
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
    Term composed = composed(entrywise);
    if (composed != null) {
      return composed;
    }
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

  /// `f∘g` of functions that the text defines; null where `∘` multiplies the entries of arrays.
  private @Nullable Term composed(Syntax.Entrywise entrywise) {
    List<Syntax> operands = entrywise.operands();
    boolean two =
        operands.size() == 2 && entrywise.operators().getFirst() == NablaLexer.ELEMENTWISE_PRODUCT;
    return two ? functionsAlone.composed(operands.getFirst(), operands.getLast()) : null;
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
}
