// Placeholder until the first test of DojoCommands lands.
