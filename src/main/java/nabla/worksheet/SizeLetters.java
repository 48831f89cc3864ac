package nabla.worksheet;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import nabla.expr.Dimension;
import nabla.expr.Name;
import nabla.expr.Shape;

/// Letters for sizes in declarations, the d of `x_i, μ ∈ R^d`, where values of other names say what
/// they are, as those of x do: what is declared with the letter stands beside these.
final class SizeLetters {

  /// More letters and more sizes than these are not tried.
  private static final int MOST = 4;

  private final Sheet sheet;

  SizeLetters(Sheet sheet) {
    this.sheet = sheet;
  }

  /// Puts sizes in the place of one or two letters so that values fit the definitions.
  ///
  /// @param shapes those of the values
  /// @param fits takes the values, where they fit
  /// @return whether they do; where not, the letters are what they were
  boolean fit(Collection<Shape> shapes, BooleanSupplier fits) {
    List<Long> sizes = sizes(shapes);
    List<String> letters = letters();
    for (String one : letters) {
      for (Long size : sizes) {
        if (fit(Map.of(one, size), fits)) {
          return true;
        }
      }
    }
    for (int i = 0; i < letters.size(); i++) {
      for (String other : letters.subList(i + 1, letters.size())) {
        for (Long size : sizes) {
          for (Long otherSize : sizes) {
            if (fit(Map.of(letters.get(i), size, other, otherSize), fits)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private boolean fit(Map<String, Long> sizes, BooleanSupplier fits) {
    Sheet before = sheet.saved();
    sheet.comeBackTo(sheet.facts().withSizes(sizes));
    if (sheet.contexts().isConsistent() && fits.getAsBoolean() && areOfSize()) {
      return true;
    }
    sheet.restore(before);
    return false;
  }

  /// Whether all values are of the sizes that are declared.
  private boolean areOfSize() {
    return sheet.valued().stream()
        .allMatch(name -> {
          Shape declared = sheet.shape(name);
          Shape own = NameText.value(Objects.requireNonNull(sheet.value(name))).shape();
          return declared == null
              || Giving.fits(declared, own)
              || Giving.fits(declared, own.transposed());
        });
  }

  private static List<Long> sizes(Collection<Shape> shapes) {
    return dimensions(shapes.stream())
        .filter(Dimension::isFixed)
        .map(Dimension::fixedSize)
        .distinct()
        .limit(MOST)
        .toList();
  }

  /// The letters in declarations of arrays.
  private List<String> letters() {
    Set<String> letters = new LinkedHashSet<>();
    for (Name name : sheet.facts().names()) {
      Shape shape = sheet.shape(name);
      if (shape != null) {
        dimensions(Stream.of(shape))
            .filter(each -> !each.isFixed())
            .map(Dimension::toString)
            .filter(letter -> letter.codePointCount(0, letter.length()) == 1)
            .forEach(letters::add);
      }
    }
    return letters.stream().limit(MOST).toList();
  }

  private static Stream<Dimension> dimensions(Stream<Shape> shapes) {
    return shapes.flatMap(shape -> Stream.of(shape.columns(), shape.rows()));
  }
}
