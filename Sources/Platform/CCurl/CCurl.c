#include "CCurl.h"

#include <dlfcn.h>

#if defined(__APPLE__)
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

// The parts of libcurl that dojo uses, once it has been opened.
static struct {
  __typeof__(curl_global_init) *global_init;
  __typeof__(curl_easy_init) *easy_init;
  __typeof__(curl_easy_setopt) *easy_setopt;
  __typeof__(curl_easy_getinfo) *easy_getinfo;
  __typeof__(curl_easy_perform) *easy_perform;
  __typeof__(curl_easy_reset) *easy_reset;
  __typeof__(curl_easy_cleanup) *easy_cleanup;
  __typeof__(curl_easy_strerror) *easy_strerror;
  __typeof__(curl_slist_append) *slist_append;
  __typeof__(curl_slist_free_all) *slist_free_all;
} libcurl;

#define FIND(name) \
  if (!(libcurl.name = (__typeof__(libcurl.name))dlsym(library, "curl_" #name))) return 0

int dojo_curl_start(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  FIND(global_init);
  FIND(easy_init);
  FIND(easy_setopt);
  FIND(easy_getinfo);
  FIND(easy_perform);
  FIND(easy_reset);
  FIND(easy_cleanup);
  FIND(easy_strerror);
  FIND(slist_append);
  FIND(slist_free_all);
  return libcurl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

CURL *dojo_curl_open(void) { return libcurl.easy_init(); }
void dojo_curl_close(CURL *curl) { libcurl.easy_cleanup(curl); }
void dojo_curl_reset(CURL *curl) { libcurl.easy_reset(curl); }
CURLcode dojo_curl_perform(CURL *curl) { return libcurl.easy_perform(curl); }
const char *dojo_curl_words(CURLcode code) { return libcurl.easy_strerror(code); }

struct curl_slist *dojo_curl_append(struct curl_slist *list, const char *text) {
  return libcurl.slist_append(list, text);
}
void dojo_curl_free(struct curl_slist *list) { libcurl.slist_free_all(list); }

CURLcode dojo_curl_set_long(CURL *curl, CURLoption option, long value) {
  return libcurl.easy_setopt(curl, option, value);
}
CURLcode dojo_curl_set_offset(CURL *curl, CURLoption option, curl_off_t value) {
  return libcurl.easy_setopt(curl, option, value);
}
CURLcode dojo_curl_set_string(CURL *curl, CURLoption option, const char *value) {
  return libcurl.easy_setopt(curl, option, value);
}
CURLcode dojo_curl_set_pointer(CURL *curl, CURLoption option, void *value) {
  return libcurl.easy_setopt(curl, option, value);
}
CURLcode dojo_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
  return libcurl.easy_setopt(curl, option, value);
}
CURLcode dojo_curl_set_callback(CURL *curl, CURLoption option, dojo_curl_data_callback value) {
  return libcurl.easy_setopt(curl, option, value);
}
CURLcode dojo_curl_set_progress(CURL *curl, dojo_curl_progress_callback value) {
  return libcurl.easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, value);
}
CURLcode dojo_curl_set_seek(CURL *curl, dojo_curl_seek_callback value) {
  return libcurl.easy_setopt(curl, CURLOPT_SEEKFUNCTION, value);
}
CURLcode dojo_curl_get_long(CURL *curl, CURLINFO info, long *value) {
  return libcurl.easy_getinfo(curl, info, value);
}
