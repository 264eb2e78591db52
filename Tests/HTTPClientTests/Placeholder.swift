// Placeholder until the first test of HTTPClient lands.
