package layers

import (
	"slices"
	"strings"
)

// room is a top-level folder of the module, with everything under it.
type room struct {
	name string
	may  []string // rooms it may import; the root always may be
	why  string   // what goes wrong when it imports another one
}

// rooms is the map of docs/ARCHITECTURE.md, top line first. A room may import
// the rooms listed here and nothing else of this module.
var rooms = build([]line{
	{
		{name: "cmd", why: "the verbs are the outermost room: only they meet the terminal, the clock and the signals"},
		{name: "server", why: "pages and API are the outermost room beside the verbs, which start it"},
	},
	{
		{name: "study", why: "a study takes one question from end to end and is asked by a verb or a page, never the reverse"},
		{name: "report", why: "a report lays out tables and charts it is handed; what was asked, and how it was computed, is the study's"},
		{name: "chart", why: "a chart draws a table; it knows neither the page around it nor what the numbers mean"},
	},
	{
		{name: "claims", why: "a claim is compared with a value that comes through the Resolver interface, so that claims need no engine"},
	},
	{
		{name: "plan", why: "a plan chooses among projects with the market program; who reads it is not its business"},
		{name: "respond", why: "a response moves what there is now; it neither writes pages nor judges claims"},
		{name: "reserve", why: "a reserve is sized on simulated shortages; it neither writes pages nor judges claims"},
		{name: "alliance", why: "an alliance adds up what its members have; plans and responses read it"},
	},
	{
		{name: "deal", why: "a deal turns terms into cash flows; prices reach it as a function, so that it can be valued without a plan"},
	},
	{
		{name: "stress", why: "an ensemble runs the market over draws of events; what is then planned or said about it is decided above"},
		{name: "diagnose", why: "an indicator reads a world and its flows; ensembles use indicators, not the reverse"},
	},
	{
		{name: "market", why: "the market solves one window under given rules; it knows neither events nor draws nor money to invest"},
	},
	{
		{name: "chain", why: "a chain is a balanced picture of the base period, before any rule or price window exists"},
		{name: "lp", why: "a program knows rows and columns, not minerals: that is what lets a second solver join"},
	},
}, []line{
	// The other column stands beside chain and lp: neither side knows the other.
	{
		{name: "screen", why: "a screening reads parties, products and rules; it must work where no market can be solved"},
		{name: "bom", why: "a bill of materials says what is inside a product; who may buy it is screening's question"},
		{name: "ownership", why: "ownership says who holds whom; what follows from it is for screening and the rule book"},
		{name: "rulebook", why: "the rule book only evaluates law on a date; it must not know tonnes, prices or programs"},
	},
}, []line{
	{
		{name: "statistics", why: "an official file is read as it stands; what is computed from it is decided above"},
		{name: "dataset", why: "a world is read before anything is computed from it, so every reader can be fuzzed alone"},
		{name: "table", why: "a table holds typed columns and knows no mineral; every room can hand its result over in one"},
		{name: "schema", why: "columns are described once, at the bottom, so that decoder, pages and forms agree"},
	},
})

// aside are rooms outside the lines, which only verbs and server (and each
// other's lower neighbours, as listed) may use.
var aside = []room{
	{name: "store", may: []string{"table", "schema"}, why: "a store keeps records; what they mean is known where they are made"},
	{name: "fleet", may: []string{"study", "stress", "dataset", "table", "schema"}, why: "a fleet spreads ensembles over machines; pages and storage are not its business"},
	{name: "price", may: []string{"dataset", "table", "schema"}, why: "a price series is observed, not computed: it needs no program"},
}

// worlds is data: Go files that embed folders.
var worlds = room{name: "worlds", why: "shipped worlds are files, embedded; code that reads them is dataset's"}

// usesWorlds may import the shipped worlds; all others are handed a world.
var usesWorlds = []string{"cmd", "server", "study", "fleet"}

