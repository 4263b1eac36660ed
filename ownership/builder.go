package ownership

import (
	"cmp"
	"slices"
	"strings"

	"adit"
)

// Builder gathers parties and holdings. It is for one goroutine; Graph ends it.
type Builder struct {
	ids     map[string]int32
	parties []party
	words   map[string]int32 // interned texts
	texts   []string
	holdings
	fractions map[int32]adit.Stake // of holdings that are no whole number of grains, by index
	problems  adit.Problems
}

// party is what the graph keeps of one.
type party struct {
	id, name, seat string
}

// holdings is what the graph keeps of each holding, one slice a field, so that
// millions of them fit.
type holdings struct {
	owner, asset    []int32
	low, high       []amount
	from, to, known []adit.Date
	kind            []tie
	unknown         []bool
	block           []int32 // interned
	ref             []ref
}

// ref is where a holding stands and what it rests on.
type ref struct {
	id           string
	source, note int32 // interned
	file, line   int32 // file interned
}

type tie uint8

const (
	economic tie = iota
	votes
	control
	indirect
)

var ties = []adit.Tie{economic: adit.Economic, votes: adit.Votes, control: adit.Control, indirect: adit.Indirect}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder {
	return &Builder{ids: map[string]int32{}, words: map[string]int32{"": 0}, texts: []string{""}, fractions: map[int32]adit.Stake{}}
}

func (b *Builder) intern(text string) int32 {
	i, ok := b.words[text]
	if !ok {
		i = int32(len(b.texts))
		b.words[text] = i
		b.texts = append(b.texts, text)
	}
	return i
}

// Party adds a party, or says more of one that a holding named before, and
// returns its number.
func (b *Builder) Party(p adit.Party) int32 {
	i := b.number(p.ID)
	if p.Name != "" {
		b.parties[i].name = p.Name
	}
	if seat := p.Seat(); seat != "" {
		b.parties[i].seat = seat
	}
	return i
}

// number returns the number of a party, added where it is new.
func (b *Builder) number(id string) int32 {
	i, ok := b.ids[id]
	if !ok {
		i = int32(len(b.parties))
		b.ids[id] = i
		b.parties = append(b.parties, party{id: id})
	}
	return i
}

// Hold adds a holding; a party it names that is not there is added. A holding
// whose share cannot be read, or that ends before it begins, is a problem and
// left out.
func (b *Builder) Hold(h adit.Holding) {
	stake, err := adit.ParseStake(h.Share)
	if err != nil {
		b.problems.Add("bad-number", h.Row, "", "%s", err)
		return
	}
	kind := slices.Index(ties, h.Kind)
	switch {
	case h.Kind == "":
		kind = int(economic)
	case kind < 0:
		b.problems.Add("bad-value", h.Row, "write economic, votes, control or indirect", "kind is %q", h.Kind)
		return
	}
	if !h.To.IsZero() && h.To < h.From {
		b.problems.Add("dates-out-of-order", h.Row, "swap the days, or leave the last one out", "holding %q ends on %s, before it begins on %s", h.ID, h.To, h.From)
		return
	}
	b.add(b.number(h.Owner), b.number(h.Asset), stake, tie(kind), h.Span(), h.KnownOn, b.intern(h.Block),
		ref{h.ID, b.intern(strings.Join(h.Source, "; ")), b.intern(h.Note), b.intern(h.Row.File), int32(h.Row.Line)})
}

func (b *Builder) add(owner, asset int32, stake adit.Stake, kind tie, span adit.Span, known adit.Date, block int32, r ref) {
	low, high, exact := amountsOf(stake)
	if !exact {
		b.fractions[int32(len(b.owner))] = stake
	}
	b.owner, b.asset = append(b.owner, owner), append(b.asset, asset)
	b.low, b.high = append(b.low, low), append(b.high, high)
	b.from, b.to, b.known = append(b.from, span.From), append(b.to, span.To), append(b.known, known)
	b.kind, b.unknown = append(b.kind, kind), append(b.unknown, !stake.Known())
	b.block, b.ref = append(b.block, block), append(b.ref, r)
}

