package worlds

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestLayer(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	under := fstest.MapFS{"figures-a.csv": file("# a\nid,value\nx,1\ny,2\n"), "sites-a.csv": file("id\ns\n"), "sites-b.csv": file("id\nt\n"), "rules/cn/r.yaml": file("id: r\n")}
	top := fstest.MapFS{inherits: file("# why\nfigures*.csv\nsites-a.csv\nrules/*/*.yaml\n"), "figures-own.csv": file("id,value\nx,9\n"), "sites-a.csv": file("id\nu\n")}
	got, err := layer(top, under)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"figures-a.csv": "# a\nid,value\n# x: another row stands in\ny,2\n", "figures-own.csv": "id,value\nx,9\n", "sites-a.csv": "id\nu\n", "rules/cn/r.yaml": "id: r\n"}
	for name, text := range want {
		if data, err := fs.ReadFile(got, name); err != nil || string(data) != text {
			t.Errorf("%s is %q (%v), want %q", name, data, err, text)
		}
	}
	if _, err := fs.Stat(got, "sites-b.csv"); err == nil {
		t.Error("sites-b.csv came along unasked")
	}
	if err := fstest.TestFS(got, "figures-a.csv", "rules/cn/r.yaml"); err != nil {
		t.Error(err)
	}
	top[inherits] = file("nothing*.csv\n")
	if _, err := layer(top, under); err == nil || !strings.Contains(err.Error(), "nothing*.csv") {
		t.Errorf("a pattern that matches nothing passes: %v", err)
	}
}

func TestOpenNamesShippedWorldsOnly(t *testing.T) {
	for _, name := range Names() {
		if _, _, err := Open(name); err != nil {
			t.Error(name, err)
		}
	}
	if _, _, err := Open("elsewhere"); err == nil {
		t.Error("a world that is not shipped opens")
	}
}
