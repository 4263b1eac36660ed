// Package screen answers whether a party, a product or a shipment may go: it
// holds the question against every measure of the rule book and every list that
// is loaded, and says of each whether it is applied, open or set aside, and why.
//
// # What clears
//
// Nothing is cleared by silence. A party goes only where it is identified, no
// loaded and dated list names it, and who owns it is recorded; a name that no
// list has is no identification. A measure whose force on the day is in doubt
// leaves the question open, and so does a list that a measure names and nobody
// loaded.
//
// # Verdicts
//
// From the least to the most restrictive: goes, cannot tell, needs licence,
// presumed denied, prohibited. The verdict is the most restrictive that is
// certain; where nothing is certain and something is open it is cannot tell.
// What is open beside a certain verdict is listed with it.
//
// A screening is an aid to the person who decides. It is no legal advice.
package screen
