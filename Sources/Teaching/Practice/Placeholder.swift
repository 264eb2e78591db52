// Placeholder until the first file of Practice lands.
