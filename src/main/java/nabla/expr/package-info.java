/// The expression: immutable, interned nodes with shapes, dimensions and assumptions, and the
/// traversal that every pass shares. The ground floor: it knows neither calculus nor text. Equal
/// structure is the same object, so equality is `==`, and a shared sub-expression is stored and
/// treated once.
@NullMarked
package nabla.expr;

import org.jspecify.annotations.NullMarked;
