package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;

/// LaTeX that KaTeX and TeX both take, with parentheses that grow with what they hold.
final class LatexStyle extends Style {

  private final LatexSpacing spacing;

  LatexStyle(WriteOptions options) {
    super(options);
    this.spacing = new LatexSpacing(options);
  }

  @Override
  Level quotientLevel() {
    return Level.FACTOR;
  }

  @Override
  void symbol(Name name, Pieces pieces) {
    pieces.sign(LatexNames.of(name));
  }

  @Override
  String minus() {
    return "-";
  }

  @Override
  String spacedMinus() {
    return "-";
  }

  @Override
  String spacedPlus() {
    return "+";
  }

  @Override
  String times() {
    return " \\cdot ";
  }

  @Override
  String comparison(Relation.Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " \\ne ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " \\le ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " \\ge ";
      case APPROXIMATELY -> " \\approx ";
    };
  }

  @Override
  String noInteger() {
    return " \\notin \\mathbb{Z}";
  }

  @Override
  String or() {
    return " \\lor ";
  }

  @Override
  String and() {
    return " \\land ";
  }

  @Override
  String not() {
    return "\\lnot ";
  }

  @Override
  String open(Expr node) {
    return node.arity() == 0 ? "(" : "\\left(";
  }

  @Override
  String close(Expr node) {
    return node.arity() == 0 ? ")" : "\\right)";
  }

  @Override
  String between(CharSequence before, String next, boolean afterExponent) {
    return spacing.between(before, next, afterExponent);
  }

  @Override
  void power(Power power, Pieces pieces) {
    pieces.part(power.base(), Level.ATOM).sign("^{");
    String fraction = fractionOfNumbers(power.exponent());
    if (fraction.isEmpty()) {
      pieces.part(power.exponent(), Level.OR);
    } else {
      pieces.sign(fraction);
    }
    pieces.sign("}");
  }

  /// `5/2` on one line, which is easier to read in small print; empty for anything else.
  private static String fractionOfNumbers(Expr exponent) {
    return switch (exponent) {
      case Num number when !number.value().isInteger() && !number.isDecimal() ->
          number.value().toString();
      case Quotient quotient
          when isWhole(quotient.numerator()) && isWhole(quotient.denominator()) ->
          quotient.numerator() + "/" + quotient.denominator();
      case Negate negate when negate.operand() instanceof Quotient quotient -> {
        String positive = fractionOfNumbers(quotient);
        yield positive.isEmpty() ? "" : "-" + positive;
      }
      default -> "";
    };
  }

  private static boolean isWhole(Expr part) {
    return part instanceof Num number && number.value().isInteger() && number.value().signum() >= 0;
  }

  @Override
  void quotient(Expr numerator, Expr denominator, Pieces pieces) {
    pieces
        .sign("\\frac{")
        .part(numerator, Level.OR)
        .sign("}{")
        .part(denominator, Level.OR)
        .sign("}");
  }

  @Override
  void function(Function function, Apply apply, boolean followed, Pieces pieces) {
    Expr argument = apply.arity() == 0 ? apply : apply.argument();
    switch (function.notation()) {
      case CONSTANT -> pieces.sign(function.latex());
      case PREFIX -> {
        if (function == Blocks.BESIDE) {
          pieces.sign("\\begin{pmatrix} ").list(stacked(apply), " & ", Level.OR);
          pieces.sign(" \\end{pmatrix}");
        } else if (function.ofEachRow()) {
          pieces.sign(function.latex() + "\\left(").part(argument, Level.OR);
          pieces.sign(", \\text{rows}\\right)");
        } else {
          arguments(function.latex(), apply.children(), pieces);
        }
      }
      case SQUARE_ROOT, CUBE_ROOT ->
          pieces.sign(function.latex() + "{").part(argument, Level.OR).sign("}");
      case BARS -> {
        if (argument.isScalar() || argument.shape().isVector()) {
          around("\\left\\lvert ", argument, "\\right\\rvert", pieces);
        } else {
          // bars around a matrix are its determinant
          arguments("\\operatorname{" + function.name() + "}", apply.children(), pieces);
        }
      }
      case FLOOR -> around("\\left\\lfloor ", argument, "\\right\\rfloor", pieces);
      case CEILING -> around("\\left\\lceil ", argument, "\\right\\rceil", pieces);
      case FACTORIAL -> pieces.part(argument, Level.ATOM).sign("!");
      case BINOMIAL -> {
        pieces.sign(function.latex() + "{").part(argument, Level.OR);
        pieces.sign("}{").part(apply.child(1), Level.OR).sign("}");
      }
      case LOGARITHM -> {
        pieces.sign(function.latex() + "_{").part(argument, Level.OR).sign("}");
        arguments("", apply.children().subList(1, 2), pieces);
      }
      case INDICATOR -> around(function.latex() + "\\left[", argument, "\\right]", pieces);
      case TRANSPOSE -> {
        if (isInverse(argument)) {
          pieces.part(argument.child(0), Level.ATOM).sign("^{-\\top}");
        } else {
          pieces.part(argument, Level.ATOM).sign("^{\\top}");
        }
      }
      case INVERSE -> pieces.part(argument, Level.ATOM).sign("^{-1}");
      case STACK -> {
        List<List<Expr>> blocks = BlockRows.of(apply);
        String before = "\\begin{pmatrix} ";
        for (List<Expr> row :
            blocks == null ? stacked(apply).stream().map(List::of).toList() : blocks) {
          pieces.sign(before).list(row, " & ", Level.OR);
          before = " \\\\ ";
        }
        pieces.sign(" \\end{pmatrix}");
      }
      case ELEMENTWISE_POWER -> elementwisePower(apply, pieces);
      case ELEMENTWISE_PRODUCT, ELEMENTWISE_QUOTIENT, KRONECKER ->
          pieces
              .part(argument, Level.ELEMENTWISE)
              .sign(" " + function.latex() + " ")
              .part(apply.child(1), secondLevel(apply));
      case NORM -> {
        around("\\left\\lVert ", argument, "\\right\\rVert", pieces);
        if (apply.arity() > 1) {
          around("_{", apply.child(1), "}", pieces);
        }
      }
      case ENTRY -> IndicesBelow.entry(apply, pieces);
      case MEMBER -> {
        if (IndicesBelow.isMember(apply)) {
          IndicesBelow.entry(apply, pieces);
        } else {
          arguments("\\operatorname{" + function.name() + "}", apply.children(), pieces);
        }
      }
      case SLICE -> Slices.write(apply, "[", "]", pieces);
      case SIZED -> {
        if (IndicesBelow.isSymbolicSize(apply)) {
          around(function.latex() + "_{", argument, "}", pieces);
        } else {
          arguments("\\operatorname{" + function.name() + "}", apply.children(), pieces);
        }
      }
      case DELTA -> {
        if (IndicesBelow.areIndices(apply.children())) {
          pieces.sign(function.latex()).below(apply.children());
        } else {
          arguments("\\operatorname{" + function.name() + "}", apply.children(), pieces);
        }
      }
    }
  }

  private static void elementwisePower(Apply apply, Pieces pieces) {
    Expr base = apply.argument();
    Expr exponent = apply.child(1);
    if (isOwnProduct(apply)) {
      pieces.part(base, Level.ELEMENTWISE).sign(" \\odot ").part(base, Level.PRODUCT);
    } else if (isPowerOfValues(apply)) {
      Apply values = (Apply) base;
      String name = ((Function) values.operator()).latex();
      arguments(name + "^{" + exponent + "}", values.children(), pieces);
    } else {
      pieces.part(base, Level.ATOM).sign("^{\\circ ").part(exponent, Level.ATOM).sign("}");
    }
  }

  private static void around(String open, Expr argument, String close, Pieces pieces) {
    pieces.sign(open).part(argument, Level.OR).sign(close);
  }

  @Override
  String below(String indices) {
    return "_{" + IndicesBelow.inRow(indices) + "}";
  }

  /// Parentheses around a name or a number need not grow.
  private static void arguments(String name, List<Expr> arguments, Pieces pieces) {
    boolean small = arguments.stream().allMatch(argument -> argument.arity() == 0);
    pieces.sign(name).sign(small ? "(" : "\\left(");
    pieces.list(arguments, ", ", Level.OR).sign(small ? ")" : "\\right)");
  }

  @Override
  void unknown(Apply apply, Pieces pieces) {
    if (DifferentialSign.isOn(apply)) {
      if (apply.argument() instanceof Symbol symbol) {
        pieces.sign("d" + LatexNames.of(symbol.name()));
      } else {
        around("d\\left[", apply.argument(), "\\right]", pieces);
      }
      return;
    }
    if (apply.operator() instanceof UnknownFunction function && isSlopeOfName(function, apply)) {
      String above = LatexNames.of(function.symbol());
      String power = raised(function.orders().getFirst());
      pieces.sign("\\frac{\\partial" + power + " " + above + "}{\\partial ");
      Level level = power.isEmpty() ? Level.FACTOR : Level.ATOM; // z^{[l]} is no power
      pieces.part(apply.argument(), level).sign(power + "}");
      return;
    }
    String name =
        apply.operator() instanceof UnknownFunction function
            ? LatexNames.of(function.symbol()) + LatexNames.orders(function)
            : LatexNames.letters(apply.operator().name());
    arguments(name, apply.children(), pieces);
  }

  @Override
  void derivative(Derivative derivative, Pieces pieces) {
    if (takesPrimes(derivative, options)) {
      Apply apply = (Apply) derivative.body();
      Function function = (Function) apply.operator();
      arguments(function.latex() + LatexNames.primes(derivative.order()), apply.children(), pieces);
      return;
    }
    NestedDerivative parts = NestedDerivative.of(derivative, options);
    String d = parts.isPartial(options) ? "\\partial " : "d";
    List<String> below = new ArrayList<>();
    for (NestedDerivative.By by : parts.by()) {
      below.add(d + LatexNames.of(by.variable().name()) + raised(by.order()));
    }
    boolean symbol = parts.body() instanceof Symbol;
    pieces.sign("\\frac{" + d.strip() + raised(parts.order()));
    if (symbol) {
      pieces.sign(" ").part(parts.body(), Level.ATOM);
    }
    pieces.sign("}{" + String.join("\\,", below) + "}");
    if (!symbol) {
      around("\\left[", parts.body(), "\\right]", pieces);
    }
  }

  private static String raised(int order) {
    return order == 1 ? "" : "^{" + order + "}";
  }

  @Override
  void cases(Cases cases, Pieces pieces) {
    pieces.sign("\\begin{cases} ");
    boolean first = true;
    for (Cases.Branch branch : cases.branches()) {
      pieces.sign(first ? "" : " \\\\ ").part(branch.value(), Level.SUM);
      pieces.sign(" & \\text{if } ").part(branch.condition(), Level.OR);
      first = false;
    }
    Expr otherwise = cases.otherwise();
    if (otherwise != null) {
      pieces.sign(first ? "" : " \\\\ ").part(otherwise, Level.SUM).sign(" & \\text{otherwise}");
    }
    pieces.sign(" \\end{cases}");
  }

  @Override
  void binder(Binder binder, Name name, Pieces pieces) {
    String variable = LatexNames.of(name);
    String sign =
        switch (binder.kind()) {
          case SUM -> "\\sum";
          case PRODUCT -> "\\prod";
          case INTEGRAL -> "\\int";
          case LIMIT -> "\\lim";
        };
    String start =
        switch (binder.kind()) {
          case SUM, PRODUCT -> variable + "=";
          case INTEGRAL -> "";
          case LIMIT -> variable + " \\to ";
        };
    around(sign + "_{" + start, binder.lower(), "}", pieces);
    Expr upper = binder.upper();
    if (upper != null) {
      around("^{", upper, "}", pieces);
    }
    pieces.sign(" ").enter(binder).part(binder.body(), Level.PRODUCT).leave(binder);
    if (binder.kind() == Binder.Kind.INTEGRAL) {
      pieces.sign(" \\, d" + variable);
    }
  }

  private static boolean isTall(Expr entry) {
    // what stands in exponents is small anyway
    return Dag.below(node -> !(node instanceof Power), entry).nodes().stream()
        .anyMatch(node ->
            node instanceof Quotient
                || node instanceof Binder
                || (node instanceof Num number
                    && !number.value().isInteger()
                    && !number.isDecimal()));
  }

  @Override
  void literal(Literal literal, Pieces pieces) {
    // fractions need their full size, and rows of them some air
    boolean fractions = literal.children().stream().anyMatch(LatexStyle::isTall);
    String gap = fractions ? " \\\\[2.5ex] " : " \\\\ ";
    pieces.sign("\\begin{pmatrix} ");
    for (int i = 0; i < literal.arity(); i++) {
      Expr entry = literal.child(i);
      pieces.sign(i == 0 ? "" : i % literal.columns() == 0 ? gap : " & ");
      pieces.sign(isTall(entry) ? "\\displaystyle " : "").part(entry, Level.OR);
    }
    pieces.sign(" \\end{pmatrix}");
  }
}
