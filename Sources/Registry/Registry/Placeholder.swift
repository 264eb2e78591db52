// Placeholder until the first file of Registry lands.
