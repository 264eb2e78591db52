// Swift cannot call C's variadic functions: one fixed-type wrapper for each kind of option and reply.
#pragma once
#include <curl/curl.h>

typedef size_t (*dojo_curl_data_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode dojo_curl_set_long(CURL *curl, CURLoption option, long value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode dojo_curl_set_offset(CURL *curl, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode dojo_curl_set_string(CURL *curl, CURLoption option, const char *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode dojo_curl_set_pointer(CURL *curl, CURLoption option, void *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode dojo_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode dojo_curl_set_callback(CURL *curl, CURLoption option, dojo_curl_data_callback value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode dojo_curl_get_long(CURL *curl, CURLINFO info, long *value) {
  return curl_easy_getinfo(curl, info, value);
}

typedef int (*dojo_curl_progress_callback)(
    void *context, curl_off_t download, curl_off_t downloaded, curl_off_t upload, curl_off_t uploaded);

static inline CURLcode dojo_curl_set_progress(CURL *curl, dojo_curl_progress_callback value) {
  return curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, value);
}
