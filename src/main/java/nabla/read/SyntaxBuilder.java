package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import nabla.read.grammar.NablaParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Turns ANTLR's parse tree into [Syntax], leaving out every level that adds nothing.
final class SyntaxBuilder {

  private SyntaxBuilder() {}

  static List<Syntax.Statement> statements(NablaParser.DocumentContext document) {
    List<Syntax.Statement> statements = new ArrayList<>();
    List<NablaParser.PartContext> parts = document.part();
    for (int i = 0; i < parts.size(); i++) {
      for (NablaParser.StatementContext context : parts.get(i).statement()) {
        addStatements(context, i > 0, statements);
      }
    }
    return statements;
  }

  /// What ends with a property or a mapping is a statement by itself: `A symmetric, b ∈ R`. Behind
  /// a formula stand conditions only.
  private static void addStatements(
      NablaParser.StatementContext context, boolean where, List<Syntax.Statement> into) {
    List<Syntax> conditions = new ArrayList<>();
    boolean side = where;
    boolean let = context.LET() != null;
    for (ParseTree child : context.children) {
      if (child instanceof NablaParser.ConditionContext condition) {
        conditions.add(condition(condition));
      } else if (child instanceof NablaParser.DeclaredContext declared) {
        List<String> properties = declared.PROPERTY().stream().map(TerminalNode::getText).toList();
        into.add(
            new Syntax.Statement(
                conditions.getFirst().at(),
                let,
                side,
                List.copyOf(conditions),
                mapping(declared.mapping()),
                properties));
        side |= conditions.size() > 1 && PlainNames.of(conditions.getFirst()) == null;
        let = false;
        conditions.clear();
      }
    }
    if (!conditions.isEmpty()) {
      into.add(
          new Syntax.Statement(
              let ? at(context) : conditions.getFirst().at(),
              let,
              side,
              conditions,
              null,
              List.of()));
    }
  }

  private static Syntax.@Nullable Mapping mapping(NablaParser.@Nullable MappingContext context) {
    return context == null
        ? null
        : new Syntax.Mapping(at(context), sum(context.sum(0)), sum(context.sum(1)));
  }

  private static int at(ParserRuleContext context) {
    return context.getStart().getStartIndex();
  }

  private static int type(ParseTree node) {
    return node instanceof TerminalNode terminal
        ? terminal.getSymbol().getType()
        : Token.INVALID_TYPE;
  }

