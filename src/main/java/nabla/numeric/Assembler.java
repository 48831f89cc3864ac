package nabla.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.Code.Operation;
import org.jspecify.annotations.Nullable;

/// Turns expressions into [Code]. A node that depends on the variable of a sum, product or integral
/// belongs to the code of its body; everything else is computed once, outside.
final class Assembler {

  private static final int OUTSIDE = 63;

  /// All nodes, with the bodies of binders.
  private final Dag whole;

  /// For each of them the heights of the bound variables it depends on, as bits; null where nothing
  /// is bound.
  private final long @Nullable [] dependencies;

  private Assembler(Dag dag) {
    whole = dag;
    boolean binds = false;
    for (int position = 0; position < whole.size() && !binds; position++) {
      Expr node = whole.node(position);
      binds = node instanceof Binder || node instanceof Bound;
    }
    dependencies = binds ? dependencies(whole) : null;
  }

  /// The code of `outputs` given the values of `inputs`.
  static Code assemble(List<Symbol> inputs, Expr... outputs) {
    return of(inputs, function -> function.value() == null, outputs);
  }

  /// The same by no other functions than the [Primitives] of interval arithmetic, where definitions
  /// lead there.
  static Code assembleFromPrimitives(List<Symbol> inputs, Expr... outputs) {
    return of(inputs, function -> !Primitives.has(function), outputs);
  }

  private static Code of(List<Symbol> inputs, Predicate<Function> defined, Expr... outputs) {
    Dag dag = Dag.of(outputs);
    Expr[] roots = outputs;
    if (Definitions.concern(defined, dag)) {
      roots = Definitions.expand(defined, outputs);
      dag = Dag.of(roots);
    }
    return new Assembler(dag).part(dag, OUTSIDE, inputs, roots);
  }

  private static long[] dependencies(Dag dag) {
    long[] masks = new long[dag.size()];
    for (int position = 0; position < masks.length; position++) {
      Expr node = dag.node(position);
      long mask = node instanceof Bound bound ? bit(bound.height()) : 0;
      for (int i = 0; i < node.arity(); i++) {
        long below = masks[dag.position(node.child(i))];
        mask |=
            node instanceof Binder binder && i == 0 ? below & ~bit(binder.bound().height()) : below;
      }
      masks[position] = mask;
    }
    return masks;
  }

  private static long bit(int height) {
    if (height >= OUTSIDE) {
      throw new NablaException(
          NablaException.Kind.BUDGET, "sums and integrals are nested more than 60 deep");
    }
    return 1L << height;
  }

  private long dependencies(Expr node) {
    return dependencies == null ? 0 : dependencies[whole.position(node)];
  }

  /// The height of the innermost binder whose variable the node depends on, or OUTSIDE.
  private int home(Expr node) {
    long mask = dependencies(node);
    return mask == 0 ? OUTSIDE : Long.numberOfTrailingZeros(mask);
  }

  private Code part(Dag dag, int scope, List<? extends Expr> inputs, Expr... outputs) {
    Code.Builder code =
        new Code.Builder(
            dag.nodes().toArray(new Expr[0]), positions(dag, inputs), positions(dag, outputs));
    boolean[] given = new boolean[dag.size()];
    for (Expr input : inputs) {
      if (dag.contains(input)) {
        given[dag.position(input)] = true;
      }
    }
    for (int position = 0; position < dag.size(); position++) {
      Expr node = dag.node(position);
      if (!given[position] && home(node) == scope) {
        if ((position & 1023) == 0) {
          Budget.check();
        }
        add(code, dag, position, node, scope);
      }
    }
    return code.finish();
  }

  private static int[] positions(Dag dag, List<? extends Expr> nodes) {
    return positions(dag, nodes.toArray(new Expr[0]));
  }

  private static int[] positions(Dag dag, Expr... nodes) {
    int[] positions = new int[nodes.length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = dag.position(nodes[i]);
    }
    return positions;
  }

  private void add(Code.Builder code, Dag dag, int target, Expr node, int scope) {
    if (!node.isScalar() && !node.shape().isTruth()) {
      throw unsupported("a vector or matrix of shape " + node.shape());
    }
    switch (node) {
      case Num number -> {} // its register starts with the value
      case Symbol symbol ->
          throw new NablaException(
              NablaException.Kind.NAME, "no value is given for " + symbol.name());
      case Bound bound ->
          throw new IllegalArgumentException("a bound variable outside of its binder: " + bound);
      case Sum sum -> code.add(Operation.ADD, target, null, below(dag, sum));
      case Product product -> code.add(Operation.MULTIPLY, target, null, below(dag, product));
      case Negate negate -> code.add(Operation.NEGATE, target, null, below(dag, negate));
      case Quotient quotient -> code.add(Operation.DIVIDE, target, null, below(dag, quotient));
      case Power power -> addPower(code, dag, target, power, scope);
      case Apply apply -> addApplication(code, dag, target, apply);
      case Relation relation ->
          code.add(Operation.COMPARE, target, relation.comparison(), below(dag, relation));
      case Logic logic -> {
        Operation operation =
            switch (logic.connective()) {
              case AND -> Operation.ALL;
              case OR -> Operation.ANY;
              case NOT -> Operation.NOT;
            };
        code.add(operation, target, null, below(dag, logic));
      }
      case Cases cases -> code.add(Operation.SELECT, target, null, below(dag, cases));
      case Binder binder -> addLoop(code, dag, target, binder);
      case Derivative derivative ->
          throw unsupported(
              "a derivative by " + derivative.variable().name() + " that is not carried out");
      case Literal literal -> throw unsupported("a vector or matrix of shape " + literal.shape());
    }
  }

