// Pushes small images, each of its blobs by POST and PUT and then its manifest, as containerd does; one connection
// for each client. What is pushed was prepared: lines "blob DIGEST LENGTH" or "manifest NAME LENGTH", then the bytes.
// Usage: pusher PORT CLIENTS FILE    prints the seconds it took
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct image { char *start, *end; };
static struct image *images;
static size_t image_count, next_image;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int port;

static void fail(const char *what, const char *reply) {
  fprintf(stderr, "%s: %.400s\n", what, reply);
  exit(1);
}

static void send_all(int peer, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = send(peer, bytes, count, MSG_NOSIGNAL);
    if (sent <= 0) fail("send", "");
    bytes += sent;
    count -= sent;
  }
}

// Reads one reply into `reply`; its body is short.
static void receive(int peer, char *reply, size_t size, const char *status) {
  size_t have = 0;
  for (;;) {
    ssize_t count = recv(peer, reply + have, size - 1 - have, 0);
    if (count <= 0) fail("recv", reply);
    have += count;
    reply[have] = 0;
    char *end = strstr(reply, "\r\n\r\n");
    if (!end) continue;
    char *field = strcasestr(reply, "\r\nContent-Length:");
    size_t body = field && field < end ? strtoul(field + 17, NULL, 10) : 0;
    if (have >= (size_t)(end + 4 - reply) + body) break;
  }
  if (strncmp(reply + 9, status, 3) != 0) fail("unexpected reply", reply);
}

static void push_blob(int peer, const char *name, const char *digest, const char *bytes, size_t length) {
  char text[4096], reply[4096];
  int count = snprintf(text, sizeof text, "POST /v2/%s/blobs/uploads/ HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 0\r\n\r\n", name, port);
  send_all(peer, text, count);
  receive(peer, reply, sizeof reply, "202");
  char *location = strcasestr(reply, "\r\nLocation: ");
  if (!location) fail("no Location", reply);
  location += 12;
  if (strncmp(location, "http://", 7) == 0) location = strchr(location + 7, '/');
  *strstr(location, "\r\n") = 0;
  count = snprintf(
    text, sizeof text, "PUT %s%cdigest=%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/octet-stream\r\nContent-Length: %zu\r\n\r\n",
    location, strchr(location, '?') ? '&' : '?', digest, port, length);
  memcpy(text + count, bytes, length);
  send_all(peer, text, count + length);
  receive(peer, reply, sizeof reply, "201");
}

static void push_manifest(int peer, const char *name, const char *bytes, size_t length) {
  char text[8192], reply[4096];
  int count = snprintf(
    text, sizeof text, "PUT /v2/%s/manifests/v1 HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/vnd.docker.distribution.manifest.v2+json\r\nContent-Length: %zu\r\n\r\n",
    name, port, length);
  memcpy(text + count, bytes, length);
  send_all(peer, text, count + length);
  receive(peer, reply, sizeof reply, "201");
}

static void push(int peer, struct image image) {
  char kind[16], word[256], name[256];
  size_t length;
  int used;
  sscanf(image.start, "image %255s\n%n", name, &used);
  for (char *at = image.start + used; at < image.end; at += length) {
    if (sscanf(at, "%15s %255s %zu%n", kind, word, &length, &used) != 3) fail("prepared file", at);
    at += used + 1;
    if (strcmp(kind, "blob") == 0) push_blob(peer, name, word, at, length);
    else push_manifest(peer, name, at, length);
  }
}

static void *client(void *unused) {
  int peer = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(peer, (struct sockaddr *)&address, sizeof address) != 0) fail("connect", "");
  for (;;) {
    pthread_mutex_lock(&lock);
    size_t mine = next_image++;
    pthread_mutex_unlock(&lock);
    if (mine >= image_count) break;
    push(peer, images[mine]);
  }
  close(peer);
  return unused;
}

int main(int argc, char **argv) {
  if (argc != 4) return 64;
  port = atoi(argv[1]);
  int clients = atoi(argv[2]);
  FILE *file = fopen(argv[3], "r");
  if (!file) fail("open", argv[3]);
  fseek(file, 0, SEEK_END);
  size_t size = ftell(file);
  rewind(file);
  char *all = malloc(size + 1);
  if (fread(all, 1, size, file) != size) fail("read", argv[3]);
  all[size] = 0;
  images = malloc(sizeof *images * (size / 64 + 1));
  for (char *at = all; at < all + size;) {
    size_t length = strtoul(at, &at, 10);
    images[image_count++] = (struct image){at + 1, at + 1 + length};
    at += 1 + length;
  }
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  pthread_t threads[64];
  for (int index = 0; index < clients && index < 64; index++) pthread_create(&threads[index], NULL, client, NULL);
  for (int index = 0; index < clients && index < 64; index++) pthread_join(threads[index], NULL);
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%f\n", (end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec) / 1e9);
}
