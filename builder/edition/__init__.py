"""New editions: from what a person answers, or from a table with one in each row."""
