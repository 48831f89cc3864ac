package nabla.worksheet;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.Formula;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// `network 3 -> 2 relu -> 1 linear, loss squared/2`: its definitions, and its gradients.
final class Connecting {
  private final Sheet sheet;
  private final Passes passes;
  private final Clashes clashes;
  private final Changes changes;

  Connecting(Sheet sheet, Passes passes, Clashes clashes, Changes changes) {
    this.sheet = sheet;
    this.passes = passes;
    this.clashes = clashes;
    this.changes = changes;
  }

  /// Defines what the network says, and shows it with its gradients.
  Report connect(Statement statement) {
    Network network = Network.of(statement.head(), sheet::isFunction);
    clashes.refuseEntries(network, statement.head());
    List<String> remarks = new ArrayList<>();
    if (!network.declarations().isEmpty()) {
      sheet.declare(network.declarations());
      remarks.addAll(changes.reshaped(network.declarations()));
    }
    List<Name> names = new ArrayList<>();
    List<Report.Block> blocks = new ArrayList<>();
    for (String text : network.definitions()) {
      Formula definition = sheet.formula(text, statement.head().start());
      sheet.define(definition, text);
      names.add(Objects.requireNonNull(definition.reading().name()));
      blocks.add(new Report.Subject(Definitions.latex(definition)));
    }
    List<Name> parameters =
        network.parameters().stream().map(NameText::alone).map(Objects::requireNonNull).toList();
    Formula last = sheet.formula(Sheet.spelled(names.getLast()), 0);
    Expr loss = last.reading().expanded();
    Network.requireNumber(loss);
    for (String count : Training.COUNTS) {
      boolean size = last.reading().sizes().containsKey(count);
      if (!size && Dag.any(loss, Symbol.of(count)::equals)) {
        remarks.add(
            count
                + " is a number of its own, for which given "
                + count
                + " = … stands; over examples the mean is taken, which divides by their number");
      }
    }
    sheet.connect(new Wiring(names, parameters, network.blueprint()));
    RandomWeights weights = RandomWeights.give(network, sheet);
    blocks.addAll(weights.blocks());
    Report passed = passes.both(statement.text().strip());
    blocks.addAll(passed.blocks());
    JsonObject json = passed.json().get();
    weights.addTo(json);
    Report report =
        new Report(passed.title(), blocks, List.of(), passed.writing(), () -> json, ExitCode.DONE);
    return remarks.isEmpty() ? report : Remarks.with(report, remarks);
  }

  /// Refuses a statement on a network where there is none.
  void require(Statement statement) {
    if (sheet.wiring().isEmpty()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found no network above "
              + statement.kind().word()
              + ", expected one as in network 3 -> 2 relu -> 1 linear, loss squared/2");
    }
  }
}
