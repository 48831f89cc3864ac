package nabla.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import org.jspecify.annotations.Nullable;

/// What is said where shapes do not fit: the part of the formula, the shapes of its parts, what
/// they need, and what would fit.
final class Clash {

  private static final Pattern NUMBER = Pattern.compile("\\.?(?<digits>[0-9]+(\\.[0-9]+)?)");

  private final Source source;

  Clash(Axes axes, Source source) {
    this.source = source;
    axes.nameSizes();
  }

  /// A factor of a product, with its shape.
  record Factor(Term term, AxisPair shape) {}

  /// A product whose last factor does not fit those before it.
  ///
  /// @param factors the vectors and matrices up to the last
  /// @param product the shape of those before the last
  /// @param ends whether no vector or matrix follows
  NablaException product(List<Factor> factors, AxisPair product, boolean ends) {
    Factor next = factors.getLast();
    List<Factor> before = factors.subList(0, factors.size() - 1);
    String left = String.join(" ", before.stream().map(factor -> factorText(factor.term)).toList());
    String right = factorText(next.term);
    List<String> fitting = new ArrayList<>();
    Factor last = before.getLast();
    AxisPair neighbour = last.shape;
    if (product.isColumn() && next.shape.isColumn()) {
      if (product.rows().sameAs(next.shape.rows()) && before.size() == 1) {
        fitting.add(turned(last.term) + right + " (a number)");
        fitting.add(left + turned(next.term) + " (" + square(product) + ")");
        fitting.add(left + " ⊙ " + right + " (entry by entry)");
      } else {
        fitting.add(left + turned(next.term));
      }
    } else {
      AxisPair prior = before.size() > 1 ? before.get(before.size() - 2).shape : null;
      if (neighbour.rows().sameAs(next.shape.rows())
          && (prior == null || prior.columns().sameAs(neighbour.columns()))) {
        String others =
            String.join(
                "",
                before.subList(0, before.size() - 1).stream()
                    .map(factor -> factorText(factor.term))
                    .toList());
        fitting.add(others + turned(last.term) + right);
      }
      if (ends && product.columns().sameAs(next.shape.columns())) {
        fitting.add(left.replace(" ", "") + turned(next.term));
      }
    }
    return refused(
        before.getFirst().term,
        next.term,
        left
            + " "
            + right
            + ": "
            + left
            + " is "
            + product
            + ", "
            + right
            + " is "
            + next.shape
            + "; needs "
            + product.columns()
            + " = "
            + next.shape.rows()
            + didYouMean(fitting));
  }

  private static String square(AxisPair column) {
    return column.rows() + "×" + column.rows();
  }

  /// Two terms of a sum, or sides, of unequal shapes.
  ///
  /// @param verb what cannot be done with them, such as `add`
  NablaException unequal(String verb, Term first, AxisPair one, Term second, AxisPair other) {
    List<String> needs = new ArrayList<>();
    if (!one.rows().sameAs(other.rows())) {
      needs.add(one.rows() + " = " + other.rows());
    }
    if (!one.columns().sameAs(other.columns())) {
      needs.add(one.columns() + " = " + other.columns());
    }
    boolean turned =
        one.rows().sameAs(other.columns()) && one.columns().sameAs(other.rows()) && !isSquare(one);
    return refused(
        first,
        second,
        "cannot "
            + verb
            + " "
            + text(first)
            + " ("
            + one
            + ") and "
            + text(second)
            + " ("
            + other
            + "); needs "
            + String.join(" and ", needs)
            + (turned ? didYouMean(List.of(turned(second))) : ""));
  }

  private static boolean isSquare(AxisPair shape) {
    return shape.rows().sameAs(shape.columns());
  }

