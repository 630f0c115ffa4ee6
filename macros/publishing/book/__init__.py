"""The book: the built site's articles, walked into Typst and set as PDF.

`plan` says what stands in which book and in which order; `articles` reads the pages; `manuscript` walks them with the
constructs of `inline`, `blocks`, `records` and `tables`; `backmatter` adds answers, glossary, sources and index from
what the walk gathered; `cram` makes the cram sheet from the records; `press` turns the Typst source into PDF.
"""
