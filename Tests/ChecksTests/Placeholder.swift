// Placeholder until the first test of Checks lands.
