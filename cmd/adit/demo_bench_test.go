//go:build linux || darwin

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// BenchmarkDemo builds the program and runs what make demo runs, in a process
// of its own, for its peak of memory.
func BenchmarkDemo(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "adit")
	build := exec.Command("go", "build", "-trimpath", "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	peak, seconds, n := 0.0, 0.0, 0.0
	for b.Loop() {
		demo := exec.Command(program, "brief", "--scenario", "controls-return", "--draws", "200", "--months", "60", "--out", filepath.Join(dir, "out"))
		if out, err := demo.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		usage := demo.ProcessState.SysUsage().(*syscall.Rusage)
		kib := float64(usage.Maxrss)
		if runtime.GOOS == "darwin" { // which counts bytes
			kib /= 1024
		}
		peak = max(peak, kib/1024)
		seconds += demo.ProcessState.SystemTime().Seconds() + demo.ProcessState.UserTime().Seconds()
		n++
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "brief.html")); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(peak, "peak-MiB")
	b.ReportMetric(seconds/n, "cpu-s/op")
}
