package mirror

// Changes is a set of indices, kept as flags: walking them gives rising order
// without sorting.
type Changes struct {
	flag  []bool
	count int
}

func (c *Changes) init(n int) { c.flag = make([]bool, n) }

// Add puts an index into the set.
func (c *Changes) Add(i int32) {
	if !c.flag[i] {
		c.flag[i] = true
		c.count++
	}
}

// Count is the size of the set.
func (c *Changes) Count() int { return c.count }

// Flags says of each index whether it is in the set; it is for reading.
func (c *Changes) Flags() []bool { return c.flag }

// Clear empties the set.
func (c *Changes) Clear() {
	if c.count > 0 {
		clear(c.flag)
		c.count = 0
	}
}
