// Digests and signatures with OpenSSL's libcrypto. It is opened at the first of them: to load and relocate it costs a tenth
// of the start of a command, and most commands do without. Where it is missing, the process ends as the dynamic linker
// would have ended it: with a line on standard error and status 127.
#pragma once
#include <stddef.h>

typedef enum {
  DOJO_SHA256,
  DOJO_SHA512,
} dojo_digest_method;

// The longest digest, in bytes.
#define DOJO_DIGEST_ROOM 64

// A digest under way; NULL without memory.
typedef struct evp_md_ctx_st dojo_digest;
dojo_digest *dojo_digest_make(dojo_digest_method method);
dojo_digest *dojo_digest_copy(const dojo_digest *digest);
void dojo_digest_free(dojo_digest *digest);
// 0 when libcrypto refuses.
int dojo_digest_update(dojo_digest *digest, const void *bytes, size_t size);
// Ends it; writes at most DOJO_DIGEST_ROOM bytes and answers how many, 0 when libcrypto refuses.
size_t dojo_digest_finish(dojo_digest *digest, unsigned char *value);

// HMAC-SHA256: 32 bytes. 0 without memory.
int dojo_keyed_digest(
    const void *key, size_t key_size, const void *bytes, size_t size, unsigned char *value);

// Whether both are the same, in a time that does not tell where they differ.
int dojo_secret_equal(const void *left, const void *right, size_t size);

// Whether these bytes are a SubjectPublicKeyInfo in DER that libcrypto can use.
int dojo_public_key_is_one(const unsigned char *der, size_t size);
// Whether the owner of the key signed the SHA-256 digest of the message.
int dojo_public_key_verifies(
    const unsigned char *der, size_t size, const unsigned char *signature, size_t signature_size,
    const unsigned char *message, size_t message_size);
