package nabla.worksheet.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.NablaException;

/// How the learning rate changes from epoch to epoch; t counts them from 0, and T is how many there
/// are to be.
public sealed interface Schedule {

  /// The rate of an epoch.
  ///
  /// @param rate the first one, η
  /// @param epoch t
  /// @param epochs T
  double rate(double rate, int epoch, int epochs);

  /// Always η.
  record Constant() implements Schedule {
    @Override
    public double rate(double rate, int epoch, int epochs) {
      return rate;
    }
  }

  /// `decay k`: η/(1 + k t).
  record Decay(double k) implements Schedule {
    @Override
    public double rate(double rate, int epoch, int epochs) {
      return rate / (1 + k * epoch);
    }
  }

  /// `step γ every n`: η γ^⌊t/n⌋.
  record Step(double factor, int every) implements Schedule {
    @Override
    public double rate(double rate, int epoch, int epochs) {
      return rate * Math.pow(factor, Math.floorDiv(epoch, every));
    }
  }

  /// `cosine`: η (1 + cos(π t/T))/2 (Loshchilov and Hutter, 2017, without restarts).
  record Cosine() implements Schedule {
    @Override
    public double rate(double rate, int epoch, int epochs) {
      return rate * (1 + Math.cos(Math.PI * epoch / epochs)) / 2;
    }
  }

  /// Reads one of them.
  static Schedule of(String text) {
    String number = "(\\d+\\.?\\d*|\\.\\d+)";
    Matcher decay = Pattern.compile("decay\\s+" + number).matcher(text);
    Matcher step =
        Pattern.compile("step\\s+" + number + "\\s+every\\s+([1-9]\\d{0,8})(\\s+epochs?)?")
            .matcher(text);
    if (text.equals("constant")) {
      return new Constant();
    }
    if (text.equals("cosine")) {
      return new Cosine();
    }
    if (decay.matches()) {
      return new Decay(Double.parseDouble(decay.group(1)));
    }
    if (step.matches() && Double.parseDouble(step.group(1)) > 0) {
      return new Step(Double.parseDouble(step.group(1)), Integer.parseInt(step.group(2)));
    }
    throw new NablaException(
        NablaException.Kind.SYNTAX,
        "found the schedule "
            + text
            + ", expected constant, decay 0.1, step 0.5 every 10, or cosine");
  }
}
