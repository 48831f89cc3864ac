/// The command line, thin: options in, one call of the library, text out, and the exit code. No
/// mathematics.
@NullMarked
package nabla.app;

import org.jspecify.annotations.NullMarked;
