package main

import (
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Which build this is",
		Args:  noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			says := fmt.Sprintf("adit %s, %s, %s/%s", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return give(cmd, s, &answer{says: says, json: func(w io.Writer) error {
				return encode(w, map[string]string{"version": version, "go": runtime.Version(), "os": runtime.GOOS, "arch": runtime.GOARCH})
			}}, nil)
		},
	}
	s.add(cmd, "json")
	return cmd
}