// Graph returns what was gathered, ready to be asked. Problems are those of
// Hold, and, as warnings, assets of which more than the whole is held on some
// day: the graph keeps the records, and answers about such an asset say so.
func (b *Builder) Graph() (*Graph, adit.Problems) {
	n := len(b.parties)
	g := &Graph{ids: b.ids, parties: b.parties, texts: b.texts, start: make([]int32, n+1)}
	for _, a := range b.asset {
		g.start[a+1]++
	}
	for i := range n {
		g.start[i+1] += g.start[i]
	}
	order := make([]int32, len(b.asset))
	next := slices.Clone(g.start)
	for i, a := range b.asset {
		order[next[a]] = int32(i)
		next[a]++
	}
	for a := range n {
		if own := order[g.start[a]:g.start[a+1]]; len(own) > 1 {
			slices.SortStableFunc(own, func(x, y int32) int {
				return cmp.Or(cmp.Compare(b.owner[x], b.owner[y]), cmp.Compare(b.kind[x], b.kind[y]), cmp.Compare(b.block[x], b.block[y]))
			})
		}
	}
	g.holdings = holdings{
		owner: arrange(order, &b.owner), asset: arrange(order, &b.asset), low: arrange(order, &b.low), high: arrange(order, &b.high),
		from: arrange(order, &b.from), to: arrange(order, &b.to), known: arrange(order, &b.known), kind: arrange(order, &b.kind),
		unknown: arrange(order, &b.unknown), block: arrange(order, &b.block), ref: arrange(order, &b.ref),
	}
	g.fractions = map[int32]adit.Stake{}
	for now, before := range order {
		if s, ok := b.fractions[before]; ok {
			g.fractions[int32(now)] = s
		}
	}
	for i := range g.parties {
		if p := &g.parties[i]; p.name == "" {
			p.name = p.id
		}
	}
	problems := b.problems
	g.overfull(&problems)
	problems.Sort()
	*b = Builder{}
	return g, problems
}

// arrange returns a slice in a new order and lets go of the old one.
func arrange[T any](order []int32, from *[]T) []T {
	to := make([]T, len(order))
	for now, before := range order {
		to[now] = (*from)[before]
	}
	*from = nil
	return to
}

// SitePrefix stands before the id of a site or project where it is held as a
// party: site/kisanfu.
const SitePrefix = "site/"

// Import adds the parties and holdings of a file.
func (b *Builder) Import(i *Import) {
	for _, p := range i.Parties {
		b.Party(p)
	}
	for _, h := range i.Holdings {
		b.Hold(h)
	}
}

// World adds the parties and holdings of a world, and the owners that its sites
// and projects name. An owner named without a share holds one that is not known.
func (b *Builder) World(w *adit.World) {
	for _, p := range w.Parties {
		b.Party(p)
	}
	for _, h := range w.Holdings {
		b.Hold(h)
	}
	for _, s := range w.Sites {
		b.site(s.ID, s.Name, s.Place, s.Owners, s.Provenance)
	}
	for _, p := range w.Projects {
		b.site(p.ID, p.Name, p.Place, p.Owners, p.Provenance)
	}
}

// New builds the graph of a world.
func New(w *adit.World) (*Graph, adit.Problems) {
	b := NewBuilder()
	b.World(w)
	return b.Graph()
}

// site adds a site as a party that its owners hold.
func (b *Builder) site(id, name, place string, owners []string, p adit.Provenance) {
	if len(owners) == 0 {
		return
	}
	id = SitePrefix + id
	b.Party(adit.Party{ID: id, Name: name, Place: place})
	if !p.AsOf.IsZero() {
		p.Note = "Owner as of " + p.AsOf.String() + "."
	}
	for _, one := range owners {
		owner, share, _ := strings.Cut(one, ":")
		b.Hold(adit.Holding{ID: id + "/" + owner, Owner: owner, Asset: id, Share: share, Provenance: p})
	}
}
