// Placeholder until the first test of DockerCLI lands.
