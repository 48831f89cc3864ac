package nabla.numeric;

/// What a generated class does. Inputs come as columns followed by parameters, which are the same
/// for all rows.
interface Kernel {

  /// One row: the inputs of the columns and the parameters in one array.
  void row(double[] inputs, double[] outputs);

  /// Many rows, from one up to and without another.
  void rows(double[][] columns, double[] parameters, double[][] results, int from, int to);
}
