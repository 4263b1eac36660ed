package report

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"adit/report/reporttest"
)

var shots = flag.String("shots", "", "folder to put pictures of the page into")

// needAssets skips a test that prints real pages where they cannot be printed.
func needAssets(t *testing.T) {
	t.Helper()
	if _, err := readBundle(embedded); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("page assets are not built: %v", err)
	}
}

func printed(t *testing.T) string {
	t.Helper()
	needAssets(t)
	dir := t.TempDir()
	if err := Write(dir, fixture()); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, PageFile)
}

func TestPageInBrowser(t *testing.T) {
	reporttest.CheckPage(t, printed(t))
}

func TestPictures(t *testing.T) {
	if *shots == "" {
		t.Skip("no folder named with -shots")
	}
	path := printed(t)
	for name, picture := range reporttest.Pictures(t, path) {
		if err := os.WriteFile(filepath.Join(*shots, name), picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, width := range reporttest.Widths {
		for _, dark := range []bool{false, true} {
			name := fmt.Sprintf("%d-dark-%v.png", width, dark)
			if err := os.WriteFile(filepath.Join(*shots, name), reporttest.Screenshot(t, path, width, dark), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
