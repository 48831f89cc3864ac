package nabla.read;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Catalogue;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import org.jspecify.annotations.Nullable;

/// Reads formulas in their three spellings, plain ASCII, Unicode and LaTeX, into expressions. What
/// cannot be read is one [NablaException] with line, column, what was found, what was expected and
/// what to write instead. Immutable and safe for use by several threads.
///
/// ```java
/// Reading reading = Reader.standard().read("(y - σ(z))^2 where z = b + w1 x1 + w2 x2");
/// ```
public final class Reader {

  private static @Nullable Reader standard;

  private final Vocabulary vocabulary;

  /// A reader that knows the functions of a catalogue.
  public Reader(Catalogue catalogue) {
    this.vocabulary = new Vocabulary(catalogue);
  }

  /// The reader of the standard catalogue.
  public static Reader standard() {
    Reader reader = standard;
    if (reader == null) {
      reader = new Reader(Catalogue.standard());
      standard = reader;
    }
    return reader;
  }

  /// Words of other programs and languages, such as `pow`, which are answered by what to write
  /// instead, so that letters side by side must not form them.
  public static Set<String> foreignWords() {
    return Suggestions.words();
  }

  /// Reads a formula, with what it defines and declares.
  public Reading read(String formula) {
    return read(formula, "");
  }

  /// Reads a formula, and declarations or definitions that stand apart from it.
  ///
  /// @param where statements separated by semicolons, such as `x in R^n; α > 0; z = a + b`; may be
  ///   empty
  public Reading read(String formula, String where) {
    return read(formula, where, Question.NONE);
  }

  /// The same beside a question that is asked about it.
  public Reading read(String formula, String where, Question question) {
    Source source = Source.of(formula);
    if (source.text().isBlank()) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found nothing, expected a formula such as x^2 or σ(w x + b)",
          0);
    }
    Notes notes = new Notes();
    Source outside = Source.apart(where);
    Scanner scanner = new Scanner(source, vocabulary, Set.of(), notes);
    Scanner declaring = new Scanner(outside, vocabulary, scanner.declared(), notes);
    scanner.declared().addAll(declaring.declared());
    Structure.Result structure = Parsing.tokens(source, scanner);
    Structure.Result declarations = Parsing.tokens(outside, declaring);
    Reading[] result = new Reading[1];
    Parsing.withStack(
        Math.max(structure.depth(), declarations.depth()),
        () -> {
          Statements statements = new Statements(vocabulary, source, notes, question);
          statements.add(source, Parsing.statements(source, structure), false);
          statements.add(outside, Parsing.statements(outside, declarations), true);
          result[0] = statements.reading();
        });
    return result[0];
  }

  /// Reads a snippet of the catalogue or of a rule book: a formula or a condition in which every
  /// name that is no function and no constant is a scalar. No definitions, no notes.
  public Expr expression(String formula) {
    Source source = Source.of(formula);
    Notes notes = new Notes();
    Scanner scanner = new Scanner(source, vocabulary, new HashSet<>(), notes);
    List<Syntax.Statement> statements = Parsing.statements(source, Parsing.tokens(source, scanner));
    if (statements.size() != 1 || statements.getFirst().parts().size() != 1) {
      throw source.error(
          NablaException.Kind.SYNTAX, "found several statements, expected one formula", 0);
    }
    Resolver resolver = new Resolver(vocabulary, source, notes, Map.of());
    Term term = resolver.resolve(statements.getFirst().parts().getFirst());
    return new Construction(resolver, new Shapes()).build(term);
  }
}
