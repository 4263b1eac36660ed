package schema

import (
	"reflect"
	"strings"
	"sync"
	"unicode"
)

// figureColumns maps the columns of figures.csv that live in the embedded
// Figure, which has no col tags because a figure is usually one cell.
var figureColumns = map[string]string{
	"Value": "value", "Low": "low", "High": "high", "Unit": "unit", "KnownOn": "known_on", "Unknown": "unknown",
}

type fieldKey struct {
	row reflect.Type
	yml bool
}

var fieldCache sync.Map // fieldKey → map[string][]int

// FieldsOf returns, for each column name of a root type, the index path of its
// field: the col tag in a table, the snake-case field name in a YAML file.
func FieldsOf(row reflect.Type, yml bool) map[string][]int {
	if m, ok := fieldCache.Load(fieldKey{row, yml}); ok {
		return m.(map[string][]int)
	}
	m := map[string][]int{}
	collect(m, row, nil, yml)
	fieldCache.Store(fieldKey{row, yml}, m)
	return m
}

func collect(m map[string][]int, row reflect.Type, path []int, yml bool) {
	for i := range row.NumField() {
		f := row.Field(i)
		at := append(append([]int(nil), path...), i)
		switch {
		case f.Anonymous && f.Type.Name() == "Figure":
			for j := range f.Type.NumField() {
				if name := figureColumns[f.Type.Field(j).Name]; name != "" {
					m[name] = append(append([]int(nil), at...), j)
				}
			}
		case f.Anonymous:
			collect(m, f.Type, at, yml)
		case f.Name == "Row": // a position, not a column
		case yml:
			m[Snake(f.Name)] = at
		case f.Tag.Get("col") != "":
			m[f.Tag.Get("col")] = at
		}
	}
}

// Snake turns a Go field name into a YAML key: InForce is in_force, ID is id.
func Snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) {
			if i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
