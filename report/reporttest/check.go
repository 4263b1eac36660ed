package reporttest

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

//go:embed audit.js
var audit string

// Widths are those a brief is checked at when none are named: a desk and a
// phone, in CSS pixels.
var Widths = []int{1440, 390}

// CheckPage opens a printed brief at each width, in light and in dark, and
// fails the test for a chart that is not drawn, a console error or exception,
// an outside request, sideways scrolling, cut-off words, broken structure or
// weak contrast. It then checks that the page's CSV downloads hold the bytes
// of the files in csv/ beside it. Without Chromium it skips, saying so, or
// fails where CI=true.
func CheckPage(t *testing.T, path string, widths ...int) {
	if len(widths) == 0 {
		widths = Widths
	}
	for _, width := range widths {
		for _, dark := range []bool{false, true} {
			v := view{width: width, dark: dark}
			t.Run(v.String(), func(t *testing.T) {
				p := open(t, path, v)
				theme := run[string](t, p, "document.documentElement.dataset.theme")
				if (theme == "dark") != dark {
					t.Errorf("the page shows itself in %s", theme)
				}
				report(t, p)
				// Choosing the other theme draws everything anew.
				run[bool](t, p, `document.querySelector(".theme").click(), true`)
				if again := run[string](t, p, "document.documentElement.dataset.theme"); again == theme {
					t.Errorf("the theme button leaves the page in %s", again)
				}
				report(t, p)
			})
		}
	}
	t.Run("resized", func(t *testing.T) {
		p := open(t, path, view{width: 1440})
		if err := chromedp.Do(p.ctx, chromedp.EmulateViewport(390, 900)); err != nil {
			t.Fatal(err)
		}
		// Charts follow their frame a drawn frame later.
		run[bool](t, p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 50))))`)
		report(t, p)
	})
	t.Run("without scripts", func(t *testing.T) {
		p := open(t, path, view{width: 1440, still: true})
		for _, fault := range run[[]string](t, p, plain) {
			t.Error(fault)
		}
	})
	t.Run("printed", func(t *testing.T) {
		p := open(t, path, view{width: 1440, dark: true})
		for _, fault := range run[[]string](t, p, paper) {
			t.Error(fault)
		}
		report(t, p)
	})
	t.Run("choices", func(t *testing.T) {
		p := open(t, path, view{width: 1440})
		for _, fault := range run[[]string](t, p, choose) {
			t.Error(fault)
		}
		report(t, p)
	})
	t.Run("downloads", func(t *testing.T) { checkDownloads(t, path) })
}

func report(t *testing.T, p *visit) {
	t.Helper()
	for _, fault := range run[[]string](t, p, audit) {
		t.Error(fault)
	}
	if err := p.complaints(); err != nil {
		t.Error(err)
	}
}

// plain looks at the page as it is without its script: every chart is its
// table, and nothing is offered that would not work.
const plain = `(() => {
	const faults = [];
	if (document.documentElement.dataset.ready) faults.push("the script ran");
	for (const f of document.querySelectorAll("figure[data-chart]")) {
		const row = f.querySelector("tbody tr");
		if (!row || !row.checkVisibility() || row.getClientRects().length === 0) faults.push(f.id + ": no table shown");
		if (f.querySelector(".canvas").checkVisibility()) faults.push(f.id + ": an empty chart is shown");
	}
	for (const b of document.querySelectorAll("button")) if (b.checkVisibility()) faults.push("a dead button: " + b.textContent);
	return faults;
})()`

// paper asks for the page as it goes to the printer: light, each chart no
// wider than A4 less its margins (178 mm are 672 CSS pixels); then ends the
// printing, after which everything must be as before.
const paper = `(() => {
	const faults = [];
	const root = document.documentElement;
	dispatchEvent(new Event("beforeprint"));
	if (root.dataset.theme !== "light") faults.push("prints in " + root.dataset.theme);
	for (const s of document.querySelectorAll(".canvas svg")) if (s.getBoundingClientRect().width > 672) faults.push("a chart is wider than paper");
	dispatchEvent(new Event("afterprint"));
	if (root.dataset.theme !== "dark") faults.push("after printing the page is " + root.dataset.theme);
	return faults;
})()`

// choose uses what the page offers beside looking: another series of a map, a
// filter and an order of rows. Each must change what is shown, and only that.
const choose = `(() => {
	const faults = [];
	for (const s of document.querySelectorAll(".choice select")) {
		const svg = () => s.closest("figure").querySelector(".canvas svg").outerHTML;
		const before = svg();
		s.value = s.options[s.options.length - 1].value;
		s.dispatchEvent(new Event("change"));
		if (svg() === before) faults.push("choosing " + s.value + " changes nothing");
	}
	for (const i of document.querySelectorAll(".filter input")) {
		const table = i.closest("figure, section").querySelector("table");
		const rows = () => [...table.tBodies[0].rows];
		const shown = () => rows().filter((r) => !r.hidden);
		const all = rows().length;
		i.value = "no row says this";
		i.dispatchEvent(new Event("input"));
		if (shown().length) faults.push(table.dataset.name + ": the filter keeps rows without the words");
		i.value = rows()[all - 1].textContent.toUpperCase();
		i.dispatchEvent(new Event("input"));
		if (shown().length < 1 || !shown().includes(rows()[all - 1])) faults.push(table.dataset.name + ": the filter loses a row with the words");
		i.value = "";
		i.dispatchEvent(new Event("input"));
		if (shown().length !== all) faults.push(table.dataset.name + ": an empty filter hides rows");
		[...table.tHead.rows[0].cells].forEach((th, j) => {
			if (!th.classList.contains("n")) return;
			for (const way of ["ascending", "descending"]) {
				th.querySelector("button").click();
				const values = rows().map((r) => r.cells[j]).filter((c) => !c.dataset.why).map((c) => c.dataset.raw ?? c.textContent).filter((v) => v !== "").map(Number);
				const wrong = values.some((v, k) => k > 0 && (way === "ascending" ? v < values[k - 1] : v > values[k - 1]));
				if (wrong || th.getAttribute("aria-sort") !== way) faults.push(table.dataset.name + ": " + th.dataset.name + " is not " + way);
			}
		});
		if (rows().length !== all) faults.push(table.dataset.name + ": sorting loses rows");
	}
	return faults;
})()`

// grab replaces saving to disk by keeping the bytes, then presses every
// download button.
const grab = `(async () => {
	const blobs = {};
	let last;
	URL.createObjectURL = (b) => { last = b; return "blob:kept"; };
	HTMLAnchorElement.prototype.click = function () { blobs[this.download] = last; };
	for (const b of document.querySelectorAll(".tools button")) b.click();
	const charts = document.querySelectorAll("figure[data-chart]").length;
	// Pictures are painted in the background; those that cannot be painted never come.
	for (let i = 0; i < 600 && Object.keys(blobs).filter((n) => n.endsWith(".png")).length < charts; i++) await new Promise((r) => setTimeout(r, 100));
	const out = {};
	for (const [n, b] of Object.entries(blobs)) out[n] = n.endsWith(".png") ? (await new Promise((done) => { const r = new FileReader(); r.onload = () => done(r.result); r.readAsDataURL(b); })).split(",")[1] : await b.text();
	return out;
})()`

func checkDownloads(t *testing.T, path string) {
	p := open(t, path, view{width: 1440})
	got := run[map[string]string](t, p, grab)
	tables := run[[]string](t, p, `[...document.querySelectorAll("figure table")].map((t) => t.dataset.name)`)
	for _, name := range tables {
		want, err := os.ReadFile(filepath.Join(filepath.Dir(path), "csv", name+".csv"))
		if err != nil {
			t.Error(err)
			continue
		}
		if got[name+".csv"] != string(want) {
			t.Errorf("the page's %s.csv is not the file's:\npage %.200q\nfile %.200q", name, got[name+".csv"], want)
		}
	}
	for _, name := range run[[]string](t, p, `[...document.querySelectorAll("figure[data-chart] table")].map((t) => t.dataset.name)`) {
		if len(got[name+".svg"]) < 500 {
			t.Errorf("%s.svg has %d bytes", name, len(got[name+".svg"]))
		}
		raw, err := base64.StdEncoding.DecodeString(got[name+".png"])
		if err != nil {
			t.Fatal(err)
		}
		if err := painted(raw); err != nil {
			t.Errorf("%s.png: %v", name, err)
		}
	}
	if err := p.complaints(); err != nil {
		t.Error(err)
	}
}

// painted reports why a picture shows no chart: too few colours.
func painted(raw []byte) error {
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	colors := map[color.Color]bool{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			colors[picture.At(x, y)] = true
		}
	}
	// Paper, ink and one series, with their blends at every edge.
	if len(colors) < 8 {
		return fmt.Errorf("%v pixels in %d colours", picture.Bounds(), len(colors))
	}
	return nil
}

// Pictures returns what the page's PNG buttons save, by file name.
func Pictures(t testing.TB, path string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for name, text := range run[map[string]string](t, open(t, path, view{width: 1440}), grab) {
		if raw, err := base64.StdEncoding.DecodeString(text); err == nil && strings.HasSuffix(name, ".png") {
			out[name] = raw
		}
	}
	return out
}

// Screenshot returns the whole page as PNG.
func Screenshot(t testing.TB, path string, width int, dark bool) []byte {
	t.Helper()
	p := open(t, path, view{width: width, dark: dark})
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	return png
}
