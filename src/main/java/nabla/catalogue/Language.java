package nabla.catalogue;

/// A programming language that formulas are written in.
public enum Language {
  /// Python with `numpy as np`, and `scipy.special` for special functions.
  NUMPY,
  /// Java with `java.lang.Math`, and commons-math3 for special functions.
  JAVA
}
