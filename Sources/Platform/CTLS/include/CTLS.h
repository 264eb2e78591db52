// The server's side of TLS with OpenSSL's libssl, between two buffers of memory: sockets are SwiftNIO's. libssl is opened
// when the first certificate is read, since almost no start of dojo needs it.
#pragma once
#include <stddef.h>

typedef struct dojo_tls_identity dojo_tls_identity;
typedef struct dojo_tls_session dojo_tls_session;

typedef enum {
  DOJO_TLS_FINE,
  DOJO_TLS_NO_LIBRARY,
  DOJO_TLS_NO_CERTIFICATE,
  DOJO_TLS_NO_KEY,
  DOJO_TLS_NOT_A_PAIR,
} dojo_tls_problem;

// A certificate chain and its key, both PEM. NULL with a problem.
dojo_tls_identity *dojo_tls_identity_make(
    const void *chain, size_t chain_size, const void *key, size_t key_size, dojo_tls_problem *problem);
void dojo_tls_identity_free(dojo_tls_identity *identity);

// One connection; it keeps what it needs of the identity. NULL without memory.
dojo_tls_session *dojo_tls_session_make(dojo_tls_identity *identity);
void dojo_tls_session_free(dojo_tls_session *session);

// Takes what came from the peer. 0 without memory.
int dojo_tls_feed(dojo_tls_session *session, const void *bytes, size_t size);

// How a session goes on after a read or a write.
typedef enum {
  DOJO_TLS_GOES_ON,
  // More must come from the peer first.
  DOJO_TLS_WAITS,
  // The peer has said that nothing more will come.
  DOJO_TLS_ENDED,
  DOJO_TLS_BROKEN,
} dojo_tls_state;

// Shakes hands as far as that goes, then reads at most `room` plain bytes.
dojo_tls_state dojo_tls_read(dojo_tls_session *session, void *bytes, size_t room, size_t *size);
// Encrypts all of the bytes. To be called after the handshake.
dojo_tls_state dojo_tls_write(dojo_tls_session *session, const void *bytes, size_t size);
// Whether the hands are shaken.
int dojo_tls_is_ready(const dojo_tls_session *session);
// Tells the peer that nothing more will come.
void dojo_tls_say_end(dojo_tls_session *session);

// How many bytes wait to be sent to the peer.
size_t dojo_tls_waiting(const dojo_tls_session *session);
// Takes at most `room` of them; answers how many.
size_t dojo_tls_take(dojo_tls_session *session, void *bytes, size_t room);
