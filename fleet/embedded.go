package fleet

import (
	"fmt"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Embedded is a NATS server inside this process, on a random port of the
// loopback device, behind a token.
type Embedded struct {
	server *server.Server
	url    string
}

// Embed starts a server that keeps its streams under a folder, so that a later
// one on the same folder goes on where this one ended. Token is the secret that
// clients must know.
func Embed(folder, token string) (*Embedded, error) {
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, Authorization: token,
		JetStream: true, StoreDir: folder,
		NoSigs: true, NoLog: true,
	})
	if err != nil {
		return nil, fmt.Errorf("fleet: starting a server in %s: %w", folder, err)
	}
	s.Start()
	if !s.ReadyForConnections(20 * time.Second) {
		s.Shutdown()
		return nil, fmt.Errorf("fleet: the server in %s did not come up: is the disk full, or does another process use the folder?", folder)
	}
	return &Embedded{server: s, url: fmt.Sprintf("nats://%s@%s", token, s.Addr())}, nil
}

// URL is the address with the token in it: whoever knows it may work.
func (e *Embedded) URL() string { return e.url }

// Close stops the server and waits until its files are at rest.
func (e *Embedded) Close() {
	e.server.Shutdown()
	e.server.WaitForShutdown()
}
