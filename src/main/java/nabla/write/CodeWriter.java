package nabla.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.Definitions;
import nabla.numeric.Evaluation;
import nabla.numeric.arrays.Brackets;
import nabla.numeric.arrays.CarefulForms;
import nabla.numeric.arrays.Cofactors;
import nabla.numeric.arrays.ComputingForm;
import nabla.write.CodeStyle.Binding;
import nabla.write.CodeStyle.Spelled;

/// One pass over the distinct nodes of an expression, children first, that spells each in a
/// programming language. What is shared, long or deep becomes an assignment.
final class CodeWriter {

  /// The number of nodes from which a shared part is computed only once.
  private static final int SHORTEST_PART = 2;

  /// Parentheses nest no deeper than parsers of other languages allow.
  private static final int DEEPEST = 30;

  /// Lines of code grow no longer than this, except by a part that speaks of a bound variable.
  private static final int LONGEST = 2000;

  private static final Pattern SIMPLE = Pattern.compile("-?[\\w.]+");

  private final CodeStyle style;
  private final Identifiers identifiers;
  private final CodeFunctions functions;
  private final CodePlaces arrays;
  private final CodeAssignments assignments;
  private final CodeSums sums;

  /// The sizes that names of dimensions stand for, where they are not variables themselves.
  private final Map<Symbol, Spelled> sizes = new HashMap<>();

  private final Likeness likeness;

  /// The names in the sizes of arrays and in exponents of matrices, which are whole numbers.
  private final Set<String> dimensions = new HashSet<>();

  /// The indices that are axes of the results, each with the size of its axis.
  private Map<Symbol, Dimension> indices = Map.of();

  CodeWriter(CodeStyle style, String source) {
    this(style, new Identifiers(style.language(), source));
  }

  CodeWriter(CodeStyle style, Identifiers identifiers) {
    this.style = style;
    this.identifiers = identifiers;
    this.functions = new CodeFunctions(style);
    this.likeness = new Likeness(style, identifiers, this::isPlain);
    this.arrays = new CodePlaces(style, likeness, this::size);
    this.assignments = new CodeAssignments(style, identifiers);
    this.sums = new CodeSums(style, assignments);
  }

  /// One expression, or a block whose last assignment is to `result`.
  ///
  /// @param variables of the formula that the expression belongs to, whose sizes are known
  String write(Expr expression, Collection<Symbol> variables) {
    List<Expr> roots = prepared(style, List.of(expression));
    List<Expr> arrays = new ArrayList<>(roots);
    arrays.addAll(variables);
    sizesByArrays(arrays);
    String result = spelled(roots).getFirst();
    if (assignments().isEmpty()) {
      return result;
    }
    return String.join("\n", assignments())
        + "\n"
        + style.assignment("result", expression.shape(), result);
  }

  /// Expressions as they are to be spelled: by functions that the language has, without loss of
  /// digits, and those with arrays as they are best computed.
  static List<Expr> prepared(CodeStyle style, List<Expr> expressions) {
    CodeFunctions functions = new CodeFunctions(style);
    List<Expr> careful = new ArrayList<>();
    for (Expr each : Definitions.expand(functions::needsDefinition, roots(expressions))) {
      EntriesBefore.refuse(each);
      Expr whole = Cofactors.of(each);
      Expr guarded = Brackets.guarded(style.computesAllCases() ? GuardedCases.of(whole) : whole);
      careful.add(CarefulForms.of(StableSums.of(guarded)));
    }
    return careful.stream().anyMatch(ComputingForm::concerns) ? ComputingForm.of(careful) : careful;
  }

  private static Expr[] roots(List<Expr> expressions) {
    return expressions.toArray(Expr[]::new);
  }

  /// Names of dimensions stand for sizes of arrays, where some array has them.
  private void sizesByArrays(List<Expr> roots) {
    likeness.oneOf(roots);
    for (Expr node : Dag.of(roots(roots)).nodes()) {
      if (node instanceof Symbol array && !array.isScalar()) {
        boolean vector = ComputingForm.isVector(array);
        Dimension[] axes = {array.shape().rows(), array.shape().columns()};
        for (int axis = 0; axis < axes.length; axis++) {
          String name = axes[axis].toString();
          if (axes[axis].equals(Dimension.named(name))) {
            Spelled size = style.size(identifiers.of(array.name()), vector, axis);
            sizes.putIfAbsent(Symbol.of(name), size);
          }
        }
      }
    }
  }

  /// New arrays become like the first of these.
  void likeOneOf(List<? extends Expr> arrays) {
    likeness.oneOf(arrays);
  }

  /// Says how symbols are spelled that are no variables.
  void knowing(Map<Symbol, Spelled> spelled) {
    sizes.putAll(spelled);
  }

  /// The code of each expression, after the [#assignments()].
  List<String> spelled(List<Expr> roots) {
    return spelled(roots, Map.of(), List.of());
  }

