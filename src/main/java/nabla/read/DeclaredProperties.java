package nabla.read;

import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;

/// What the words that declare properties state: a symmetric matrix is its transpose.
final class DeclaredProperties {

  private final Vocabulary vocabulary;

  DeclaredProperties(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// The assumptions, and that a letter has a property.
  Assumptions add(Assumptions assumptions, String property, Symbol symbol) {
    return switch (property) {
      case "integer" -> {
        yield assumptions.andInteger(symbol);
      }
      case "positive" -> {
        yield assumptions.and(Relation.of(Comparison.GREATER, symbol, Num.ZERO));
      }
      case "nonzero" -> {
        yield assumptions.and(Relation.of(Comparison.NOT_EQUAL, symbol, Num.ZERO));
      }
      case "onehot" -> {
        Expr entries = Apply.of(Matrices.ELEMENTWISE_PRODUCT, symbol, symbol);
        yield assumptions
            .and(Relation.of(Comparison.EQUAL, total(symbol), Num.ONE))
            .and(Relation.of(Comparison.EQUAL, entries, symbol));
      }
      case "symmetric" -> {
        yield assumptions.and(Relation.of(Comparison.EQUAL, transpose(symbol), symbol));
      }
      case "diagonal" -> {
        Function diag = vocabulary.required("diag");
        yield assumptions
            .and(Relation.of(Comparison.EQUAL, transpose(symbol), symbol))
            .and(Relation.of(Comparison.EQUAL, symbol, Apply.of(diag, Apply.of(diag, symbol))));
      }
      case "positive definite" -> {
        yield assumptions
            .and(Relation.of(Comparison.EQUAL, transpose(symbol), symbol))
            .and(Relation.of(Comparison.GREATER, of("eigmin", symbol), Num.ZERO))
            .and(Relation.of(Comparison.GREATER, of("det", symbol), Num.ZERO));
      }
      case "positive semidefinite" -> {
        yield assumptions
            .and(Relation.of(Comparison.EQUAL, transpose(symbol), symbol))
            .and(Relation.of(Comparison.GREATER_OR_EQUAL, of("eigmin", symbol), Num.ZERO));
      }
      case "orthogonal" -> {
        Expr inverse = Apply.of(vocabulary.written(Notation.INVERSE), symbol);
        yield assumptions.and(Relation.of(Comparison.EQUAL, transpose(symbol), inverse));
      }
      case "invertible" -> {
        yield assumptions.and(Relation.of(Comparison.NOT_EQUAL, of("det", symbol), Num.ZERO));
      }
      default -> {
        yield assumptions;
      }
    };
  }

  private Expr of(String function, Symbol symbol) {
    return Apply.of(vocabulary.required(function), symbol);
  }

  /// `1ᵀy`
  private Expr total(Symbol symbol) {
    Expr ones = Matrices.ones(symbol.shape());
    return Product.of(Apply.of(vocabulary.written(Notation.TRANSPOSE), ones), symbol);
  }

  private Expr transpose(Symbol symbol) {
    return Apply.of(vocabulary.written(Notation.TRANSPOSE), symbol);
  }
}
