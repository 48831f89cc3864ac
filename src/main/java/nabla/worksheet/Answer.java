package nabla.worksheet;

import java.util.Map;
import nabla.answer.Report;
import nabla.expr.NablaException;
import org.jspecify.annotations.Nullable;

/// What came of a statement.
///
/// @param text the statement as it was typed
/// @param line its first line in the document, from 1
/// @param report the answer; null where there is none, be it that the statement only says something
///   or that it failed
/// @param uses the names of the sheet that it uses, with the lines that define them or give their
///   values
/// @param error what went wrong; null where nothing did
public record Answer(
    String text,
    int line,
    @Nullable Report report,
    Map<String, Integer> uses,
    @Nullable NablaException error) {}
