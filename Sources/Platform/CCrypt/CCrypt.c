#include "CCrypt.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// crypt_ra(3) takes care of its own working memory, and of all that is secret in it.
typedef char *(*crypt_ra_function)(const char *phrase, const char *setting, void **data, int *size);

static crypt_ra_function find(void) {
#if defined(__APPLE__)
  static const char *const names[] = {
      "/opt/homebrew/opt/libxcrypt/lib/libcrypt.2.dylib", "/usr/local/opt/libxcrypt/lib/libcrypt.2.dylib"};
#else
  static const char *const names[] = {"libcrypt.so.1", "libcrypt.so.2"};
#endif
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    void *library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (!library) continue;
    crypt_ra_function found = (crypt_ra_function)dlsym(library, "crypt_ra");
    if (found) return found;
    dlclose(library);
  }
  return NULL;
}

char *dojo_crypt(const char *phrase, const char *setting) {
  crypt_ra_function crypt = find();
  if (!crypt) return NULL;
  void *data = NULL;
  int size = 0;
  const char *made = crypt(phrase, setting, &data, &size);
  // A result that begins with a star is a failure.
  char *copy = made && *made != '*' ? strdup(made) : NULL;
  // Working memory that is freed may be read again by others; a compiler may not leave this out.
  for (volatile char *byte = data; size > 0; size--) *byte++ = 0;
  free(data);
  return copy;
}
