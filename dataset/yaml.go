package dataset

import (
	"errors"
	"fmt"
	"reflect"

	"go.yaml.in/yaml/v4"

	"adit"
	"adit/internal/near"
	"adit/schema"
)

// yaml reads one YAML file and appends what it holds to the world.
func (r *reader) yaml(doc *schema.Document, f file) {
	row := reflect.New(reflect.TypeOf(doc.Row)).Elem()
	here := r.document(doc, f, row)
	if len(here) == 0 {
		r.partial[doc.Name] = true
		return
	}
	rows := rowsOf(r.world, doc.Name)
	rows.Set(reflect.Append(rows, row))
	r.marks[doc.Name] = append(r.marks[doc.Name], here)
}

// document decodes one YAML file into row and returns the places of its nodes,
// none when it is no YAML at all.
func (r *reader) document(doc *schema.Document, f file, row reflect.Value) marks {
	whole := adit.Where{File: f.name}
	var root yaml.Node
	if err := yaml.Load(f.data, &root); err != nil {
		var le *yaml.LoadError
		if errors.As(err, &le) && le.Mark.Line > 0 {
			message := le.Message
			if le.ContextMsg != "" {
				message = le.ContextMsg + ": " + message
			}
			r.problems.Add("bad-yaml", adit.Where{File: f.name, Line: le.Mark.Line, Column: le.Mark.Column}, "", "the file is not YAML: %s", message)
		} else {
			r.problems.Add("bad-yaml", whole, "a file holds one document", "the file is not YAML: %s", err)
		}
		return nil
	}
	if len(root.Content) == 0 {
		r.problems.Add("empty-file", whole, "fill it, or delete it", "the file is empty")
		return nil
	}
	top := root.Content[0]
	y := yamlReader{reader: r, file: f.name, marks: marks{"": {File: f.name, Line: max(1, top.Line), Column: top.Column}}}
	y.object(doc.Fields, top, "", row)
	setRow(row, y.marks.at("id"))
	return y.marks
}

// yamlReader decodes the nodes of one file.
type yamlReader struct {
	*reader
	file  string
	marks marks
}

func (y *yamlReader) where(n *yaml.Node) adit.Where {
	return adit.Where{File: y.file, Line: n.Line, Column: n.Column}
}

// object decodes a mapping; prefix is its path with a trailing dot.
func (y *yamlReader) object(fields []schema.Column, n *yaml.Node, prefix string, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		y.problems.Add("bad-value", y.where(n), "write key: value lines", "a mapping is expected here, not %s", kindOf(n))
		return
	}
	index := schema.FieldsOf(v.Type(), true)
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		column := schema.Find(fields, key.Value)
		if column == nil || key.Kind != yaml.ScalarNode {
			y.problems.Add("unknown-key", y.where(key), near.Hint(key.Value, schema.Names(fields)), "no key is called %q here", key.Value)
			continue
		}
		if first, again := seen[key.Value]; again {
			y.problems.Add("duplicate-key", y.where(key), "delete one of them", "key %q stands twice, first at %s", key.Value, y.where(first))
			continue
		}
		seen[key.Value] = key
		path := prefix + column.Name
		y.marks[path] = y.where(value)
		y.value(column, value, path, v.FieldByIndex(index[column.Name]))
	}
	for i := range fields {
		c := &fields[i]
		key, given := seen[c.Name]
		switch {
		case c.Required && !given:
			y.problems.Add("missing-cell", y.where(n), "add it: "+c.Doc, "key %q is missing", c.Name)
		case c.Required && isBlank(y.child(n, key)):
			y.problems.Add("missing-cell", y.where(key), c.Doc, "key %q is blank", c.Name)
		}
	}
	if prefix != "" {
		setRow(v, y.where(n))
	}
}

// child returns the value node that follows a key node.
func (y *yamlReader) child(n, key *yaml.Node) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i] == key {
			return n.Content[i+1]
		}
	}
	return key
}

// isBlank reports whether a node says nothing: null, "" or an empty list.
func isBlank(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Value == "" || n.Tag == "!!null") || n.Kind == yaml.SequenceNode && len(n.Content) == 0
}

// value decodes one value by the type of its column.
func (y *yamlReader) value(column *schema.Column, n *yaml.Node, path string, v reflect.Value) {
	switch {
	case isBlank(n):
	case n.Kind == yaml.AliasNode:
		y.problems.Add("bad-yaml", y.where(n), "repeat the value", "aliases are not read")
	case column.Type == schema.Object:
		y.object(column.Fields, n, path+".", v)
	case column.Type == schema.Objects:
		if n.Kind != yaml.SequenceNode {
			y.problems.Add("bad-value", y.where(n), "start each with a dash", "%s is a list of mappings, not %s", column.Name, kindOf(n))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
		for i, item := range n.Content {
			at := fmt.Sprintf("%s[%d]", path, i)
			y.marks[at] = y.where(item)
			y.object(column.Fields, item, at+".", v.Index(i))
		}
	case n.Kind == yaml.SequenceNode && (column.Type == schema.Refs || column.Type == schema.Words):
		words := make([]string, 0, len(n.Content))
		for i, item := range n.Content {
			y.marks[fmt.Sprintf("%s[%d]", path, i)] = y.where(item)
			if item.Kind != yaml.ScalarNode || item.Value == "" {
				y.problems.Add("bad-value", y.where(item), column.Doc, "%s holds %s where a word is expected", column.Name, kindOf(item))
			}
			words = append(words, item.Value)
		}
		v.Set(reflect.ValueOf(words))
	case n.Kind != yaml.ScalarNode:
		y.problems.Add("bad-value", y.where(n), column.Doc, "%s is a %s, not %s", column.Name, column.Type, kindOf(n))
	case column.Type == schema.Words: // one sentence need not stand in a list
		v.Set(reflect.ValueOf([]string{n.Value}))
	default:
		y.scalar(column, n.Value, y.where(n), v)
	}
}

// setRow records a position where the type has a place for it.
func setRow(v reflect.Value, at adit.Where) {
	if f := v.FieldByName("Row"); f.IsValid() {
		f.Set(reflect.ValueOf(at))
	}
}

func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	return fmt.Sprintf("%q", n.Value)
}
