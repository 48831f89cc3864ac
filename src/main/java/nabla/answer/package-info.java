/// Questions about one formula and their answers: what is asked, the report that answers it, and
/// the report as text, LaTeX, Markdown, a page and JSON. The command line and worksheets ask here.
@NullMarked
package nabla.answer;

import org.jspecify.annotations.NullMarked;
