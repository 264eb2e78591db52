// Placeholder until the first test of EngineClient lands.