  /// The code of each expression, after the [#assignments()], where some are arrays over indices.
  ///
  /// @param over the sizes of the axes that indices run along
  /// @param axes the indices of each expression
  List<String> spelled(List<Expr> roots, Map<Symbol, Dimension> over, List<List<Symbol>> axes) {
    indices = over;
    Dag dag = Dag.of(roots(roots));
    CodeFunction.plainNumbers(roots).forEach(number -> dimensions.add(number.name().toString()));
    for (Expr node : dag.nodes()) {
      dimensions.addAll(node.shape().names());
      if (node instanceof Symbol symbol && !sizes.containsKey(symbol)) {
        identifiers.of(symbol.name());
        likeness.oneOf(List.of(symbol));
      }
    }
    boolean[] open = Shared.open(dag, indices.keySet());
    boolean[] guarded = GuardedPlaces.below(dag, roots);
    Set<Expr> shared = Shared.choose(dag, roots, open, SHORTEST_PART);
    shared.addAll(Shared.beforeLoops(dag, open));
    Spelled[] spelled = new Spelled[dag.size()];
    Tensors tensors =
        style instanceof PythonStyle python
            ? new Tensors(
                this, python, assignments, indices, roots, part -> closed(part, dag, spelled))
            : null;
    int[] depths = new int[dag.size()];
    for (int position = 0; position < spelled.length; position++) {
      Expr node = dag.node(position);
      List<Spelled> parts = new ArrayList<>(node.arity());
      int depth = 0;
      for (Expr child : node.children()) {
        parts.add(spelled[dag.position(child)]);
        depth = Math.max(depth, depths[dag.position(child)]);
      }
      Spelled sum =
          tensors != null && node instanceof Binder binder && !open[position]
              ? tensors.number(binder)
              : null;
      spelled[position] = sum == null ? spell(node, parts) : sum;
      depths[position] = node.arity() == 0 ? 0 : depth + 1;
      boolean large = depths[position] > DEEPEST || spelled[position].code().length() > LONGEST;
      boolean namable =
          !open[position]
              && !guarded[position]
              && node.arity() > 0
              && !node.shape().isTruth()
              && !(roots.contains(node) && !shared.contains(node));
      if (namable
          && (large
              || Shared.isLongWinded(node)
              || (shared.contains(node) && !Shared.isTrivial(node, parts)))) {
        spelled[position] =
            Spelled.atom(assignments.assign(spelled[position].code(), node.shape()));
        depths[position] = 0;
      }
    }
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      Spelled number = spelled[dag.position(roots.get(i))];
      codes.add(
          tensors == null || axes.isEmpty() || axes.get(i).isEmpty()
              ? number.code()
              : tensors.array(roots.get(i), axes.get(i), number.code()));
    }
    return codes;
  }

  /// The code of a part that speaks of no index: it may come later, or be made for an array only.
  private Spelled closed(Expr part, Dag dag, Spelled[] spelled) {
    int position = dag.position(part);
    if (position >= 0 && spelled[position] != null) {
      return spelled[position];
    }
    return spell(part, part.children().stream().map(child -> closed(child, dag, spelled)).toList());
  }

  /// The name of a symbol in the code.
  String name(Symbol symbol) {
    return identifiers.of(symbol.name());
  }

  /// How new arrays become like a given one.
  String like() {
    return likeness.code();
  }

  /// The code of a size.
  String size(Dimension size) {
    CodeWriter plain = new CodeWriter(style, identifiers);
    plain.knowing(sizes);
    return plain.spelled(List.of(Dimensions.expression(size))).getFirst();
  }

  /// Whether code is no more than a name or a number.
  static boolean isName(Spelled code) {
    return SIMPLE.matcher(code.code()).matches();
  }

  /// What has to stand before the expressions.
  List<String> assignments() {
    return assignments.lines();
  }

  /// The code of a node from that of its parts.
  Spelled spell(Expr node, List<Spelled> parts) {
    if (style.computesConstants() && node.isScalar() && node.arity() > 0 && isConstant(node)) {
      return Spelled.atom(Double.toString(Evaluation.of(node, Map.of()).value()));
    }
    return switch (node) {
      case Num number -> style.number(number.value());
      case Symbol symbol -> sizes.getOrDefault(symbol, Spelled.atom(identifiers.of(symbol.name())));
      case Bound bound -> Spelled.atom(identifiers.bound(bound.height()));
      case Sum sum -> sums.sum(sum, parts);
      case Product product ->
          product.children().stream().allMatch(Expr::isScalar)
              ? sums.product(product, parts)
              : style.product(product.child(0), product.child(1), parts.get(0), parts.get(1));
      case Power power when !power.isScalar() ->
          power.hasFractionalExponent()
              ? style.principalPower(parts.get(0), parts.get(1))
              : style.matrixPower(parts.get(0), parts.get(1));
      case Power power ->
          isConstant(power.base(), Elementary.E)
              ? style.exponential(parts.get(1))
              : style.power(power.base(), power.exponent(), parts.get(0), parts.get(1));
      case Negate negate -> CodeSums.negated(parts.getFirst());
      case Quotient quotient ->
          new Spelled(
              parts.get(0).at(Binding.PRODUCT) + " / " + parts.get(1).at(Binding.POWER),
              Binding.PRODUCT);
      case Apply apply -> apply(apply, parts);
      case Derivative derivative ->
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED, "a derivative that is not carried out has no code");
      case Relation relation ->
          new Spelled(
              parts.get(0).at(Binding.SUM)
                  + style.comparison(relation.comparison(), ComputingForm.concerns(relation))
                  + parts.get(1).at(Binding.SUM),
              Binding.CONDITION);
      case Logic logic -> style.logic(logic.connective(), parts);
      case Cases cases -> style.cases(cases, likeness.choice(cases, parts));
      case Binder binder -> binder(binder, parts);
      case Literal literal -> style.literal(literal, parts, likeness.code());
    };
  }

  /// A sum of arrays that may have no terms starts with an array of zeros.
  private Spelled binder(Binder binder, List<Spelled> parts) {
    String variable = identifiers.bound(binder.bound().height());
    if (binder.isScalar() || binder.kind() != Binder.Kind.SUM) {
      return style.binder(binder, variable, parts);
    }
    List<Spelled> all = new ArrayList<>(parts);
    List<Spelled> sizes = new ArrayList<>();
    Subscripts.axes(binder.shape()).forEach(axis -> sizes.add(Spelled.atom(size(axis))));
    all.add(functions.call(Matrices.ZEROS, sizes, false, likeness.code()));
    return style.binder(binder, variable, all);
  }

  /// Whether it has a value by itself, which is no plain fraction of numbers.
  private static boolean isConstant(Expr node) {
    return !Dag.any(node, part -> part instanceof Symbol || part instanceof Bound)
        && Dag.any(node, part -> part instanceof Apply || part instanceof Power);
  }

  private static boolean isConstant(Expr node, Function constant) {
    return node instanceof Apply apply && apply.operator().equals(constant);
  }

  private Spelled apply(Apply apply, List<Spelled> parts) {
    Spelled placed = arrays.of(apply, parts);
    if (placed != null) {
      return placed;
    }
    boolean filled = apply.operator() == Matrices.ONES || apply.operator() == Matrices.ZEROS;
    if (filled && apply.arity() == 2 && ComputingForm.isVector(apply)) {
      int longer = apply.shape().isVector() ? 0 : 1; // a row has one axis, too
      return functions.call(
          (Function) apply.operator(),
          CodeSizes.of(apply, parts).subList(longer, longer + 1),
          false,
          likeness.code());
    }
    if (apply.operator() instanceof Function function) {
      List<Spelled> arguments = named(function, apply, CodeSizes.of(apply, parts));
      arguments = likeness.arguments(function, apply, arguments);
      if (function == Matrices.KRONECKER && !ComputingForm.isVector(apply)) {
        for (int i = 0; i < 2; i++) {
          if (ComputingForm.isVector(apply.child(i))) {
            boolean column = apply.child(i).shape().columns().equals(Dimension.ONE);
            arguments.set(i, style.asMatrix(arguments.get(i), column));
          }
        }
      }
      boolean arrays =
          (function.isElementwise() || function == Elementary.INDICATOR)
              && ComputingForm.concerns(apply);
      return functions.call(function, arguments, arrays, likeness.code());
    }
    if (apply.operator() instanceof UnknownFunction array && array.isIndexed()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "%s has %d indices; code is written for arrays of one and two"
              .formatted(array.symbol(), array.orders().size()));
    }
    if (apply.operator() instanceof UnknownFunction unknown
        && unknown.orders().stream().allMatch(order -> order == 0)) {
      List<String> arguments = parts.stream().map(Spelled::code).toList();
      return Spelled.atom(
          identifiers.of(unknown.symbol()) + "(" + String.join(", ", arguments) + ")");
    }
    throw new NablaException(
        NablaException.Kind.UNSUPPORTED, "the derivative of an unknown function has no code");
  }

  /// Whether a symbol is a number of the language itself: a size, an exponent, an index.
  private boolean isPlain(Symbol symbol) {
    return dimensions.contains(symbol.name().toString()) || indices.containsKey(symbol);
  }

  /// What the spelling says more than once gets a name, unless it speaks of a bound variable.
  private List<Spelled> named(Function function, Apply apply, List<Spelled> parts) {
    List<Spelled> named = new ArrayList<>(parts);
    for (int i = 0; i < parts.size(); i++) {
      if (apply.child(i).arity() > 0
          && functions.repeats(function, i, apply.arity())
          && !isName(parts.get(i))
          && !Dag.any(
              apply.child(i),
              part ->
                  part instanceof Bound
                      || (part instanceof Symbol symbol && indices.containsKey(symbol)))) {
        named.set(i, Spelled.atom(assignments.assign(parts.get(i).code(), apply.child(i).shape())));
      }
    }
    return named;
  }
}
