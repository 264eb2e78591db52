// Placeholder until the first file of DockerCLI lands.
