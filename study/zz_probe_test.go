package study

import (
	"context"
	"fmt"
	"testing"

	"adit/chain"
	"adit/dataset"
	"adit/lp/highs"
	"adit/worlds"
)

func TestProbe(t *testing.T) {
	f, name, _ := worlds.Open(worlds.Default)
	w, ps := dataset.Read(f, name)
	fmt.Println(len(ps), "problems")
	s, err := highs.New(context.Background(), highs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	net, ps := chain.Build(w)
	fmt.Println("build", ps)
	for k := range net.Parts() {
		p := net.Part(k)
		fmt.Println("part", k, len(p.Nodes), "nodes", len(p.Sites), "sites", len(p.Lanes), "lanes", len(p.Uses), "uses", p.Materials())
	}
	moves, ps, err := net.Reconcile(context.Background(), s)
	fmt.Println("reconcile", err, ps.Error())
	_ = moves
	snd, err := Check(context.Background(), w, s)
	fmt.Println(err, snd.Problems.Error())
	if snd.Wedges != nil {
		fmt.Println(snd.Wedges.Len(), "wedges")
	}
}
