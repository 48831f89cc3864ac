package nabla.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.read.Reader;
import nabla.read.Reading;

/// The table of identities: each with a claim beside it that looks alike and is false.
public record Identities(String truth, String falsehood) {

  /// Those of numbers.
  public static List<Identities> all() {
    return in("/claims/identities.txt");
  }

  /// Those of vectors and matrices.
  public static List<Identities> ofMatrices() {
    return in("/claims/matrices.txt");
  }

  private static List<Identities> in(String resource) {
    List<Identities> all = new ArrayList<>();
    try (InputStream stream =
            Objects.requireNonNull(Identities.class.getResourceAsStream(resource));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          // bars of absolute values have no space on both sides
          int border = line.lastIndexOf("  | ") + 1;
          border = border > 0 ? border : line.lastIndexOf(" | ");
          all.add(
              new Identities(
                  line.substring(0, border).strip(), line.substring(border + 2).strip()));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return all;
  }

  /// A claim with its assumptions.
  public static Reading read(String claim) {
    int where = claim.indexOf(" where ");
    return where < 0
        ? Reader.standard().read(claim)
        : Reader.standard().read(claim.substring(0, where), claim.substring(where + 7));
  }
}
