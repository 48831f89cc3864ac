package nabla.answer;

import com.google.gson.JsonElement;
import java.time.Duration;
import nabla.calculus.Conventions;
import nabla.catalogue.Language;
import nabla.write.Steps;
import org.jspecify.annotations.Nullable;

/// One formula and what is asked about it, whether by options or by a line of JSON.
///
/// @param id what the answer is known by; JSON null where nothing was given
/// @param formula the formula as it was typed
/// @param where declarations that stand apart from it
/// @param wrt by which variables to differentiate; empty for all
/// @param order how often
/// @param at numbers to put in; empty where none are
/// @param steps how much of the derivation is wanted; null for what suits the answer
/// @param conventions how derivatives of vectors and matrices are derived and laid out
/// @param form the form asked for; empty for the closed form
/// @param code the language of the function that is asked for; null where formulas are
/// @param shapes whether each line of a derivation is to say its shape
/// @param substitute whether intermediates are to be replaced in results
/// @param setZero whether the derivative is to be set to 0
/// @param verify whether answers are compared with differences
/// @param ascii whether text is to be ASCII
/// @param timeout the time it may take
public record Request(
    JsonElement id,
    String formula,
    String where,
    String wrt,
    int order,
    String at,
    @Nullable Steps steps,
    Conventions conventions,
    String form,
    @Nullable Language code,
    boolean shapes,
    boolean substitute,
    boolean setZero,
    boolean verify,
    boolean ascii,
    Duration timeout) {

  private static final int LONGEST_SAID = 200;

  /// What `at` says as an answer repeats it: data of many numbers are not.
  String saidAt() {
    String said = at.strip();
    return said.length() <= LONGEST_SAID ? said : said.substring(0, LONGEST_SAID).strip() + " …";
  }
}
