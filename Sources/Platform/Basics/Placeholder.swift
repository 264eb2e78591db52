// Placeholder until the first file of Basics lands.
