// Package claims holds published statements against what is known. A ledger
// lists statements with the place they stand in, the number they state and the
// queries that test them; a Resolver answers the queries; the verdict follows
// from the answers alone.
//
// The package computes no indicator and knows no engine: whatever a world, a
// rule book or a market can tell reaches it through Resolver. A verdict flips
// when, and only when, an answer does.
//
// # Verdicts
//
// Tests are weighed in this order. A failed test of what is said contradicts
// the claim, unless a test of an earlier time holds: then it is outdated. Next
// a failed test of who did it makes it misattributed, and a failed test of how
// it works leaves it true as a number and false as a mechanism. Only then count
// the tests nobody can answer (yet, or at all). A claim whose tests all hold is
// supported. An answer that rests on assumptions alone decides nothing.
package claims
