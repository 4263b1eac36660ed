// Package lptest holds what every backend of package lp must do, as tests and
// benchmarks a backend runs on itself, and a made-up market to measure with.
package lptest
