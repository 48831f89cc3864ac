package nabla.write;

import nabla.expr.Expr;
import nabla.expr.Shape;

/// A row of a shape check: a part of a formula, its shape, and why it has it.
///
/// @param expression the part, or the equation `z = W x + b` that names it
/// @param shape its shape; that of the right side of an equation
public record ShapeRow(Expr expression, Shape shape, ShapeReason reason) {}
