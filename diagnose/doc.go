// Package diagnose says who depends on whom, at which stage: net import
// reliance and concentration from official statistics, supply risk, single
// points of failure, and from the network of the base year the three
// dependences (resource, processing, technology) of a place or a group.
//
// Nothing here runs a market. An indicator is arithmetic on what a world
// states, so that every figure can be checked by hand; where the world does
// not state enough, the answer is a bound or an unknown with its reason.
package diagnose