  /// An operator on square matrices, before one that is not.
  NablaException notSquare(Term whole, String operator, Term argument, AxisPair shape) {
    Dimension rows = shape.rows().size();
    Dimension columns = shape.columns().size();
    boolean fixed = rows != null && rows.isFixed() && columns != null && columns.isFixed();
    return refused(
        whole,
        argument,
        operator
            + " of "
            + text(argument)
            + ", which is "
            + shape
            + ", expected a square matrix"
            + (fixed ? "" : "; needs " + shape.rows() + " = " + shape.columns())
            + (argument instanceof Term.Variable
                ? didYouMean(
                    List.of(
                        turned(argument)
                            + text(argument)
                            + " ("
                            + shape.columns()
                            + "×"
                            + shape.columns()
                            + ")",
                        text(argument)
                            + turned(argument)
                            + " ("
                            + shape.rows()
                            + "×"
                            + shape.rows()
                            + ")"))
                : ""));
  }

  /// A power of what is no square matrix.
  NablaException power(Term.Raised raised, AxisPair shape) {
    String base = textOfBase(raised);
    String each =
        raised.base() instanceof Term.Total
                || raised.base() instanceof Term.Minus
                || raised.base() instanceof Term.Times
            ? "(" + base + ")"
            : base;
    boolean square = Resolver.isInteger(raised.exponent(), 2);
    String exponent = textOfExponent(raised.exponent());
    boolean negative = raised.exponent() instanceof Term.Minus;
    List<String> fitting = new ArrayList<>();
    if (raised.base() instanceof Term.Bars bars && shape.isColumn() && !negative) {
      // what is meant by bars around a vector
      fitting.add("‖" + text(bars.inner()) + "‖" + (square ? "²" : "^" + exponent));
    }
    if (isT(raised.exponent())) {
      fitting.add(each + "ᵀ (the transpose; ^T is a power where T is a number)");
    } else if (square) {
      fitting.add(each + ".^2 (entry by entry)");
      if (shape.isColumn() && fitting.size() == 1) {
        fitting.add("‖" + base + "‖²");
      }
    } else if (!negative) {
      fitting.add(each + ".^" + exponent + " (entry by entry)");
    }
    return refused(
        raised.base(),
        raised.exponent(),
        "found "
            + (negative && Resolver.isInteger(((Term.Minus) raised.exponent()).operand(), 1)
                ? "the inverse"
                : "a power")
            + " of "
            + base
            + ", which is "
            + shape
            + ", expected a number or a square matrix; needs "
            + shape.rows()
            + " = "
            + shape.columns()
            + didYouMean(fitting));
  }

  static boolean isT(Term exponent) {
    return exponent instanceof Term.Variable letter && letter.name().equals(Name.of("T"));
  }

  /// The base of a power as it was typed, without its exponent.
  private String textOfBase(Term.Raised raised) {
    boolean applied =
        raised.base() instanceof Term.Call call && !call.operator().name().equals("transpose");
    return applied
        ? source
            .slice(first(raised.base()), first(raised.exponent()))
            .replaceFirst("(\\s*(\\^|\\*\\*)[\\s({]*)?$", "")
        : text(raised.base());
  }

  /// `.2` of `x^.2`, where the signs of `x.^2` changed places, is 2.
  private String textOfExponent(Term exponent) {
    if (!(exponent instanceof Term.Known known && known.value() instanceof Num)) {
      return text(exponent);
    }
    Matcher number = NUMBER.matcher(source.slice(exponent.at(), source.length()));
    return number.lookingAt() ? number.group("digits") : text(exponent);
  }

  /// A scalar beside an array in a sum. Worksheets read this sentence, and those of sums, powers
  /// and divisions, for the part that is meant entry by entry.
  NablaException scalar(Term term, AxisPair array) {
    boolean plainOne =
        term instanceof Term.Times times && times.factors().stream().anyMatch(Clash::isOne);
    String text = plainOne ? withoutOnes((Term.Times) term) : factorText(term);
    Dimension rows = array.rows().size();
    boolean square = rows == null || !rows.isFixed() || array.rows().sameAs(array.columns());
    String other =
        array.columns().isOne()
            ? text + " 𝟏"
            : (square ? text + " I for it on the diagonal, or " : "")
                + text
                + " times a matrix of ones";
    return refused(
        term,
        term,
        "cannot add the scalar "
            + text(term)
            + " and an array of shape "
            + array
            + "; write "
            + other
            + (array.columns().isOne() ? " for a vector of it" : " for a matrix of it")
            + (plainOne ? ", where 𝟏 is the vector of ones and 1 a number" : ""));
  }

