// Package fleet spreads work over processes and machines through NATS
// JetStream. Work is ranges of draws of a job, and a job is known by the hash of
// everything its result depends on, so that a range may be done twice, by
// anyone, in any order, and the answer is still one.
//
// # What lies on the server
//
// A job's spec and each finished range are objects, under the job's id. Ranges
// still to do are messages of a work queue, at most one a range. A worker holds
// a range by a lease that it renews while it computes; the range of a worker
// that dies is handed to another when its lease runs out. A worker answers
// first and acknowledges afterwards, so a range is lost by no crash. A
// coordinator that dies leaves all this as it is: the next one with the same
// job finds what is finished and waits for the rest.
//
// # Failures
//
// A range that fails, by its own error, as often as the job allows is poisoned:
// it is set aside with what is needed to run it again alone, and the others
// finish. A worker of another version of the program refuses a job rather than
// mix two answers.
package fleet
