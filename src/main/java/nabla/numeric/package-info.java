/// Numbers in: exact values, doubles, digits beyond double, compiled bytecode, and the sampler that
/// verifies an answer against values which do not come from the rules.
@NullMarked
package nabla.numeric;

import org.jspecify.annotations.NullMarked;
