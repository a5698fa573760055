"""Everything that ends up inside a package, or that both sides read. Data, not code."""
