/// The signs of the formula language in their three spellings: ASCII, Unicode and LaTeX. Runs of letters, bars and
/// minus signs are told apart afterwards by `nabla.read.Scanner`, which knows the names; the types under `tokens` are
/// the ones it makes.
lexer grammar NablaLexer;

tokens {
  NAME,
  SIGN,
  RAISE,
  BAR_OPEN, BAR_CLOSE,
  NORM_OPEN, NORM_CLOSE,
  MATRIX_OPEN, MATRIX_CLOSE,
  CASES_OPEN, CASES_CLOSE,
  OTHERWISE, IF,
  LET, WHERE, AND, OR,
  PROPERTY
}

// Numbers and names

EXPECTATION : '𝔼' | '\\mathbb' ' '* '{E}' | '\\mathbb' ' '+ 'E' ;
NUMBER : DIGIT+ ('.' DIGIT+)? EXPONENT? | '.' DIGIT+ EXPONENT? ;
WORD : LETTER MARK* (LETTER | DIGIT | MARK)* ;
GREEK : [\u0391-\u03A1\u03A3-\u03A9\u03B1-\u03C9\u03D1\u03D5\u03D6\u03F1\u03F5\u00B5\u2206] MARK* DIGIT* ;
STRING : '"' ~["\r\n]* '"' ;
TEXT : '\\' ('text' | 'mathrm' | 'operatorname' | 'textrm' | 'mathit' | 'mathsf' | 'textit') ' '* '{' ~[{}]* '}' ;
SUPERSCRIPT : [\u00B2\u00B3\u00B9\u2070\u2071\u2074-\u207B\u207D-\u207F\u1D48\u1D4F\u1D50\u1D57\u02E1\u02B2]+ '\u1D40'? ;
SUBSCRIPT : [\u2080-\u208B\u2090-\u209C\u1D62-\u1D65\u2C7C]+ ;

// Operators

PLUS : '+' | '＋' ;
MINUS : '-' | '−' | '–' ;
TIMES : '*' | '@' | '·' | '⋅' | '×' | '∗' | '•' | '\\cdot' | '\\times' | '\\ast' ;
DIVIDE : '/' | '÷' | '∕' | '⁄' | '\\div' | '\\slash' ;
ELEMENTWISE_PRODUCT : '⊙' | '.*' | '∘' | '\\odot' | '\\circ' ;
ELEMENTWISE_QUOTIENT : '⊘' | './' | '\\oslash' ;
KRONECKER : '⊗' | '\\otimes' ;
CARET : '^' | '**' ;
UNDERSCORE : '_' ;
PRIME : '\'' | '′' | '’' | '″' | '‴' | '⁗' | '\\prime' ;
BANG : '!' ;
TRANSPOSE : 'ᵀ' | '⊤' | '\\top' | '\\intercal' ;

// Relations

EQUAL : '=' | '==' ;
DEFINES : ':=' | '≔' | '\\coloneqq' ;
NOT_EQUAL : '≠' | '!=' | '\\ne' | '\\neq' ;
LESS : '<' | '\\lt' ;
LESS_OR_EQUAL : '≤' | '<=' | '\\le' | '\\leq' | '\\leqslant' | '⩽' ;
GREATER : '>' | '\\gt' ;
GREATER_OR_EQUAL : '≥' | '>=' | '\\ge' | '\\geq' | '\\geqslant' | '⩾' ;
DEFINITE : '≻' | '\\succ' ;
SEMIDEFINITE : '≽' | '⪰' | '\\succeq' | '\\succcurlyeq' ;
APPROXIMATELY : '≈' | '\\approx' ;
ELEMENT : '∈' | '\\in' ;
NOT_ELEMENT : '∉' | '\\notin' ;
TENDS : '→' | '->' | '\\to' | '\\rightarrow' ;
SIMILAR : '∼' | '~' | '\\sim' ;
LOGICAL_AND : ('∧' | '\\wedge' | '\\land' | '&&') -> type(AND) ;
LOGICAL_OR : ('∨' | '\\vee' | '\\lor') -> type(OR) ;

// Brackets and separators

LPAREN : '(' | '（' ;
RPAREN : ')' | '）' ;
LBRACKET : '[' | '\\lbrack' ;
RBRACKET : ']' | '\\rbrack' ;
LBRACE : '{' ;
RBRACE : '}' ;
SET_OPEN : '\\{' | '\\lbrace' ;
SET_CLOSE : '\\}' | '\\rbrace' ;
FLOOR_OPEN : '⌊' | '\\lfloor' ;
FLOOR_CLOSE : '⌋' | '\\rfloor' ;
ANGLE_OPEN : '⟨' | '〈' | '\\langle' ;
ANGLE_CLOSE : '⟩' | '〉' | '\\rangle' ;
CEILING_OPEN : '⌈' | '\\lceil' ;
CEILING_CLOSE : '⌉' | '\\rceil' ;
BAR : '|' | '∣' | '\\vert' | '\\mid' ;
LEFT_BAR : '\\lvert' -> type(BAR_OPEN) ;
RIGHT_BAR : '\\rvert' -> type(BAR_CLOSE) ;
DOUBLE_BAR : '||' | '‖' | '∥' | '\\|' | '\\Vert' ;
LEFT_DOUBLE_BAR : '\\lVert' -> type(NORM_OPEN) ;
RIGHT_DOUBLE_BAR : '\\rVert' -> type(NORM_CLOSE) ;
COMMA : ',' ;
COLON : ':' ;
SEMICOLON : ';' ;
DOTS : '..' | '…' | '...' | '\\dots' | '\\ldots' | '\\cdots' ;
AMPERSAND : '&' ;
ROW_BREAK : '\\\\' ('[' '-'? [0-9.]+ ' '* ('ex' | 'em' | 'pt' | 'mm' | 'cm' | 'in' | 'pc' | 'bp') ']')? | '\\cr' ;
NEWLINE : '\n' ;

// Large forms

SUM : '∑' | '\\sum' ;
PRODUCT : '∏' | '\\prod' ;
INTEGRAL : '∫' | '∬' | '∭' | '\\int' | '\\iint' | '\\iiint' ;
LIMIT : '\\lim' ;
NABLA : '∇' | '\\nabla' ;
PARTIAL : '∂' | '\\partial' ;
RADICAL : '√' ;
CUBE_RADICAL : '∛' ;
ROOT : '\\sqrt' ;
FRACTION : '\\frac' | '\\tfrac' | '\\dfrac' | '\\cfrac' ;
OVER : '\\over' ;
BINOMIAL : '\\binom' | '\\tbinom' | '\\dbinom' ;
INFINITY : '∞' | '\\infty' ;
INDICATOR : '𝟙' | '\\mathbb' ' '* '{1}' | '\\mathbb' ' '* '{I}' | '\\mathbbm' ' '* '{1}' | '\\mathds' ' '* '{1}' ;
ONES : '𝟏' | ('\\mathbf' | '\\boldsymbol' | '\\bm') ' '* ('{1}' | '1') ;
REALS : 'ℝ' | '\\mathbb' ' '* '{R}' | '\\mathbb' ' '+ 'R' | '\\R' ;
NATURALS : 'ℕ' | '\\mathbb' ' '* '{N}' | '\\mathbb' ' '+ 'N' | '\\N' ;
INTEGERS : 'ℤ' | '\\mathbb' ' '* '{Z}' | '\\mathbb' ' '+ 'Z' | '\\Z' ;
BEGIN : '\\begin' ' '* '{' [A-Za-z*]+ '}' ('{' [clr|]* '}')? ;
END : '\\end' ' '* '{' [A-Za-z*]+ '}' ;

// What sets a formula off in a document

DOLLAR : '$$' | '$' ;
MATH_OPEN : '\\(' | '\\[' ;
MATH_CLOSE : '\\)' | '\\]' ;
THEREFORE : '⇒' | '⟹' | '∴' | '\\Rightarrow' | '\\Longrightarrow' | '\\implies' | '\\therefore' ;

// What changes the look of a name

BOLD : '\\mathbf' | '\\boldsymbol' | '\\bm' | '\\bf' | '\\vec' | '\\pmb' | '\\textbf' ;
FONT : '\\mathrm' | '\\rm' | '\\mathit' | '\\mathsf' | '\\mathcal' | '\\mathbb' | '\\mathfrak' | '\\mathscr' | '\\boxed' | '\\mathstrut' | '\\phantom' ;
ACCENT : '\\hat' | '\\widehat' | '\\bar' | '\\overline' | '\\tilde' | '\\widetilde' ;
UNDERBRACE : '\\underbrace' | '\\overbrace' ;

// What only changes the spacing or the size

LAYOUT
  : ( '\\left' ' '* '.'? | '\\right' ' '* '.'? | '\\middle' | '\\big' [lrmg]? [lr]? | '\\Big' [lrmg]? [lr]? | '\\bigg' [lr]? | '\\Bigg' [lr]?
    | '\\,' | '\\;' | '\\:' | '\\!' | '\\ ' | '\\quad' | '\\qquad' | '\\displaystyle' | '\\textstyle' | '\\limits'
    | '\\nolimits' | '\\nonumber' | '\\>' | '\\nobreak' )
    -> skip
  ;
SPACE : [ \t\r\f\u00A0\u2000-\u200A\u202F\u205F\u3000\u2061-\u2064]+ -> skip ;

// Any other command, after the ones with a meaning of their own

COMMAND : '\\' [A-Za-z]+ ;

ANYTHING : . ;

fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+\-−]? DIGIT+ ;
fragment LETTER : [A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF\u210B\u2110\u2112\u2113\u211B\u212C\u2130\u2131\u2133\u{1D400}-\u{1D53B}\u{1D53D}-\u{1D7CB}] ;
fragment MARK : [\u0300-\u036F] ;
