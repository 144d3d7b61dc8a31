"""Full-text search: one port, engines behind it. Knows document ids, texts and languages only."""