  private static Syntax condition(NablaParser.ConditionContext context) {
    if (context.getChildCount() == 1) {
      return relation((NablaParser.RelationContext) context.getChild(0));
    }
    List<Syntax> operands = new ArrayList<>();
    List<Integer> connectives = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof NablaParser.RelationContext relation) {
        operands.add(relation(relation));
      } else {
        connectives.add(type(child));
      }
    }
    return new Syntax.Connected(at(context), operands, connectives);
  }

  private static Syntax relation(NablaParser.RelationContext context) {
    if (context.getChildCount() == 1) {
      return sum((NablaParser.SumContext) context.getChild(0));
    }
    List<Syntax> operands = new ArrayList<>();
    List<Integer> comparisons = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof NablaParser.SumContext sum) {
        operands.add(sum(sum));
      } else {
        comparisons.add(type(child.getChild(0)));
      }
    }
    return new Syntax.Comparison(at(context), operands, comparisons);
  }

  private static Syntax sum(NablaParser.SumContext context) {
    if (context.getChildCount() == 1) {
      return term((NablaParser.TermContext) context.getChild(0));
    }
    List<Syntax> terms = new ArrayList<>();
    List<Boolean> subtracted = new ArrayList<>();
    boolean minus = false;
    for (ParseTree child : context.children) {
      if (child instanceof NablaParser.TermContext term) {
        terms.add(term(term));
        subtracted.add(minus);
      } else {
        minus = type(child) == NablaLexer.MINUS;
      }
    }
    return new Syntax.Total(at(context), terms, subtracted);
  }

  /// A leading minus binds the whole term.
  private static Syntax term(NablaParser.TermContext context) {
    List<Syntax> operands = new ArrayList<>();
    List<Integer> operators = new ArrayList<>();
    int signs = 0;
    for (ParseTree child : context.children) {
      if (child instanceof NablaParser.ProductContext product) {
        List<NablaParser.ItemContext> items = product.item();
        int first = 0;
        while (operands.isEmpty()
            && first + 1 < items.size()
            && type(items.get(first).getChild(0)) == NablaLexer.SIGN) {
          first++;
          signs++;
        }
        operands.add(product(product, items.subList(first, items.size())));
      } else {
        operators.add(type(child));
      }
    }
    Syntax term =
        operators.isEmpty()
            ? operands.getFirst()
            : new Syntax.Entrywise(operands.getFirst().at(), operands, operators);
    for (int i = signs - 1; i >= 0; i--) {
      term = new Syntax.Minus(at(context) + i, term);
    }
    return term;
  }

  private static Syntax product(
      NablaParser.ProductContext context, List<NablaParser.ItemContext> items) {
    if (items.size() == 1) {
      return item(items.getFirst());
    }
    List<Syntax> sequence = new ArrayList<>(items.size());
    for (NablaParser.ItemContext item : items) {
      sequence.add(item(item));
    }
    return new Syntax.Sequence(items.isEmpty() ? at(context) : at(items.getFirst()), sequence);
  }

  private static Syntax item(NablaParser.ItemContext context) {
    return context.getChild(0) instanceof NablaParser.FactorContext factor
        ? factor(factor)
        : new Syntax.Mark(at(context), type(context.getChild(0)), context.getText());
  }

  private static Syntax factor(NablaParser.FactorContext context) {
    Syntax primary = primary(context.primary());
    if (context.getChildCount() == 1) {
      return primary;
    }
    List<Suffix> suffixes = new ArrayList<>();
    for (NablaParser.SuffixContext suffix : context.suffix()) {
      suffix(suffix, suffixes);
    }
    return new Syntax.Factor(at(context), primary, suffixes);
  }

  private static void suffix(NablaParser.SuffixContext context, List<Suffix> into) {
    ParseTree first = context.getChild(0);
    int at = at(context);
    if (first instanceof NablaParser.TightRaiseContext raise) {
      into.add(raise(raise));
      return;
    }
    switch (type(first)) {
      case NablaLexer.UNDERSCORE ->
          into.add(new Suffix(at, NablaLexer.UNDERSCORE, primary(context.primary()), "_"));
      case NablaLexer.CARET -> exponent(context, into);
      default -> into.add(new Suffix(at, type(first), null, first.getText()));
    }
  }

  private static Suffix raise(NablaParser.TightRaiseContext context) {
    return new Suffix(at(context), NablaLexer.CARET, primary(context.primary()), "^");
  }

  /// What is tied to the exponent stays with it, unless braces closed it (`x^{2}_i`) or it is a
  /// number (`x^2_i`).
  private static void exponent(NablaParser.SuffixContext context, List<Suffix> into) {
    Syntax exponent = primary(context.primary());
    List<Suffix> tight = new ArrayList<>();
    for (NablaParser.TightContext suffix : context.tight()) {
      ParseTree first = suffix.getChild(0);
      if (first instanceof NablaParser.TightRaiseContext raise) {
        tight.add(raise(raise));
      } else if (type(first) == NablaLexer.UNDERSCORE) {
        tight.add(new Suffix(at(suffix), NablaLexer.UNDERSCORE, primary(suffix.primary()), "_"));
      } else {
        tight.add(new Suffix(at(suffix), NablaLexer.BANG, null, "!"));
      }
    }
    boolean closed =
        exponent instanceof Syntax.Group
            || (exponent instanceof Syntax.Digits
                && !tight.isEmpty()
                && tight.getFirst().type() == NablaLexer.UNDERSCORE);
    if (!closed && !tight.isEmpty()) {
      exponent = new Syntax.Factor(exponent.at(), exponent, tight);
    }
    for (int i = context.SIGN().size() - 1; i >= 0; i--) {
      exponent = new Syntax.Minus(context.SIGN(i).getSymbol().getStartIndex(), exponent);
    }
    Suffix raised = new Suffix(at(context), NablaLexer.CARET, exponent, context.CARET().getText());
    List<Suffix> turned = turnedLabel(raised);
    into.addAll(turned.isEmpty() ? List.of(raised) : turned);
    if (closed) {
      into.addAll(tight);
    }
  }

  /// The label and the transpose of `x^{(i)T}` and `x^{(i)\top}`; empty for any other superscript.
  private static List<Suffix> turnedLabel(Suffix raised) {
    if (!(raised.content() instanceof Syntax.Group braces)
        || braces.bracket() != NablaLexer.LBRACE) {
      return List.of();
    }
    Syntax inside = braces.single();
    Syntax label = null;
    Suffix transpose = null;
    if (inside instanceof Syntax.Factor factor
        && factor.suffixes().size() == 1
        && factor.suffixes().getFirst().type() == NablaLexer.TRANSPOSE) {
      label = factor.primary();
      transpose = factor.suffixes().getFirst();
    } else if (inside instanceof Syntax.Sequence sequence
        && sequence.items().size() == 2
        && sequence.items().getLast() instanceof Syntax.Letter letter
        && letter.name().equals(Name.of("T"))) {
      label = sequence.items().getFirst();
      transpose = new Suffix(letter.at(), NablaLexer.CARET, letter, "^");
    }
    return label instanceof Syntax.Group group
            && (group.bracket() == NablaLexer.LPAREN || group.bracket() == NablaLexer.LBRACKET)
            && transpose != null
        ? List.of(
            new Suffix(
                raised.at(),
                NablaLexer.CARET,
                new Syntax.Group(
                    braces.at(), braces.bracket(), braces.open(), List.of(List.of(label))),
                raised.text()),
            transpose)
        : List.of();
  }

  private static Syntax primary(NablaParser.PrimaryContext context) {
    ParseTree first = context.getChild(0);
    if (first instanceof NablaParser.GroupContext group) {
      return group(group);
    }
    Lexeme token = (Lexeme) ((TerminalNode) first).getSymbol();
    int at = token.getStartIndex();
    return switch (token.getType()) {
      case NablaLexer.NUMBER -> new Syntax.Digits(at, token.getText());
      case NablaLexer.NAME -> {
        Name name = token.name != null ? token.name : Name.of(token.getText());
        yield new Syntax.Letter(at, name, token.function, token.bold, token.quoted);
      }
      case NablaLexer.FRACTION ->
          new Syntax.Fraction(at, primary(context.primary(0)), primary(context.primary(1)));
      case NablaLexer.BINOMIAL ->
          new Syntax.Choice(at, primary(context.primary(0)), primary(context.primary(1)));
      case NablaLexer.ROOT -> {
        NablaParser.RowsContext index = context.rows();
        @Nullable Syntax degree =
            index == null ? null : new Syntax.Group(at, NablaLexer.LBRACE, "[", rows(index));
        yield new Syntax.Root(at, degree, primary(context.primary(0)));
      }
      default -> new Syntax.Sign(at, token.getType(), token.getText());
    };
  }

  private static Syntax group(NablaParser.GroupContext context) {
    Token open = context.getStart();
    int at = open.getStartIndex();
    List<List<Syntax>> rows = rows(context.rows(0));
    if (context.OVER() != null) {
      Syntax above = new Syntax.Group(at, NablaLexer.LBRACE, "{", rows);
      return new Syntax.Fraction(
          at, above, new Syntax.Group(at, NablaLexer.LBRACE, "{", rows(context.rows(1))));
    }
    return new Syntax.Group(at, open.getType(), open.getText(), rows);
  }

  private static List<List<Syntax>> rows(NablaParser.RowsContext context) {
    List<List<Syntax>> rows = new ArrayList<>();
    for (NablaParser.RowContext row : context.row()) {
      List<Syntax> cells = new ArrayList<>();
      for (NablaParser.CellContext cell : row.cell()) {
        cells.add(cell(cell));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static Syntax cell(NablaParser.CellContext context) {
    if (context.OTHERWISE() != null) {
      return new Syntax.Otherwise(at(context));
    }
    if (context.COLON() != null) {
      boolean begins = type(context.getChild(0)) != NablaLexer.COLON;
      int last = begins ? 1 : 0;
      return new Syntax.Part(
          at(context),
          begins ? condition(context.condition(0)) : null,
          context.condition().size() > last ? condition(context.condition(last)) : null);
    }
    Syntax from = condition(context.condition(0));
    return context.DOTS() == null
        ? from
        : new Syntax.Range(from.at(), from, condition(context.condition(1)));
  }
}
