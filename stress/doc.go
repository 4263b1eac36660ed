// Package stress rolls the market forward under law and events, many times:
// each draw is one future, sampled from its own stream of (seed, draw index).
//
// Draws share every period until their first difference, so futures form a
// tree and each distinct state is solved once. A state's result depends on the
// path to it alone, so any number of workers gives the same bytes.
package stress
