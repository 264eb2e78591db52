// Placeholder until the first test of OCI lands.
