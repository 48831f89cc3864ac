package nabla.worksheet;

/// The forms a worksheet with its answers can take.
public enum SheetFormat {
  /// Statements and answers as plain text.
  TEXT,
  /// The document itself, with the answers after each block.
  MARKDOWN,
  /// A page of its own.
  HTML,
  /// A document of LaTeX.
  LATEX,
  /// For programs.
  JSON
}
