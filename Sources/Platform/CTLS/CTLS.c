#include "CTLS.h"

#include <dlfcn.h>
#include <openssl/err.h>
#include <openssl/opensslv.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)

// The parts of libssl, and of the libcrypto it brings along, that are used here.
#define FUNCTIONS(each) \
  each(TLS_server_method) \
  each(SSL_CTX_new) \
  each(SSL_CTX_free) \
  each(SSL_CTX_ctrl) \
  each(SSL_CTX_set_options) \
  each(SSL_CTX_set_alpn_select_cb) \
  each(SSL_CTX_use_certificate) \
  each(SSL_CTX_use_PrivateKey) \
  each(SSL_new) \
  each(SSL_free) \
  each(SSL_set_bio) \
  each(SSL_set_accept_state) \
  each(SSL_is_init_finished) \
  each(SSL_do_handshake) \
  each(SSL_read_ex) \
  each(SSL_write_ex) \
  each(SSL_shutdown) \
  each(SSL_get_error) \
  each(ERR_clear_error) \
  each(ERR_peek_last_error) \
  each(BIO_new) \
  each(BIO_free) \
  each(BIO_s_mem) \
  each(BIO_new_mem_buf) \
  each(BIO_read) \
  each(BIO_write) \
  each(BIO_ctrl_pending) \
  each(PEM_read_bio_X509) \
  each(PEM_read_bio_PrivateKey) \
  each(X509_free) \
  each(EVP_PKEY_free)

#define DECLARE(name) __typeof__(name) *name;
static struct {
  FUNCTIONS(DECLARE)
} tls;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_there;

