// Package adit is the vocabulary of Adit, a stress test and repair planner for
// critical-mineral supply chains. It holds nouns only: what a figure, a site, a
// lane, a measure or a scenario is, in which unit and on which time basis. It
// imports nothing but the standard library, and every other room imports it.
//
// Units throughout: mass in tonnes (t), prices and unit costs in USD per
// kilogram (equal to thousand USD per tonne), rates of flow in tonnes a year in
// a world's tables and tonnes a period inside the market program, lags in days.
// Money is in USD of the base year unless a field says otherwise.
package adit
