package dataset

import (
	"fmt"
	"reflect"
	"strings"

	"adit/schema"
)

// check looks at what no single cell can tell: keys, references, provenance,
// and whether the numbers of a world can be true together.
func (r *reader) check() {
	for _, table := range schema.Tables() {
		r.checkKeys(table)
	}
	r.checkDocumentKeys()
	ids := r.index()
	for _, table := range schema.Tables() {
		r.checkRefs(ids, table.Name, table.Columns, false)
		if table.Sourced() {
			r.checkProvenance(table.Name, table.Columns, false)
		}
	}
	for _, doc := range schema.Documents() {
		r.checkRefs(ids, doc.Name, doc.Fields, true)
	}
	r.checkProvenance("rules", schema.Rules.Fields, true)
	r.checkDealProvenance()
	r.checkMaterials()
	r.checkChains()
	r.checkRecipes()
	r.checkSites()
	r.checkLanes()
	r.checkStocks()
	r.checkRecords()
	r.checkParties()
	r.checkHoldings()
	r.checkListed()
	r.checkStatistics()
	r.checkSeries()
	r.checkMeasures()
	r.checkTariffs()
	for i := range r.world.Scenarios {
		r.checkScenario(i)
	}
	for i := range r.world.Deals {
		r.checkDeal(i)
	}
}

// checkKeys finds rows with the same key; groups share theirs with places,
// because a rule names either in the same breath.
func (r *reader) checkKeys(table *schema.Table) {
	rows := rowsOf(r.world, table.Name)
	fields := schema.FieldsOf(reflect.TypeOf(table.Row), false)
	seen := map[string]string{}
	if table == &schema.Groups {
		for i, p := range r.world.Places {
			seen[p.ID] = r.at("places", i, "id").String()
		}
	}
	for i := range rows.Len() {
		var parts []string
		for _, key := range table.Keys {
			parts = append(parts, fmt.Sprint(rows.Index(i).FieldByIndex(fields[key])))
		}
		key := strings.Join(parts, " ")
		if strings.TrimSpace(key) == "" {
			continue // reported as a missing cell
		}
		if first, again := seen[key]; again {
			r.problems.Add("duplicate-key", r.at(table.Name, i, table.Keys[0]), "delete one of the rows, or give this one a key of its own",
				"%s %q stands twice, first at %s", strings.Join(table.Keys, ", "), key, first)
			continue
		}
		seen[key] = r.at(table.Name, i, table.Keys[0]).String()
	}
}

func (r *reader) checkDocumentKeys() {
	for _, doc := range schema.Documents() {
		rows := rowsOf(r.world, doc.Name)
		seen := map[string]string{}
		for i := range rows.Len() {
			id := rows.Index(i).FieldByName("ID").String()
			at := r.at(doc.Name, i, "id")
			if first, again := seen[id]; again && id != "" {
				r.problems.Add("duplicate-key", at, "give this file an id of its own", "id %q stands twice, first at %s", id, first)
			}
			seen[id] = at.String()
		}
	}
}
