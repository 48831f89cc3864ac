package nabla.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nabla.catalogue.Function;
import nabla.expr.Binder;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Names that are declared with an index, `x_i, y_i ∈ R`: a number or a vector for each i. What is
/// made of them without the index has a value for each i as well: beside `ŷ = w x + b`, ŷ_i is `w
/// x_i + b`, and `mean((y − ŷ)²)` is `(1/n) Σ_i (y_i − ŷ_i)²`.
final class Samples {

  /// Below a letter, and below one that has a number or a word there: `x_{1,i}`.
  private static final Pattern INDEX = Pattern.compile("(?:(.+),)?[a-zℓ]");

  private static final List<String> INDICES = List.of("i", "k", "j", "l");
  private static final Set<String> OF_ALL = Set.of("max", "min", "largest", "smallest", "prod");
  private static final Set<String> REDUCTIONS = Set.of("mean", "sum");

  /// The number of values, until it is known which letter stands for it.
  private static final Name COUNT = Name.of("the number of values");

  private final Resolver resolver;

  /// The letters, each with the name in its declaration.
  private final Map<Name, Name> members = new LinkedHashMap<>();

  /// What is defined by them.
  private final Map<Name, Statements.Entry> families = new LinkedHashMap<>();

  /// The indices that run through the values.
  private final List<Term> running = new ArrayList<>();

  /// Names of which there is a mean or a sum.
  private final Set<Name> asked = new HashSet<>();

  /// The numbers of values by which means divide, which nobody wrote, each with the sum over them.
  private final IdentityHashMap<Term, Term.Binding> counts = new IdentityHashMap<>();

