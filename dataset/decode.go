package dataset

import (
	"reflect"

	"adit"
	"adit/schema"
)

// Positions gives the place of every node of one file by its path, such as
// claims[3].tests[0].ask; a path without a node gives the one around it.
type Positions func(path string) adit.Where

// Decode reads one YAML file of a described kind that is not part of a world
// proper, such as a ledger of claims: into points to a value of the type of
// doc.Row. Faults of form are collected; what they mean is for the caller.
func Decode(doc *schema.Document, name string, data []byte, into any) (Positions, adit.Problems) {
	r := newReader(name)
	f := file{name: name, kind: doc.Name, data: data}
	if !r.decodable(&f) {
		return marks{}.at, r.problems
	}
	y := r.document(doc, f, reflect.ValueOf(into).Elem())
	r.problems.Sort()
	return y.at, r.problems
}

// DecodeTable reads one CSV file of a described kind that is not part of a
// world, such as deliveries: into points to a slice of values of the type of
// table.Row. See ReadCSV, which also tells where the cells stand.
func DecodeTable(table *schema.Table, name string, data []byte, into any) adit.Problems {
	_, problems := ReadCSV(table, nil, name, data, into)
	return problems
}
