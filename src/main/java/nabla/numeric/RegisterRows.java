package nabla.numeric;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// What the parts of a large generated class share.
final class RegisterRows {

  static final ClassDesc SELF = ClassDesc.of("nabla.numeric.RegisterRows");
  static final MethodTypeDesc MOVE =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_int.arrayType(),
          Bytecode.DOUBLES,
          Bytecode.DOUBLES);

  private RegisterRows() {}

  /// Puts inputs into their registers.
  static void scatter(int[] places, double[] inputs, double[] registers) {
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        registers[places[i]] = inputs[i];
      }
    }
  }

  /// Takes outputs from their registers.
  static void gather(int[] places, double[] registers, double[] outputs) {
    for (int i = 0; i < places.length; i++) {
      outputs[i] = registers[places[i]];
    }
  }

  /// Runs a kernel row by row.
  static void rows(
      Kernel kernel,
      double[][] columns,
      double[] parameters,
      double[][] results,
      int from,
      int to) {
    double[] inputs = new double[columns.length + parameters.length];
    System.arraycopy(parameters, 0, inputs, columns.length, parameters.length);
    double[] outputs = new double[results.length];
    for (int row = from; row < to; row++) {
      for (int i = 0; i < columns.length; i++) {
        inputs[i] = columns[i][row];
      }
      kernel.row(inputs, outputs);
      for (int i = 0; i < outputs.length; i++) {
        results[i][row] = outputs[i];
      }
    }
  }
}
