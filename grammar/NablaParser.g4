/// The shape of formulas. Sums and products are flat sequences here, so that a sum of 90,000 terms is no deeper than one
/// of two; what juxtaposition means (product, application, d/dx) is decided by `nabla.read.Resolver`, which knows what
/// the names stand for.
parser grammar NablaParser;

options {
  tokenVocab = NablaLexer;
}

document : part (WHERE part)* EOF ;

part : SEMICOLON* (statement (SEMICOLON+ statement)*)? SEMICOLON* ;

/// A formula, or names and what is said of them, one after the other: `tr(A B), A symmetric, n > 1`.
statement : LET? condition (COMMA condition)* (declared (COMMA condition)*)* ;

declared : mapping PROPERTY* | PROPERTY ((COMMA | AND)? PROPERTY)* ;

/// What a function maps to what: the rest of `f: R^n → R^m`.
mapping : COLON sum TENDS sum ;

condition : relation ((AND | OR) relation)* ;

relation : sum (comparison sum)* ;

comparison
  : EQUAL
  | DEFINES
  | NOT_EQUAL
  | LESS
  | LESS_OR_EQUAL
  | GREATER
  | GREATER_OR_EQUAL
  | APPROXIMATELY
  | ELEMENT
  | NOT_ELEMENT
  | TENDS
  | SIMILAR
  ;

sum : term ((PLUS | MINUS) term)* ;

term : product ((ELEMENTWISE_PRODUCT | ELEMENTWISE_QUOTIENT | KRONECKER) product)* ;

product : item+ ;

item : TIMES | DIVIDE | SIGN | factor ;

factor : primary suffix* ;

suffix : CARET SIGN* primary tight* | UNDERSCORE primary | tightRaise | PRIME | BANG | TRANSPOSE ;

/// What follows an exponent and still belongs to it: `e^x_1`, `e^x²`, `2^n!`.
tight : UNDERSCORE primary | tightRaise | BANG ;

tightRaise : RAISE primary ;

primary
  : NUMBER
  | NAME
  | SUM
  | PRODUCT
  | INTEGRAL
  | LIMIT
  | NABLA
  | PARTIAL
  | RADICAL
  | CUBE_RADICAL
  | INFINITY
  | INDICATOR
  | ONES
  | EXPECTATION
  | REALS
  | NATURALS
  | INTEGERS
  | FRACTION primary primary
  | BINOMIAL primary primary
  | ROOT (LBRACKET rows RBRACKET)? primary
  | group
  ;

group
  : LPAREN rows RPAREN
  | LBRACKET rows RBRACKET
  | LBRACE rows (OVER rows)? RBRACE
  | BAR_OPEN rows BAR_CLOSE
  | NORM_OPEN rows NORM_CLOSE
  | FLOOR_OPEN rows FLOOR_CLOSE
  | CEILING_OPEN rows CEILING_CLOSE
  | ANGLE_OPEN rows ANGLE_CLOSE
  | MATRIX_OPEN rows MATRIX_CLOSE
  | CASES_OPEN rows CASES_CLOSE
  ;

rows : row (SEMICOLON row)* ;

row : cell (COMMA cell)* ;

cell : condition (DOTS condition | COLON condition?)? | COLON condition? | OTHERWISE ;
