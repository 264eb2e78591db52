// Placeholder until the first file of ContentStore lands.
