// Where dojo plays the server of a container, those who look inside find the processes that it would have had: a first
// one, which ends by the signals that end the server, and its workers. They do nothing.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "stand.h"

#include <errno.h>

#ifdef __linux__
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int code;

static void end_by_signal(int number) {
  (void)number;
  _exit(code);
}

static void end_at(const char *signals) {
  for (char *next = (char *)signals; *next >= '0' && *next <= '9'; next += *next == ',') {
    struct sigaction action = {.sa_handler = end_by_signal};
    sigaction((int)strtoul(next, &next, 10), &action, NULL);
  }
}

static void retitle(char *start, char *end, const char *title) {
  size_t room = (size_t)(end - start), length = strlen(title);
  memset(start, 0, room);
  memcpy(start, title, length < room ? length : room - 1);
}

static void work(uid_t user, gid_t group) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Where a room knows only root, its workers are root's.
  if (!syscall(SYS_setgroups, 0, NULL) && !syscall(SYS_setresgid, group, group, group))
    syscall(SYS_setresuid, user, user, user);
}

int stand(char **words, char *start, char *end) {
  // They lie where the title will stand.
  const char *workers_title = strdup(words[6]), *title = strdup(words[7]);
  if (!workers_title || !title) return -1;
  uid_t user = (uid_t)strtoul(words[3], NULL, 10);
  gid_t group = (gid_t)strtoul(words[4], NULL, 10);
  code = (int)strtoul(words[1], NULL, 10);
  // The first process of a container is asked about the children of all others, and ignores what it has no handler for.
  signal(SIGCHLD, SIG_IGN);
  prctl(PR_SET_NAME, words[2]);
  int ready[2];
  if (pipe(ready)) return -1;
  int is_worker = 0;
  for (unsigned long left = strtoul(words[5], NULL, 10); left > 0 && !is_worker; left--) {
    pid_t child = fork();
    if (child < 0) break;
    is_worker = child == 0;
  }
  if (is_worker)
    work(user, group);
  else
    end_at(words[0]);
  retitle(start, end, is_worker ? workers_title : title);
  close(ready[1]);
  // Whoever looks is to find all of them, so it is told when the last worker is what it will be.
  char none;
  if (!is_worker && (read(ready[0], &none, 1) || write(STDOUT_FILENO, "\n", 1) < 0)) return -1;
  for (;;) pause();
}

#else

int stand(char **words, char *start, char *end) {
  (void)words, (void)start, (void)end;
  errno = ENOTSUP;
  return -1;
}

#endif
