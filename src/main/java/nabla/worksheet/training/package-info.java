/// Training: a compiled loss with its derived gradient is made small over many examples by
/// stochastic gradient descent, with momentum, RMSProp or Adam. What is here knows arrays of
/// doubles alone; the sheet says which formula and which numbers they are.
@NullMarked
package nabla.worksheet.training;

import org.jspecify.annotations.NullMarked;
