package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// Definitions by what comes before, `h_t = tanh(w x_t + u h_{t-1})`, which are written out up to
/// the last one that is asked for, and sums over them.
final class Recurrences {

  /// Longer ones are not written out.
  private static final int MOST_MEMBERS = 40;

  /// `Σ_{t=1}^T`, `Σ_t`
  private static final Pattern SUM =
      Pattern.compile(
          "(?:Σ|∑|\\\\sum)\\s*_\\s*(?:\\{\\s*([a-z])\\s*(?:=\\s*(\\d+)\\s*)?\\}|([a-z]))"
              + "\\s*(?:\\^\\s*(?:\\{\\s*(\\w+)\\s*\\}|(\\w)))?\\s*");

  private Recurrences() {}

  /// Defines the members of a recurrence, and of what is made of it, up to the last one of which
  /// texts speak: h_1 and h_2, where h_0 is a variable, and o_2 of `o_t = v h_t`.
  static void define(Sheet sheet, @Nullable Name own, List<String> texts) {
    List<Name> families = new ArrayList<>(families(sheet));
    List<Name> backward = families.stream().filter(each -> isBackward(sheet, each)).toList();
    families.removeAll(backward);
    int last = families.stream().flatMapToInt(each -> places(each, texts)).max().orElse(0);
    for (Name family : backward) {
      for (int place : places(family, texts).distinct().toArray()) {
        last = Math.max(last, end(sheet, family, place, own));
      }
    }
    for (int place = 1; place <= last; place++) {
      for (Name family : families) {
        if (place >= sheet.outlook().first(family.subscript())) {
          defineMember(sheet, family, place, own);
        }
      }
    }
    for (Name family : backward) {
      for (int first : places(family, texts).distinct().toArray()) {
        for (int place = end(sheet, family, first, own); place >= first; place--) {
          defineMember(sheet, family, place, own);
        }
      }
    }
  }

  /// The places of a family of which texts speak.
  private static IntStream places(Name family, List<String> texts) {
    Pattern member =
        Pattern.compile("(?<![\\p{L}\\d_])%s_\\s*\\{?([1-9]\\d?)(?!\\d)".formatted(letter(family)));
    return texts.stream()
        .flatMap(text -> member.matcher(text).results())
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .filter(place -> place <= MOST_MEMBERS);
  }

  /// Whether what is at a place is made of what comes after it, `δ_l = W_{l+1}ᵀ δ_{l+1} ⊙ …`.
  private static boolean isBackward(Sheet sheet, Name family) {
    return Pattern.compile(
            "(?<![\\p{L}\\d_])%s_\\s*\\{\\s*%s\\s*\\+\\s*1\\s*\\}"
                .formatted(letter(family), family.subscript()))
        .matcher(value(sheet, family))
        .find();
  }

  /// The last place at which what is made of the one after it is not known yet, from a place on.
  private static int end(Sheet sheet, Name family, int first, @Nullable Name own) {
    for (int place = first; place <= MOST_MEMBERS; place++) {
      Name name = family.withSubscript(String.valueOf(place));
      if (name.equals(own) || sheet.meanings().defines(name) || sheet.hasValue(name)) {
        return place - 1;
      }
    }
    String letter = Sheet.spelled(family.withSubscript(""));
    throw new NablaException(
        NablaException.Kind.NAME,
        "%1$s_%2$d is made of %1$s_%3$d, and so on, without an end; define the last one before, as in %1$s_%3$d = …"
            .formatted(letter, first, first + 1));
  }

  private static void defineMember(Sheet sheet, Name family, int place, @Nullable Name own) {
    Name name = family.withSubscript(String.valueOf(place));
    if (!name.equals(own) && !sheet.meanings().defines(name) && !sheet.hasValue(name)) {
      define(sheet, at(meaning(sheet, family), family.subscript(), place));
    }
  }

