package nabla.simplify;

/// A condition was not solved for its variable; the caller keeps it as it stands.
final class Unsolved extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unsolved() {
    super("a condition is not solved", null, false, false);
  }
}
