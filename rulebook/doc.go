// Package rulebook answers what holds on a day. Law lives in the rules/ folder
// of a world, one measure a file; this package only evaluates it, so that a
// scenario can overlay law and every answer can be given as of an earlier day
// of knowledge.
//
// # Two clocks
//
// Each question carries the day asked about and the day of knowledge. The
// second hides measures, announcements and scenario changes that became known
// later; a zero day of knowledge means everything the world holds.
//
// # Two readings
//
// A suspension may end by its text while governments say it goes on. People get
// the doubt: At and Answer say "announced, not law" or "not known since". The
// market program needs a decision: Bites takes an announced extension as if it
// held until its announced last day, because agents expect what is announced,
// and takes the text as it stands where nothing was announced.
//
// # Hypothetical measures
//
// A measure in force from 9999-12-31 (Never) is no law: it is shipped so that a
// scenario can bring it into force by setting its first day.
package rulebook
