"""What changed between two states of the data, in words: for a pull request, a release, and its readers."""
