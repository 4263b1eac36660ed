// Command notices writes THIRD_PARTY.md: every module that is linked into the
// program on some system, and every npm package that is bundled into it, with
// the licence text each asks to be passed on. Run it from the root of the
// checkout, after npm ci:
//
//	go run ./assets/notices
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const page = "THIRD_PARTY.md"

// part is something made by others that the program contains.
type part struct {
	name, version string
	licence       string // short name
	texts         []text
}

type text struct{ name, body string }

func main() {
	log.SetFlags(0)
	log.SetPrefix("assets/notices: ")
	out, err := generate(".")
	if err == nil {
		err = os.WriteFile(page, out, 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// generate returns the page for the module in folder root.
func generate(root string) ([]byte, error) {
	modules, err := modules(root)
	if err != nil {
		return nil, err
	}
	packages, err := packages(root)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("# Third-party software\n\nAdit itself is under the Apache License 2.0 (LICENSE). The program also contains the\nparts below, and the Go standard library, which is under the terms of golang.org/x/sys.\nMade by `go run ./assets/notices`.\n")
	for _, kind := range []struct {
		title string
		parts []part
	}{{"Go modules", modules}, {"npm packages", packages}} {
		fmt.Fprintf(&b, "\n## %s\n\n| part | version | licence |\n|---|---|---|\n", kind.title)
		for _, p := range kind.parts {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", p.name, p.version, p.licence)
		}
	}
	b.WriteString("\n## Texts\n\nThe text of the Apache License 2.0 is in LICENSE and not repeated.\n")
	for _, p := range slices.Concat(modules, packages) {
		for _, t := range p.texts {
			fmt.Fprintf(&b, "\n### %s: %s\n\n```\n%s\n```\n", p.name, t.name, t.body)
		}
	}
	return b.Bytes(), nil
}

// modules lists what the program is linked from on the systems it is built for.
func modules(root string) ([]part, error) {
	dirs := map[string]part{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Dir}}\t{{.Path}}\t{{.Version}}{{end}}{{end}}", "./cmd/adit")
		list.Dir = root
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		for line := range strings.Lines(string(out)) {
			if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
				dirs[f[0]] = part{name: f[1], version: f[2]}
			}
		}
	}
	return read(dirs)
}

// packages lists the npm packages that are not only there for development.
func packages(root string) ([]part, error) {
	data, err := os.ReadFile(filepath.Join(root, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version       string
			Dev, Optional bool
		}
	}
	if err := json.Unmarshal(data, &lock); err != nil {
		return nil, err
	}
	dirs := map[string]part{}
	for at, p := range lock.Packages {
		if at == "" || p.Dev || p.Optional {
			continue
		}
		_, name, _ := strings.Cut(at, "node_modules/")
		dirs[filepath.Join(root, filepath.FromSlash(at))] = part{name: name, version: p.Version}
	}
	return read(dirs)
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|copyrightnotice)([.-].*)?$`)

// read fills in the licence texts found in each part's folder, and in its
// folder "licenses" when it has one.
func read(dirs map[string]part) ([]part, error) {
	var parts []part
	for dir, p := range dirs {
		for _, sub := range []string{".", "licenses"} {
			entries, err := os.ReadDir(filepath.Join(dir, sub))
			if sub != "." && errors.Is(err, fs.ErrNotExist) {
				continue
			} else if err != nil {
				return nil, err
			}
			for _, e := range entries {
				if e.IsDir() || !licenceFile.MatchString(e.Name()) {
					continue
				}
				body, err := os.ReadFile(filepath.Join(dir, sub, e.Name()))
				if err != nil {
					return nil, err
				}
				p.add(path.Join(sub, e.Name()), tidy(string(body)))
			}
		}
		if p.licence == "" {
			return nil, fmt.Errorf("%s has no licence file that is known here (%s)", p.name, dir)
		}
		parts = append(parts, p)
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.version, b.version))
	})
	return parts, nil
}

// add takes a text over, and learns the licence from it.
func (p *part) add(name, body string) {
	short := ""
	switch is := func(s string) bool { return strings.Contains(strings.Join(strings.Fields(body), " "), s) }; {
	case strings.Contains(strings.ToLower(name), "notice"):
	case is("Apache License Version 2.0"):
		p.licence = "Apache-2.0"
		return // the text is in our LICENSE
	case is("Permission is hereby granted, free of charge"):
		short = "MIT"
	case is("Redistribution and use in source and binary forms") && (is("Neither the name") || is("names of its contributors")):
		short = "BSD-3-Clause"
	case is("Redistribution and use in source and binary forms"):
		short = "BSD-2-Clause"
	case is("Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee") && !is("copyright notice"):
		short = "0BSD"
	case is("Permission to use, copy, modify, and/or distribute this software"):
		short = "ISC"
	case is("Mozilla Public License Version 2.0"), is("Mozilla Public License, version 2.0"):
		short = "MPL-2.0"
	}
	if p.licence == "" {
		p.licence = short
	}
	p.texts = append(p.texts, text{name, body})
}

// tidy drops what differs between systems and editors: line ends and trailing
// blanks.
func tidy(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\ufeff")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
