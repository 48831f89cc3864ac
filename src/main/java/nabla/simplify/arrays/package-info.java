/// Normal forms of formulas with vectors and matrices: sums of words, each a number times a product
/// of matrix letters, with numbers commuting and functions of numbers at each entry simplified as
/// numbers are.
@NullMarked
package nabla.simplify.arrays;

import org.jspecify.annotations.NullMarked;
