/// Expression and derivation to text, LaTeX, HTML, JSON, and to code of other languages. Everything
/// written as text or LaTeX reads back to the same expression. Writers decide nothing about the
/// mathematics.
@NullMarked
package nabla.write;

import org.jspecify.annotations.NullMarked;
