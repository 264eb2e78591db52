// Placeholder until the first test of RegistryClient lands.
