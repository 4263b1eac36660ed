package worlds_test

import (
	"testing"

	"adit"
	"adit/dataset"
	"adit/worlds"
)

// base returns the default world, which must load without a problem of any
// severity: a shipped world is the example users copy.
func base(t *testing.T) *adit.World {
	t.Helper()
	fsys, name, err := worlds.Open(worlds.Default)
	if err != nil {
		t.Fatal(err)
	}
	w, problems := dataset.Read(fsys, name)
	for _, p := range problems {
		t.Error(p)
	}
	return w
}

func TestDefaultWorldLoads(t *testing.T) {
	if w := base(t); len(w.Sites) == 0 || len(w.Lanes) == 0 || len(w.Uses) == 0 {
		t.Fatal("the default world has no sites, lanes or uses")
	}
}
