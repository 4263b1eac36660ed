// Package fleettest starts servers for tests of what speaks to NATS.
package fleettest

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Server starts a nats-server of its own, built from the module the
// program embeds, with JetStream and a token, on the loopback device. It returns
// its URL and stops it when the test ends.
func Server(t testing.TB) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "nats-server")
	if out, err := exec.Command("go", "build", "-o", binary, "github.com/nats-io/nats-server/v2").CombinedOutput(); err != nil {
		t.Fatalf("building nats-server: %v\n%s", err, out)
	}
	cmd := exec.Command(binary, "-js", "-a", "127.0.0.1", "-p", "-1", "-sd", t.TempDir(), "--auth", "secret")
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(log)
		for lines.Scan() {
			if _, at, ok := strings.Cut(lines.Text(), "client connections on "); ok {
				found <- at
			}
		}
	}()
	select {
	case at := <-found:
		return "nats://secret@" + at
	case <-time.After(30 * time.Second):
		t.Fatal("nats-server did not say where it listens")
		return ""
	}
}
