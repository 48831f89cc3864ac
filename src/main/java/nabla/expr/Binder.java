package nabla.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operator with a variable of its own: `Σ_{k=a}^b body`, `Π`, `∫_a^b body dx`, `lim_{x→a}
/// body`. Inside the body the variable is the nameless [Bound] of [#bound()]; [#open(Symbol)] puts
/// a name in its place.
public final class Binder extends Expr {

  /// Which operator.
  public enum Kind {
    /// `Σ`, over the integers from the lower to the upper bound; 0 where there are none.
    SUM,
    /// `Π`, over the integers from the lower to the upper bound; 1 where there are none.
    PRODUCT,
    /// `∫`, the integral from the lower to the upper bound.
    INTEGRAL,
    /// `lim`, as the variable tends to the lower bound; it has no upper one.
    LIMIT
  }

  private final Kind kind;
  private final int height;

  private Binder(Kind kind, int height, Expr... parts) {
    super(0x5be0cd19 + 31 * kind.ordinal() + height, parts[0].shape(), parts);
    this.kind = kind;
    this.height = height;
  }

  /// Binds `variable` in `body`. A sum, product or integral has both bounds; a limit only `lower`.
  public static Binder of(Kind kind, Symbol variable, Expr lower, @Nullable Expr upper, Expr body) {
    int height = nesting(body, true);
    Expr closed = Substitution.of(variable, Bound.of(height)).apply(body);
    return make(kind, height, closed, lower, upper);
  }

  private static Binder make(Kind kind, int height, Expr body, Expr lower, @Nullable Expr upper) {
    if ((kind == Kind.LIMIT) != (upper == null)) {
      throw new IllegalArgumentException(kind + " with the wrong number of bounds");
    }
    return intern(
        upper == null
            ? new Binder(kind, height, body, lower)
            : new Binder(kind, height, body, lower, upper));
  }

  /// One more than the largest height bound anywhere inside; 0 where nothing is bound.
  ///
  /// @param free whether the heights that are bound further out count too, so that none of them is
  ///   captured
  private static int nesting(Expr body, boolean free) {
    int nesting = 0;
    for (Expr node : Dag.of(body).nodes()) {
      if (node instanceof Binder binder) {
        nesting = Math.max(nesting, binder.height + 1);
      } else if (free && node instanceof Bound bound) {
        nesting = Math.max(nesting, bound.height() + 1);
      }
    }
    return nesting;
  }

  /// Which operator.
  public Kind kind() {
    return kind;
  }

  /// What is summed, multiplied or integrated, with [#bound()] for the variable.
  public Expr body() {
    return child(0);
  }

  /// Where the variable starts, or what it tends to.
  public Expr lower() {
    return child(1);
  }

  /// Where the variable ends; null for a limit.
  public @Nullable Expr upper() {
    return arity() > 2 ? child(2) : null;
  }

  /// The nameless variable inside the body.
  public Bound bound() {
    return Bound.of(height);
  }

  /// The body with `variable` in place of the nameless one.
  public Expr open(Expr variable) {
    return Substitution.of(bound(), variable).apply(body());
  }

  /// A name for what is bound, of a word and the height or the next number with which it stands
  /// neither in the body nor in `beside`.
  public Symbol unused(String word, List<Expr> beside) {
    for (int number = height; ; number++) {
      Symbol name = Symbol.of(Name.of(word, Integer.toString(number)));
      if (!Dag.any(body(), name::equals)
          && beside.stream().noneMatch(part -> Dag.any(part, name::equals))) {
        return name;
      }
    }
  }

  /// The sum over the same variable and bounds as `binder`, of another body with the nameless
  /// variable in it.
  public static Binder sumLike(Binder binder, Expr body) {
    Symbol fresh = Symbol.of(Name.of("summation variable"));
    Expr opened = Substitution.of(binder.bound(), fresh).apply(body);
    return of(Kind.SUM, fresh, binder.lower(), binder.upper(), opened);
  }

  /// This binder around another body in which `variable` stands for what is bound.
  public Binder around(Symbol variable, Expr body) {
    return of(kind, variable, lower(), upper(), body);
  }

  @Override
  boolean sameFacts(Expr other) {
    Binder that = (Binder) other;
    return kind == that.kind && height == that.height;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    @Nullable Expr upper = others.length > 2 ? others[2] : null;
    Expr body = others[0];
    int own = height;
    for (int next = free(body, own); next != own; next = free(body, own)) {
      body = Substitution.of(Bound.of(own), Bound.of(next)).apply(body);
      own = next; // with it, what is inside may have come down
    }
    return make(kind, own, body, others[1], upper);
  }

  /// The smallest height for the variable that is above all that are bound inside, and is not one
  /// that is bound further out.
  private static int free(Expr body, int own) {
    int free = nesting(body, false);
    while (free != own && Dag.any(body, Bound.of(free)::equals)) {
      free++;
    }
    return free;
  }

  @Override
  String facts() {
    return kind + "#" + height;
  }
}