static void find(void) {
#if defined(__APPLE__)
  static const char *const names[] = {
      "/opt/homebrew/opt/openssl@3/lib/libssl." TEXT(OPENSSL_SHLIB_VERSION) ".dylib",
      "/usr/local/opt/openssl@3/lib/libssl." TEXT(OPENSSL_SHLIB_VERSION) ".dylib"};
#else
  static const char *const names[] = {"libssl.so." TEXT(OPENSSL_SHLIB_VERSION)};
#endif
  void *library = NULL;
  for (size_t index = 0; !library && index < sizeof names / sizeof *names; index++) {
    library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
  }
  if (!library) return;
#define FIND(name) \
  if (!(tls.name = (__typeof__(tls.name))dlsym(library, #name))) return;
  FUNCTIONS(FIND)
  is_there = 1;
}

struct dojo_tls_identity {
  SSL_CTX *context;
};

struct dojo_tls_session {
  SSL *connection;
  BIO *from_peer;
  BIO *to_peer;
  int is_broken;
};

// Of what a client offers, only HTTP/1.1 is spoken here; whoever offers others alone is not turned away for that.
static int choose_protocol(
    SSL *connection, const unsigned char **chosen, unsigned char *chosen_size, const unsigned char *offered,
    unsigned int offered_size, void *context) {
  (void)connection;
  (void)context;
  static const char ours[] = "http/1.1";
  for (unsigned int at = 0; at < offered_size; at += 1u + offered[at]) {
    unsigned int size = offered[at];
    if (size > offered_size - at - 1) break;
    if (size != sizeof ours - 1 || memcmp(offered + at + 1, ours, size) != 0) continue;
    *chosen = offered + at + 1;
    *chosen_size = (unsigned char)size;
    return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_NOACK;
}

// Nobody is there to be asked.
static int no_passphrase(char *buffer, int size, int is_writing, void *context) {
  (void)buffer;
  (void)size;
  (void)is_writing;
  (void)context;
  return -1;
}

static dojo_tls_problem use_chain(SSL_CTX *context, const void *bytes, size_t size) {
  BIO *source = tls.BIO_new_mem_buf(bytes, (int)size);
  if (!source) return DOJO_TLS_NO_CERTIFICATE;
  int count = 0;
  X509 *certificate;
  while ((certificate = tls.PEM_read_bio_X509(source, NULL, no_passphrase, NULL))) {
    int is_taken = count == 0 ? tls.SSL_CTX_use_certificate(context, certificate) == 1
                              : tls.SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 1, certificate) == 1;
    tls.X509_free(certificate);
    if (!is_taken) break;
    count++;
  }
  // A chain ends where no further certificate begins; one that begins and is damaged is no end.
  int is_end = !certificate && ERR_GET_REASON(tls.ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  tls.BIO_free(source);
  tls.ERR_clear_error();
  return count > 0 && is_end ? DOJO_TLS_FINE : DOJO_TLS_NO_CERTIFICATE;
}

static dojo_tls_problem use_key(SSL_CTX *context, const void *bytes, size_t size) {
  BIO *source = tls.BIO_new_mem_buf(bytes, (int)size);
  EVP_PKEY *key = source ? tls.PEM_read_bio_PrivateKey(source, NULL, no_passphrase, NULL) : NULL;
  dojo_tls_problem problem = DOJO_TLS_FINE;
  if (!key) {
    problem = DOJO_TLS_NO_KEY;
  } else if (tls.SSL_CTX_use_PrivateKey(context, key) != 1) {
    problem = DOJO_TLS_NOT_A_PAIR;
  }
  tls.EVP_PKEY_free(key);
  tls.BIO_free(source);
  tls.ERR_clear_error();
  return problem;
}

dojo_tls_identity *dojo_tls_identity_make(
    const void *chain, size_t chain_size, const void *key, size_t key_size, dojo_tls_problem *problem) {
  pthread_once(&once, find);
  *problem = DOJO_TLS_NO_LIBRARY;
  if (!is_there) return NULL;
  SSL_CTX *context = tls.SSL_CTX_new(tls.TLS_server_method());
  dojo_tls_identity *identity = context ? malloc(sizeof *identity) : NULL;
  if (identity) {
    tls.SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION, NULL);
    // Who comes back brings a ticket; a list of all who came would only grow.
    tls.SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, SSL_SESS_CACHE_OFF, NULL);
    // A connection that is idle keeps no buffers.
    tls.SSL_CTX_ctrl(context, SSL_CTRL_MODE, SSL_MODE_RELEASE_BUFFERS, NULL);
    tls.SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    tls.SSL_CTX_set_alpn_select_cb(context, choose_protocol, NULL);
    *problem = use_chain(context, chain, chain_size);
    if (*problem == DOJO_TLS_FINE) *problem = use_key(context, key, key_size);
    if (*problem == DOJO_TLS_FINE) {
      identity->context = context;
      return identity;
    }
  }
  free(identity);
  tls.SSL_CTX_free(context);
  return NULL;
}

void dojo_tls_identity_free(dojo_tls_identity *identity) {
  tls.SSL_CTX_free(identity->context);
  free(identity);
}

dojo_tls_session *dojo_tls_session_make(dojo_tls_identity *identity) {
  dojo_tls_session *session = malloc(sizeof *session);
  SSL *connection = tls.SSL_new(identity->context);
  BIO *from_peer = tls.BIO_new(tls.BIO_s_mem());
  BIO *to_peer = tls.BIO_new(tls.BIO_s_mem());
  if (!session || !connection || !from_peer || !to_peer) {
    tls.SSL_free(connection);
    tls.BIO_free(from_peer);
    tls.BIO_free(to_peer);
    free(session);
    return NULL;
  }
  tls.SSL_set_bio(connection, from_peer, to_peer);
  tls.SSL_set_accept_state(connection);
  *session = (dojo_tls_session){connection, from_peer, to_peer, 0};
  return session;
}

void dojo_tls_session_free(dojo_tls_session *session) {
  tls.SSL_free(session->connection);
  free(session);
}

int dojo_tls_feed(dojo_tls_session *session, const void *bytes, size_t size) {
  return size == 0 || tls.BIO_write(session->from_peer, bytes, (int)size) == (int)size;
}

// What a call of libssl that did not succeed means.
static dojo_tls_state state_after(dojo_tls_session *session, int result) {
  switch (tls.SSL_get_error(session->connection, result)) {
  case SSL_ERROR_WANT_READ:
  case SSL_ERROR_WANT_WRITE:
    return DOJO_TLS_WAITS;
  case SSL_ERROR_ZERO_RETURN:
    return DOJO_TLS_ENDED;
  default:
    session->is_broken = 1;
    return DOJO_TLS_BROKEN;
  }
}

dojo_tls_state dojo_tls_read(dojo_tls_session *session, void *bytes, size_t room, size_t *size) {
  *size = 0;
  if (session->is_broken) return DOJO_TLS_BROKEN;
  // Errors of other sessions on this thread would be taken for ours.
  tls.ERR_clear_error();
  int result = 1;
  if (!tls.SSL_is_init_finished(session->connection)) result = tls.SSL_do_handshake(session->connection);
  if (result == 1) result = tls.SSL_read_ex(session->connection, bytes, room, size);
  return result == 1 ? DOJO_TLS_GOES_ON : state_after(session, result);
}

dojo_tls_state dojo_tls_write(dojo_tls_session *session, const void *bytes, size_t size) {
  if (session->is_broken) return DOJO_TLS_BROKEN;
  if (size == 0) return DOJO_TLS_GOES_ON;
  tls.ERR_clear_error();
  size_t written = 0;
  int result = tls.SSL_write_ex(session->connection, bytes, size, &written);
  return result == 1 ? DOJO_TLS_GOES_ON : state_after(session, result);
}

int dojo_tls_is_ready(const dojo_tls_session *session) {
  return !session->is_broken && tls.SSL_is_init_finished(session->connection);
}

void dojo_tls_say_end(dojo_tls_session *session) {
  // libssl forbids a farewell in the middle of a handshake, or after an error.
  if (!dojo_tls_is_ready(session)) return;
  tls.ERR_clear_error();
  tls.SSL_shutdown(session->connection);
}

size_t dojo_tls_waiting(const dojo_tls_session *session) {
  return tls.BIO_ctrl_pending(session->to_peer);
}

size_t dojo_tls_take(dojo_tls_session *session, void *bytes, size_t room) {
  int taken = tls.BIO_read(session->to_peer, bytes, (int)room);
  return taken > 0 ? (size_t)taken : 0;
}
