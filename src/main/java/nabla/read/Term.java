package nabla.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// A formula whose juxtapositions are resolved, but whose shapes are not known yet. `at` is the
/// position in the text.
sealed interface Term {

  /// Where the part begins, in code points.
  int at();

  /// An expression that is finished: a number, or what a definition stands for.
  record Known(int at, Expr value) implements Term {}

  /// A variable.
  record Variable(int at, Name name) implements Term {}

  /// A sum.
  record Total(int at, List<Term> terms) implements Term {}

  /// A product in order; `dotted` says whether `·` stood before each factor.
  record Times(int at, List<Term> factors, List<Boolean> dotted) implements Term {}

  /// A fraction.
  record Over(int at, Term numerator, Term denominator) implements Term {}

  /// A minus.
  record Minus(int at, Term operand) implements Term {}

  /// A power.
  ///
  /// @param each whether each entry of an array is raised
  record Raised(int at, Term base, Term exponent, boolean each) implements Term {
    Raised(int at, Term base, Term exponent) {
      this(at, base, exponent, false);
    }

    /// Whether it is a power of e, which is taken of each entry of a vector.
    boolean isExponential() {
      return base instanceof Call call
          && call.arguments().isEmpty()
          && call.operator() == nabla.catalogue.Elementary.E;
    }

    /// Whether a vector as its base is raised entry by entry, as in `exp(Xw)^2`.
    boolean isOfValues() {
      return base instanceof Call call && call.operator().isElementwise();
    }
  }

  /// An application.
  record Call(int at, Operator operator, List<Term> arguments) implements Term {}

  /// `∂ⁿ body / ∂ variableⁿ`.
  record Differentiated(int at, Term body, Name variable, int order) implements Term {}

  /// The derivative of the function `parameter ↦ body`, at an argument.
  ///
  /// @param gradient whether the parameter is a vector where the argument is one; else the
  ///   derivative is taken of each of its entries
  record At(
      int at,
      String function,
      Term body,
      Name parameter,
      int order,
      Term argument,
      boolean gradient)
      implements Term {}

  /// The derivative of the function `parameters ↦ body` of several numbers, by each so often, at
  /// arguments.
  record AtAll(
      int at,
      String function,
      Term body,
      List<Name> parameters,
      List<Integer> orders,
      List<Term> arguments)
      implements Term {}

  /// A comparison.
  record Related(int at, Relation.Comparison comparison, Term left, Term right) implements Term {}

  /// Joined conditions.
  record Joined(int at, Logic.Connective connective, List<Term> conditions) implements Term {}

  /// A definition by cases: conditions and values in turn.
  record ByCases(int at, List<Term> conditions, List<Term> values, @Nullable Term otherwise)
      implements Term {

    /// The values, and what the conditions compare: where one is an array, all are of its shape.
    List<Term> compared() {
      List<Term> compared = new ArrayList<>(values);
      if (otherwise != null) {
        compared.add(otherwise);
      }
      for (Term condition : conditions) {
        for (Term part : below(condition)) {
          if (part instanceof Related related) {
            compared.addAll(List.of(related.left, related.right));
          }
        }
      }
      return compared;
    }
  }

  /// Σ, Π, ∫, lim. Without bounds, Σ and Π range over the whole axis that the variable runs along.
  record Binding(
      int at,
      Binder.Kind kind,
      Name variable,
      @Nullable Term lower,
      @Nullable Term upper,
      Term body)
      implements Term {}

  /// A vector or matrix written out, row after row.
  ///
  /// @param list whether it was a list without rows, which is a column of numbers and vectors, and
  ///   matrices beside each other
  record Written(int at, int rows, List<Term> entries, boolean list) implements Term {}

  /// An entry of an array, counted from 1.
  ///
  /// @param fromZero whether it was written in square brackets, where places are counted from 0 and
  ///   negative ones from the end
  record Entry(int at, Term array, List<Term> indices, boolean fromZero) implements Term {
    Entry(int at, Term array, List<Term> indices) {
      this(at, array, indices, false);
    }

