// Placeholder until the first file of OCI lands.