  /// Takes a definition, with the weights of one output as a row.
  private static void define(Sheet sheet, String text) {
    Statement let = new Statement(Kind.LET, new Clause(text, 0), Map.of(), text, 1);
    var _ =
        new RowWeights(sheet)
            .tried(
                let,
                () -> {
                  sheet.define(sheet.formula(text, 0), text);
                  return null;
                });
  }

  /// The names that are made of what comes before them, each behind those of the same place that it
  /// is made of.
  private static List<Name> families(Sheet sheet) {
    List<Name> indexed =
        sheet.meanings().names().stream()
            .filter(name -> name.subscript().matches("[a-z]") && !sheet.isFunction(name))
            .toList();
    Set<Name> recurring = new LinkedHashSet<>();
    for (int size = -1; size < recurring.size(); ) {
      size = recurring.size();
      for (Name family : indexed) {
        String value = value(sheet, family);
        boolean recurs =
            isBackward(sheet, family)
                || isOfNumbers(sheet, family, value)
                || value.matches("(?s).*_\\{?" + letter(family) + "(?!\\p{L}).*") // w_r x_t of r_t
                || indexed.stream()
                    .anyMatch(other ->
                        isBefore(other, family.subscript(), value)
                            || (recurring.contains(other)
                                && isBelow(other, family.subscript(), value)));
        if (recurs) {
          recurring.add(family);
        }
      }
    }
    Set<Name> ordered = new LinkedHashSet<>();
    for (int size = -1; size < ordered.size(); ) {
      size = ordered.size();
      for (Name family : recurring) {
        String value = value(sheet, family);
        boolean open =
            recurring.stream()
                .anyMatch(other ->
                    !ordered.contains(other)
                        && !other.equals(family)
                        && isAt(other, family.subscript(), value));
        if (!open) {
          ordered.add(family);
        }
      }
    }
    return List.copyOf(ordered);
  }

  /// Whether numbers are known for what a definition takes at each place, x_1 and x_2 of `r_t = a
  /// x_t`.
  private static boolean isOfNumbers(Sheet sheet, Name family, String value) {
    return Stream.concat(sheet.valued().stream(), sheet.meanings().names().stream())
        .filter(name -> name.subscript().matches("[1-9]\\d?"))
        .filter(name -> !sheet.hasValue(name.withSubscript("")))
        .anyMatch(name -> Links.mentions(value, name.withSubscript(family.subscript())));
  }

  private static String meaning(Sheet sheet, Name family) {
    return Objects.requireNonNull(sheet.meanings().textOf(family));
  }

  private static String value(Sheet sheet, Name family) {
    String meaning = meaning(sheet, family);
    return meaning.substring(meaning.indexOf('=') + 1);
  }

  private static String letter(Name family) {
    return Pattern.quote(Sheet.spelled(family.withSubscript("")));
  }

  /// Whether a statement defines a name for each index by what stands at the one before.
  static boolean isOne(Statement statement) {
    Name family = statement.kind() == Kind.LET ? NameText.defined(statement.head().text()) : null;
    return family != null
        && family.subscript().matches("[a-z]")
        && Pattern.compile(before(family.subscript())).matcher(statement.head().text()).find();
  }

  private static boolean isBefore(Name family, String index, String text) {
    return Pattern.compile("(?<![\\p{L}\\d_])" + letter(family) + before(index))
        .matcher(text)
        .find();
  }

  private static String before(String index) {
    return "_\\s*\\{\\s*%s\\s*[-−]\\s*1\\s*\\}".formatted(index);
  }

  private static String at(String text, String index, int place) {
    String after =
        text.replaceAll(before(index), "_{" + (place - 1) + "}")
            .replaceAll(
                "_\\s*\\{\\s*%s\\s*\\+\\s*1\\s*\\}".formatted(index), "_{" + (place + 1) + "}");
    return Definitions.at(after, index, String.valueOf(place));
  }

