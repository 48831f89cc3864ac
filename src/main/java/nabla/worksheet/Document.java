package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A worksheet as it was written: prose, and between it blocks of statements, which stand in fences
/// of Markdown marked `nabla`. Answers of an earlier run are left out.
///
/// @param parts from top to bottom; together they are the document
/// @param lineEnd what its lines end with, `\n` or `\r\n`
public record Document(List<Part> parts, String lineEnd) {

  /// What begins the answers to a block in a document that was run before.
  static final String ANSWERS_BEGIN = "<!-- nabla: answers -->";

  /// What ends them.
  static final String ANSWERS_END = "<!-- nabla: end -->";

  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})\\s*(\\S*).*");

  /// A part of a document.
  public sealed interface Part {}

  /// Markdown without statements, lines with their ends.
  public record Prose(String text) implements Part {}

  /// Statements.
  ///
  /// @param opening the line that begins the fence; empty where there is no fence
  /// @param lines the lines between
  /// @param closing the line that ends it
  /// @param first the number of the first line between, from 1
  public record Block(String opening, List<String> lines, String closing, int first)
      implements Part {
    /// The list is copied.
    public Block {
      lines = List.copyOf(lines);
    }
  }

  /// The list is copied.
  public Document {
    parts = List.copyOf(parts);
  }

  /// A file of statements only.
  static Document ofStatements(String text) {
    return new Document(List.of(new Block("", text.lines().toList(), "", 1)), lineEnd(text));
  }

  /// A document of Markdown.
  static Document ofMarkdown(String text) {
    return new Document(new Splitting(text.lines().toList()).split(), lineEnd(text));
  }

  /// The end of all lines; where they differ, that of most programs.
  private static String lineEnd(String text) {
    String windows = "\r\n";
    boolean all = text.contains(windows) && !text.replace(windows, "").contains("\n");
    return all ? windows : "\n";
  }

  /// Whether there are statements in it.
  boolean hasStatements() {
    return parts.stream().anyMatch(Block.class::isInstance);
  }

  /// Whether Markdown has a block of statements.
  static boolean isMarkdown(String text) {
    return ofMarkdown(text).hasStatements();
  }

  /// Takes a document apart at its fences; those of other languages are prose.
  private static final class Splitting {
    private final List<String> lines;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder prose = new StringBuilder();
    private int next;

    Splitting(List<String> lines) {
      this.lines = lines;
    }

    List<Part> split() {
      while (next < lines.size()) {
        String line = lines.get(next++);
        Matcher fence = FENCE.matcher(line);
        if (line.strip().equals(ANSWERS_BEGIN)) {
          skipAnswers();
        } else if (fence.matches() && fence.group(2).equals("nabla")) {
          endProse();
          parts.add(block(line, fence.group(1)));
        } else {
          prose.append(line).append('\n');
          if (fence.matches()) {
            copyFence(fence.group(1));
          }
        }
      }
      endProse();
      return parts;
    }

    /// The answers, with the empty line before them.
    private void skipAnswers() {
      String before = prose.toString();
      if (before.equals("\n") || before.endsWith("\n\n")) {
        prose.setLength(prose.length() - 1);
      }
      while (next < lines.size() && !lines.get(next).strip().equals(ANSWERS_END)) {
        next++;
      }
      next++;
    }

    private Block block(String opening, String fence) {
      int first = next + 1;
      List<String> content = new ArrayList<>();
      while (next < lines.size() && !closes(lines.get(next), fence)) {
        content.add(lines.get(next++));
      }
      String closing = next < lines.size() ? lines.get(next++) : fence;
      return new Block(opening, content, closing, first);
    }

    private void copyFence(String fence) {
      while (next < lines.size()) {
        String line = lines.get(next++);
        prose.append(line).append('\n');
        if (closes(line, fence)) {
          return;
        }
      }
    }

    private static boolean closes(String line, String fence) {
      String bare = line.strip();
      return bare.length() >= fence.length()
          && bare.chars().allMatch(c -> c == fence.charAt(0))
          && line.indexOf(fence.charAt(0)) <= 3;
    }

    private void endProse() {
      if (!prose.isEmpty()) {
        parts.add(new Prose(prose.toString()));
        prose.setLength(0);
      }
    }
  }
}
