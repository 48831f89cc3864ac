package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Names of several letters: those that a sheet defines or gives values are no products.
class LongNamesTest {

  private static final String LOSS = "let L = (w - 3)^2\ngiven w = 0\n";

  @Test
  void areWhatTheyAreDefinedAs() {
    assertSays(LOSS + "let lr = 0.1\nstep w by lr along ∇L", "w ← 0.6");
    assertSays(LOSS + "let lr = 0.1\nlet lr = 0.2\nstep w by lr along ∇L", "w ← 1.2");
    assertSays("let lr = 0.1\nlet rate = lr/2\nevaluate rate x", "0.05x");
    assertSays("lr = 0.1\nevaluate lr", "0.1");
  }

  /// With `z = (0.5, 1.1)` the activations are (0.6225, 0.7503).
  @Test
  void mayHaveAnIndex() {
    assertSays(
        """
        net_j = Σ_i w_{ji} x_i + b_j
        out_j = σ(net_j)
        E = 1/2 Σ_j (t_j - out_j)^2
        w = [0.1, 0.2; 0.3, 0.4]
        x = (1, 2), b = (0, 0), t = (1, 0)
        evaluate out_1, E, ∂E/∂w
        """,
        "out₁  = σ(0.5) ≈ 0.622459331202",
        "E     ≈ 0.352713591322",
        "[−0.0887234586746, −0.177446917349; 0.140576145615, 0.281152291229]");
    assertSays(
        """
        pred_i = w x_i + b
        loss_i = (pred_i - y_i)^2
        L = Σ_i loss_i
        given x = (1, 2), y = (2, 3), w = 1, b = 0
        evaluate L, ∂L/∂w, loss_2
        """,
        "L                 = 2\n",
        "∂L/∂w             = −6\n",
        "= 1\n");
    assertSays("lr_w = 0.1\nevaluate 2 lr_w", "= 0.2");
    assertSays(
        "L = (w x - y)^2\ndL_dw = 2 (w x - y) x\ngiven w = 1, x = 2, y = 1\nevaluate dL_dw",
        "= 4\n");
    assertSays(
        "score_k = Σ_j w_{kj} x_j\np_k = exp(score_k)/Σ_l exp(score_l)\nL = -Σ_k t_k log p_k\n"
            + "derive L wrt score_i",
        "= softmax(score)ᵢΣ_{k=1}^n tₖ − tᵢ");
  }

  /// `2(W⁽²⁾z − y)zᵀ` with z = (5, 11).
  @Test
  void differentialsOfLayers() {
    assertSays(
        """
        z = W^{[1]} x
        L = ‖W^{[2]} z - y‖²
        given W^{[1]} = [1, 2; 3, 4], W^{[2]} = [1, -2; 0, 1], x = (1, 2), y = (1, 0)
        dW^{[2]} = ∂L/∂W^{[2]}
        W^{[2]} ← W^{[2]} - 0.1 dW^{[2]}
        """,
        "W^{[2]} ← [19, 37.6; −11, −23.2]");
  }

  @Test
  void haveTheValuesThatTheyAreGiven() {
    assertSays(LOSS + "given lr = 0.1\nstep w by lr along ∇L", "w ← 0.6");
    assertSays("given bias = 2, lr = 3\nevaluate bias + lr", "= 5");
    assertSays("given bias = (1, 2)\nevaluate ‖bias‖²", "= 5");
    assertSays("let L = lr x\ngiven lr = 2, x = 3\nevaluate L", "L = 6");
    assertSays("let L = bias + x\ngiven bias = 2, x = 3\nevaluate L", "L = 5");
    assertSays(
        "given lr = 2\nclear\nevaluate lr\ngiven lr = 3\nevaluate lr", "l has no value", "lr = 3");
  }

  @Test
  void areNoProductsBeforeTheirDefinition() {
    String refused = "lr is used before its definition in line 4; move that above this";
    assertSays(LOSS + "step w by lr along ∇L\nlet lr = 0.1", refused);
    assertSays(LOSS + "descend L over w with lr for 2 steps\nlet lr = 0.1", refused);
    assertSays("evaluate ab\nclear\nlet ab = 3\nevaluate ab", "b has no value", "= 3");
  }

  @Test
  void ofGreekLettersAreTheLetters() {
    assertSays("let mu = 3\nevaluate mu x, μ", "μx = 3x\nμ  = 3");
    assertSays("given nu = 2\nlet c = ν + 1\nevaluate c", "c = 3");
  }

  @Test
  void areTheRatesOfDescents() {
    assertSays(
        LOSS + "let lr = 0.1\ndescend L over w with α = lr for 1 steps",
        "The update with the rate 0.1");
    assertSays(
        LOSS + "given α = 1/4\ndescend L over w with α for 1 steps",
        "The update with the rate 1/4");
    assertSays(
        "algorithm L layers relu, output linear, loss squared/2 with rate lr",
        "W^{[l]} ← W^{[l]} − \"lr\"·δ^{[l]}");
  }

