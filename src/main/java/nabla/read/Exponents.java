package nabla.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.catalogue.Function.Notation;
import nabla.expr.Name;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// What follows a factor: exponents, transposes, inverses, factorials.
final class Exponents {

  private final Resolver resolver;

  Exponents(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Whether a suffix is a transpose: ᵀ, ^T.
  boolean isTranspose(Suffix suffix) {
    return suffix.type() == NablaLexer.TRANSPOSE
        || (suffix.type() == NablaLexer.CARET && isTransposeLetter(suffix.content()));
  }

  /// Whether a suffix is `^{-1}` or a transpose.
  boolean isInverseOrTranspose(Suffix suffix) {
    return isTranspose(suffix)
        || (suffix.type() == NablaLexer.CARET
            && Factors.inner(suffix.content()) instanceof Syntax.Minus minus
            && minus.operand() instanceof Syntax.Digits digits
            && digits.text().equals("1"));
  }

  private boolean isTransposeLetter(@Nullable Syntax content) {
    return Factors.inner(content) instanceof Syntax.Letter letter
        && letter.name().equals(Name.of("T"))
        && (resolver.arrays.contains(letter.name()) // an array is no exponent
            || (!resolver.compared.contains(letter.name())
                && !resolver.declaredVariables.contains(letter.name())));
  }

  /// Suffixes from left to right; exponents from right to left.
  Term apply(Term base, List<Suffix> suffixes, Cursor cursor) {
    Term result = base;
    List<Term> exponents = new ArrayList<>();
    for (int i = 0; i < suffixes.size(); i++) {
      Suffix suffix = suffixes.get(i);
      boolean last = i == suffixes.size() - 1;
      switch (suffix.type()) {
        case NablaLexer.CARET -> {
          if (suffix.text().equals(Scripts.ENTRYWISE)) {
            Term exponent =
                exponent(java.util.Objects.requireNonNull(suffix.content()), last, cursor);
            resolver.shaped = true;
            result = new Term.Raised(base.at(), raised(result, exponents), exponent, true);
            exponents.clear();
          } else if (base instanceof Term.Variable array
              && resolver.arrays.contains(array.name())
              && Factors.inner(suffix.content()) instanceof Syntax.Factor entry
              && isTransposeLetter(entry.primary())
              && isIndex(entry.suffixes())) { // Aᵀ_{ij}, whose T has no subscript
            Term turned = transposed(base.at(), raised(result, exponents), false);
            Syntax below = Objects.requireNonNull(entry.suffixes().getFirst().content());
            result = new Term.Entry(suffix.at(), turned, Indices.terms(below, resolver));
            exponents.clear();
          } else if (isTransposeExponent(base, suffix.content())) {
            result = transposed(base.at(), raised(result, exponents), false);
            exponents.clear();
          } else if (Factors.inner(suffix.content()) instanceof Syntax.Minus minus
              && isTransposeExponent(base, minus.operand())) {
            result = transposed(base.at(), raised(result, exponents), true);
            exponents.clear();
          } else {
            exponents.add(
                exponent(java.util.Objects.requireNonNull(suffix.content()), last, cursor));
          }
        }
        case NablaLexer.BANG -> {
          result =
              Products.call(
                  suffix.at(),
                  resolver.vocabulary.written(Notation.FACTORIAL),
                  List.of(raised(result, exponents)));
          exponents.clear();
        }
        case NablaLexer.TRANSPOSE, NablaLexer.PRIME -> {
          if (suffix.type() == NablaLexer.PRIME && !(base instanceof Term.Variable)) {
            resolver.note(
                "the prime is read as the transpose; write d/dx (…) for a derivative", suffix.at());
          }
          result = transposed(base.at(), raised(result, exponents), suffix.text().equals("-"));
          exponents.clear();
        }
        default -> {
          if (suffix.type() != NablaLexer.UNDERSCORE || !isEntry(result, suffix)) {
            throw resolver.syntax(
                "found a subscript here, expected it on a name such as x_1", suffix.at());
          }
          resolver.shaped = true;
          result =
              new Term.Entry(
                  suffix.at(),
                  raised(result, exponents),
                  Indices.terms(Objects.requireNonNull(suffix.content()), resolver));
          exponents.clear();
        }
      }
    }
    return raised(result, exponents);
  }

  /// `softmax(z)_i`, `(Ax)_1`, `(W_1)_{ij}`: an index of letters or a number behind what may be an
  /// array.
  boolean isEntry(Term base, Suffix suffix) {
    boolean array =
        base instanceof Term.Call
            || base instanceof Term.Fitting
            || (base instanceof Term.Variable variable
                && (variable.name().isMarked()
                    || resolver.defined.contains(variable.name())
                    || resolver.arrays.contains(variable.name())))
            || base instanceof Term.Raised
            || base instanceof Term.Times
            || base instanceof Term.Total
            || base instanceof Term.Slice;
    return array && suffix.content() != null && Indices.isIndexList(suffix.content());
  }

  private static boolean isIndex(List<Suffix> suffixes) {
    return suffixes.size() == 1
        && suffixes.getFirst().type() == NablaLexer.UNDERSCORE
        && suffixes.getFirst().content() != null
        && Indices.isIndexList(suffixes.getFirst().content());
  }

  private boolean isTransposeExponent(Term base, @Nullable Syntax content) {
    boolean number =
        base instanceof Term.Known
            || (base instanceof Term.Call call && call.arguments().isEmpty());
    return !number && isTransposeLetter(content);
  }

  Term transposed(int at, Term base, boolean inverse) {
    resolver.shaped = true;
    Term inner =
        inverse
            ? Products.call(at, resolver.vocabulary.written(Notation.INVERSE), List.of(base))
            : base;
    return Products.call(at, resolver.vocabulary.written(Notation.TRANSPOSE), List.of(inner));
  }

  private static Term raised(Term base, List<Term> exponents) {
    if (exponents.isEmpty()) {
      return base;
    }
    Term exponent = exponents.getLast();
    for (int i = exponents.size() - 2; i >= 0; i--) {
      exponent = raised(exponents.get(i), exponent);
    }
    return new Term.Raised(base.at(), base, exponent);
  }

  /// A sign before an exponent takes what stands above it along: `e^-x^2` is e^(−(x²)).
  private static Term raised(Term base, Term exponent) {
    return base instanceof Term.Minus minus
        ? new Term.Minus(minus.at(), raised(minus.operand(), exponent))
        : new Term.Raised(base.at(), base, exponent);
  }

  /// One factor; a function name as the exponent takes its argument, and what is only joined to it
  /// gets a note.
  private Term exponent(Syntax content, boolean last, Cursor cursor) {
    boolean minus = content instanceof Syntax.Minus;
    Syntax inner = content instanceof Syntax.Minus sign ? sign.operand() : content;
    if (last && Products.primary(inner) instanceof Syntax.Letter) {
      List<Syntax> items = new ArrayList<>(List.of(inner));
      items.addAll(cursor.items.subList(cursor.next, cursor.items.size()));
      Cursor ahead = new Cursor(items);
      if (resolver.products.beginsApplication(ahead)) {
        Term application = resolver.products.operand(ahead);
        cursor.next += ahead.next - 1;
        return minus ? new Term.Minus(content.at(), application) : application;
      }
    }
    Term exponent = resolver.resolve(content);
    if (last
        && !(inner instanceof Syntax.Group)
        && !resolver.notes.isFull()
        && cursor.peek() != null
        && touches(cursor)) {
      noteExponent(content, cursor);
    }
    return exponent;
  }

  private static boolean touches(Cursor cursor) {
    Syntax next = cursor.peek();
    return next != null && Products.primary(next) instanceof Syntax.Letter;
  }

  private void noteExponent(Syntax exponent, Cursor cursor) {
    Syntax next = java.util.Objects.requireNonNull(cursor.peek());
    String text = resolver.source.slice(exponent.at(), next.at());
    if (text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1))) {
      return;
    }
    String rest = resolver.source.word(next.at());
    resolver.note(
        "^"
            + text
            + rest
            + " is read as (…^"
            + text
            + ")·"
            + rest
            + "; write ^("
            + text
            + rest
            + ") for the other",
        exponent.at());
  }
}
