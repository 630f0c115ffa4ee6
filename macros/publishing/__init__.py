"""What is made from the built site and the records: the book, the offline edition, the deck, and twins for machines.

The layer stands above `rendering` and below `commands`. The site build never imports it, and what only few words need
(Typst, pikepdf, lxml) is imported by `publishing.book` and `publishing.twins` alone.
"""
