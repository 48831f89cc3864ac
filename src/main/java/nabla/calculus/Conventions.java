package nabla.calculus;

import org.jspecify.annotations.Nullable;

/// What may be chosen where derivatives of vectors and matrices are derived and written down.
///
/// @param style how they are derived; null for what suits the formula: the chain rule where it has
///   named intermediates, else differentials
/// @param layout how they are laid out as arrays
/// @param symmetric what the derivative by a symmetric matrix is
public record Conventions(@Nullable Style style, Layout layout, Symmetric symmetric) {

  /// What holds where nothing is chosen.
  public static final Conventions DEFAULT = new Conventions(null, Layout.MIXED, Symmetric.INNER);

  /// The same with a style.
  public Conventions withStyle(@Nullable Style other) {
    return new Conventions(other, layout, symmetric);
  }

  /// How derivatives are laid out as arrays.
  public enum Layout {
    /// Gradients in the shape of the variable, Jacobians with `J_ij = ∂f_i/∂x_j`.
    MIXED,
    /// Gradients transposed: for a vector a row, as the Jacobian of one function.
    NUMERATOR,
    /// Jacobians transposed: for a vector by a vector `∂f_j/∂x_i`, by a number a row.
    DENOMINATOR
  }

  /// What the derivative by a symmetric matrix S is.
  public enum Symmetric {
    /// The symmetric matrix G with `df = tr(G dS)` for every symmetric dS; of an array F a matrix J
    /// with `vec(dF) = J vec(dS)` for these.
    INNER,
    /// The derivatives by the entries on and below the diagonal, each of which stands in two
    /// places: `2G − G ⊙ I` (Minka, Old and New Matrix Algebra Useful for Statistics, 2000); of an
    /// array `J (I + K − diag(vec(I)))`, with a column for each of the two places.
    ENTRIES
  }
}
