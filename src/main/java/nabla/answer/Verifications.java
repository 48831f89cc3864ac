package nabla.answer;

import java.util.List;
import nabla.Derived;
import nabla.numeric.Verification;
import nabla.write.WriteOptions;

/// What reports say of the verification of derivatives.
public final class Verifications {
  private Verifications() {}

  /// One line for all results that are verified; one each for the others.
  public static void addTo(List<Report.Block> blocks, List<Derived> answers, WriteOptions writing) {
    Verification worst = null;
    int verified = 0;
    for (Derived answer : answers) {
      Verification verification = answer.verification();
      if (verification == null) {
        continue;
      }
      if (verification.isVerified()) {
        verified++;
        worst = worst == null ? verification : worse(worst, verification);
      } else {
        String which = answers.size() > 1 ? left(answer).text(writing) + ": " : "";
        blocks.add(new Report.Remark(which + verification.summary(), Report.Tone.WARNING));
      }
    }
    if (worst != null) {
      String which =
          verified == 1 && answers.size() == 1
              ? ""
              : verified == answers.size() ? "each " : "the others each ";
      blocks.add(new Report.Remark(which + worst.summary(), Report.Tone.GOOD));
    }
  }

  private static Verification worse(Verification one, Verification other) {
    return new Verification(
        Verification.Verdict.VERIFIED,
        Math.min(one.points(), other.points()),
        Math.max(one.maximumRelativeError(), other.maximumRelativeError()),
        "",
        null);
  }

  /// The left side of an equation whose right side is a derivative.
  static Report.Left left(Derived answer) {
    if (!answer.withRespectTo().gradient()) {
      return Report.Left.of(answer.subject());
    }
    return new Report.Left(answer.order() == 2 ? "∇²" : "∇", answer.subject());
  }
}
