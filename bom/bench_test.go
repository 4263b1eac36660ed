package bom

import (
	"fmt"
	"strings"
	"testing"
)

// big is a bill of n lines and 12 levels, every item but the products of
// three into two shared sub-assemblies.
func big(n int) string {
	const levels = 12
	var s strings.Builder
	s.WriteString("item,parent,quantity,unit,price,per,currency,price_date,origin,technology,control,hs\n")
	s.WriteString("product,,,,5000000000,,USD,2025-10-01,DE,none,CN:none,\n")
	origins, codes := []string{"CN", "JP", "MY:60 CN:40", ""}, []string{"CN:1C904.b", "CN:none", "CN:1C905.a", "CN:none", "CN:none"}
	at := make([][]string, levels)
	at[0] = []string{"product"}
	for line := 2; line <= n; {
		level := 1 + line%(levels-1)
		if len(at[level-1]) == 0 {
			level = 1
			for level < levels-1 && len(at[level]) > 0 {
				level++
			}
		}
		up := at[level-1]
		id := fmt.Sprintf("part-%d-%d", level, line)
		at[level] = append(at[level], id)
		price := fmt.Sprintf("%d.%02d", line%97, line%89)
		if level < levels-1 {
			price = ""
		}
		currency := "USD,2025-10-01"
		if price == "" {
			currency = ","
		}
		control := codes[line%len(codes)]
		if level < levels-1 {
			control = ""
		}
		fmt.Fprintf(&s, "%s,%s,%d,piece,%s,,%s,%s,,%s,8505110000\n", id, up[line%len(up)], 1+line%3, price, currency, origins[line%len(origins)], control)
		line++
		if line%3 == 0 && line <= n && len(up) > 1 {
			fmt.Fprintf(&s, "%s,%s,1,piece,,,,,,,,\n", id, up[(line+1)%len(up)])
			line++
		}
	}
	return s.String()
}

// BenchmarkBill reads a bill of 100,000 lines and 12 levels, rolls it up and
// finds the smallest change.
func BenchmarkBill(b *testing.B) {
	data := []byte(big(100_000))
	if n := strings.Count(string(data), "\n"); n != 100_001 {
		b.Fatalf("%d lines", n)
	}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, ps := Read("bill.csv", data, Options{}); ps.Errors() != nil {
				b.Fatal(ps)
			}
		}
	})
	bill, _ := Read("bill.csv", data, Options{})
	if d := bill.Depth(0); d != 12 {
		b.Fatalf("%d levels", d)
	}
	b.Run("answer", func(b *testing.B) {
		test := floor(b, "0.001")
		test.In = Class{}
		for b.Loop() {
			r := bill.Content(0, test)
			if r.Answer == NotCaught {
				b.Fatal(r.Because)
			}
			bill.LeastQuantity(r, test)
		}
	})
}
