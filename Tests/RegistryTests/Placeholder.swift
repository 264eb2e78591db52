// Placeholder until the first test of Registry lands.
