// Placeholder until the first file of Shell lands.
