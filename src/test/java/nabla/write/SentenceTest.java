package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import org.junit.jupiter.api.Test;

class SentenceTest {

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  @Test
  void powersAreMathematics() {
    assertEquals("\\text{derivative of }e^{u}", Sentence.latex("derivative of e^u"));
    assertEquals(
        "u^{v} = e^{v \\ln u}\\text{, chain rule}", Sentence.latex("u^v = e^(v ln u), chain rule"));
    assertEquals("\\text{the even part of }e^{-x}", Sentence.latex("the even part of e^(−x)"));
    // a hat that is no power of a letter stays
    assertEquals("\\text{word\\textasciicircum{}2}", Sentence.latex("word^2"));
  }

  @Test
  void signsHaveTheirCommands() {
    assertEquals("\\text{derivative of }\\mathbf{1}", Sentence.latex("derivative of 𝟙"));
    assertEquals("\\text{derivative of }\\lfloor u\\rfloor", Sentence.latex("derivative of ⌊u⌋"));
  }

  @Test
  void formulasAreMathematicsAsAWhole() {
    assertEquals("d(A^{\\top}) = (dA)^{\\top}", Sentence.latex("d(Aᵀ) = (dA)ᵀ"));
    assertEquals("d(A^{-1}) = -A^{-1}\\,dA\\,A^{-1}", Sentence.latex("d(A⁻¹) = −A⁻¹ dA A⁻¹"));
    assertEquals(
        "\\text{Pythagorean identity, }\\sin^{2} + \\cos^{2} = 1",
        Sentence.latex("Pythagorean identity, sin² + cos² = 1"));
    assertEquals("\\lvert x\\rvert = x\\text{ for }x \\ge 0", Sentence.latex("|x| = x for x ≥ 0"));
    assertEquals(
        "\\Phi (x) = (1 + \\operatorname{erf}(x/\\sqrt{2}))/2",
        Sentence.latex("Φ(x) = (1 + erf(x/√2))/2"));
    assertEquals(
        "\\text{(so they say) the mean }\\mu\\text{ of a }2\\times 2\\text{ matrix}",
        Sentence.latex("(so they say) the mean μ of a 2×2 matrix"));
    // a name is a word where it stands beside words
    assertEquals("\\text{cosh is even; a sum}", Sentence.latex("cosh is even; a sum"));
    assertEquals("\\text{50\\% of \\{x\\}}", Sentence.latex("50% of {x}"));
  }

  @Test
  void asciiSpellsSigns() {
    assertEquals("d(A^(-1)) = -A^(-1) dA A^(-1)", Sentence.ascii("d(A⁻¹) = −A⁻¹ dA A⁻¹"));
    assertEquals("A^(-T), of shape n x n", Sentence.ascii("A⁻ᵀ, of shape n×n"));
    assertEquals("derivative of sigma", Sentence.ascii("derivative of σ"));
    assertEquals("derivative of sqrt(u)", Sentence.ascii("derivative of √u"));
    assertEquals("sin^2 + cos^2 = 1", Sentence.ascii("sin² + cos² = 1"));
    assertEquals("d(A^T) = (dA)^T", Sentence.ascii("d(Aᵀ) = (dA)ᵀ"));
  }

  @Test
  void everyRuleCanBeSaidInBoth() throws IOException {
    List<String> sentences = new ArrayList<>();
    try (Stream<Path> books = Files.list(Path.of("src/main/resources/rules"))) {
      for (Path book : books.toList()) {
        QUOTED
            .matcher(Files.readString(book))
            .results()
            .map(MatchResult::group)
            .forEach(sentences::add);
      }
    }
    for (Function function : Catalogue.standard().functions()) {
      sentences.add("derivative of " + function.name());
    }
    assertTrue(sentences.size() > 300, sentences.size() + " sentences");
    for (String sentence : sentences) {
      assertFalse(Sentence.latex(sentence).contains("?"), sentence);
      assertTrue(Sentence.ascii(sentence).chars().allMatch(c -> c < 128), sentence);
    }
  }
}
