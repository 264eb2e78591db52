// Placeholder until the first file of Markdown lands.
