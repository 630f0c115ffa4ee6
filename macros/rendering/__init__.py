"""Records -> what stands on a page. Same catalog, same bytes: nothing here reads a clock, the network or git."""
