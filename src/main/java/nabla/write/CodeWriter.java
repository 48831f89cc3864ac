package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
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
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.Definitions;
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

  private static final int MOST_TERMS = 60;

  private static final Pattern SIMPLE = Pattern.compile("-?[\\w.]+");

  private final CodeStyle style;
  private final Identifiers identifiers;
  private final CodeFunctions functions;
  private final List<String> assignments = new ArrayList<>();

  CodeWriter(CodeStyle style, String source) {
    this.style = style;
    this.identifiers = new Identifiers(style.language(), source);
    this.functions = new CodeFunctions(style);
  }

  String write(Expr expression) {
    Expr defined = Definitions.expand(functions::needsDefinition, expression)[0];
    Expr root = CarefulForms.of(style.computesAllCases() ? GuardedCases.of(defined) : defined);
    Dag dag = Dag.of(root);
    if (!style.knowsArrays()) {
      refuseArraysWithin(dag);
    }
    for (Expr node : dag.nodes()) {
      if (node instanceof Symbol symbol) {
        identifiers.of(symbol.name());
      }
    }
    Set<Expr> shared = Shared.choose(dag, SHORTEST_PART);
    boolean[] open = Shared.openToBinders(dag);
    Spelled[] spelled = new Spelled[dag.size()];
    int[] depths = new int[dag.size()];
    for (int position = 0; position < spelled.length; position++) {
      Expr node = dag.node(position);
      List<Spelled> parts = new ArrayList<>(node.arity());
      int depth = 0;
      for (Expr child : node.children()) {
        parts.add(spelled[dag.position(child)]);
        depth = Math.max(depth, depths[dag.position(child)]);
      }
      spelled[position] =
          node.equals(root) && node instanceof Literal literal
              ? style.result(literal, parts)
              : spell(node, parts);
      depths[position] = node.arity() == 0 ? 0 : depth + 1;
      boolean large = depths[position] > DEEPEST || spelled[position].code().length() > LONGEST;
      boolean namable =
          !open[position] && node.arity() > 0 && !node.shape().isTruth() && !node.equals(root);
      if (namable && (large || (shared.contains(node) && !isTrivial(node)))) {
        spelled[position] = Spelled.atom(assign(spelled[position].code()));
        depths[position] = 0;
      }
    }
    String result = spelled[spelled.length - 1].code();
    if (assignments.isEmpty()) {
      return result;
    }
    assignments.add(style.assignment("result", expression.shape(), result));
    return String.join("\n", assignments);
  }

  /// A vector or matrix may be the answer, made of numbers; there is no computing with them.
  private void refuseArraysWithin(Dag dag) {
    for (Expr node : dag.nodes()) {
      boolean number = node.isScalar() || node.shape().isTruth();
      boolean answer = node instanceof Literal && node.equals(dag.node(dag.size() - 1));
      if (!number && !answer) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "computing with vectors and matrices has no spelling in " + style.language());
      }
    }
  }

  /// A sign or a constant costs nothing to write twice.
  private static boolean isTrivial(Expr node) {
    return node instanceof Negate negate && negate.operand().arity() == 0;
  }

  private String assign(String code) {
    String name = identifiers.part();
    assignments.add(style.assignment(name, Shape.SCALAR, code));
    return name;
  }

  private Spelled spell(Expr node, List<Spelled> parts) {
    return switch (node) {
      case Num number -> style.number(number.value());
      case Symbol symbol -> Spelled.atom(identifiers.of(symbol.name()));
      case Bound bound -> Spelled.atom(identifiers.bound(bound.height()));
      case Sum sum -> sum(sum, parts);
      case Product product -> product(product, parts);
      case Power power ->
          isConstant(power.base(), Elementary.E)
              ? style.exponential(parts.get(1))
              : style.power(power.base(), power.exponent(), parts.get(0), parts.get(1));
      case Negate negate -> negated(parts.getFirst());
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
                  + style.comparison(relation.comparison())
                  + parts.get(1).at(Binding.SUM),
              Binding.CONDITION);
      case Logic logic -> style.logic(logic.connective(), parts);
      case Cases cases -> cases(cases, parts);
      case Binder binder -> style.binder(binder, identifiers.bound(binder.bound().height()), parts);
      case Literal literal -> style.literal(literal, parts);
    };
  }

  private static boolean isConstant(Expr node, Function constant) {
    return node instanceof Apply apply && apply.operator().equals(constant);
  }

  private static Spelled negated(Spelled operand) {
    String code = operand.at(Binding.PRODUCT);
    boolean twice = code.startsWith("-");
    return new Spelled("-" + (twice ? "(" + code + ")" : code), Binding.PRODUCT);
  }

  /// Parsers of other languages are recursive, so a long sum is added up in blocks.
  private Spelled sum(Sum sum, List<Spelled> parts) {
    StringBuilder code = new StringBuilder();
    int terms = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (terms == MOST_TERMS && !speaksOfBound(sum)) {
        String block = assign(code.toString());
        code.setLength(0);
        code.append(block);
        terms = 1;
      }
      String term = parts.get(i).at(Binding.PRODUCT);
      if (code.isEmpty()) {
        code.append(term);
      } else if (term.startsWith("-")) {
        code.append(" - ").append(term, 1, term.length());
      } else {
        code.append(" + ").append(term);
      }
      terms++;
    }
    return new Spelled(code.toString(), Binding.SUM);
  }

  private Spelled product(Product product, List<Spelled> parts) {
    StringBuilder code = new StringBuilder();
    Expr left = product.child(0);
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0 && i % MOST_TERMS == 0 && !speaksOfBound(product)) {
        String block = assign(code.toString());
        code.setLength(0);
        code.append(block);
      }
      String factor = parts.get(i).at(i == 0 ? Binding.PRODUCT : Binding.SIGN);
      code.append(i == 0 ? "" : style.times(left, product.child(i))).append(factor);
      left = left.isScalar() ? product.child(i) : left;
    }
    return new Spelled(code.toString(), Binding.PRODUCT);
  }

  private static boolean speaksOfBound(Expr node) {
    return node.arity() > MOST_TERMS && Dag.any(node, part -> part instanceof Bound);
  }

  private Spelled apply(Apply apply, List<Spelled> parts) {
    if (apply.operator() instanceof Function function) {
      return functions.call(function, named(function, apply, parts));
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

  /// What the spelling says more than once gets a name, unless it speaks of a bound variable.
  private List<Spelled> named(Function function, Apply apply, List<Spelled> parts) {
    List<Spelled> named = new ArrayList<>(parts);
    for (int i = 0; i < parts.size(); i++) {
      if (apply.child(i).arity() > 0
          && functions.repeats(function, i)
          && !SIMPLE.matcher(parts.get(i).code()).matches()
          && !Dag.any(apply.child(i), Bound.class::isInstance)) {
        named.set(i, Spelled.atom(assign(parts.get(i).code())));
      }
    }
    return named;
  }

  private Spelled cases(Cases cases, List<Spelled> parts) {
    boolean complete = cases.otherwise() != null;
    Spelled code = complete ? parts.getLast() : style.undefined();
    for (int i = (parts.size() / 2 - 1) * 2; i >= 0; i -= 2) {
      code = style.choice(parts.get(i), parts.get(i + 1), code);
    }
    return code;
  }
}
