package dataset

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"adit"
	"adit/internal/near"
	"adit/schema"
)

// ids holds the keys of each table and document kind.
type ids map[string]map[string]bool

// index gathers the keys that references may name.
func (r *reader) index() ids {
	all := ids{}
	add := func(table, id string) {
		if all[table] == nil {
			all[table] = map[string]bool{}
		}
		all[table][id] = true
	}
	for _, table := range schema.Tables() {
		rows := rowsOf(r.world, table.Name)
		for i := range rows.Len() {
			if table == &schema.Recipes {
				add(table.Name, r.world.Recipes[i].Recipe)
			} else if id := rows.Index(i).FieldByName("ID"); id.IsValid() {
				add(table.Name, id.String())
			}
		}
	}
	for _, m := range r.world.Measures {
		add("rules", m.ID)
	}
	return all
}

// checkRefs resolves every reference of a table or document kind.
func (r *reader) checkRefs(all ids, name string, columns []schema.Column, yml bool) {
	rows := rowsOf(r.world, name)
	for i := range rows.Len() {
		walk(columns, rows.Index(i), yml, "", func(c *schema.Column, path string, v reflect.Value) {
			switch c.Type {
			case schema.Ref:
				if v.String() != "" {
					r.resolve(all, c, v.String(), r.at(name, i, path))
				}
			case schema.Refs:
				for j, id := range v.Interface().([]string) {
					r.resolve(all, c, id, r.at(name, i, fmt.Sprintf("%s[%d]", path, j)))
				}
				if c.Share {
					r.checkOwners(v.Interface().([]string), r.at(name, i, path))
				}
			}
		})
	}
}

// resolve reports an id that none of the column's tables holds.
func (r *reader) resolve(all ids, c *schema.Column, id string, at adit.Where) {
	if slices.Contains(c.Also, id) || id == "" {
		return
	}
	if c.Share {
		id, _, _ = strings.Cut(id, ":")
	}
	candidates := map[string]bool{}
	for _, table := range c.Refers {
		if r.partial[table] || all[table][id] {
			return
		}
		maps.Copy(candidates, all[table])
	}
	if stem, pattern := strings.CutSuffix(id, "*"); pattern && c.Wildcard {
		for known := range candidates {
			if strings.HasPrefix(known, stem) {
				return
			}
		}
		r.problems.Add("wildcard-matches-nothing", at, near.Hint(stem, sortedKeys(candidates)), "no %s begin with %q", strings.Join(c.Refers, " or "), stem)
		return
	}
	code := "dangling-id"
	switch c.Refers[0] {
	case "places":
		code = "unknown-place"
	case "sources":
		code = "unknown-source"
	}
	hint := near.Hint(id, append(sortedKeys(candidates), c.Also...))
	if hint == "" {
		hint = "add it to " + strings.Join(c.Refers, " or ")
	}
	r.problems.Add(code, at, hint, "%s names %q, which is not in %s", c.Name, id, strings.Join(c.Refers, " or "))
}

// checkOwners reads the shares in percent that follow party ids.
func (r *reader) checkOwners(owners []string, at adit.Where) {
	total := 0.0
	for _, owner := range owners {
		party, text, stated := strings.Cut(owner, ":")
		if !stated {
			continue
		}
		share, err := strconv.ParseFloat(text, 64)
		if err != nil || !(share > 0 && share <= 100) {
			r.problems.Add("out-of-range", at, "write a share in percent, such as "+party+":51", "owner %q has share %q", party, text)
			return
		}
		total += share
	}
	if total > 100+1e-6 {
		r.problems.Add("share-sum", at, "correct a share, or leave out the ones not known", "the owners hold %.6g percent together", total)
	}
}
