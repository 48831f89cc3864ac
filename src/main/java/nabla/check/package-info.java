/// Is this equality, this chain, this document true? Four verdicts: proved, supported, refuted with
/// a counterexample, undecided. Nothing else is ever called true.
@NullMarked
package nabla.check;

import org.jspecify.annotations.NullMarked;
