package main

// billsMore is the part of the page of bills that no column tells.
const billsMore = `
## Forms

- **CSV**: the table above. An item that goes into several is described on one line; on its others only item, parent, quantity and unit are filled.
- **Excel** (` + "`.xlsx`" + `): the same columns on the first sheet of a workbook.
- **JSON** (` + "`.json`" + `): a list of lines, or an object with the list under ` + "`lines`" + `. A line is an object with the columns as keys; a list of words stands for a cell with several. A line may hold its parts under ` + "`parts`" + `, whose parent it then is.

` + "```json" + `
[{"item": "magnet", "price": 4.5, "currency": "USD", "price_date": "2025-10-01", "origin": "JP",
  "parts": [{"item": "tb-oxide", "quantity": 0.3, "unit": "g", "price": 1010, "per": "kg", "currency": "USD", "origin": "CN", "control": "CN:1C904.b"}]}]
` + "```" + `

## How a bill is read

- What is blank is unknown. It widens the bounds of an answer and is listed under what to collect; it is never zero.
- An item with parts and without a classification is not listed itself: its parts speak. A part without parts and without classification may be listed.
- The value of an assembly without a price is at least that of its parts; work and margin are not known, so it has no upper bound.
- The outermost listed item of the origin counts with its whole value. What is inside it is not counted again.
- Numbers are exact decimals, and a share is compared by multiplication.
`
