"""The book: the built site's articles, walked into Typst and set as PDF.

`plan` says what stands in which book and in which order. `writing` walks the pages: `articles` reads them,
`manuscript` holds what the walk writes and gathers, and `constructs` knows a handler for everything on them (`inline`,
`blocks`, `figures`, `tables`, `records`). `answers`, `sources` and `indexing` print what was gathered, `cram` the
cram sheet. `press` turns it into PDF, with the look of `template.typ`.
"""