  /// A statement with its sums over members of a recurrence written out, `Σ_{t=1}^2 (h_t − y_t)²`.
  static Statement unrolled(Sheet sheet, Statement statement) {
    List<Name> recurrences = families(sheet);
    if (recurrences.isEmpty()
        || !List.of(Kind.LET, Kind.EVALUATE, Kind.CHECK, Kind.DERIVE, Kind.SIMPLIFY)
            .contains(statement.kind())) {
      return statement;
    }
    Clause head = statement.head();
    String text = head.text();
    Matcher sum = SUM.matcher(text);
    StringBuilder all = new StringBuilder();
    int from = 0;
    while (sum.find(from)) {
      int end = end(text, sum.end());
      String index = sum.group(1) == null ? sum.group(3) : sum.group(1);
      String body = text.substring(sum.end(), end);
      String upper = sum.group(4) == null ? sum.group(5) : sum.group(4);
      OptionalInt last =
          recurrences.stream().anyMatch(each -> isBelow(each, index, body))
              ? last(sheet, upper, index, body)
              : OptionalInt.empty();
      int first = sum.group(2) == null ? 1 : Integer.parseInt(sum.group(2));
      boolean written = last.isPresent() && last.getAsInt() - first < MOST_MEMBERS;
      all.append(text, from, sum.start());
      all.append(
          written
              ? IntStream.rangeClosed(first, last.getAsInt())
                  .mapToObj(place -> "(" + at(body, index, place).strip() + ")")
                  .collect(Collectors.joining(" + ", "(", ")"))
              : text.substring(sum.start(), sum.end()));
      from = written ? end : sum.end();
    }
    String now = all.append(text.substring(from)).toString();
    return now.equals(text) ? statement : statement.with(new Clause(now, head.start()));
  }

  /// Whether a text has the member of a place itself, and not only one before.
  private static boolean isAt(Name family, String index, String text) {
    return Pattern.compile(
            "(?<![\\p{L}\\d_])"
                + letter(family)
                + "_\\s*\\{?\\s*"
                + index
                + "(?!\\p{L}|\\s*[-−+]\\s*\\d)")
        .matcher(text)
        .find();
  }

  private static boolean isBelow(Name family, String index, String body) {
    return Pattern.compile(
            "(?<![\\p{L}\\d_])" + letter(family) + "_\\s*\\{?\\s*" + index + "(?!\\p{L})")
        .matcher(body)
        .find();
  }

  /// Where a sum ends: at a sign or a bracket behind its body.
  private static int end(String text, int start) {
    int depth = 0;
    boolean norm = false;
    for (int i = start; i < text.length(); i++) {
      char sign = text.charAt(i);
      if ("([{".indexOf(sign) >= 0) {
        depth++;
      } else if (")]}".indexOf(sign) >= 0) {
        depth--;
      }
      boolean bar = sign == '‖' || (sign == '|' && text.charAt(i - 1) != '|'); // || is one
      norm ^= bar;
      boolean begun = !text.substring(start, i).isBlank();
      if (depth < 0 || (depth == 0 && !norm && begun && "+-−,;=<>≤≥".indexOf(sign) >= 0)) {
        return i;
      }
    }
    return text.length();
  }

  /// The last place of a sum: what stands above Σ, or how many entries a list has of which it takes
  /// one for each place.
  private static OptionalInt last(Sheet sheet, @Nullable String upper, String index, String body) {
    if (upper != null && upper.matches("\\d{1,3}")) {
      return OptionalInt.of(Integer.parseInt(upper));
    }
    Map<Name, Expr> values = sheet.coming();
    sheet
        .valued()
        .forEach(
            name -> values.put(name, NameText.value(Objects.requireNonNull(sheet.value(name)))));
    Name letter = upper == null ? null : NameText.alone(upper);
    if (letter != null && values.get(letter) instanceof Num number) {
      return number.value().isInteger()
          ? OptionalInt.of(number.value().intValue())
          : OptionalInt.empty();
    }
    return values.entrySet().stream()
        .filter(each -> each.getValue() instanceof Literal && isBelow(each.getKey(), index, body))
        .mapToInt(each -> ((Literal) each.getValue()).rows())
        .max();
  }
}