  @Test
  void namesWithSignsSayHowTheyAreWritten() {
    assertSays("let loss1 = x^2\nderive loss1 wrt x\nevaluate loss1 at x = 3", "= 2x", "= 9\n");
    assertSays("let my_loss = x^2\nevaluate my_loss, dmy_loss/dx at x = 3", "= 9\n", "= 6\n");
    assertSays("let S_xy = x^2\nevaluate 2 S_xy at x = 3", "= 18\n");
    assertSays("given S_xy = 3, S_xx = 2\nevaluate S_xy/S_xx", "= 3/2 = 1.5\n");
    assertSays("let L_{total} = x^2\nevaluate L_{total} at x = 3", "= 9\n");
    assertSays("let \"my_loss\" = x^2\nevaluate \"my_loss\" at x = 3", "= 9\n");
    for (String name :
        List.of("x_1", "w12", "z_i", "W_out", "β_0", "loss", "trainLoss", "ŷ_test", "L_total")) {
      assertFalse(WorksheetTest.text("let " + name + " = 3").contains("no name"), name);
    }
  }

  private static final String DATA = "data x, y = (1, 2), (2, 4), (3, 7)\n";

  @Test
  void ofLossesOfExamplesAreThoseOfTheirMeans() {
    String loss = DATA + "let loss(w) = (w x - y)^2\n";
    assertSays(loss + "solve loss'(w) = 0 for w", "loss is the mean over 3 examples", "w = 31/14");
    assertSays(
        loss + "descend loss over w from 0 with α = 0.05 until |loss'(w)| < 8",
        "d²loss/dw² = 28/3 > 0",
        "holds first at t = 2",
        "on the graph of loss(w) = ");
    String cost = DATA + "let cost = (w x - y)^2\n";
    assertSays(cost + "solve dcost/dw = 0 for w", "w = 31/14");
    assertSays(
        cost + "descend cost over w from 0 with α = 0.05, until cost < 0.2",
        "cost < 0.2 holds first at t = 5");
  }

  @Test
  void haveNoQuotesWhereTheyAreKnown() {
    String twice = "let loss = (w - 1)^2\nlet loss = (w - 2)^2\nderive loss wrt w\nclear loss";
    assertSays(twice, "loss is defined anew from here on", "dloss/dw", "loss is cleared");
    assertFalse(WorksheetTest.text(twice).contains("\""), WorksheetTest.text(twice));
  }

  @Test
  void vary() {
    String cost = "units ∈ R\nlet cost = 5 + 2 units\n";
    assertSays(cost + "table cost for units = 0, 10", "units  cost\n0      5\n10     25\n");
    assertSays(cost + "plot cost for units in [0, 5]", "The graph of cost for units from 0 to 5");
    String data = "data hours, passed = (1, 0), (2, 0), (3, 1)\nlet p = w hours + b\n";
    assertSays(data + "given w = 1, b = -2\ntable p for hours = 1, 2", "1      −1\n2      0\n");
  }

  @Test
  void areDeclaredTogetherAndAreParameters() {
    assertSays("price, qty ∈ R\nlet R = price qty\nderive R wrt price", "= qty");
    String demand = "let demand(price) = 100 - 2 price\n";
    assertSays(demand + "evaluate demand(3)\nderive demand wrt price", "demand(3) = 94", "= −2");
    assertSays("let f(price, qty) = price qty\nevaluate f(2, 3)", "f(2, 3) = 6");
    assertSays("let f(xy) = x y", "error", "let");
  }

  /// e and π of the sheet, and not the constants.
  @Test
  void beTheyThoseOfConstantsVary() {
    assertSays("let e = 3 u + 1\ntable e for u = 1, 2", "1  4\n2  7\n");
    assertSays("let π = 10 u - u^2\ntable π for u = 1, 2", "1  9\n2  16\n");
  }

  /// What is found for an unknown is written down below.
  @Test
  void definitionsOfUnknownsBelow() {
    String loss = "p = 4\nL = w^2 - 2 p w\nsolve ∂L/∂w = 0 for w\nw = p + 1\nevaluate L";
    assertSays(loss, "w = 4\n", "L = −15\n");
    assertSays(
        "J(K) = (1 - K)^2 p + K^2 R\nsolve J'(K) = 0 for K\nK = p/(p + R)\ncheck J'(K) = 0",
        "K = p/(R + p)",
        "proved");
    assertSays( // the derivative by another depends on what is defined below
        "L = (z - y)^2\nderive L wrt z\nderive L wrt w\nz = w x",
        "= 2(z − y)  ",
        "z is used before its definition in line 4");
    assertSays(
        "L = (y - w x)^2\nw = 0, x = 1, y = 2\nw = w - 0.1 dL/dw\ndw = dL/dw\nw = w - 0.1 dw",
        "w ← 0.4\n",
        "w ← 0.72\n");
  }
}
