package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPageIsUpToDate keeps THIRD_PARTY.md in step with what is linked.
func TestPageIsUpToDate(t *testing.T) {
	root := filepath.Join("..", "..")
	if _, err := os.Stat(filepath.Join(root, "node_modules")); err != nil {
		t.Skip("node_modules is not there: run make assets first")
	}
	want, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile(filepath.Join(root, page))
	if err != nil || string(have) != string(want) {
		t.Errorf("%s is not what is linked now: run go run ./assets/notices (%v)", page, err)
	}
}

func TestLicenceIsKnown(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"LICENSE", "Apache License\n   Version 2.0, January 2004", "Apache-2.0"},
		{"LICENSE", "Permission is hereby granted, free of\ncharge, to any person", "MIT"},
		{"LICENSE", "Redistribution and use in source and binary forms … Neither the name of", "BSD-3-Clause"},
		{"LICENSE", "Redistribution and use in source and binary forms …", "BSD-2-Clause"},
		{"COPYING", "Mozilla Public License Version 2.0", "MPL-2.0"},
		{"NOTICE", "Permission is hereby granted, free of charge", ""},
		{"LICENSE", "All rights reserved.", ""},
	} {
		var p part
		p.add(c.name, c.body)
		if p.licence != c.want {
			t.Errorf("%s %q is taken for %q, want %q", c.name, c.body, p.licence, c.want)
		}
	}
}
