package nabla.calculus;

/// In which style a derivative of vectors and matrices is derived. All lead to the same answer.
public enum Style {
  /// By differentials: `dL = …`, brought to `tr(Gᵀ dX)`, from which the gradient is read off.
  DIFFERENTIAL,
  /// By the chain rule through intermediates and their adjoints, as in backpropagation.
  CHAIN,
  /// Entry by entry: `∂x_i/∂x_k = δ_ik`, contracted, and folded back into matrices.
  INDEX
}
