// Placeholder until the first file of RegistryClient lands.
