"""What is made from the built site and the records: the book as PDF and the edition that opens from a folder.

The layer stands above `rendering` and below `commands`. The site build never imports it, and what only the PDF needs
(Typst, lxml, pikepdf) is imported by `publishing.book` alone.
"""
