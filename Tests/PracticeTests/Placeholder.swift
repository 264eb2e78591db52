// Placeholder until the first test of Practice lands.
