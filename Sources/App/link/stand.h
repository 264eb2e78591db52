#pragma once

// Stands in for a server: `words` are SIGNALS CODE NAME USER GROUP COUNT WORKERS-TITLE TITLE. SIGNALS are numbers with
// commas, at which it ends with CODE; COUNT further processes are USER's. Everything that this process was called with
// lies between `start` and `end`, where its title will stand. -1 with errno when the system does not let it.
int stand(char **words, char *start, char *end);
