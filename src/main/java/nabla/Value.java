package nabla;

import nabla.expr.Expr;
import nabla.numeric.Evaluation;
import org.jspecify.annotations.Nullable;

/// An expression with numbers put in.
///
/// @param exact what it is exactly, simplified; variables that got no number are still in it
/// @param decimal its decimal value with the digits that can be trusted; null while variables are
///   left
public record Value(Expr exact, @Nullable Evaluation decimal) {}
