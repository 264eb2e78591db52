// Where a room knows many users, its program starts as one of them: with its groups, no right but the given ones, and the
// streams that it was given as its own (credentials(7), capabilities(7)).
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "become.h"

#include <errno.h>

#ifdef __linux__
#include <grp.h>
#include <linux/capability.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum { MOST_GROUPS = 1024 };

// A terminal or a pipe that it cannot open again by its name would not be its own; /dev/null is everybody's.
static void own_streams(uid_t user) {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
    struct stat status;
    if (fstat(stream, &status) || status.st_uid == user || status.st_rdev == makedev(1, 3)) continue;
    if (S_ISCHR(status.st_mode) || S_ISFIFO(status.st_mode))
      if (fchown(stream, user, status.st_gid)) { /* it still has it open */ }
  }
}

static int join_groups(gid_t group, const char *further) {
  static gid_t groups[MOST_GROUPS];
  size_t count = 0;
  for (const char *next = further; *next >= '0' && *next <= '9' && count < MOST_GROUPS;) {
    char *end;
    groups[count++] = (gid_t)strtoul(next, &end, 10);
    next = *end == ',' ? end + 1 : end;
  }
  return syscall(SYS_setgroups, count, groups) || syscall(SYS_setresgid, group, group, group) ? -1 : 0;
}

static int keep_rights(uint64_t rights) {
  struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct kept[2] = {0};
  for (int half = 0; half < 2; half++)
    kept[half].effective = kept[half].permitted = (uint32_t)(rights >> (32 * half));
  return (int)syscall(SYS_capset, &head, kept);
}

int become(char **identity) {
  uid_t user = (uid_t)strtoul(identity[0], NULL, 10);
  gid_t group = (gid_t)strtoul(identity[1], NULL, 10);
  uint64_t rights = strtoull(identity[3], NULL, 16);
  own_streams(user);
  if (join_groups(group, identity[2])) return -1;
  for (unsigned long right = 0; prctl(PR_CAPBSET_READ, right, 0, 0, 0) >= 0; right++)
    if (!(rights >> right & 1) && prctl(PR_CAPBSET_DROP, right, 0, 0, 0)) return -1;
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)) return -1;
  if (syscall(SYS_setresuid, user, user, user)) return -1;
  return keep_rights(user == 0 ? rights : 0);
}

#else

int become(char **identity) {
  (void)identity;
  errno = ENOTSUP;
  return -1;
}

#endif
