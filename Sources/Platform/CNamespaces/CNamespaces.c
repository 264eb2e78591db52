#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "CNamespaces.h"

#include <errno.h>

#ifdef __linux__

#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// What a message with one descriptor needs besides its bytes (cmsg(3)).
typedef union {
  char bytes[CMSG_SPACE(sizeof(int))];
  struct cmsghdr aligned;
} descriptor_space;

static int send_result(int channel, int error, int descriptor) {
  descriptor_space space;
  memset(&space, 0, sizeof space);
  struct iovec part = {&error, sizeof error};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (error == 0) {
    message.msg_control = space.bytes;
    message.msg_controllen = sizeof space.bytes;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof descriptor);
    memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
  }
  return sendmsg(channel, &message, MSG_NOSIGNAL) < 0 ? -1 : 0;
}

static int receive_result(int channel) {
  descriptor_space space;
  int error = EPROTO;
  struct iovec part = {&error, sizeof error};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = space.bytes, .msg_controllen = sizeof space.bytes};
  ssize_t count;
  do count = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
  while (count < 0 && errno == EINTR);
  if (count < (ssize_t)sizeof error) return -EPROTO;
  if (error) return -error;
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  if (!head || head->cmsg_type != SCM_RIGHTS) return -EPROTO;
  int descriptor;
  memcpy(&descriptor, CMSG_DATA(head), sizeof descriptor);
  return descriptor;
}

// In the child: nothing but system calls from here on, for other threads' locks are held for ever.
static int open_there(int user, int network, int type, uint32_t host, uint16_t port, int *descriptor) {
  if (setns(user, CLONE_NEWUSER) || setns(network, CLONE_NEWNET)) return errno;
  int end = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  if (end < 0) return errno;
  int on = 1;
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {.s_addr = htonl(host)}};
  if (setsockopt(end, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) ||
      bind(end, (struct sockaddr *)&address, sizeof address) ||
      (type == SOCK_STREAM && listen(end, 256)))
    return errno;
  *descriptor = end;
  return 0;
}

static int open_in_network_of(int32_t process, int type, uint32_t host, uint16_t port) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/ns/user", (int)process);
  int user = open(path, O_RDONLY | O_CLOEXEC);
  if (user < 0) return -errno;
  snprintf(path, sizeof path, "/proc/%d/ns/net", (int)process);
  int network = open(path, O_RDONLY | O_CLOEXEC);
  int channel[2] = {-1, -1};
  int result = -errno;
  if (network >= 0 && (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channel) == 0)) {
    pid_t child = fork();
    result = -errno;
    if (child == 0) {
      int descriptor = -1;
      int error = open_there(user, network, type, host, port, &descriptor);
      _exit(send_result(channel[1], error, descriptor) ? 1 : 0);
    }
    if (child > 0) {
      close(channel[1]);
      channel[1] = -1;
      result = receive_result(channel[0]);
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
      }
    }
  }
  close(user);
  if (network >= 0) close(network);
  for (int end = 0; end < 2; end++)
    if (channel[end] >= 0) close(channel[end]);
  return result;
}

int dojo_listen_in_network_of(int32_t process, uint32_t host, uint16_t port) {
  return open_in_network_of(process, SOCK_STREAM, host, port);
}

int dojo_receive_in_network_of(int32_t process, uint32_t host, uint16_t port) {
  return open_in_network_of(process, SOCK_DGRAM, host, port);
}

#else

int dojo_listen_in_network_of(int32_t process, uint32_t host, uint16_t port) {
  (void)process;
  (void)host;
  (void)port;
  return -ENOTSUP;
}

int dojo_receive_in_network_of(int32_t process, uint32_t host, uint16_t port) {
  (void)process;
  (void)host;
  (void)port;
  return -ENOTSUP;
}

#endif
