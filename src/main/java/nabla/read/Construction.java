package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.EntryCases;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Matrices;
import nabla.catalogue.OfNumbers;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Derivative;
import nabla.expr.DerivativeAt;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Builds the expression once the shapes are known.
final class Construction {

  private final Resolver resolver;
  private final Shapes shapes;

  /// What the named intermediates stand for, for derivatives that have to see through them.
  private final Substitution.Expansion definitions = new Substitution.Expansion();

  Construction(Resolver resolver, Shapes shapes) {
    this.resolver = resolver;
    this.shapes = shapes;
  }

  void define(Symbol name, Expr meaning) {
    definitions.define(name, meaning);
  }

  /// Whether a symbol is a named intermediate.
  boolean defines(Symbol symbol) {
    return definitions.defines(symbol);
  }

  Symbol symbol(Name name) {
    @Nullable Shape shape = shapes.of(name);
    return shape == null ? Symbol.of(name) : Symbol.of(name, shape);
  }

  Expr build(Term term) {
    try {
      return construct(term);
    } catch (NablaException exception) {
      if (exception.line() > 0) {
        throw exception;
      }
      throw resolver.source.error(
          exception.kind(), String.valueOf(exception.getMessage()), term.at());
    }
  }

  private List<Expr> all(List<Term> terms) {
    List<Expr> built = new ArrayList<>(terms.size());
    for (Term term : terms) {
      built.add(build(term));
    }
    return built;
  }

  private Expr construct(Term term) {
    return switch (term) {
      case Term.Known known -> known.value();
      case Term.Variable variable -> variable(variable);
      case Term.Total total -> Sum.of(summands(total.terms()));
      case Term.Times times -> times(times);
      case Term.Over over -> Quotient.of(build(over.numerator()), build(over.denominator()));
      case Term.Minus minus -> Negate.of(build(minus.operand()));
      case Term.Raised raised -> raised(raised);
      case Term.Call call -> {
        List<Expr> arguments = all(call.arguments());
        if (arguments.size() == 1
            && arguments.getFirst().isScalar()
            && call.operator() == resolver.vocabulary.written(Notation.TRANSPOSE)
            && !(call.arguments().getFirst() instanceof Term.Variable)
            && !shapes.any()) {
          throw resolver.syntax(
              "found the transpose of a number, expected one of a vector or matrix; write d/dx (…)"
                  + " for a derivative",
              call.at());
        }
        ArraysAndNumbers.refuseSpread(resolver, call, arguments, this::build);
        Expr beside = ArraysAndNumbers.product(call, arguments, resolver);
        if (beside != null) {
          yield beside;
        }
        MatrixNotes.add(resolver, call, arguments);
        if (call.operator() instanceof DerivativeAt function && arguments.size() == 1) {
          yield Slopes.of(function, arguments.getFirst());
        }
        yield OfNumbers.apply(call.operator(), arguments);
      }
      case Term.Differentiated derivative -> differentiated(derivative);
      case Term.At at -> at(at);
      case Term.AtAll at -> atAll(at);
      case Term.Related related ->
          Relation.of(related.comparison(), build(related.left()), build(related.right()));
      case Term.Joined joined -> Logic.of(joined.connective(), all(joined.conditions()));
      case Term.ByCases cases -> {
        List<Cases.Branch> branches = new ArrayList<>();
        for (int i = 0; i < cases.conditions().size(); i++) {
          branches.add(
              new Cases.Branch(build(cases.conditions().get(i)), build(cases.values().get(i))));
        }
        Cases chosen =
            Cases.of(branches, cases.otherwise() == null ? null : build(cases.otherwise()));
        yield EntryCases.spread(chosen);
      }
      case Term.Binding binding -> binding(binding);
      case Term.Written written -> written(written, all(written.entries()));
      case Term.Entry entry -> {
        Expr array =
            entry.array() instanceof Term.Variable name
                ? symbol(name.name())
                : build(entry.array());
        if (array.isScalar()
            && resolver.arrays.contains(nameOf(array))
            && !resolver.defined.contains(nameOf(array))) {
          refuseEntryOfNumber(entry, nameOf(array));
          yield array; // the only one of x ∈ ℝ¹
        }
        if (array.isScalar()
            && (!(array instanceof Symbol symbol) || resolver.defined.contains(symbol.name()))) {
          throw resolver.error(
              NablaException.Kind.SHAPE,
              "found an entry of a number, expected one of a vector or matrix; declare x ∈ R^n",
              entry.at());
        }
        List<Expr> arguments = new ArrayList<>(List.of(array));
        arguments.addAll(indices(entry, array.shape()));
        for (Expr index : arguments) {
          if (index instanceof Num number && !number.value().isInteger()) {
            throw resolver.error(
                NablaException.Kind.SHAPE,
                "found the index " + number + ", expected a whole number",
                entry.at());
          }
        }
        boolean member = resolver.members.contains(entry);
        if (member && array instanceof Symbol matrix) {
          resolver.members.note(resolver, entry, matrix, arguments.get(1));
        }
        yield Apply.of(
            resolver.vocabulary.written(member ? Notation.MEMBER : Notation.ENTRY), arguments);
      }
      case Term.Slice slice -> new Slicing(resolver).of(slice, build(slice.array()));
      case Term.Fitting fitting -> shapes.fitting(fitting);
      case Term.Bars bars -> {
        Expr inner = build(bars.inner());
        if (inner.shape().isVector()) {
          resolver.note(
              "the bars around a vector are the absolute value of each entry; its norm is ‖…‖",
              bars.at());
        }
        if (inner.isScalar() || inner.shape().isVector()) {
          yield Apply.of(resolver.vocabulary.written(Notation.BARS), inner);
        }
        resolver.note("the bars around a matrix are its determinant", bars.at());
        yield Apply.of(resolver.vocabulary.required("det"), inner);
      }
    };
  }

