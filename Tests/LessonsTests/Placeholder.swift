// Placeholder until the first test of Lessons lands.
