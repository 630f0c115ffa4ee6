"""The site for machines: a Markdown twin beside each page, and llms.txt, which lists them."""