  /// The terms of a sum; beside vectors, `μ 1` is `μ 𝟏`.
  private List<Expr> summands(List<Term> terms) {
    List<Expr> summands = all(terms);
    Shape vector =
        summands.stream().map(Expr::shape).filter(Shape::isVector).findFirst().orElse(null);
    for (int i = 0; vector != null && i < summands.size(); i++) {
      if (summands.get(i).isScalar()) {
        summands.set(i, timesOnes(terms.get(i), summands.get(i), vector));
      }
    }
    return summands;
  }

  private Expr timesOnes(Term term, Expr built, Shape shape) {
    if (term instanceof Term.Minus minus) {
      Expr operand = built instanceof Negate negate ? negate.operand() : built;
      Expr inner = timesOnes(minus.operand(), operand, shape);
      return inner == operand ? built : Negate.of(inner);
    }
    if (!VectorTerms.endsInOne(term)) {
      return built;
    }
    Term.Times times = (Term.Times) term;
    int last = times.factors().size() - 1;
    Term number =
        last == 1
            ? times.factors().getFirst()
            : new Term.Times(
                times.at(), times.factors().subList(0, last), times.dotted().subList(0, last));
    return Product.of(build(number), Matrices.ones(shape));
  }

  private static @Nullable Name nameOf(Expr array) {
    return array instanceof Symbol symbol ? symbol.name() : null;
  }

