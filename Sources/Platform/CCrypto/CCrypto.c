#include "CCrypto.h"

#include <dlfcn.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/opensslv.h>
#include <openssl/x509.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)

// The parts of libcrypto that are used here.
#define FUNCTIONS(each) \
  each(EVP_sha256) \
  each(EVP_sha512) \
  each(EVP_MD_CTX_new) \
  each(EVP_MD_CTX_free) \
  each(EVP_MD_CTX_copy_ex) \
  each(EVP_DigestInit_ex) \
  each(EVP_DigestUpdate) \
  each(EVP_DigestFinal_ex) \
  each(EVP_DigestVerifyInit) \
  each(EVP_DigestVerify) \
  each(EVP_PKEY_free) \
  each(HMAC) \
  each(CRYPTO_memcmp) \
  each(d2i_PUBKEY)

#define DECLARE(name) __typeof__(name) *name;
struct libcrypto {
  FUNCTIONS(DECLARE)
};
static struct libcrypto opened;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void give_up(void) {
  const char *reason = dlerror();
  dprintf(
      STDERR_FILENO, "dojo: OpenSSL's libcrypto cannot be used (%s); install openssl 3\n",
      reason ? reason : "unknown reason");
  _exit(127);
}

static void find(void) {
#if defined(__APPLE__)
  static const char *const names[] = {
      "/opt/homebrew/opt/openssl@3/lib/libcrypto." TEXT(OPENSSL_SHLIB_VERSION) ".dylib",
      "/usr/local/opt/openssl@3/lib/libcrypto." TEXT(OPENSSL_SHLIB_VERSION) ".dylib"};
#else
  static const char *const names[] = {"libcrypto.so." TEXT(OPENSSL_SHLIB_VERSION)};
#endif
  void *library = NULL;
  for (size_t index = 0; !library && index < sizeof names / sizeof *names; index++) {
    library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
  }
  if (!library) give_up();
#define FIND(name) \
  if (!(opened.name = (__typeof__(opened.name))dlsym(library, #name))) give_up();
  FUNCTIONS(FIND)
}

static const struct libcrypto *libcrypto(void) {
  pthread_once(&once, find);
  return &opened;
}

dojo_digest *dojo_digest_make(dojo_digest_method method) {
  const struct libcrypto *crypto = libcrypto();
  dojo_digest *digest = crypto->EVP_MD_CTX_new();
  if (!digest) return NULL;
  const EVP_MD *chosen = method == DOJO_SHA256 ? crypto->EVP_sha256() : crypto->EVP_sha512();
  if (crypto->EVP_DigestInit_ex(digest, chosen, NULL) == 1) return digest;
  crypto->EVP_MD_CTX_free(digest);
  return NULL;
}

dojo_digest *dojo_digest_copy(const dojo_digest *digest) {
  dojo_digest *copy = opened.EVP_MD_CTX_new();
  if (!copy) return NULL;
  if (opened.EVP_MD_CTX_copy_ex(copy, digest) == 1) return copy;
  opened.EVP_MD_CTX_free(copy);
  return NULL;
}

void dojo_digest_free(dojo_digest *digest) { opened.EVP_MD_CTX_free(digest); }

int dojo_digest_update(dojo_digest *digest, const void *bytes, size_t size) {
  return opened.EVP_DigestUpdate(digest, bytes, size) == 1;
}

size_t dojo_digest_finish(dojo_digest *digest, unsigned char *value) {
  unsigned int size = 0;
  return opened.EVP_DigestFinal_ex(digest, value, &size) == 1 ? size : 0;
}

int dojo_keyed_digest(
    const void *key, size_t key_size, const void *bytes, size_t size, unsigned char *value) {
  const struct libcrypto *crypto = libcrypto();
  unsigned int written = 0;
  if (key_size > INT_MAX) return 0;
  return crypto->HMAC(crypto->EVP_sha256(), key, (int)key_size, bytes, size, value, &written) != NULL && written == 32;
}

int dojo_secret_equal(const void *left, const void *right, size_t size) {
  return libcrypto()->CRYPTO_memcmp(left, right, size) == 0;
}

static EVP_PKEY *load(const unsigned char *der, size_t size) {
  if (size > LONG_MAX) return NULL;
  return libcrypto()->d2i_PUBKEY(NULL, &der, (long)size);
}

int dojo_public_key_is_one(const unsigned char *der, size_t size) {
  EVP_PKEY *key = load(der, size);
  if (!key) return 0;
  opened.EVP_PKEY_free(key);
  return 1;
}

int dojo_public_key_verifies(
    const unsigned char *der, size_t size, const unsigned char *signature, size_t signature_size,
    const unsigned char *message, size_t message_size) {
  EVP_PKEY *key = load(der, size);
  if (!key) return 0;
  EVP_MD_CTX *context = opened.EVP_MD_CTX_new();
  int is_signed = context && opened.EVP_DigestVerifyInit(context, NULL, opened.EVP_sha256(), NULL, key) == 1 &&
      opened.EVP_DigestVerify(context, signature, signature_size, message, message_size) == 1;
  if (context) opened.EVP_MD_CTX_free(context);
  opened.EVP_PKEY_free(key);
  return is_signed;
}
