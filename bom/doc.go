// Package bom reads multi-level bills of materials and says what is inside a
// product: how much of it, by value or by weight, is listed goods of an origin,
// whether that reaches a share, and the smallest change that turns the answer.
//
// # Unknown stays unknown
//
// A price, an origin or a classification that the bill does not state is never
// taken for zero, for home or for free. Each quantity is an interval that holds
// whatever the unknown may be, so an answer is caught, not caught or cannot
// tell; the last comes with what to find out.
//
// # Exact
//
// Numbers are decimals as they were written, and a share is compared by
// multiplication. A content of 0.1 in 100 reaches 0.1%, one of 0.0999 does not.
//
// # What is counted
//
// The outermost listed item of the origin counts with its whole value, and what
// is inside it is not counted again. An item that has parts and no
// classification is not listed itself; its parts speak. A part without parts of
// its own and without classification may be listed.
//
// The room knows no instrument: what is listed, whose origin counts and which
// share decides come from the caller, who has them from the rule book.
package bom
