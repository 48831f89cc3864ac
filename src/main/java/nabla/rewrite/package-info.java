/// How one expression becomes the next, with a reason: rule, rule book, rewriter, step and
/// derivation. The rules themselves are data under `src/main/resources/rules`; a rule stands here
/// in Java only where it has to compute.
@NullMarked
package nabla.rewrite;

import org.jspecify.annotations.NullMarked;
