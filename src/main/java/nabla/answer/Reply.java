package nabla.answer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import nabla.Derived;
import nabla.catalogue.Language;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.numeric.Verification;
import nabla.read.Note;
import nabla.write.Code;
import nabla.write.Derivations;
import nabla.write.Parts;
import nabla.write.Steps;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// Answers for programs. Every field is always there; what does not apply is null or empty.
public final class Reply {
  private Reply() {}

  /// The beginning of an answer: the request's name, the formula, and how it was read.
  public static JsonObject begin(Request request, Echo echo) {
    JsonObject reply = new JsonObject();
    reply.add("id", request.id());
    reply.addProperty("formula", request.formula());
    reply.add("read", read(echo));
    return reply;
  }

  /// Adds a remark to those on the reading.
  public static void note(JsonObject reply, String remark) {
    reply.getAsJsonObject("read").getAsJsonArray("notes").add(remark);
  }

  private static JsonObject read(Echo echo) {
    JsonObject read = new JsonObject();
    read.addProperty("text", echo.text());
    read.addProperty("latex", echo.latex());
    JsonObject shapes = new JsonObject();
    echo.shapes().forEach(shapes::addProperty);
    read.add("shapes", shapes);
    JsonArray notes = new JsonArray();
    for (Note note : echo.formula().reading().notes()) {
      notes.add(note.message());
    }
    read.add("notes", notes);
    return read;
  }

  /// One result.
  ///
  /// @param wrt by which variables; empty where nothing was differentiated
  /// @param source the formula as it was typed, whose names the code takes
  public static JsonObject result(
      String wrt, int order, Expr result, WriteOptions writing, String source) {
    JsonObject object = new JsonObject();
    object.addProperty("wrt", wrt);
    object.addProperty("order", order);
    object.addProperty("shape", Text.of(result.shape()));
    Parts parts = Parts.of(result, writing);
    object.addProperty("text", parts.text(writing));
    object.addProperty("latex", parts.latex(writing));
    object.add("code", code(language -> Code.of(language, result, source)));
    object.add("where", new JsonArray());
    object.add("conditions", new JsonArray());
    object.add("given", new JsonArray());
    object.add("convention", JsonNull.INSTANCE);
    object.add("value", JsonNull.INSTANCE);
    object.add("steps", new JsonArray());
    object.add("verified", JsonNull.INSTANCE);
    return object;
  }

  /// The spellings in other languages.
  public static JsonObject code(Function<Language, String> spelling) {
    JsonObject code = new JsonObject();
    for (Language language : Language.values()) {
      code.add(language.spelling(), spelled(() -> spelling.apply(language)));
    }
    return code;
  }

  /// Null where a part has no spelling in that language, such as an unknown function.
  private static JsonElement spelled(Supplier<String> spelling) {
    try {
      return new JsonPrimitive(spelling.get());
    } catch (NablaException none) {
      if (none.kind() == NablaException.Kind.BUDGET) {
        throw none;
      }
      return JsonNull.INSTANCE;
    }
  }

  /// The steps of all derivations of a result.
  public static JsonArray steps(Derived derived, Steps steps, WriteOptions writing) {
    JsonArray all = new JsonArray();
    derived.derivations().forEach(part -> all.addAll(Derivations.json(part, steps, writing)));
    return all;
  }

  /// Names in a result, each with what it stands for.
  public static JsonArray where(Collection<Relation> names, WriteOptions writing) {
    JsonArray all = new JsonArray();
    for (Relation name : names) {
      JsonObject object = new JsonObject();
      Derivations.addSpellings(object, name, writing);
      all.add(object);
    }
    return all;
  }

  /// Expressions as text.
  public static JsonArray texts(Collection<Expr> expressions, WriteOptions writing) {
    JsonArray texts = new JsonArray();
    expressions.forEach(expression -> texts.add(Text.of(expression, writing)));
    return texts;
  }

  /// What was verified; null where nothing was.
  public static JsonElement verified(@Nullable Verification verification) {
    if (verification == null || !verification.isVerified()) {
      return JsonNull.INSTANCE;
    }
    JsonObject verified = new JsonObject();
    verified.addProperty("points", verification.points());
    verified.addProperty("maxRelativeError", verification.maximumRelativeError());
    return verified;
  }

  /// The answer to a request that cannot be served.
  public static JsonObject error(JsonElement id, NablaException error) {
    JsonObject reply = new JsonObject();
    reply.add("id", id);
    reply.add("error", detail(error));
    return reply;
  }

  /// What went wrong, and where.
  public static JsonObject detail(NablaException error) {
    JsonObject detail = new JsonObject();
    detail.addProperty("kind", error.kind().name().toLowerCase(Locale.ROOT));
    detail.addProperty("message", error.getMessage());
    detail.addProperty("line", error.line());
    detail.addProperty("column", error.column());
    return detail;
  }
}
