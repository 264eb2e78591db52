// The one function of libcrypt that dojo needs, opened when the first password has to be checked: no `docker` that a
// learner types waits for it.
#pragma once

// Hashes a phrase the way a setting says (crypt(3)); the result is the caller's to free, NULL when libcrypt is missing
// or does not know such a setting.
char *dojo_crypt(const char *phrase, const char *setting);
