// Placeholder until the first test of Markdown lands.
