package ownership

import (
	"errors"
	"io"
	"slices"
	"strings"

	"adit"
)

var (
	listColumns    = []string{"id", "name", "country", "kind", "aliases", "numbers", "from", "to", "programs", "terms", "requirement", "policy", "note"}
	holdingColumns = []string{"id", "owner", "asset", "share", "kind", "block", "from", "to", "known_on", "note"}
)

// PartyList reads a user's own list of parties: CSV with a column name, and
// where wanted id, country, kind, aliases, numbers, from, to, programs, terms,
// requirement, policy and note, each as in the tables of a world. id is that of
// the list, title its name, on the day of its state; zero: not stated. A row
// with an id of its own speaks of the party of that id.
func PartyList(name string, r io.Reader, id, title string, on adit.Date) (*Import, adit.Problems) {
	in := newIntake(name, id, adit.Source{ID: id, Title: title, Date: on})
	in.csvRows(r, []string{"name"}, listColumns, true, func(r row) {
		what := r.get("name")
		if what == "" {
			in.problems.Add("missing-cell", r.at("name"), "name the party", "name is blank")
			in.leave(r.line, Faulty, r.get("id"))
			return
		}
		span, ok := in.days(r, "from", "to")
		if !ok {
			return
		}
		terms := adit.Terms(r.get("terms"))
		if terms != "" && terms.Rank() == 0 {
			in.problems.Add("bad-value", r.at("terms"), "write one of: "+words(adit.AllTerms()), "terms is %q", terms)
			in.leave(r.line, Faulty, what)
			return
		}
		party := ownID(r.get("id"))
		if party == "" {
			party = in.once(in.id(what))
		}
		kind := r.get("kind")
		if kind == "" {
			kind = "unknown"
		}
		in.party(adit.Party{ID: party, Name: what, Country: country([]string{r.get("country")}), Kind: kind, Aliases: r.get("aliases"), Numbers: r.get("numbers"),
			Provenance: in.provenance(r.line, adit.Secondary, r.get("note"))})
		in.list(id, title, "own list", adit.Secondary)
		in.Listed = append(in.Listed, adit.Listed{ID: in.once(id + "/listed/" + plainID(party)), List: id, Party: party, From: span.From, To: span.To,
			Programs: r.get("programs"), Terms: terms, Requirement: r.get("requirement"), Policy: r.get("policy"),
			Provenance: in.provenance(r.line, adit.Secondary, r.get("note"))})
		in.Used++
	})
	return in.done()
}

// Holdings reads a user's own holdings: CSV with owner and asset, and where
// wanted id, share, kind, block, from, to, known_on and note, each as in the
// table holdings. Owner and asset are ids of parties or names; a name becomes
// an id. on is the day of the file; zero: not stated.
func Holdings(name string, r io.Reader, on adit.Date) (*Import, adit.Problems) {
	in := newIntake(name, "own", adit.Source{ID: "own-holdings", Title: "Own file of holdings", Date: on})
	in.csvRows(r, []string{"owner", "asset"}, holdingColumns, true, func(r row) {
		owner, asset := r.get("owner"), r.get("asset")
		what := owner + " holds " + asset
		if owner == "" || asset == "" {
			in.problems.Add("missing-cell", r.at("owner"), "name owner and asset", "a holding needs owner and asset")
			in.leave(r.line, Faulty, what)
			return
		}
		span, ok := in.days(r, "from", "to")
		if !ok {
			return
		}
		known, fine := firstDay(r.get("known_on"))
		if text := r.get("known_on"); text != "" && !fine {
			in.problems.Add("bad-date", r.at("known_on"), "write YYYY-MM-DD", "known_on is %q, which is not a date", text)
			in.leave(r.line, Faulty, what)
			return
		}
		stake, err := adit.ParseStake(r.get("share"))
		if err != nil {
			code := "bad-number"
			if errors.Is(err, adit.ErrStakeRange) {
				code = "out-of-range"
			}
			in.problems.Add(code, r.at("share"), "", "%s", err)
			in.leave(r.line, Faulty, what)
			return
		}
		kind := adit.Tie(r.get("kind"))
		if kind != "" && !slices.Contains(ties, kind) {
			in.problems.Add("bad-value", r.at("kind"), "write one of: "+words(ties), "kind is %q", kind)
			in.leave(r.line, Faulty, what)
			return
		}
		share := stake.String()
		if kind == adit.Control {
			share = ""
		}
		h := adit.Holding{ID: ownID(r.get("id")), Owner: ownID(owner), Asset: ownID(asset), Share: share, Kind: kind, Block: r.get("block"),
			From: span.From, To: span.To, KnownOn: known, Provenance: in.provenance(r.line, adit.Secondary, r.get("note"))}
		if h.ID == "" {
			h.ID = "own/" + plainID(h.Owner) + "/" + plainID(h.Asset)
		}
		in.named(h.Owner, owner, r.line)
		in.named(h.Asset, asset, r.line)
		if in.hold(r.line, h) {
			in.Used++
		}
	})
	return in.done()
}

// ownID makes an id of what a user wrote: an id stays as it is.
func ownID(text string) string {
	id := strings.ReplaceAll(text, "_", "\x00")
	id = strings.ReplaceAll(plainID(id), "_00", "_")
	switch {
	case id == "":
		return ""
	case strings.Trim(id, "0123456789.-/eE_") == "", slices.Contains([]string{"inf", "infinity", "nan"}, strings.ToLower(strings.TrimLeft(id, "-"))):
		return "own/" + id // it would read as a number
	}
	return id
}

func words[T ~string](list []T) string {
	var all []string
	for _, one := range list {
		all = append(all, string(one))
	}
	return strings.Join(all, ", ")
}
