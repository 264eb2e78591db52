// Placeholder until the first test of Basics lands.
