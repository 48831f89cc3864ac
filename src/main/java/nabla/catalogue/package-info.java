/// Every function and operator, each declared once with all its facets: names, LaTeX, domain,
/// derivative, limits, value, spelling in generated code. Readers, writers, evaluators and tests
/// iterate over these tables; formulas in them are text. No algorithms live here.
@NullMarked
package nabla.catalogue;

import org.jspecify.annotations.NullMarked;
