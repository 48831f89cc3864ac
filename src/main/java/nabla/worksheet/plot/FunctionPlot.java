package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.answer.Report;
import nabla.calculus.CarryOut;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import nabla.read.Reading;
import nabla.rewrite.Domain;
import nabla.write.Text;

/// The graphs of functions of one variable. Kinks are sharp; jumps and poles are not joined; where
/// a function is undefined there is no line. An end that does not belong to a graph has a circle,
/// one that does has a dot, and a vertical asymptote is a dashed line.
public final class FunctionPlot {

  private static final double HEIGHT = 360;

  /// A longer formula is not a name for a line.
  private static final int LONGEST_LABEL = 70;

  /// More vertical lines would hatch the picture.
  private static final int MOST_ASYMPTOTES = 40;

  /// A function with what stands for it in the legend.
  ///
  /// @param label its name in the notation of the document, as `f′(x)`
  /// @param function the function, with one free variable at most
  public record Line(String label, Formula function) {

    /// A function that is called by what it defines, by what was typed where that is short, else by
    /// the formula as it was understood.
    public Line(Formula function) {
      this(label(function), function);
    }

    private static String label(Formula function) {
      Reading reading = function.reading();
      if (reading.name() != null) {
        String parameters =
            reading.parameters().isEmpty()
                ? ""
                : reading.parameters().stream()
                    .map(Text::of)
                    .collect(Collectors.joining(", ", "(", ")"));
        String whole = function.text(Symbol.of(reading.name())) + parameters;
        String definition = whole + " = " + function.toText();
        return definition.length() <= LONGEST_LABEL ? definition : whole;
      }
      String typed = function.toString().strip();
      String last = typed.substring(Math.max(typed.lastIndexOf(';'), typed.lastIndexOf('\n')) + 1);
      return last.strip().matches("[\\p{L}\\p{M}]+['′″‴]+(\\(\\p{L}\\))?")
          ? last.strip().replace("'''", "‴").replace("''", "″").replace('\'', '′')
          : function.toText();
    }

    MathText text() {
      return MathText.of(label);
    }
  }

  private FunctionPlot() {}

  /// The graphs of `functions` for `variable` between `from` and `to`. A [NablaException] of kind
  /// `DOMAIN` where none of them has a value there or the interval is none, `NAME` where another
  /// variable is free, `SHAPE` where a function has no number as its value.
  public static Report.Picture of(
      String name, List<Formula> functions, String variable, double from, double to) {
    return ofLines(name, functions.stream().map(Line::new).toList(), variable, from, to);
  }

