// Placeholder until the first test of Shell lands.