  private static boolean isOne(Term term) {
    return term instanceof Term.Known known && known.value().equals(Num.ONE);
  }

  /// `μ` of `μ 1`, which was meant for a vector.
  private String withoutOnes(Term.Times product) {
    List<String> factors =
        product.factors().stream().filter(factor -> !isOne(factor)).map(this::factorText).toList();
    return factors.isEmpty() ? "1" : String.join(" ", factors);
  }

  /// A division by an array.
  NablaException division(Term.Over over, AxisPair shape) {
    return refused(
        over,
        over.denominator(),
        "found a division by "
            + text(over.denominator())
            + ", which is "
            + shape
            + ", expected a number; write "
            + (over.denominator() instanceof Term.Total
                ? text(over.numerator()) + " ⊘ " + factorText(over.denominator())
                : source.slice(over.at(), over.denominator().at()).strip()
                    + " ("
                    + source.product(over.denominator().at())
                    + ") to divide by all of it, or ⊘")
            + " to divide entry by entry");
  }

  /// Any other error about a part of the formula.
  NablaException refused(Term from, Term to, String message) {
    int start = from instanceof Term.Over ? from.at() : first(from);
    return source.error(
        NablaException.Kind.SHAPE, message, start, source.extent(start, last(to), word(to)));
  }

  private static String didYouMean(List<String> fitting) {
    if (fitting.isEmpty()) {
      return "";
    }
    String all = fitting.getLast();
    if (fitting.size() > 1) {
      all = String.join(", ", fitting.subList(0, fitting.size() - 1)) + " or " + all;
    }
    return ". Did you mean " + all + "?";
  }

  /// A term as a factor: a sum in parentheses.
  private String factorText(Term term) {
    boolean brackets = term instanceof Term.Total || term instanceof Term.Minus;
    return brackets ? "(" + text(term) + ")" : text(term);
  }

  /// The transpose of a term.
  private String turned(Term term) {
    if (term instanceof Term.Call call && call.operator().name().equals("transpose")) {
      return factorText(call.arguments().getFirst());
    }
    boolean letter = term instanceof Term.Variable;
    String text = text(term);
    return (letter ? text : "(" + text + ")") + "ᵀ";
  }

  /// What was typed with its transpose is not turned again.
  private static String turned(String text) {
    return text.endsWith("^T") ? text : text + "ᵀ";
  }

  /// A term for a message: small ones in our notation, others as they were typed.
  String text(Term term) {
    return switch (term) {
      case Term.Variable variable -> variable.name().toString();
      case Term.Call call when call.operator().name().equals("transpose") ->
          turned(factorText(call.arguments().getFirst()));
      case Term.Bars bars -> "|" + text(bars.inner()) + "|";
      case Term.Times times ->
          String.join(" ", times.factors().stream().map(this::factorText).toList());
      case Term.Known known when known.value().arity() == 0 ->
          source.slice(known.at(), source.extent(known.at(), known.at(), 1)).strip();
      default -> typed(term);
    };
  }

  private String typed(Term term) {
    int start = term instanceof Term.Over ? term.at() : first(term);
    String typed = source.slice(start, source.extent(start, last(term), word(term))).strip();
    return typed.isEmpty() || typed.length() > 60 || typed.contains("\n") ? "…" : typed;
  }

  /// Where a term begins and where its last name or number does.
  private static int first(Term term) {
    return Term.below(term).stream().mapToInt(Term::at).min().orElse(term.at());
  }

  private static int last(Term term) {
    return Term.below(term).stream().mapToInt(Term::at).max().orElse(term.at());
  }

  /// How long the name is that begins last.
  private static int word(Term term) {
    int at = last(term);
    @Nullable Name name = null;
    for (Term part : Term.below(term)) {
      if (part.at() == at && part instanceof Term.Variable variable) {
        name = variable.name();
      }
    }
    return name != null && name.isWord() ? name.base().length() : 1;
  }
}
