/// Formulas with vectors and matrices on numbers: the sizes that data bind, exact values entry by
/// entry.
@NullMarked
package nabla.numeric.arrays;

import org.jspecify.annotations.NullMarked;
