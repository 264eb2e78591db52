// Placeholder until the first test of ContentStore lands.
