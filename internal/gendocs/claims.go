package main

// claimsMore is the part of the page of ledgers that no column tells.
const claimsMore = `
## Queries

| kind | name | further keys | answer |
|---|---|---|---|
| ` + "`figure`" + ` | id in [figures](figures.md) | ` + "`of`" + `: a second figure to divide by | number |
| ` + "`record`" + ` | id in [records](records.md) | ` + "`field`" + `: value, object, date, until; ` + "`on`" + ` | number, words or day; ` + "`ended`" + ` after its last day |
| ` + "`rule`" + ` | id in [rules](rules.md) | ` + "`field`" + `: status, kind, share, basis, test, goods, from, to, published, years; ` + "`on`, `known_on`" + ` | words, number or day |
| ` + "`promise`" + ` | id of a commitment in [rules](rules.md) | ` + "`field`" + `: quantity, from, to, side, delivered | number, day or word; what was delivered is no part of a world, so that it stays open |
| ` + "`statistic`" + ` | kind of [statistic](statistics.md) | ` + "`commodity`, `place` (one), `detail`, `year`, `edition`" + ` | number or bound |
| ` + "`indicator`" + ` | reliance | ` + "`commodity`, `detail`, `year`" + ` | net import reliance of the United States as published, % |
| | import-share | ` + "`commodity`, `place`, `detail`, `year`" + ` | share of United States imports, %; a place that is not named lies within other countries |
| | world-share | ` + "`commodity`, `detail`, `place`, `year`" + ` | share of the published world total of a production, capacity or reserve, % |
| | hhi | ` + "`commodity`, `detail`, `year`" + ` | concentration of a production, 0 to 10,000 |
| | consumption-share | ` + "`commodity`, `detail`, `place`, `of`" + `: the production | consumption over world production, % |
| | price-ratio | ` + "`of`" + `: a record; ` + "`commodity`, `detail`, `year`" + ` | recorded price over the published average |
| | wholly-imported, mostly-imported | ` + "`edition`, `year`, `detail`" + `: rows, or merged to the names of the list (default) | how many critical minerals the United States import wholly; for more than half and not wholly |
| | net-imports | ` + "`commodity`, `detail`, `year`, `edition`" + ` | net import reliance computed from the published rows by the row's own definition, % |
| | supply-risk | ` + "`commodity`, `year`, `edition`" + ` | geopolitical supply risk of United States imports, 0 to 1 |
| | imports-covered | ` + "`of`" + `: a record; ` + "`commodity`, `year`" + ` | recorded quantity over United States imports, % |
| ` + "`deal`" + ` | id in [deals](deals.md) | ` + "`field`" + `: status, signed, closed, until, ceiling, exit (rights published by which a holding ends), holding, gain (share of futures in which the state comes out ahead), firm-risk (how far the firm's value swings with the floors named in ` + "`of`" + `, over how far without) | words, day or number |
| ` + "`window`" + ` | lever | ` + "`field`, `place`" + ` | pending until that part of the program answers |

A detail is the publisher's words, or their beginning; without a year the latest is meant, without an edition the latest that has the year. A query that names nothing, or of which several rows match, is a problem.

## Comparing

The answer stands to the left of the comparator: ` + "`>= 12`" + ` holds when the answer is 12 or more. An answer that is a bound, such as a published ` + "`>50`" + `, decides only where all of it lies on one side. Without ` + "`within`" + ` the tolerances are:

| unit | = | ~ |
|---|---|---|
| begins with % | 2 points, at most a tenth of the stated number | 3 points, at most a fifth of it |
| minerals, items, sub-sectors | none | none |
| any other | 2% of the stated number | 10% of it |

Words are compared without regard to case.

## Verdicts

| verdict | when |
|---|---|
| supported | every test holds |
| contradicted | a test of ` + "`what`" + ` is said fails, and none of an ` + "`earlier`" + ` time holds |
| outdated | a test of what is said fails, one of an earlier edition or day holds |
| misattributed | what is said is not contradicted; a test of ` + "`who`" + ` fails |
| false-mechanism | what is said holds; a test of ` + "`how`" + ` fails: true as a number, false as a mechanism |
| pending | a test waits for window or deals, and none has failed |
| cannot-be-computed | some test has no answer, or there is none; the reason says why |

An answer that rests on assumed rows alone decides nothing. Every verdict follows from the answers: change the row it rests on, and it changes.

## Results

` + "`adit claims --json`" + ` prints one object: ` + "`world`, `hash`, `on`, `counts`" + ` by verdict, and ` + "`claims`" + ` in the order of the ledgers. Each entry has ` + "`id`, `ledger`, `place`, `statement`, `subject`, `stated`, `comparator`, `unit`, `date`, `verdict`, `needs`" + ` (of a pending one), ` + "`reasons`, `computed`" + ` (or ` + "`range`" + `, low and high, of a bound), ` + "`difference`" + ` (computed less stated), and ` + "`tests`" + `: ` + "`ask`, `part`, `answer`, `wanted`, `outcome`" + ` (holds, fails, open) and ` + "`evidence`" + `: ` + "`row`, `says`, `at`, `source`, `as_of`, `confidence`, `grade`, `note`" + `. Keys without a value are left out. ` + "`adit claims --diff OLD NEW`" + ` takes two of them.
`
