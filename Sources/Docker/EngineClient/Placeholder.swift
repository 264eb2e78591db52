// Placeholder until the first file of EngineClient lands.
