package table

import (
	"strings"
	"testing"
)

func TestWriteMarkdown(t *testing.T) {
	x := New("x", "X", Column{Name: "what"}, Column{Name: "mass", Type: Number, Unit: "t"}, Column{Name: "sure", Type: Bool})
	x.Add("a|b\nc", 1234.5, true)
	x.Add("d", nil, false)
	var b strings.Builder
	if err := x.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	want := "| What | Mass (t) | Sure |\n|---|---:|---|\n| a\\|b c | 1,230 | yes |\n| d |  | no |\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
