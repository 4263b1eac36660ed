// Package schema describes every column of every table of a world, and every
// key of its rule and scenario files, once. The decoder of package dataset, its
// checks, its writer and the pages under docs/formats all read this
// description, so that none of them can disagree with the others.
package schema
