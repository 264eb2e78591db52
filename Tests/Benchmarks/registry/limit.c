// The least work that could answer: a thread for each connection, one fixed reply in memory, one file by sendfile.
// It bounds what any registry can reach on this machine; it checks nothing.
// Usage: limit PORT FILE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *path;
static char small[4096];
static size_t small_length;

static int send_file(int peer) {
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) return -1;
  char head[128];
  int length = snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %lld\r\n\r\n", (long long)status.st_size);
  ssize_t sent = send(peer, head, length, MSG_MORE);
  off_t offset = 0;
  while (sent > 0 && offset < status.st_size) sent = sendfile(peer, file, &offset, status.st_size - offset);
  close(file);
  return sent > 0 ? 0 : -1;
}

static void *serve(void *argument) {
  int peer = (int)(intptr_t)argument, on = 1;
  setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  char request[8192];
  for (;;) {
    ssize_t count = recv(peer, request, sizeof request - 1, 0);
    if (count <= 0) break;
    request[count] = 0;
    if (strstr(request, "/blobs/")) {
      if (send_file(peer) != 0) break;
    } else if (send(peer, small, small_length, MSG_NOSIGNAL) < 0) {
      break;
    }
  }
  close(peer);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  path = argv[2];
  static char body[2048];
  memset(body, 'x', sizeof body - 1);
  small_length = snprintf(
    small, sizeof small, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
    sizeof body - 1, body);
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(listener, IPPROTO_TCP, TCP_CONGESTION, "reno", 4);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 256) != 0) return 1;
  for (;;) {
    int peer = accept(listener, NULL, NULL);
    if (peer < 0) continue;
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)peer) == 0) pthread_detach(thread);
    else close(peer);
  }
}
