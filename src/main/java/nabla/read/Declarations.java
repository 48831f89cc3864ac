package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nabla.expr.Assumptions;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Declarations: `x, z ∈ R^n`, `A symmetric`, `a ∈ (0,1)`, `n ∈ N`, `f a function`, and the facts
/// that they state.
final class Declarations {

  private final Resolver resolver;
  private final Shapes shapes = new Shapes();
  private final List<Fact> facts = new ArrayList<>();
  private final Map<Name, Shape> declared = new HashMap<>();

  /// What is stated of one name; a bound or a word.
  private record Fact(
      Source source,
      int at,
      Name name,
      String word,
      @Nullable Term bound,
      @Nullable Comparison comparison) {}

  Declarations(Resolver resolver) {
    this.resolver = resolver;
  }

  static boolean isDeclaration(Syntax.Statement statement) {
    return !statement.properties().isEmpty()
        || statement.mapping() != null
        || (statement.parts().getLast() instanceof Syntax.Comparison comparison
            && comparison.comparisons().contains(NablaLexer.ELEMENT));
  }

  Shapes shapes() {
    return shapes;
  }

  /// Learns the names of the declarations, before anything is resolved.
  void names(List<Statements.Placed> placed) {
    for (Statements.Placed one : placed) {
      resolver.source = one.source();
      declaration(one.statement());
    }
  }

  private void declaration(Syntax.Statement statement) {
    List<Syntax> parts = statement.parts();
    @Nullable Syntax set = null;
    List<Syntax> subjects = new ArrayList<>(parts);
    if (parts.getLast() instanceof Syntax.Comparison comparison) {
      if (comparison.comparisons().size() != 1) {
        throw resolver.syntax(
            "found several signs in a declaration, expected x ∈ R^n", comparison.at());
      }
      subjects.set(subjects.size() - 1, comparison.operands().getFirst());
      set = comparison.operands().getLast();
    }
    Set<Name> together = new HashSet<>();
    subjects.stream()
        .flatMap(each -> Stream.ofNullable(PlainNames.of(each)))
        .forEach(together::add);
    resolver.members.declareApart(together);
    for (Syntax subject : subjects) {
      @Nullable Name name = PlainNames.of(subject);
      if (name == null) {
        throw resolver.syntax(
            "found a formula before ∈, expected a name such as x ∈ R^n", subject.at());
      }
      if (set != null) {
        element(subject.at(), name, set);
      }
      if (statement.mapping() != null) {
        resolver.declaredFunctions.add(name);
        resolver.spaces.put(name, new Spaces(resolver).of(statement.mapping()));
        resolver.shaped |= !resolver.spaces.get(name).areNumbers();
      }
      for (String property : statement.properties()) {
        property(subject.at(), name, property);
      }
    }
  }

  private void property(int at, Name name, String property) {
    switch (property) {
      case "function", "density" -> resolver.declaredFunctions.add(name);
      case "scalar", "real" -> {
        resolver.declaredVariables.add(name);
        resolver.numbers.add(name);
      }
      case "vector", "onehot" -> array(name, Kinds.Kind.COLUMN);
      case "matrix" -> array(name, Kinds.Kind.MATRIX);
      case "positive", "integer", "nonzero" -> resolver.declaredVariables.add(name);
      default -> {
        array(name, Kinds.Kind.MATRIX);
        resolver.squares.add(name);
      }
    }
    facts.add(new Fact(resolver.source, at, name, property, null, null));
  }

  /// A vector or matrix whose sizes are inferred where no other declaration gives them.
  private void array(Name name, Kinds.Kind kind) {
    resolver.declaredVariables.add(name);
    resolver.arrays.add(name);
    resolver.shaped = true;
    resolver.kinds.put(name, kind);
    if (kind == Kinds.Kind.COLUMN) {
      resolver.vectors.add(name);
    }
  }