  Samples(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Looks for such names among what is declared.
  void declare() {
    for (Name name : resolver.declaredVariables) {
      Matcher index = INDEX.matcher(name.subscript());
      if (!index.matches() || resolver.own.contains(name)) {
        continue;
      }
      Name letter = name.withSubscript(index.group(1) == null ? "" : index.group(1));
      boolean own = resolver.declaredVariables.contains(letter);
      boolean matrix = resolver.arrays.contains(name) && !resolver.vectors.contains(name);
      if (!matrix
          && (!own || resolver.arrays.contains(letter))
          && !resolver.members.isApart(letter)) {
        members.put(letter, name);
      }
    }
  }

  /// Whether there may be such names.
  boolean mayBe() {
    return resolver.declaredVariables.stream()
        .anyMatch(name -> INDEX.matcher(name.subscript()).matches());
  }

  /// Takes them for numbers and vectors apart where a formula has one of them without an index:
  /// then it is of one value.
  ///
  /// @param definitions what stands beside it
  void settle(Syntax formula, List<Statements.Entry> definitions) {
    if (reaches(formula)) {
      members.clear();
    }
    if (!members.isEmpty()) {
      ask(formula);
      definitions.forEach(each -> ask(each.value()));
    }
  }

  /// Notes what means and sums are of.
  private void ask(Syntax formula) {
    Deque<Syntax> open = new ArrayDeque<>(List.of(formula));
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Sequence sequence) {
        List<Syntax> items = sequence.items();
        for (int i = 0; i + 1 < items.size(); i++) {
          if (isReduction(items, i)) {
            asked.addAll(resolver.definedFunctions.intermediates.in(items.get(i + 1)));
          } else if (resolver.bareSums.isBare(items.get(i))) {
            items.subList(i + 1, items.size()).stream()
                .map(resolver.definedFunctions.intermediates::in)
                .forEach(asked::addAll);
          }
        }
      }
      Names.children(next, open);
    }
  }

  private static boolean isReduction(List<Syntax> items, int place) {
    return items.get(place) instanceof Syntax.Letter letter
        && REDUCTIONS.contains(letter.name().toString())
        && place + 1 < items.size()
        && Products.primary(items.get(place + 1)) instanceof Syntax.Group;
  }

  /// Whether a formula has entries of vectors, `Σ_k y_k ln p_k`, and no numbers with an index: then
  /// a mean of it is over the vectors.
  private boolean hasEntries(Syntax formula) {
    Set<Name> indexed = new HashSet<>();
    for (Name name : PlainNames.in(formula)) {
      Matcher index = INDEX.matcher(name.subscript());
      if (index.matches()) {
        Name letter = name.withSubscript(index.group(1) == null ? "" : index.group(1));
        Stream.of(letter).filter(members::containsKey).forEach(indexed::add);
      }
    }
    return !indexed.isEmpty() && indexed.stream().noneMatch(this::areNumbers);
  }

  /// Takes a definition that is made of them.
  ///
  /// @return whether it is one
  boolean take(Statements.Entry definition) {
    boolean made =
        reaches(definition.value())
            || (asked.contains(definition.name()) && hasEntries(definition.value()));
    if (made) {
      families.put(definition.name(), definition);
    }
    return made;
  }

  /// Whether a name is made of them.
  boolean areIn(Name name) {
    return families.containsKey(name);
  }

  /// Whether a variable is the number of values by which a mean divides.
  boolean isCount(Term.Variable variable) {
    return counts.containsKey(variable);
  }

  /// This number.
  Expr count(Term.Variable variable, Shapes shapes) {
    return shapes.range(Objects.requireNonNull(counts.get(variable)));
  }

  /// Whether a name stands for a number or a vector for each index: the x₁ of `x_{1,i}`.
  boolean areMembers(Name letter) {
    return members.containsKey(letter);
  }

  /// Whether a letter stands for numbers, of which none is a vector.
  boolean areNumbers(Name letter) {
    Name member = members.get(letter);
    return member != null && !resolver.arrays.contains(member);
  }

  /// Whether a formula has one of the letters without an index, or what is made of them, outside of
  /// what runs through them.
  private boolean reaches(Syntax formula) {
    return !members.isEmpty() && reaches(formula, List.of(), new HashSet<>());
  }

  /// @param hidden the parameters of a function that has the formula as its body
  /// @param seen definitions that were looked at
  private boolean reaches(Syntax formula, List<Name> hidden, Set<Name> seen) {
    Deque<Syntax> open = new ArrayDeque<>(List.of(formula));
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Sequence sequence) {
        outsideOfSums(sequence.items(), open);
      } else if (Products.primary(next) instanceof Syntax.Letter letter) {
        Name name =
            next instanceof Syntax.Factor factor ? PlainNames.leading(factor) : letter.name();
        if (name != null && isMade(name.withoutPrimes(), hidden, seen)) {
          return true;
        }
        for (Suffix suffix : Products.suffixes(next)) {
          if (suffix.type() == NablaLexer.CARET && suffix.content() != null) {
            open.push(suffix.content());
          }
        }
      } else {
        Names.children(next, open);
      }
    }
    return false;
  }

  private void outsideOfSums(List<Syntax> items, Deque<Syntax> into) {
    for (int i = 0; i < items.size() && !resolver.bareSums.isBare(items.get(i)); i++) {
      if (isReduction(items, i)) {
        i++;
      } else {
        into.push(items.get(i));
      }
    }
  }

  private boolean isMade(Name name, List<Name> hidden, Set<Name> seen) {
    if (hidden.contains(name)) {
      return false;
    }
    if (members.containsKey(name)
        || families.containsKey(name)
        || resolver.indexed.containsKey(name)) {
      return true;
    }
    Syntax meaning = seen.add(name) ? resolver.definedFunctions.intermediates.meaning(name) : null;
    Resolver.FunctionDefinition function = resolver.functions.get(name);
    return meaning != null
        && reaches(meaning, function == null ? List.of() : function.parameters(), seen);
  }

  /// Whether what is resolved is that of one value.
  private boolean isRunning() {
    return members.keySet().stream().anyMatch(resolver.factors.scope::containsKey);
  }

  /// What a name with an index is that is made of them; null for any other.
  @Nullable Term at(int at, Name name, List<Term> indices) {
    Statements.Entry family = families.get(name);
    if (family == null || indices.size() != 1) {
      return null;
    }
    if (isRunning() && !members.keySet().stream().allMatch(this::areNumbers)) {
      Term one = resolver.definedFunctions.intermediates.here(name); // softmax(W x)_k
      return one == null ? null : new Term.Entry(at, one, indices);
    }
    List<Name> letters = List.copyOf(members.keySet());
    List<Term> values =
        letters.stream().map(letter -> member(at, letter, indices.getFirst())).toList();
    return resolver.definedFunctions.body(
        at,
        new Resolver.FunctionDefinition(name, letters, family.value(), family.source()),
        values);
  }

  private Term member(int at, Name letter, Term index) {
    Name declared = Objects.requireNonNull(members.get(letter));
    resolver.shaped = true;
    resolver.arrays.add(letter);
    if (resolver.vectors.contains(declared)) {
      resolver.members.declare(letter, declared);
    }
    return new Term.Entry(at, new Term.Variable(at, letter), List.of(index));
  }

  /// What a name is here that is defined with an index, `z_i = w x_i + b`, where something runs
  /// through the values; null where nothing does, and for any other name.
  private @Nullable Term ofIndex(int at, Name name) {
    Resolver.FunctionDefinition family = resolver.indexed.get(name);
    if (running.isEmpty() || family == null || family.parameters().size() != 1) {
      return null;
    }
    Map<Name, Term> outer = resolver.factors.scope;
    Map<Name, Term> scope = new HashMap<>(outer);
    scope.keySet().removeAll(members.keySet()); // which have an index of their own in it
    resolver.factors.scope = scope;
    Term value = resolver.definedFunctions.body(at, family, List.of(running.getLast()));
    resolver.factors.scope = outer;
    return value;
  }

  /// What a name without an index is here that is defined; null where it is the same as everywhere.
  @Nullable Term meaning(int at, Name name) {
    Term intermediate = resolver.definedFunctions.intermediates.here(name);
    return intermediate == null ? ofIndex(at, name) : intermediate;
  }

  /// Refuses what is made of them where it stands without an index, and nothing runs through them.
  void refuseAlone(int at, Name name) {
    if (families.containsKey(name)) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found %s, which has a value for each index, expected %s_i or mean(%s)"
              .formatted(name, name, name),
          at);
    }
  }

  /// `mean((y − ŷ)²)` and `sum((y − ŷ)²)`; null for any other function, and for a mean of anything
  /// else.
  @Nullable Term reduced(int at, Function function, Syntax argument) {
    boolean mean = function.name().equals("mean");
    if (!(Products.primary(argument) instanceof Syntax.Group group)
        || group.single() == null
        || !reaches(Objects.requireNonNull(group.single()))) {
      return null;
    }
    if (!REDUCTIONS.contains(function.name())) {
      refuseOfOne(at, function);
      return null;
    }
    Syntax inner = Objects.requireNonNull(group.single());
    if (inner instanceof Syntax.Letter letter && members.containsKey(letter.name())) {
      resolver.shaped = true; // the entries of the letter itself
      return Products.call(at, function, List.of(new Term.Variable(at, letter.name())));
    }
    Term.Binding sum = running(at, Binder.Kind.SUM, List.of(inner), () -> resolver.resolve(inner));
    if (!mean) {
      return sum;
    }
    Term.Variable count = new Term.Variable(at, COUNT);
    counts.put(count, sum);
    return new Term.Over(at, sum, count);
  }

  /// Refuses the greatest of all numbers where one of them stands.
  private void refuseOfOne(int at, Function function) {
    boolean numbers = members.keySet().stream().allMatch(this::areNumbers);
    if (isRunning() && numbers && OF_ALL.contains(function.name())) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "found "
              + function.name()
              + " of all values inside of a sum over them, expected a name for it, as in let c = "
              + function.name()
              + "(x)",
          at);
    }
  }

  /// A Σ or Π without an index over what has a value for each, or with one in it that nothing
  /// binds; null where there is neither.
  @Nullable Term over(int at, Binder.Kind kind, Cursor cursor, Supplier<Term> body) {
    List<Syntax> rest = cursor.items.subList(cursor.next, cursor.items.size());
    return rest.stream().anyMatch(this::reaches) ? running(at, kind, rest, body) : null;
  }

  private Term.Binding running(
      int at, Binder.Kind kind, Collection<Syntax> parts, Supplier<Term> body) {
    Name index = index(parts);
    resolver.boundNames.add(index);
    Bindings binding = new Bindings(resolver);
    Name bound = binding.bind(index);
    Map<Name, Term> outer = resolver.factors.scope;
    Map<Name, Term> scope = new HashMap<>(outer);
    members
        .keySet()
        .forEach(letter -> scope.put(letter, member(at, letter, new Term.Variable(at, bound))));
    resolver.factors.scope = scope;
    running.add(new Term.Variable(at, bound));
    Term inner = body.get();
    running.removeLast();
    resolver.factors.scope = outer;
    binding.close();
    resolver.shaped = true;
    return new Term.Binding(at, kind, bound, null, null, inner);
  }

  /// A letter for an index that has no other meaning here.
  private Name index(Collection<Syntax> parts) {
    Set<Name> taken = new HashSet<>();
    parts.forEach(part -> taken.addAll(resolver.definedFunctions.intermediates.in(part)));
    List<Name> free = new ArrayList<>();
    INDICES.stream()
        .map(Name::of)
        .filter(each -> !taken.contains(each) && !resolver.bound.contains(each))
        .filter(each -> !resolver.isOwn(each))
        .forEach(free::add);
    return free.isEmpty() ? Name.of("i′") : free.getFirst();
  }
}
