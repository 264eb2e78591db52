// Placeholder until the first file of DojoCommands lands.
