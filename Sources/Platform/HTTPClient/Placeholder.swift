// Placeholder until the first file of HTTPClient lands.
