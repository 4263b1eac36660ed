// Package study takes one question end to end: it overlays the scenarios on the
// world, reconciles the chain, runs the futures with and without the event, and
// turns what happened into tables and a brief. It computes no physics of its
// own; every number comes from the rooms below.
package study
