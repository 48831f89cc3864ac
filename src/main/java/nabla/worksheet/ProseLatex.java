package nabla.worksheet;

import java.util.stream.Collectors;
import nabla.write.Latex;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/// The prose of a worksheet as LaTeX. What LaTeX has no everyday word for, such as HTML, is left
/// out.
final class ProseLatex {
  private static final int LONGEST_LINE = 76;

  private ProseLatex() {}

  static String of(String markdown) {
    return inside(ProseHtml.PARSER.parse(markdown));
  }

  private static String inside(Node node) {
    return ProseHtml.children(node).stream().map(ProseLatex::latex).collect(Collectors.joining());
  }

  private static String latex(Node node) {
    return switch (node) {
      case Heading heading ->
          "\\"
              + "sub".repeat(Math.clamp(heading.getLevel() - 1, 0, 2))
              + "section*{"
              + inside(heading)
              + "}\n\n";
      case Paragraph paragraph -> inside(paragraph) + "\n\n";
      case BulletList list -> "\\begin{itemize}\n" + inside(list) + "\\end{itemize}\n\n";
      case OrderedList list -> "\\begin{enumerate}\n" + inside(list) + "\\end{enumerate}\n\n";
      case ListItem item -> "\\item " + inside(item).strip() + "\n";
      case BlockQuote quote -> "\\begin{quote}\n" + inside(quote) + "\\end{quote}\n\n";
      case FencedCodeBlock code -> verbatim(code.getLiteral());
      case IndentedCodeBlock code -> verbatim(code.getLiteral());
      case Code code -> "\\texttt{" + Latex.prose(code.getLiteral()) + "}";
      case Emphasis emphasis -> "\\emph{" + inside(emphasis) + "}";
      case StrongEmphasis strong -> "\\textbf{" + inside(strong) + "}";
      case Link link -> inside(link);
      case SoftLineBreak end -> "\n";
      case HardLineBreak end -> "\\\\\n";
      case Text text -> Latex.prose(text.getLiteral());
      case TableBlock table -> table(table);
      case TableHead head -> inside(head) + "\\hline\n";
      case TableRow row ->
          ProseHtml.children(row).stream()
                  .map(ProseLatex::inside)
                  .collect(Collectors.joining(" & "))
              + " \\\\\n";
      case ProseHtml.FormulaNode formula ->
          formula.displayed() ? "\\[" + formula.latex() + "\\]" : "$" + formula.latex() + "$";
      default -> inside(node);
    };
  }

  private static String table(TableBlock table) {
    int columns = ProseHtml.children(table.getFirstChild().getFirstChild()).size();
    return "\\begin{tabular}{" + "l".repeat(columns) + "}\n" + inside(table) + "\\end{tabular}\n\n";
  }

  private static String verbatim(String code) {
    return "\\begin{verbatim}\n" + folded(code) + "\\end{verbatim}\n\n";
  }

  /// Lines that are longer than a page is wide, continued after a space in lines further in.
  static String folded(String code) {
    StringBuilder folded = new StringBuilder();
    for (String line : code.split("(?<=\n)", -1)) {
      String rest = line;
      while (rest.stripTrailing().length() > LONGEST_LINE) {
        int space = rest.lastIndexOf(' ', LONGEST_LINE);
        if (rest.substring(0, Math.max(0, space)).isBlank()) {
          break;
        }
        folded.append(rest, 0, space).append('\n');
        rest = "    " + rest.substring(space + 1);
      }
      folded.append(rest);
    }
    return folded.toString();
  }
}
