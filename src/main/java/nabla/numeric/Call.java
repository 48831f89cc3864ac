package nabla.numeric;

import java.util.function.DoubleUnaryOperator;
import nabla.catalogue.Function;
import org.jspecify.annotations.Nullable;

/// A function as an instruction calls it.
///
/// @param unary its value on one double, where it takes one argument and has such a value
record Call(Function function, @Nullable DoubleUnaryOperator unary, Function.DoubleValue value) {}
