// Placeholder until the first file of Lessons lands.
