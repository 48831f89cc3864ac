package nabla.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Learns the kinds of the names of a text before anything is resolved: which letters Σ binds,
/// which names carry such an index, which stand somewhere without an argument.
final class Survey {

  private static final Pattern BY_ENTRY = Pattern.compile("[ijkl]{1,2}");

  private static final Pattern ENTRY =
      Pattern.compile("[ijklcr]|[1-9]|[ijkl]{2}|[1-9]{2}|[1-9],[1-9]");

  /// Whether a subscript can be the index of an entry, or both of one of a matrix.
  static boolean isIndex(String subscript, Shape shape) {
    boolean two = subscript.length() > 1;
    return ENTRY.matcher(subscript).matches() && two != shape.isVector();
  }

  private final Resolver resolver;
  private final Set<Name> indices = new HashSet<>();

  /// Names by an entry of which is differentiated, `∂/∂x_k`, with its indices.
  private final Map<Name, Set<Name>> differentiated = new HashMap<>();

  private final MatrixPrimes primes;
  private final boolean entries;
  private final Set<Name> entriesOfDefined = new HashSet<>();

  /// @param entries whether `p_k` beside a definition of p is taken for an entry
  Survey(Resolver resolver, boolean entries) {
    this.resolver = resolver;
    this.primes = new MatrixPrimes(resolver);
    this.entries = entries;
  }

  /// The names that were taken for entries of what is defined.
  Set<Name> entriesOfDefined() {
    return entriesOfDefined;
  }

  /// @param others letters that are indices without being summed over
  void of(List<Statements.Placed> statements, Set<Name> others) {
    statements.forEach(placed -> placed.statement().parts().forEach(this::indices));
    indices.addAll(resolver.bareSums.indices());
    resolver.own.addAll(new OwnNames(statements, indices).amongDefined(resolver));
    indices.addAll(others);
    resolver.summed.addAll(indices);
    resolver.own.addAll(
        new OwnNames(statements, indices).amongDeclared(resolver.declaredVariables));
    statements.forEach(placed -> placed.statement().parts().forEach(this::kinds));
    primes.settle(resolver.source);
    differentiated.keySet().retainAll(resolver.alone);
    if (!differentiated.isEmpty()) {
      resolver.arrays.addAll(differentiated.keySet());
      differentiated.values().forEach(indices::addAll);
      statements.forEach(placed -> placed.statement().parts().forEach(this::kinds));
    }
  }

  private void indices(Syntax root) {
    walk(root, false);
  }

  private void kinds(Syntax root) {
    walk(root, true);
  }