  private void declare(int at, Name name, Shape shape) {
    if (shape.names().contains(name.toString())) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found " + name + " as a size of its own, expected another letter",
          at);
    }
    resolver.declaredVariables.add(name);
    Shape before = declared.put(name, shape);
    if (before != null && !before.equals(shape)) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found "
              + name
              + " declared as "
              + shape
              + " and as "
              + before
              + ", expected one of them",
          at);
    }
    if (!shape.isScalar()) {
      resolver.arrays.add(name);
      resolver.shaped = true;
      shapes.declare(name, shape);
      if (shape.isVector()) {
        resolver.vectors.add(name);
      }
      if (Kinds.of(shape) == Kinds.Kind.ROW) {
        resolver.rows.add(name);
      }
    }
  }

  private void element(int at, Name name, Syntax set) {
    if (set instanceof Syntax.Group group
        && group.rows().size() == 1
        && group.rows().getFirst().size() == 2) {
      resolver.declaredVariables.add(name);
      if (group.bracket() == NablaLexer.LBRACE) {
        SetsOfNumbers.refuseUnlessNeighbours(group, resolver);
        facts.add(new Fact(resolver.source, at, name, "integer", null, null));
      }
      interval(at, name, group);
      return;
    }
    Syntax primary = Products.primary(set);
    List<Syntax.Suffix> suffixes = Products.suffixes(set);
    if (suffixes.isEmpty()) {
      resolver.numbers.add(name);
    }
    String base =
        switch (primary) {
          case Syntax.Sign sign when sign.type() == NablaLexer.REALS -> "R";
          case Syntax.Sign sign when sign.type() == NablaLexer.NATURALS -> "N";
          case Syntax.Sign sign when sign.type() == NablaLexer.INTEGERS -> "Z";
          case Syntax.Letter letter -> letter.name().base();
          default -> "";
        };
    switch (base) {
      case "N", "Z" -> {
        if (!suffixes.isEmpty()) {
          throw resolver.error(
              NablaException.Kind.UNSUPPORTED,
              "found vectors of whole numbers, expected R^n; whole numbers are declared one by one,"
                  + " n ∈ N",
              set.at());
        }
        resolver.declaredVariables.add(name);
        facts.add(new Fact(resolver.source, at, name, "integer", null, null));
        if (base.equals("N")) {
          facts.add(
              new Fact(
                  resolver.source,
                  at,
                  name,
                  "",
                  new Term.Known(at, Num.ZERO),
                  Comparison.GREATER_OR_EQUAL));
        }
      }
      case "R", "S" -> {
        Shape shape = Shape.SCALAR;
        for (Syntax.Suffix suffix : suffixes) {
          Syntax content = Objects.requireNonNullElse(Factors.inner(suffix.content()), set);
          if (content instanceof Syntax.Sign
              || isPlus(suffix.content())
              || suffix.type() == NablaLexer.UNDERSCORE) {
            facts.add(
                new Fact(
                    resolver.source,
                    at,
                    name,
                    "",
                    new Term.Known(at, Num.ZERO),
                    Comparison.GREATER));
          } else if (resolver.manyIndices.declare(name, content, resolver)) {
            return;
          } else if (!shape.isScalar()) {
            throw resolver.syntax(
                "found a second power of " + base + ", expected one, as in R^n or R^{m×n}",
                content.at());
          } else {
            shape = new Spaces(resolver).shape(content, base.equals("S"));
            resolver.arrays.add(name); // x ∈ ℝ¹ has an entry, itself
          }
        }
        resolver.declaredVariables.add(name);
        declare(at, name, shape);
        if (base.equals("S")) {
          facts.add(new Fact(resolver.source, at, name, "symmetric", null, null));
        }
      }
      default ->
          throw resolver.syntax(
              "found a set that is not known, expected R, R^n, R^{m×n}, S^n, N, Z or an interval"
                  + " (a, b)",
              set.at());
    }
  }

  private static boolean isPlus(@Nullable Syntax content) {
    return content == null;
  }

  private void interval(int at, Name name, Syntax.Group group) {
    List<Syntax> ends = group.rows().getFirst();
    Term low = resolver.resolve(ends.getFirst());
    Term high = resolver.resolve(ends.getLast());
    boolean closed = group.bracket() != NablaLexer.LPAREN;
    if (!isInfinite(low)) {
      facts.add(
          new Fact(
              resolver.source,
              at,
              name,
              "",
              low,
              closed ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER));
    }
    if (!isInfinite(high)) {
      facts.add(
          new Fact(
              resolver.source,
              at,
              name,
              "",
              high,
              closed ? Comparison.LESS_OR_EQUAL : Comparison.LESS));
    }
  }

  private static boolean isInfinite(Term term) {
    Term inner = term instanceof Term.Minus minus ? minus.operand() : term;
    return inner instanceof Term.Call call && call.operator().name().equals("∞");
  }

  /// The conditions of a statement that declares no name: `α > 0`, `a, b > 0`, `1^T y = 1`.
  List<Term> facts(Syntax.Statement statement) {
    List<Term> conditions = new ArrayList<>();
    Syntax last = statement.parts().getLast();
    Term condition = resolver.resolve(last);
    for (Syntax subject : statement.parts().subList(0, statement.parts().size() - 1)) {
      if (subject instanceof Syntax.Comparison) {
        add(resolver.resolve(subject), conditions);
        continue;
      }
      if (!(condition instanceof Term.Related related)) {
        throw resolver.syntax(
            "found a list before a condition, expected one condition", statement.at());
      }
      conditions.add(
          new Term.Related(
              subject.at(), related.comparison(), resolver.resolve(subject), related.right()));
    }
    add(condition, conditions);
    return conditions;
  }

  /// `0 < x < 1` states two facts.
  private static void add(Term condition, List<Term> into) {
    if (condition instanceof Term.Joined joined
        && joined.connective() == nabla.expr.Logic.Connective.AND) {
      into.addAll(joined.conditions());
    } else {
      into.add(condition);
    }
  }

  /// What the declarations state, once the shapes are known.
  Assumptions assumptions(Construction construction) {
    Assumptions assumptions = Assumptions.NONE;
    DeclaredProperties properties = new DeclaredProperties(resolver.vocabulary);
    for (Fact fact : facts) {
      resolver.source = fact.source;
      Symbol symbol = construction.symbol(fact.name);
      boolean square = resolver.squares.contains(fact.name) && !fact.word.isEmpty();
      if (square && !symbol.shape().isSquare()) {
        throw misfit(
            fact,
            symbol,
            "a square matrix; needs " + symbol.shape().rows() + " = " + symbol.shape().columns());
      }
      Shape shape = symbol.shape();
      if (fact.word.equals("onehot") && !shape.isVector() && !shape.isScalar()) {
        throw misfit(fact, symbol, "a vector");
      }
      if (fact.bound != null && fact.comparison != null) {
        assumptions =
            assumptions.and(Relation.of(fact.comparison, symbol, construction.build(fact.bound)));
        continue;
      }
      assumptions = properties.add(assumptions, fact.word, symbol);
    }
    return assumptions;
  }

  private NablaException misfit(Fact fact, Symbol symbol, String expected) {
    String property = fact.word.equals("onehot") ? "one-hot" : fact.word;
    return resolver.error(
        NablaException.Kind.SHAPE,
        "found "
            + fact.name
            + ", which is "
            + symbol.shape()
            + ", declared "
            + property
            + ", expected "
            + expected,
        fact.at);
  }
}
