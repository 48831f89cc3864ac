/// The closed form: canonical order, polynomial normal forms, and the choice among candidates under
/// one cost that counts what a reader has to read. It never differentiates.
@NullMarked
package nabla.simplify;

import org.jspecify.annotations.NullMarked;
