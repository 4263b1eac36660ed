package dataset

import (
	"reflect"

	"go.yaml.in/yaml/v4"

	"adit/schema"
)

// encodeDocument writes one YAML file, keys in the order of the schema and
// blank ones left out.
func encodeDocument(doc *schema.Document, row reflect.Value) ([]byte, error) {
	return yaml.Dump(mapping(doc.Fields, row), yaml.WithIndent(2), yaml.WithLineWidth(-1))
}

func mapping(fields []schema.Column, row reflect.Value) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	index := schema.FieldsOf(row.Type(), true)
	for i := range fields {
		c := &fields[i]
		if value := node(c, row.FieldByIndex(index[c.Name])); value != nil {
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: c.Name}, value)
		}
	}
	return n
}

// node returns the YAML of one value, nil for a blank one.
func node(c *schema.Column, v reflect.Value) *yaml.Node {
	switch c.Type {
	case schema.Object:
		if m := mapping(c.Fields, v); len(m.Content) > 0 {
			return m
		}
		return nil
	case schema.Objects:
		if v.Len() == 0 {
			return nil
		}
		list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for i := range v.Len() {
			list.Content = append(list.Content, mapping(c.Fields, v.Index(i)))
		}
		return list
	case schema.Refs, schema.Words:
		if v.Len() == 0 {
			return nil
		}
		list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Style: yaml.FlowStyle}
		for _, word := range v.Interface().([]string) {
			list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: word})
		}
		return list
	}
	text := cellText(c, v)
	if text == "" {
		return nil
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	switch {
	case c.Type == schema.YesNo:
		n.Tag = "!!bool"
	case c.Type == schema.Day && text != schema.OpenEnd:
		n.Tag = "!!timestamp"
	case c.Type == schema.Measured && looksNumeric(text) && text[len(text)-1] != ']':
		n.Tag = "!!float"
	}
	return n
}
