/// Nabla derives formulas the way a person does on paper, shows every step with its rule, and
/// verifies each answer against numbers before it is shown. The class `Nabla` is where a user of
/// the library begins.
@NullMarked
package nabla;

import org.jspecify.annotations.NullMarked;
