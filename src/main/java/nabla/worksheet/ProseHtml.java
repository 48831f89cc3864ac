package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nabla.write.Page;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/// The prose of a worksheet as HTML: CommonMark with tables, and formulas between dollar signs.
final class ProseHtml {

  private static final List<Extension> TABLES = List.of(TablesExtension.create());

  static final Parser PARSER =
      Parser.builder()
          .extensions(TABLES)
          .customInlineContentParserFactory(new DollarsFactory())
          .build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(TABLES)
          .escapeHtml(true)
          .nodeRendererFactory(FormulaRenderer::new)
          .build();

  private ProseHtml() {}

  static String of(String markdown) {
    return RENDERER.render(PARSER.parse(markdown));
  }

  /// A formula of LaTeX, in a line or displayed.
  static final class FormulaNode extends CustomNode {
    private final String latex;
    private final boolean displayed;

    FormulaNode(String latex, boolean displayed) {
      this.latex = latex;
      this.displayed = displayed;
    }

    String latex() {
      return latex;
    }

    boolean displayed() {
      return displayed;
    }
  }

  private static final class DollarsFactory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$');
    }

    @Override
    public InlineContentParser create() {
      return new Dollars();
    }
  }

  /// `$x$` and `$$x$$`; as elsewhere, no formula begins before a space or ends after one.
  private static final class Dollars implements InlineContentParser {
    @Override
    public ParsedInline tryParse(InlineParserState state) {
      Scanner scanner = state.scanner();
      int signs = scanner.matchMultiple('$');
      if (signs > 2) {
        return ParsedInline.none();
      }
      Position start = scanner.position();
      while (scanner.find('$') >= 0) {
        Position end = scanner.position();
        if (scanner.matchMultiple('$') == signs) {
          String latex = scanner.getSource(start, end).getContent();
          boolean price = signs == 1 && (latex.isBlank() || !latex.equals(latex.strip()));
          return price
              ? ParsedInline.none()
              : ParsedInline.of(new FormulaNode(latex.strip(), signs == 2), scanner.position());
        }
      }
      return ParsedInline.none();
    }
  }

  private record FormulaRenderer(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(FormulaNode.class);
    }

    @Override
    public void render(Node node) {
      FormulaNode formula = (FormulaNode) node;
      String place = formula.displayed() ? "formula" : "inline";
      context
          .getWriter()
          .raw("<span class=\"" + place + "\">" + Page.escaped(formula.latex()) + "</span>");
    }
  }

  /// The parts of a document below a node.
  static List<Node> children(Node node) {
    List<Node> children = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      children.add(child);
    }
    return children;
  }
}
