// Placeholder until the first test of DockerAPI lands.