  private static NablaException unsupported(String what) {
    return new NablaException(NablaException.Kind.UNSUPPORTED, "there is no number for " + what);
  }

  private static int[] below(Dag dag, Expr node) {
    int[] positions = new int[node.arity()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = dag.position(node.child(i));
    }
    return positions;
  }

  private void addPower(Code.Builder code, Dag dag, int target, Power power, int scope) {
    int base = dag.position(power.base());
    int exponent = dag.position(power.exponent());
    Rational fraction = constantFraction(power.exponent());
    if (power.exponent() instanceof Num number && number.value().isInt()) {
      code.add(Operation.INTEGER_POWER, target, number.value().intValue(), base);
    } else if (power.exponent() instanceof Num number && !number.value().isInteger()) {
      code.add(Operation.RATIONAL_POWER, target, number.value(), base);
    } else if (fraction != null) {
      code.add(
          fraction.isInt() ? Operation.INTEGER_POWER : Operation.RATIONAL_POWER,
          target,
          fraction.isInt() ? (Object) fraction.intValue() : fraction,
          base);
    } else if (power.base() instanceof Apply apply && apply.operator() == Elementary.E) {
      code.add(Operation.EXPONENTIAL, target, null, exponent);
    } else {
      boolean series = scope != OUTSIDE && home(power.exponent()) == scope;
      code.add(series ? Operation.SERIES_POWER : Operation.POWER, target, null, base, exponent);
    }
  }

  /// The value of an exponent written `-1`, `1/2` or `-1/2` without being one number; null for any
  /// other.
  private static @Nullable Rational constantFraction(Expr exponent) {
    if (exponent instanceof Negate negate) {
      Rational operand = plainFraction(negate.operand());
      return operand == null ? null : operand.negate();
    }
    return plainFraction(exponent);
  }

  private static @Nullable Rational plainFraction(Expr exponent) {
    if (exponent instanceof Quotient quotient
        && quotient.numerator() instanceof Num above
        && quotient.denominator() instanceof Num below
        && !below.value().isZero()) {
      Rational fraction = above.value().dividedBy(below.value());
      return fraction.isInt() || !fraction.isInteger() ? fraction : null;
    }
    return exponent instanceof Num number && number.value().isInt() ? number.value() : null;
  }

  private static void addApplication(Code.Builder code, Dag dag, int target, Apply apply) {
    Operator operator = apply.operator();
    if (operator instanceof UnknownFunction unknown) {
      throw unsupported("the unknown function " + unknown.symbol());
    }
    if (!(operator instanceof Function function) || function.value() == null) {
      throw unsupported("the function " + operator.name());
    }
    if (apply.arity() == 0) {
      return; // a constant; its register starts with the value
    }
    if (function.notation() == Function.Notation.INDICATOR) {
      code.add(Operation.COPY, target, null, below(dag, apply));
    } else {
      Call call =
          new Call(function, apply.arity() == 1 ? function.unaryValue() : null, function.value());
      code.add(Operation.APPLY, target, call, below(dag, apply));
    }
  }

  private void addLoop(Code.Builder code, Dag dag, int target, Binder binder) {
    Operation operation =
        switch (binder.kind()) {
          case SUM -> Operation.SUM;
          case PRODUCT -> Operation.PRODUCT;
          case INTEGRAL -> Operation.INTEGRAL;
          case LIMIT ->
              throw unsupported("a limit; limits are read and written, but not carried out");
        };
    int height = binder.bound().height();
    long inner = bit(height) | bit(height) - 1;
    Dag body = Dag.below(node -> (dependencies(node) & inner) != 0, binder.body());
    List<Expr> inputs = new ArrayList<>(List.of(binder.bound()));
    for (Expr node : body.nodes()) {
      if ((dependencies(node) & inner) == 0) {
        inputs.add(node);
      }
    }
    int[] operands = new int[inputs.size() + 1];
    operands[0] = dag.position(binder.lower());
    operands[1] = dag.position(java.util.Objects.requireNonNull(binder.upper()));
    for (int i = 1; i < inputs.size(); i++) {
      operands[i + 1] = dag.position(inputs.get(i));
    }
    code.add(operation, target, part(body, height, inputs, binder.body()), operands);
  }
}
