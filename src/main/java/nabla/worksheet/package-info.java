/// Worksheets: documents whose formulas are derived, whose numbers are put in and whose networks
/// take their gradient steps, from top to bottom. A statement asks the same questions as the
/// command line does ([nabla.answer]); what is here is what lies between statements: definitions,
/// numbers, order.
@NullMarked
package nabla.worksheet;

import org.jspecify.annotations.NullMarked;
