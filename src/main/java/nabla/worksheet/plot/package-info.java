/// Pictures as SVG, written by hand: graphs of functions and their derivatives, curves of numbers
/// such as the loss in training, the path of gradient descent. Each is one `<svg>` element that
/// stands in a page or alone in a file, in light and in dark.
@NullMarked
package nabla.worksheet.plot;

import org.jspecify.annotations.NullMarked;
