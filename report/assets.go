package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"io/fs"
	"strings"

	"adit"
)

//go:embed all:assets
var embedded embed.FS

// bundle is the script and style of the page.
type bundle struct {
	script, style string
}

// readBundle reads the built assets from the file system of a folder "assets".
func readBundle(files fs.FS) (bundle, error) {
	script, err := fs.ReadFile(files, "assets/brief.js")
	if err != nil {
		return bundle{}, missing("brief.js")
	}
	style, err := fs.ReadFile(files, "assets/brief.css")
	if err != nil {
		return bundle{}, missing("brief.css")
	}
	b := bundle{script: string(script), style: string(style)}
	// The page inlines both, so neither may close its own element early.
	for text, end := range map[string]string{b.script: "</script", b.style: "</style"} {
		if strings.Contains(strings.ToLower(text), end) {
			return bundle{}, adit.Problem{
				Code:    "assets-unsafe",
				Message: "a page asset contains " + end + ", which would end it in the middle of the page",
				Hint:    "run make assets with the esbuild version of package-lock.json",
			}
		}
	}
	return b, nil
}

func missing(name string) error {
	return adit.Problem{
		Code:    "assets-missing",
		Message: "this program was built without the page asset " + name,
		Hint:    "run make assets, then build again",
	}
}

// policy is the page's content security policy: nothing is fetched from
// anywhere, and only the script we wrote runs. Inline styles stay allowed for
// the tooltips of charts.
func (b bundle) policy() string {
	sum := sha256.Sum256([]byte(b.script))
	return "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'sha256-" +
		base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}
