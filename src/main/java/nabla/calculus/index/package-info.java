/// Index notation: formulas with vectors and matrices entry by entry, Kronecker deltas and their
/// contraction, and the way back to matrices.
@NullMarked
package nabla.calculus.index;

import org.jspecify.annotations.NullMarked;
