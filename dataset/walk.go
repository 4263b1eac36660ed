package dataset

import (
	"fmt"
	"reflect"

	"adit/schema"
)

// walk visits every described value of a row or file: leaves with their path,
// mappings and lists of mappings by their leaves. Blank values are visited too.
func walk(columns []schema.Column, row reflect.Value, yml bool, prefix string, visit func(c *schema.Column, path string, v reflect.Value)) {
	fields := schema.FieldsOf(row.Type(), yml)
	for i := range columns {
		c := &columns[i]
		v, path := row.FieldByIndex(fields[c.Name]), prefix+c.Name
		switch c.Type {
		case schema.Object:
			walk(c.Fields, v, yml, path+".", visit)
		case schema.Objects:
			for j := range v.Len() {
				walk(c.Fields, v.Index(j), yml, fmt.Sprintf("%s[%d].", path, j), visit)
			}
		default:
			visit(c, path, v)
		}
	}
}
