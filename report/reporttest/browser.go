// Package reporttest checks a printed brief in a headless browser: every chart
// drawn, nothing fetched, nothing overflowing, readable by everyone. Tests of
// report use it on a fixture, the end-to-end test on a real brief.
package reporttest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience bounds a whole visit, so that a hung browser fails the test rather
// than hanging it; no check depends on how long anything takes.
const patience = 2 * time.Minute

var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless_shell"}

func findBrowser(t testing.TB) string {
	t.Helper()
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	message := "no Chromium among " + strings.Join(browsers, ", ") + ": the page cannot be looked at"
	if os.Getenv("CI") == "true" {
		t.Fatal(message)
	}
	t.Skip(message)
	return ""
}

// view is one way of looking at a page.
type view struct {
	width int
	dark  bool
	still bool // scripts switched off
}

func (v view) String() string {
	if v.dark {
		return fmt.Sprintf("%d px, dark", v.width)
	}
	return fmt.Sprintf("%d px, light", v.width)
}

// visit is a page open in a browser, with all it complained about and asked for.
type visit struct {
	ctx  context.Context
	mu   sync.Mutex
	said []string // console errors and exceptions
	asks []string // addresses requested other than the page itself
}

// open shows the file; the browser ends with the test.
func open(t testing.TB, path string, v view) *visit {
	t.Helper()
	full, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(full)}).String()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(findBrowser(t)),
		chromedp.NoSandbox, chromedp.DisableGPU, // inside containers there is neither
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.WindowSize(v.width, 900))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	// The first Run starts the browser and must not have a deadline of its own.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)

	page := &visit{ctx: ctx}
	if err := chromedp.Listen(ctx, func(ev any) { page.hear(ev, address) }); err != nil {
		t.Fatal(err)
	}
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	set := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if v.still {
			if _, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
				return err
			}
		}
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		if err != nil {
			return err
		}
		_, err = chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorDeny})
		return err
	})
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(v.width), 900), set, chromedp.Navigate(address)); err != nil {
		t.Fatalf("open %s: %v", address, err)
	}
	if v.still {
		return page
	}
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](`document.documentElement.dataset.ready === "true"`, chromedp.WithPollingTimeout(patience/2))); err != nil {
		t.Fatalf("%s: the page's script never finished: %v; it said %q", v, err, page.said)
	}
	return page
}

func (p *visit) hear(ev any, address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		d := ev.ExceptionDetails
		if d.Exception != nil && d.Exception.Description != "" {
			p.said = append(p.said, d.Exception.Description)
		} else {
			p.said = append(p.said, d.Text)
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeWarning || ev.Type == runtime.ConsoleAPICalledTypeAssert {
			words := make([]string, len(ev.Args))
			for i, a := range ev.Args {
				words[i] = a.Description + string(a.Value)
			}
			p.said = append(p.said, strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError || ev.Entry.Level == log.EntryLevelWarning {
			p.said = append(p.said, ev.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		// What the page holds itself (data:, blob:) is no request.
		to := ev.Request.URL
		if to != address && !strings.HasPrefix(to, "data:") && !strings.HasPrefix(to, "blob:") {
			p.asks = append(p.asks, to)
		}
	}
}

// complaints returns what the page said and asked for so far.
func (p *visit) complaints() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []error
	for _, s := range p.said {
		all = append(all, fmt.Errorf("console: %s", s))
	}
	for _, s := range p.asks {
		all = append(all, fmt.Errorf("outside request: %s", s))
	}
	return errors.Join(all...)
}

// run evaluates an expression, awaiting it if it is a promise.
func run[T any](t testing.TB, p *visit, expression string) T {
	t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.80s…: %v", expression, err)
	}
	return v
}
