// Package price looks at observed price series: what a good costs, what moved,
// how much it swings and with what, and whether a condition somebody watches
// has come true. A series keeps its good, basis, market, currency, unit and
// frequency; nothing is converted unless asked, and then by a stated factor
// and a dated rate. No question about a shorter time than lies between two
// observations is answered.
package price