  /// The same with chosen names for the lines.
  public static Report.Picture ofLines(
      String name, List<Line> lines, String variable, double from, double to) {
    if (!(from < to) || !Double.isFinite(to - from)) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "a plot needs an interval from a number to a larger one, not " + Tick.interval(from, to));
    }
    List<Trace> traces = new ArrayList<>();
    for (Line line : lines) {
      traces.add(trace(line, variable, from, to));
    }
    Window window = Window.of(traces);
    if (window == null) {
      throw new NablaException(NablaException.Kind.DOMAIN, nowhere(lines, variable, from, to));
    }
    Legend legend = new Legend();
    for (int i = 0; i < lines.size(); i++) {
      legend.line(Drawing.line(i), lines.get(i).text());
    }
    Scale x = Scale.linear(from, to, 0, Drawing.WIDTH, Tick.perhapsOfPi(from, to, 8));
    Scale y =
        Scale.linear(
            window.lower(), window.upper(), 0, 1, Tick.linear(window.lower(), window.upper(), 7));
    Frame frame = Frame.of(x, y, legend.height() + 14, HEIGHT);
    Drawing drawing = new Drawing();
    frame.draw(drawing, MathText.of(variable), MathText.words(""));
    List<Graph> graphs = traces.stream().map(trace -> Graph.of(trace, frame)).toList();
    List<Double> asymptotes = asymptotes(traces, (to - from) * 1e-9);
    if (asymptotes.size() <= MOST_ASYMPTOTES) {
      for (double at : asymptotes) {
        drawing.line(x(frame, at), frame.top(), x(frame, at), frame.bottom(), "nabla-asymptote");
      }
    }
    for (int i = 0; i < graphs.size(); i++) {
      draw(graphs.get(i), i, drawing);
    }
    legend.draw(drawing);
    String description = description(lines, variable, from, to, asymptotes);
    String title = lines.stream().map(Line::label).collect(Collectors.joining(", "));
    return new Report.Picture(
        name, description, drawing.svg(frame.pictureHeight(), title, description));
  }

  private static double x(Frame frame, double value) {
    return frame.x().at(value);
  }

  static void draw(Graph graph, int number, Drawing drawing) {
    drawing.path(graph.pieces(), Drawing.line(number), "");
    for (Pixel center : graph.open()) {
      drawing.circle(center, Graph.RADIUS, "nabla-open " + Drawing.ink(number));
    }
    for (Pixel center : graph.closed()) {
      drawing.circle(center, Graph.RADIUS, "nabla-closed " + Drawing.ink(number));
    }
  }

  /// The graph of a line, checked to be a function of the variable alone.
  static Trace trace(Line line, String variable, double from, double to) {
    Formula function = line.function();
    Reading reading = function.reading();
    Symbol symbol = Variables.of(function, line.label(), List.of(variable)).getFirst();
    CarryOut.Carried carried = carried(function);
    Expr value = reading.expanded(carried.expression());
    List<Expr> required = new ArrayList<>(Domain.conditions(value, Assumptions.NONE));
    carried.conditions().stream().map(reading::expanded).forEach(required::add);
    List<Place> places =
        Places.of(required, Domain.kinks(value, symbol, Assumptions.NONE), symbol, from, to);
    return new Trace(compiled(value, required, symbol)::evaluate, places, from, to);
  }

  /// The function with no value where a condition fails, even where numbers would give one, as (−1)
  /// to the power of itself.
  private static Compiled compiled(Expr value, List<Expr> required, Symbol symbol) {
    if (!required.isEmpty()) {
      try {
        Expr all = Logic.of(Logic.Connective.AND, required);
        Expr guarded = Cases.of(List.of(new Cases.Branch(all, value)), null);
        return Compiled.of(List.of(symbol), guarded);
      } catch (NablaException unsupported) {
        Budget.check(); // a condition without a value in numbers
      }
    }
    return Compiled.of(List.of(symbol), value);
  }

  private static CarryOut.Carried carried(Formula function) {
    Reading reading = function.reading();
    return CarryOut.withConditions(
        reading.expression(), reading.intermediates(), function.written(), Assumptions.NONE);
  }

  /// The function with its intermediates replaced and its derivatives carried out.
  static Expr value(Formula function) {
    return function.reading().expanded(carried(function).expression());
  }

  /// Those of all graphs, each once.
  private static List<Double> asymptotes(List<Trace> traces, double same) {
    List<Double> apart = new ArrayList<>();
    traces.stream()
        .flatMap(trace -> trace.asymptotes().stream())
        .sorted()
        .filter(at -> apart.isEmpty() || at - apart.getLast() > same)
        .forEach(apart::add);
    return apart;
  }

  private static String interval(String variable, double from, double to) {
    return variable + " " + Tick.interval(from, to);
  }

  private static String nowhere(List<Line> lines, String variable, double from, double to) {
    String names = lines.stream().map(Line::label).collect(Collectors.joining(" and "));
    return names
        + (lines.size() == 1 ? " has" : " have")
        + " no value for "
        + interval(variable, from, to);
  }

  private static String description(
      List<Line> lines, String variable, double from, double to, List<Double> asymptotes) {
    String names = lines.stream().map(Line::label).collect(Collectors.joining(", "));
    String poles =
        asymptotes.stream()
            .limit(6)
            .map(at -> Tick.number(at, 5))
            .collect(Collectors.joining(", "));
    String more = asymptotes.size() > 6 ? " and " + (asymptotes.size() - 6) + " more" : "";
    return String.format(
            Locale.ROOT,
            "%s of %s for %s",
            lines.size() == 1 ? "The graph" : "The graphs",
            names,
            interval(variable, from, to))
        + (poles.isEmpty()
            ? "."
            : "; vertical asymptotes at " + variable + " = " + poles + more + ".");
  }
}
