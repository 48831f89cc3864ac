package nabla.worksheet.descent;

import java.util.List;
import nabla.expr.Expr;

/// A solution of an equation in one variable.
///
/// @param value what the variable is
/// @param conditions under which it is one
/// @param way the equations that led to it, each from the one before
/// @param exact whether the value is exact, and not a decimal
record Root(Expr value, List<Expr> conditions, List<Expr> way, boolean exact) {}
