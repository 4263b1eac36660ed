// Package statistics reads official files and keeps their meanings: what was
// withheld, what is more than a bound, what was not available. Each reader
// says how many rows it read, which it used, and of every other row why not.
//
// A reader never stops at the first fault, and answers beside its problems
// with what it could read.
package statistics
