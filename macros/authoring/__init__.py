"""Writing records for their authors: new ones by command or from a form, and the format of those that are there."""
