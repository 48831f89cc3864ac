/// How fast Nabla is: benchmarks that account for warm-up and dead code, and the table of what they
/// measured. They are run by `src/test/benchmark/run` and assert nothing.
@NullMarked
package nabla.benchmark;

import org.jspecify.annotations.NullMarked;
