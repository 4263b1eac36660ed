package fleet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Address says where the server is and who we are, with the usual options of
// NATS. Files are paths; blank means not used.
type Address struct {
	URL         string // nats://[token@|user:password@]host:port, several with commas; tls:// for TLS
	Credentials string // file of a user's JWT and key
	Authority   string // file of certificates to trust
	Certificate string // file of our certificate, with Key
	Key         string
}

// Conn is a connection to a server and its streams.
type Conn struct {
	nc       *nats.Conn
	js       jetstream.JetStream
	work     jetstream.Stream
	specs    jetstream.ObjectStore // by job
	results  jetstream.ObjectStore // by job/range
	jobs     jetstream.KeyValue    // by job: its header
	failures jetstream.KeyValue    // by job.range: what went wrong
}

// header is what a worker must know before it takes a range.
type header struct {
	Kind    string        `json:"kind"`
	Version string        `json:"version"`
	Draws   int           `json:"draws"`
	Chunk   int           `json:"chunk"`
	Tries   int           `json:"tries"`
	Lease   time.Duration `json:"lease"`
}

// Dial connects and makes what is missing on the server. A lost connection is
// taken up again by itself; told of both, if not nil.
func Dial(ctx context.Context, a Address, name string, told func(string)) (*Conn, error) {
	if told == nil {
		told = func(string) {}
	}
	options := []nats.Option{
		nats.Name(name), nats.MaxReconnects(-1), nats.ReconnectWait(500 * time.Millisecond), nats.Timeout(10 * time.Second),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				told(fmt.Sprintf("lost the connection to the NATS server (%v); trying again", err))
			}
		}),
		nats.ReconnectHandler(func(c *nats.Conn) { told("connected again to " + c.ConnectedUrlRedacted()) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { told(err.Error()) }),
	}
	if a.Credentials != "" {
		options = append(options, nats.UserCredentials(a.Credentials))
	}
	if a.Authority != "" {
		options = append(options, nats.RootCAs(a.Authority))
	}
	if a.Certificate != "" || a.Key != "" {
		options = append(options, nats.ClientCert(a.Certificate, a.Key))
	}
	nc, err := nats.Connect(a.URL, options...)
	if err != nil {
		return nil, fmt.Errorf("connecting to the NATS server: %w; is it up, and are the address, the credentials and the certificates right?", err)
	}
	c := &Conn{nc: nc}
	if err := c.open(ctx); err != nil {
		nc.Close()
		return nil, fmt.Errorf("fleet: %w", err)
	}
	return c, nil
}

// open makes or finds the streams. At most one message a range lies in the
// queue, so that asking for a range twice queues it once.
func (c *Conn) open(ctx context.Context) (err error) {
	if c.js, err = jetstream.New(c.nc); err != nil {
		return err
	}
	if c.work, err = c.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: "ADIT_WORK", Subjects: []string{"adit.work.>"}, Retention: jetstream.WorkQueuePolicy,
		MaxMsgsPerSubject: 1, Discard: jetstream.DiscardNew, DiscardNewPerSubject: true,
	}); err != nil {
		return explain(err)
	}
	for _, s := range []struct {
		name string
		to   *jetstream.ObjectStore
	}{{"adit-specs", &c.specs}, {"adit-results", &c.results}} {
		if *s.to, err = c.js.CreateOrUpdateObjectStore(ctx, jetstream.ObjectStoreConfig{Bucket: s.name}); err != nil {
			return explain(err)
		}
	}
	for _, s := range []struct {
		name string
		to   *jetstream.KeyValue
	}{{"adit-jobs", &c.jobs}, {"adit-failures", &c.failures}} {
		if *s.to, err = c.js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: s.name}); err != nil {
			return explain(err)
		}
	}
	return nil
}

// explain adds what helps with the errors users meet.
func explain(err error) error {
	switch {
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled), errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount), errors.Is(err, nats.ErrNoResponders):
		return fmt.Errorf("%w: the server has no JetStream (start it with -js)", err)
	}
	return err
}

// Close ends the connection; what lies on the server stays.
func (c *Conn) Close() { c.nc.Close() }

// subject of a range's message. The version comes first, so that a worker sees
// work of its own version only.
func subject(version, job string, r Range) string {
	return lane(version) + "." + job + "." + r.String()
}

func lane(version string) string {
	h := sha256.Sum256([]byte(version))
	return "adit.work." + hex.EncodeToString(h[:8])
}

func resultName(job string, r Range) string { return job + "/" + r.String() }

func failureKey(job string, r Range) string { return job + "." + r.String() }

// header reads the header of a job.
func (c *Conn) header(ctx context.Context, job string) (header, error) {
	var h header
	entry, err := c.jobs.Get(ctx, job)
	if err != nil {
		return h, fmt.Errorf("job %s: %w", job, err)
	}
	err = json.Unmarshal(entry.Value(), &h)
	return h, err
}