  /// A number has no entries: y_i is another name than y where `y ∈ R` is declared.
  private void refuseEntryOfNumber(Term.Entry entry, @Nullable Name name) {
    boolean indexed = entry.indices().stream().anyMatch(Term.Variable.class::isInstance);
    if (indexed && name != null && resolver.numbers.contains(name)) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found an entry of %s, which is declared to be a number, expected %s ∈ R^n"
              .formatted(name, name),
          entry.at());
    }
  }

  /// The indices of an entry of an array, counted from 1.
  private List<Expr> indices(Term.Entry entry, Shape shape) {
    boolean matrix = !shape.isVector() && !shape.rows().equals(Dimension.ONE);
    List<Term> written = matrix ? entry.ofMatrix() : entry.indices();
    if (written.size() > entry.indices().size()) {
      resolver.note(
          "the index "
              + build(entry.indices().getFirst())
              + " of a matrix is read as the row "
              + build(written.getFirst())
              + " and the column "
              + build(written.getLast()),
          entry.at());
    }
    List<Expr> indices = new ArrayList<>(all(written));
    for (int i = 0; i < indices.size() && entry.fromZero(); i++) {
      if (indices.get(i) instanceof Num number && number.value().signum() <= 0) {
        Dimension size = i == 0 ? shape.rows() : shape.columns();
        Dimension place = Places.fromEnd(Dimension.of(number.value().intValue()), size);
        indices.set(i, Dimensions.expression(place));
      }
    }
    return indices;
  }

  /// An undeclared I among matrices is the identity, in the size that fits where it stands.
  private Expr variable(Term.Variable variable) {
    if (resolver.samples.isCount(variable)) {
      return resolver.samples.count(variable, shapes);
    }
    Name name = variable.name();
    List<Dimension> commuted = resolver.commutations.get(name);
    if (commuted != null) {
      return Apply.of(
          resolver.vocabulary.required("commutation"),
          Dimensions.expression(commuted.get(0)),
          Dimensions.expression(commuted.get(1)));
    }
    @Nullable Dimension size = shapes.identity(variable);
    @Nullable Shape shape = name.base().equals("I") ? shapes.of(name) : null;
    if (size == null && shape != null && !resolver.declaredVariables.contains(name)) {
      size = shape.rows();
    }
    return size == null
        ? symbol(name)
        : Apply.of(resolver.vocabulary.required("eye"), Dimensions.expression(size));
  }

  private Expr times(Term.Times times) {
    List<Expr> factors = all(times.factors());
    new MatricesOfOneLetter(resolver).look(times, factors);
    for (int i = 1; i < factors.size(); i++) {
      Expr left = factors.get(i - 1);
      Expr right = factors.get(i);
      if (times.dotted().get(i) && left.shape().isVector() && left.shape().equals(right.shape())) {
        factors.set(i - 1, Apply.of(resolver.vocabulary.written(Notation.TRANSPOSE), left));
        resolver.note(
            "the dot between two column vectors is read as their inner product", times.at());
      }
    }
    return Product.of(factors);
  }

  /// A literal of numbers, or an array of blocks.
  private Expr written(Term.Written written, List<Expr> built) {
    List<Expr> entries = new ArrayList<>(built);
    for (int i = 0; i < entries.size(); i++) {
      Shape zeros = shapes.zero(written.entries().get(i));
      if (!zeros.isScalar()) {
        entries.set(i, Matrices.zeros(zeros));
      }
    }
    if (entries.stream().allMatch(Expr::isScalar)) {
      return Literal.of(written.rows(), entries);
    }
    boolean vectors =
        written.list()
            && entries.size() > 1
            && entries.stream().allMatch(block -> block.shape().isVector());
    if (vectors && resolver.source.slice(written.at(), written.at() + 1).equals("[")) {
      resolver.note(
          "vectors in a list stand below each other; write hstack(…, …) for columns beside each"
              + " other",
          written.at());
    }
    boolean beside =
        written.list()
            && entries.stream().anyMatch(block -> !block.isScalar() && !block.shape().isVector());
    int rows = beside ? 1 : written.rows();
    int columns = entries.size() / rows;
    Expr array = null;
    for (int i = 0; i < rows; i++) {
      Expr row = entries.get(i * columns);
      for (Expr next : entries.subList(i * columns + 1, (i + 1) * columns)) {
        row = Apply.of(resolver.vocabulary.required("hstack"), row, next);
      }
      array = array == null ? row : Apply.of(resolver.vocabulary.required("vstack"), array, row);
    }
    return java.util.Objects.requireNonNull(array);
  }

  private Expr raised(Term.Raised raised) {
    Expr base = build(raised.base());
    Expr exponent = build(raised.exponent());
    boolean each = raised.each() || (base.shape().isVector() && raised.isOfValues());
    if (each && !(base.isScalar() && exponent.isScalar())) {
      return Apply.of(resolver.vocabulary.written(Notation.ELEMENTWISE_POWER), base, exponent);
    }
    if (raised.isExponential() && exponent.shape().isVector()) {
      resolver.note("e to the power of a vector is taken of each entry", raised.at());
      return Apply.of(Elementary.EXP, exponent);
    }
    boolean inverse =
        !base.isScalar() && exponent instanceof Negate minus && minus.operand().equals(Num.ONE);
    return inverse
        ? Apply.of(resolver.vocabulary.written(Notation.INVERSE), base)
        : Power.of(base, exponent);
  }

  private Expr differentiated(Term.Differentiated derivative) {
    Symbol variable = symbol(derivative.variable());
    Expr body = build(derivative.body());
    Expr through =
        definitions.defines(variable)
            ? definitions.without(variable).apply(body)
            : definitions.apply(body);
    Slopes.refuseNumbered(resolver, derivative, variable, through);
    if (definitions.defines(variable)) {
      Slopes.refuseBeside(resolver, derivative, variable, through);
    }
    return Derivative.of(through, variable, derivative.order());
  }

  private Expr atAll(Term.AtAll at) {
    List<Symbol> parameters = at.parameters().stream().map(Symbol::of).toList();
    Expr body = definitions.apply(build(at.body()));
    List<Expr> arguments = at.arguments().stream().map(this::build).toList();
    boolean arrays = at.parameters().stream().anyMatch(each -> shapes.of(each) != null);
    if (arrays || !body.isScalar() || !arguments.stream().allMatch(Expr::isScalar)) {
      throw resolver.definedFunctions.ofArrays(at.function(), at.at());
    }
    return Apply.of(DerivativeAt.of(at.function(), body, parameters, at.orders()), arguments);
  }

  private Expr at(Term.At at) {
    Shape shape = at.gradient() ? shapes.of(at.parameter()) : null;
    if (shape == null) {
      resolver.definedFunctions.refuseArray(at, shapes);
    }
    Symbol parameter = Symbol.of(at.parameter(), shape == null ? Shape.SCALAR : shape);
    Expr body = definitions.apply(build(at.body()));
    return Slopes.of(
        DerivativeAt.of(at.function(), body, List.of(parameter), List.of(at.order())),
        build(at.argument()));
  }

  private Expr binding(Term.Binding binding) {
    Symbol variable = Symbol.of(binding.variable());
    Expr body = Slopes.beneath(build(binding.body()), variable);
    Expr from = binding.lower() == null ? Num.ONE : build(binding.lower());
    if (binding.kind() == Binder.Kind.LIMIT) {
      return Binder.of(binding.kind(), variable, from, null, body);
    }
    Expr to = binding.upper() == null ? shapes.range(binding) : build(binding.upper());
    return Binder.of(binding.kind(), variable, from, to, body);
  }
}