    /// The indices as those of a matrix: in `A_{12}`, 1 and 2.
    List<Term> ofMatrix() {
      if (indices.size() == 1
          && !fromZero
          && indices.getFirst() instanceof Known known
          && known.value instanceof Num number
          && number.value().isInteger()
          && number.value().toString().matches("[1-9][1-9]")) {
        String digits = number.value().toString();
        return List.of(
            new Known(known.at, Num.of(digits.charAt(0) - '0')),
            new Known(known.at, Num.of(digits.charAt(1) - '0')));
      }
      return indices;
    }
  }

  /// Some of the rows, columns or entries of an array.
  ///
  /// @param extents one for each axis that is named
  record Slice(int at, Term array, List<Extent> extents) implements Term {}

  /// From one place to before another, counted from 0; where one is missing, from the first or to
  /// the last.
  ///
  /// @param single whether it was one index, without a colon
  record Extent(@Nullable Term from, @Nullable Term to, boolean single) {}

  /// A symbol that takes its shape from its neighbours: the identity, the ones vector.
  record Fitting(int at, Operator operator, @Nullable Term size) implements Term {}

  /// `|…|`: the absolute value of a number, the determinant of a matrix.
  record Bars(int at, Term inner) implements Term {}

  /// Whether a name stands anywhere in a term.
  static boolean mentions(Term root, Name name) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.pop();
      switch (term) {
        case Variable variable -> {
          if (variable.name.equals(name)) {
            return true;
          }
        }
        case Known known -> {
          if (Dag.any(
              known.value, node -> node instanceof Symbol symbol && symbol.name().equals(name))) {
            return true;
          }
        }
        case Differentiated derivative -> {
          if (derivative.variable.equals(name)) {
            return true;
          }
          open.push(derivative.body);
        }
        default -> term.parts().forEach(open::push);
      }
    }
    return false;
  }

  /// A term and all that stand in it.
  static List<Term> below(Term root) {
    List<Term> all = new ArrayList<>(List.of(root));
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).parts());
    }
    return all;
  }

  /// The terms that this consists of.
  default List<Term> parts() {
    List<Term> parts = new ArrayList<>();
    switch (this) {
      case Known known -> {}
      case Variable variable -> {}
      case Total total -> parts.addAll(total.terms);
      case Times times -> parts.addAll(times.factors);
      case Over over -> parts.addAll(List.of(over.numerator, over.denominator));
      case Minus minus -> parts.add(minus.operand);
      case Raised raised -> parts.addAll(List.of(raised.base, raised.exponent));
      case Call call -> parts.addAll(call.arguments);
      case Differentiated derivative -> parts.add(derivative.body);
      case At at -> parts.addAll(List.of(at.body, at.argument));
      case AtAll at -> {
        parts.add(at.body);
        parts.addAll(at.arguments);
      }
      case Related related -> parts.addAll(List.of(related.left, related.right));
      case Joined joined -> parts.addAll(joined.conditions);
      case ByCases cases -> {
        parts.addAll(cases.conditions);
        parts.addAll(cases.values);
        add(cases.otherwise, parts);
      }
      case Binding binding -> {
        add(binding.lower, parts);
        add(binding.upper, parts);
        parts.add(binding.body);
      }
      case Written written -> parts.addAll(written.entries);
      case Entry entry -> {
        parts.add(entry.array);
        parts.addAll(entry.indices);
      }
      case Slice slice -> {
        parts.add(slice.array);
        for (Extent extent : slice.extents) {
          add(extent.from, parts);
          add(extent.to, parts);
        }
      }
      case Fitting fitting -> add(fitting.size, parts);
      case Bars bars -> parts.add(bars.inner);
    }
    return parts;
  }

  private static void add(@Nullable Term term, List<Term> parts) {
    if (term != null) {
      parts.add(term);
    }
  }
}