// inner are arrows inside one room that are forbidden too: prefix of the
// importer, exact or not, against prefix of the imported.
var inner = []struct{ from, to, why string }{
	{"lp", "lp/highs", "a program does not know its solver: the caller picks a backend behind lp's interface"},
	{"lp", "lp/clp", "a program does not know its solver: the caller picks a backend behind lp's interface"},
	{"table", "table/parquet", "a table does not know its file formats: they wrap it"},
	{"table", "table/excel", "a table does not know its file formats: they wrap it"},
}

// narrow are rooms that may import fewer rooms than stand below them.
var narrow = map[string][]string{
	"ownership": {"dataset", "table", "schema"}, // which rule asks is its caller's: ownership is handed a test as data
	"claims":    {"dataset", "table", "schema"}, // what computes answers through its Resolver, so a verdict can only follow from answers
}

type line []room

// build derives who may import whom: in a column of lines, a room may import
// the rooms to its right and every line below it. Columns given in the middle
// stand side by side: they see the last column, which lies under both, and are
// seen by the lines of the first one above its own last line.
func build(main, beside, bottom []line) []room {
	names := func(ls []line) (out []string) {
		for _, l := range ls {
			for _, r := range l {
				out = append(out, r.name)
			}
		}
		return out
	}
	var all []room
	add := func(ls []line, under func(i int) []string) {
		for i, l := range ls {
			for j, r := range l {
				r.may = slices.Concat(names([]line{l[j+1:]}), names(ls[i+1:]), under(i))
				if few, ok := narrow[r.name]; ok {
					r.may = few
				}
				all = append(all, r)
			}
		}
	}
	add(main, func(i int) []string {
		if i == len(main)-1 { // chain and lp stand beside the other column
			return names(bottom)
		}
		return slices.Concat(names(beside), names(bottom))
	})
	add(beside, func(int) []string { return names(bottom) })
	add(bottom, func(int) []string { return nil })
	return all
}

// find returns the room a folder of the module lies in, and whether there is
// one on the map. The root package is the folder "".
func find(dir string) (room, bool) {
	top, _, _ := strings.Cut(dir, "/")
	if top == worlds.name {
		return worlds, true
	}
	for _, r := range slices.Concat(rooms, aside) {
		if r.name == top {
			return r, true
		}
	}
	return room{}, false
}

// allowed says why the package in folder from must not import the package in
// folder to, or "" when it may.
func allowed(from, to string, test bool) string {
	fromTop, _, _ := strings.Cut(from, "/")
	toTop, _, _ := strings.Cut(to, "/")
	switch {
	case from == "":
		return "the root is the vocabulary: it imports the standard library only, so that every room can import it"
	case to == "":
		return ""
	case fromTop == toTop:
		for _, a := range inner {
			if from == a.from && (to == a.to || strings.HasPrefix(to, a.to+"/")) && !test {
				return a.why
			}
		}
		return ""
	case toTop == "internal":
		return ""
	case fromTop == "internal":
		return "an internal helper lies under every room and may know none of them"
	case toTop == "assets":
		return "assets are generators run at build time, not libraries"
	case toTop == worlds.name:
		if test || slices.Contains(usesWorlds, fromTop) {
			return ""
		}
		return "a library is handed a world by its caller; only verbs, server, fleet and study know which ones are shipped"
	}
	if fromTop == worlds.name && (test || from == "worlds/worldstest") { // they are shipped sound: its tests read them
		return ""
	}
	f, ok := find(from)
	if !ok {
		return "room " + fromTop + " is not on the map: put it there, with what it must not know (docs/ARCHITECTURE.md)"
	}
	t, ok := find(to)
	if !ok {
		return "room " + toTop + " is not on the map: put it there, with what it must not know (docs/ARCHITECTURE.md)"
	}
	if slices.Contains(f.may, t.name) {
		return ""
	}
	for _, a := range aside {
		if a.name == t.name && (f.name == "cmd" || f.name == "server") {
			return ""
		}
	}
	return f.why
}
