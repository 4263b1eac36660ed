// Package table holds typed results: columns with a name, a type, a unit and a
// description, and rows of checked cells. A table is what every verb answers
// with; text, CSV and JSON are three ways of writing the same table, and a
// chart is drawn from one.
//
// Writing is deterministic: the same table gives the same bytes.
package table
