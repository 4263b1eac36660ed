// Package ownership says who holds whom on a date, and which parties are caught
// through their owners.
//
// Two sums answer two questions. The cascade is the law's: a party whose caught
// owners together hold the limit or more is caught itself, and its own holdings
// then count whole. It is the least set with that property, so a ring that
// nothing outside starts catches nobody. The dilution is arithmetic: the product
// of shares along each path, summed over paths.
//
// Both have a lower and an upper bound, because a share may be a range or not
// known. The lower bound lets every share be as small as recorded, the upper as
// large as recorded and as the other owners of the same asset leave room for.
// docs/ownership.md has the formulas and the instruments they follow.
package ownership
