// Two things that Swift cannot do with libcurl: call its variadic functions, hence one function of fixed type for each
// kind of option; and do without it until it is needed. libcurl brings some thirty libraries along, which would be a
// third of the start of every `docker` that a learner types, and most of those never ask for a URL.
#pragma once
#include <curl/curl.h>

typedef size_t (*dojo_curl_data_callback)(char *bytes, size_t size, size_t count, void *context);

typedef int (*dojo_curl_progress_callback)(
    void *context, curl_off_t download, curl_off_t downloaded, curl_off_t upload, curl_off_t uploaded);

typedef int (*dojo_curl_seek_callback)(void *context, curl_off_t offset, int origin);

// Opens libcurl. To be called once, before anything below; answers whether it is there, whole and willing.
int dojo_curl_start(void);

CURL *dojo_curl_open(void);
void dojo_curl_close(CURL *curl);
void dojo_curl_reset(CURL *curl);
CURLcode dojo_curl_perform(CURL *curl);
const char *dojo_curl_words(CURLcode code);

struct curl_slist *dojo_curl_append(struct curl_slist *list, const char *text);
void dojo_curl_free(struct curl_slist *list);

CURLcode dojo_curl_set_long(CURL *curl, CURLoption option, long value);
CURLcode dojo_curl_set_offset(CURL *curl, CURLoption option, curl_off_t value);
CURLcode dojo_curl_set_string(CURL *curl, CURLoption option, const char *value);
CURLcode dojo_curl_set_pointer(CURL *curl, CURLoption option, void *value);
CURLcode dojo_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value);
CURLcode dojo_curl_set_callback(CURL *curl, CURLoption option, dojo_curl_data_callback value);
CURLcode dojo_curl_set_progress(CURL *curl, dojo_curl_progress_callback value);
CURLcode dojo_curl_set_seek(CURL *curl, dojo_curl_seek_callback value);
CURLcode dojo_curl_get_long(CURL *curl, CURLINFO info, long *value);
