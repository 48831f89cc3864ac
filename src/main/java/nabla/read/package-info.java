/// Text to expression: the grammar in its three spellings, names, shape inference, notes where
/// another reading was plausible, and errors with line, column and suggestion. The only package
/// that sees ANTLR.
@NullMarked
package nabla.read;

import org.jspecify.annotations.NullMarked;
