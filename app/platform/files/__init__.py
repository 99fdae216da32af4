"""Files that stand with records: rows are the truth, contents lie in the data directory by their hash."""
