// Package sensitivity says which of many uncertain parameters an answer rests
// on. It knows no minerals: a model is a function of points in the parameters'
// ranges, evaluated many at a time.
//
// Two questions, in this order. Screen asks cheaply which parameters matter at
// all: the elementary effects of Morris (1991), with the mean of their absolute
// values of Campolongo, Cariboni & Saltelli (2007). Indices then asks how much
// of the answer's variance each of the few that matter brings: the first-order
// estimator of Saltelli et al. (2010) and the total-effect estimator of Jansen
// (1999), on Owen-scrambled Halton points.
package sensitivity