  private void walk(Syntax root, boolean kinds) {
    Deque<Syntax> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Letter letter) {
        resolver.bareSums.survey(letter);
      }
      if (next instanceof Syntax.Sequence sequence) {
        resolver.bareSums.survey(sequence.items());
        if (kinds) {
          sequence(sequence.items(), open);
          continue;
        }
      } else if (kinds) {
        alone(next);
        if (next instanceof Syntax.Total sum) {
          resolver.members.survey(sum, resolver.summed);
        }
        if (next instanceof Syntax.Factor factor && factor.primary() instanceof Syntax.Letter) {
          factor.suffixes().stream()
              .filter(suffix -> suffix.content() != null)
              .forEach(suffix -> open.push(java.util.Objects.requireNonNull(suffix.content())));
          continue;
        }
      } else {
        bound(next);
      }
      if (next instanceof Syntax.Comparison comparison
          && comparison.operands().stream().noneMatch(Survey::isList)) {
        comparison.operands().forEach(this::compared);
      }
      Names.children(next, open);
    }
  }

  /// `T = 300` and `T > 0` say that T is a number, and no sign of a transpose.
  private void compared(Syntax operand) {
    if (operand instanceof Syntax.Letter letter) {
      resolver.compared.add(letter.name());
    }
  }

  /// `(1, 2)` and `[1, 2; 3, 4]`, which are no numbers.
  private static boolean isList(Syntax operand) {
    return operand instanceof Syntax.Group group
        && (group.rows().size() > 1 || group.rows().getFirst().size() > 1);
  }

  private void sequence(List<Syntax> items, Deque<Syntax> open) {
    primes.surveyNeighbours(items);
    for (int i = 0; i < items.size(); i++) {
      Syntax item = items.get(i);
      boolean applied =
          i + 1 < items.size()
              && Products.primary(items.get(i + 1)) instanceof Syntax.Group group
              && (group.bracket() == NablaLexer.LPAREN || group.bracket() == NablaLexer.LBRACKET);
      boolean differentiated = i > 0 && isDifferential(items.get(i - 1)) && i + 1 < items.size();
      boolean letter = Products.primary(item) instanceof Syntax.Letter;
      if (!letter) {
        open.push(item);
        continue;
      }
      array(item);
      if (i > 0 && isDifferential(items.get(i - 1))) {
        byEntry(item);
      }
      if (!differentiated && i + 1 < items.size()) {
        entry(item, items.get(i + 1));
      }
      if (!applied && !differentiated) {
        alone(item);
      }
      List<Suffix> suffixes = Products.suffixes(item);
      for (Suffix suffix : suffixes) {
        boolean takesNext =
            applied && suffix == suffixes.getLast() && suffix.content() instanceof Syntax.Letter;
        if (suffix.content() != null && !takesNext) {
          open.push(suffix.content());
        }
      }
    }
  }

  /// `∂/∂x_k` beside x itself, as in `∂/∂x_k (xᵀAx)`, is by an entry.
  private void byEntry(Syntax item) {
    if (!(item instanceof Syntax.Factor factor
        && factor.primary() instanceof Syntax.Letter letter
        && !resolver.declaredVariables.contains(letter.name()))) {
      return;
    }
    Suffix suffix = factor.suffixes().getFirst();
    @Nullable Syntax below = suffix.content();
    @Nullable String text =
        below == null || suffix.type() != NablaLexer.UNDERSCORE ? null : LabelText.text(below);
    if (text != null && BY_ENTRY.matcher(text).matches()) {
      Set<Name> by = differentiated.computeIfAbsent(letter.name(), key -> new HashSet<>());
      text.codePoints().forEach(index -> by.add(Name.of(Character.toString(index))));
    }
  }

  /// `x[0]`, `A[i,j]`: an undeclared name with such brackets right behind it is an array.
  private void entry(Syntax item, Syntax next) {
    if (!(item instanceof Syntax.Letter letter)
        || resolver.declaredVariables.contains(letter.name())) {
      return;
    }
    boolean mayBe = isEntry(letter, next, this::mayBePlace);
    if (isEntry(letter, next, indices::contains)
        || (mayBe && resolver.defined.contains(letter.name()))
        || Slicing.isSlice(next)) {
      resolver.arrays.add(letter.name());
    } else if (mayBe) {
      resolver.note(
          "square brackets behind %s are read as a factor; for an entry declare %s ∈ R^n"
              .formatted(letter.name(), letter.name()),
          letter.at());
    }
  }

  private boolean mayBePlace(Name name) {
    return indices.contains(name) || mayBePlace(name, resolver);
  }

  /// Whether a letter of which nothing else is known can be the place of an entry, y of `p[y]`.
  static boolean mayBePlace(Name name, Resolver resolver) {
    return resolver.bound.contains(name)
        || (name.toString().matches("[a-z]")
            && !resolver.arrays.contains(name)
            && !resolver.defined.contains(name)
            && !resolver.functions.containsKey(name));
  }

  /// Whether a name stands somewhere without an argument behind it.
  static boolean standsAlone(Name name, Syntax root) {
    Deque<Syntax> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (!(next instanceof Syntax.Sequence sequence)) {
        if (Products.primary(next) instanceof Syntax.Letter letter && letter.name().equals(name)) {
          return true;
        }
        Names.children(next, open);
        continue;
      }
      for (int i = 0; i < sequence.items().size(); i++) {
        Syntax item = sequence.items().get(i);
        boolean applied =
            i + 1 < sequence.items().size() && Products.isBracket(sequence.items().get(i + 1));
        applied |= DifferentialSigns.isNumerator(sequence, i);
        if (!(applied && Products.primary(item) instanceof Syntax.Letter)) {
          open.push(item);
        }
      }
    }
    return false;
  }

  /// Whether brackets right after a letter hold what can only be indices: integers, and letters
  /// that are bound.
  static boolean isEntry(Syntax.Letter letter, @Nullable Syntax next, Predicate<Name> bound) {
    boolean brackets =
        next != null
            && Products.primary(next) instanceof Syntax.Group group
            && group.bracket() == NablaLexer.LBRACKET
            && group.rows().size() == 1
            && (letter.function() == null || Products.isConstant(letter.function()))
            && group.at() == letter.at() + letter.name().toString().replace("_", "").length();
    return brackets && next != null && arePlaces((Syntax.Group) Products.primary(next), bound);
  }

  /// Whether brackets hold integers, and letters that are bound.
  static boolean arePlaces(Syntax.Group group, Predicate<Name> bound) {
    return group.rows().getFirst().stream()
        .allMatch(cell ->
            (cell instanceof Syntax.Digits digits
                    && digits.text().chars().allMatch(Character::isDigit))
                || (cell instanceof Syntax.Letter index && bound.test(index.name())));
  }

  private static boolean isDifferential(Syntax item) {
    Syntax primary = Products.primary(item);
    return (primary instanceof Syntax.Sign sign
            && (sign.type() == NablaLexer.PARTIAL || sign.type() == NablaLexer.NABLA))
        || (primary instanceof Syntax.Letter letter && letter.name().equals(Name.of("d")));
  }

  private void bound(Syntax syntax) {
    if (!(syntax instanceof Syntax.Factor factor
        && factor.primary() instanceof Syntax.Sign sign
        && (sign.type() == NablaLexer.SUM || sign.type() == NablaLexer.PRODUCT))) {
      if (syntax instanceof Syntax.Range range
          && range.from() instanceof Syntax.Comparison comparison) {
        bind(comparison.operands().getFirst());
      }
      return;
    }
    for (Suffix suffix : factor.suffixes()) {
      if (suffix.type() == NablaLexer.UNDERSCORE && suffix.content() != null) {
        for (Syntax part : Indices.split(java.util.Objects.requireNonNull(suffix.content()))) {
          if (part instanceof Syntax.Comparison pair && OrderedIndices.concerns(pair)) {
            OrderedIndices.pair(pair).forEach(this::bind);
            continue;
          }
          bind(
              part instanceof Syntax.Comparison comparison
                  ? comparison.operands().getFirst()
                  : part);
        }
      }
    }
  }

  private void bind(Syntax syntax) {
    @Nullable Name name = PlainNames.of(syntax);
    if (name != null) {
      indices.add(name);
    }
  }

  private void alone(Syntax syntax) {
    array(syntax);
    if (syntax instanceof Syntax.Letter letter) {
      resolver.alone.add(letter.name());
    } else if (syntax instanceof Syntax.Factor factor
        && factor.primary() instanceof Syntax.Letter) {
      @Nullable Name name = PlainNames.leading(factor);
      if (name != null) {
        resolver.alone.add(name);
      }
    }
  }

  /// `p_k` beside a definition of p, and none of p_k, is an entry.
  private boolean isEntryOfDefined(Name name, String index) {
    Name whole = name.withSubscript(name.subscript() + index);
    return entries
        && resolver.defined.contains(name)
        && (ENTRY.matcher(index).matches()
            || (index.matches("[a-z]") && whole.equals(resolver.perhapsEntries.get(name))))
        && !resolver.defined.contains(whole)
        && !resolver.declaredVariables.contains(whole);
  }

  /// `z_2` beside a definition of `z_i`, and none of z_2, is that for i = 2.
  private boolean isOneOfFamily(Name name, String index) {
    return index.matches("[1-9][0-9]{0,8}")
        && !resolver.isOwn(name.withSubscript(index))
        && !resolver.isOwn(name)
        && indices.stream()
            .map(letter -> name.withSubscript(letter.base()))
            .anyMatch(resolver.defined::contains);
  }

  /// Whether a letter is an index that is bound, or begins with one: i of `A_{i1}`.
  private boolean isIndex(Syntax.Letter letter) {
    Name first = Indices.letterOfPair(letter);
    return indices.contains(letter.name()) || (first != null && indices.contains(first));
  }

  /// A name below which a bound index stands is an array.
  private void array(Syntax syntax) {
    primes.survey(syntax);
    if (!(syntax instanceof Syntax.Factor factor)) {
      return;
    }
    Syntax primary = Factors.inner(factor.primary());
    @Nullable Name name = primary == null ? null : PlainNames.of(primary);
    if (name == null) {
      return;
    }
    for (Suffix suffix : factor.suffixes()) {
      @Nullable Syntax content = suffix.content();
      if (suffix.type() == NablaLexer.UNDERSCORE && content != null) {
        boolean indexed = Indices.isIndexList(content) && Names.any(content, this::isIndex);
        if (indexed) {
          resolver.arrays.add(name);
          return;
        }
        @Nullable String text = LabelText.text(content);
        if (text != null && name.subscript().isEmpty() && isOneOfFamily(name, text)) {
          resolver.arrays.add(name);
          return;
        }
        if (text != null && isEntryOfDefined(name, text)) {
          resolver.arrays.add(name);
          entriesOfDefined.add(name.withSubscript(name.subscript() + text));
          return;
        }
        name = text == null ? name : name.withSubscript(name.subscript() + text);
      } else if (suffix.type() == NablaLexer.CARET) {
        @Nullable String label = LabelText.of(content);
        name =
            label == null
                ? name
                : new Name(name.base(), name.accent(), name.primes(), name.subscript(), label);
      }
    }
  }
}
