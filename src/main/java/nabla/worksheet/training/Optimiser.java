package nabla.worksheet.training;

/// Moves parameters along mean gradients; what it remembers of earlier steps belongs to one run.
/// The formulas are those of [Method].
sealed interface Optimiser {

  /// One step.
  ///
  /// @param rate the learning rate η
  /// @param parameters which it changes
  /// @param gradients the mean gradient by each
  void step(double rate, double[][] parameters, double[][] gradients);

  private static double[][] zeros(int... lengths) {
    double[][] zeros = new double[lengths.length][];
    for (int p = 0; p < lengths.length; p++) {
      zeros[p] = new double[lengths[p]];
    }
    return zeros;
  }

  /// Along the gradient.
  record Plain() implements Optimiser {
    @Override
    public void step(double rate, double[][] parameters, double[][] gradients) {
      for (int p = 0; p < parameters.length; p++) {
        double[] w = parameters[p];
        double[] g = gradients[p];
        for (int i = 0; i < w.length; i++) {
          w[i] -= rate * g[i];
        }
      }
    }
  }

  /// Along a velocity, to which each gradient adds.
  final class Momentum implements Optimiser {
    private final double kept;
    private final boolean ahead;
    private final double[][] velocity;

    Momentum(double kept, boolean ahead, int... lengths) {
      this.kept = kept;
      this.ahead = ahead;
      this.velocity = zeros(lengths);
    }

    @Override
    public void step(double rate, double[][] parameters, double[][] gradients) {
      double own = ahead ? 1 : 0;
      double along = ahead ? kept : 1;
      for (int p = 0; p < parameters.length; p++) {
        double[] w = parameters[p];
        double[] g = gradients[p];
        double[] v = velocity[p];
        for (int i = 0; i < w.length; i++) {
          v[i] = kept * v[i] + g[i];
          w[i] -= rate * (own * g[i] + along * v[i]);
        }
      }
    }
  }

  /// Each component over the root of the mean of its squares.
  final class RmsProp implements Optimiser {
    private final double kept;
    private final double added;
    private final double[][] squares;

    RmsProp(double kept, double added, int... lengths) {
      this.kept = kept;
      this.added = added;
      this.squares = zeros(lengths);
    }

    @Override
    public void step(double rate, double[][] parameters, double[][] gradients) {
      for (int p = 0; p < parameters.length; p++) {
        double[] w = parameters[p];
        double[] g = gradients[p];
        double[] s = squares[p];
        for (int i = 0; i < w.length; i++) {
          s[i] = kept * s[i] + (1 - kept) * g[i] * g[i];
          w[i] -= rate * g[i] / (Math.sqrt(s[i]) + added);
        }
      }
    }
  }

  /// The mean gradient over the root of the mean of the squares, both freed of their start at 0.
  final class Adam implements Optimiser {
    private final double keptMean;
    private final double keptSquare;
    private final double added;
    private final double[][] means;
    private final double[][] squares;

    /// β₁ᵗ and β₂ᵗ
    private double meanPower = 1;

    private double squarePower = 1;

    Adam(double keptMean, double keptSquare, double added, int... lengths) {
      this.keptMean = keptMean;
      this.keptSquare = keptSquare;
      this.added = added;
      this.means = zeros(lengths);
      this.squares = zeros(lengths);
    }

    @Override
    public void step(double rate, double[][] parameters, double[][] gradients) {
      meanPower *= keptMean;
      squarePower *= keptSquare;
      double first = rate / (1 - meanPower);
      double second = 1 / (1 - squarePower);
      for (int p = 0; p < parameters.length; p++) {
        double[] w = parameters[p];
        double[] g = gradients[p];
        double[] m = means[p];
        double[] s = squares[p];
        for (int i = 0; i < w.length; i++) {
          m[i] = keptMean * m[i] + (1 - keptMean) * g[i];
          s[i] = keptSquare * s[i] + (1 - keptSquare) * g[i] * g[i];
          w[i] -= first * m[i] / (Math.sqrt(second * s[i]) + added);
        }
      }
    }
  }
}
