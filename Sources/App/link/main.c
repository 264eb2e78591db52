// The program that stands for docker, curl, dojo, sudo, systemctl and service where a submission is done again.
//
// It does nothing itself: it tells the grader, through one unix socket, what it was called with, and passes on what
// comes back. So the record of what was run is written where no submission can reach it, and a command costs the start
// of this small program instead of the whole of dojo. The other side is Grading/Door.
#include "become.h"
#include "confine.h"
#include "stand.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, LONGEST_CALL = 1 << 18, CANNOT = 126, MISSING = 127 };

// A frame's head: its kind and the length of what follows, in network order.
typedef struct {
  uint8_t kind;
  uint32_t length;
} frame_head;

static int signal_pipe[2] = {-1, -1};

static int fail(const char *what) {
  fprintf(stderr, "dojo: %s: %s\n", what, strerror(errno));
  return CANNOT;
}

static int write_all(int fd, const void *bytes, size_t count) {
  const char *next = bytes;
  while (count > 0) {
    ssize_t written = write(fd, next, count);
    if (written < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    next += written;
    count -= (size_t)written;
  }
  return 0;
}

static int read_all(int fd, void *bytes, size_t count) {
  char *next = bytes;
  while (count > 0) {
    ssize_t got = read(fd, next, count);
    if (got == 0) return -1;
    if (got < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    next += got;
    count -= (size_t)got;
  }
  return 0;
}

static int send_frame(int fd, uint8_t kind, const void *bytes, uint32_t length) {
  uint8_t head[5] = {kind, (uint8_t)(length >> 24), (uint8_t)(length >> 16), (uint8_t)(length >> 8), (uint8_t)length};
  return write_all(fd, head, sizeof head) || (length && write_all(fd, bytes, length)) ? -1 : 0;
}

static int read_head(int fd, frame_head *head) {
  uint8_t bytes[5];
  if (read_all(fd, bytes, sizeof bytes)) return -1;
  head->kind = bytes[0];
  head->length = (uint32_t)bytes[1] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 8 | bytes[4];
  return 0;
}

static void note_signal(int number) {
  uint8_t byte = (uint8_t)number;
  int kept = errno;
  if (write(signal_pipe[1], &byte, 1) < 0) { /* nobody listens any more */ }
  errno = kept;
}

// Tells of signals that would end us; one that was ignored from the start stays ignored, as for any program.
static int watch_signals(void) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  if (pipe(signal_pipe)) return -1;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction old;
    if (sigaction(numbers[i], NULL, &old) || old.sa_handler == SIG_IGN) continue;
    struct sigaction ours = {.sa_handler = note_signal};
    sigaction(numbers[i], &ours, NULL);
  }
  return 0;
}

static int connect_door(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(address.sun_path, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address)) {
    close(fd);
    return -1;
  }
  return fd;
}

// The fields of a call, each ended by a zero byte.
typedef struct {
  char *bytes;
  size_t length;
  int overflow;
} call;

static void add(call *call, const char *text) {
  size_t size = strlen(text) + 1;
  if (call->length + size > LONGEST_CALL) {
    call->overflow = 1;
    return;
  }
  memcpy(call->bytes + call->length, text, size);
  call->length += size;
}

// Which of our variables the commands themselves look at.
static void add_variables(call *call, char **environment) {
  for (char **entry = environment; *entry; entry++) {
    if (!strncmp(*entry, "LD_", 3) || !strncmp(*entry, "BASH_", 5)) continue;
    add(call, *entry);
  }
}

static int is_ignored(int number) {
  struct sigaction now;
  return !sigaction(number, NULL, &now) && now.sa_handler == SIG_IGN;
}

extern char **environ;

static int compose(call *call, const char *name, char **arguments) {
  char folder[4096], count[32];
  if (!getcwd(folder, sizeof folder)) strcpy(folder, "/");
  const char *machine = getenv("DOJO_MACHINE");
  int number = 1;
  for (char **word = arguments; *word; word++) number++;
  snprintf(count, sizeof count, "%d", number);
  add(call, folder);
  add(call, machine ? machine : "");
  // A job in the background has Ctrl-C ignored: nobody waits for it, so nobody will interrupt it.
  add(call, is_ignored(SIGINT) ? "background" : "foreground");
  add(call, count);
  add(call, name);
  for (char **word = arguments; *word; word++) add(call, *word);
  add_variables(call, environ);
  if (call->overflow) {
    errno = E2BIG;
    return -1;
  }
  return 0;
}

static int open_call(int door, const call *call) {
  char head[256];
  int length = snprintf(
      head, sizeof head,
      "POST /call HTTP/1.1\r\nHost: door\r\nConnection: Upgrade\r\nUpgrade: frames\r\nContent-Length: %zu\r\n\r\n",
      call->length);
  if (write_all(door, head, (size_t)length) || write_all(door, call->bytes, call->length)) return -1;
  // The answer's head ends with an empty line; what it says is in its first line.
  char answer[4096];
  size_t got = 0;
  while (got < sizeof answer - 1) {
    if (read_all(door, answer + got, 1)) return -1;
    answer[++got] = 0;
    if (got >= 4 && !memcmp(answer + got - 4, "\r\n\r\n", 4)) {
      if (!strncmp(answer, "HTTP/1.1 101", 12)) return 0;
      errno = EACCES;
      return -1;
    }
  }
  errno = EPROTO;
  return -1;
}

// Passes one piece of our input on, as was asked for; a piece of no bytes is its end.
static int pass_input(int door) {
  char bytes[CHUNK];
  ssize_t got;
  do got = read(STDIN_FILENO, bytes, sizeof bytes);
  while (got < 0 && errno == EINTR);
  return send_frame(door, 'I', bytes, got > 0 ? (uint32_t)got : 0);
}

// Takes one frame: output to pass on, a wish for input, or the end.
static int take_frame(int door, int *wants_input, int *status) {
  static char bytes[CHUNK];
  frame_head head;
  if (read_head(door, &head) || head.length > sizeof bytes || read_all(door, bytes, head.length)) {
    fprintf(stderr, "dojo: the grader has ended this command\n");
    *status = CANNOT;
    return 1;
  }
  switch (head.kind) {
    case 'R':
      *wants_input = 1;
      return 0;
    case 'X':
      *status = head.length == 1 ? (uint8_t)bytes[0] : CANNOT;
      return 1;
    default:
      // A reader that has gone ends us by SIGPIPE, as it would end docker.
      write_all(head.kind == '2' ? STDERR_FILENO : STDOUT_FILENO, bytes, head.length);
      return 0;
  }
}

static int converse(int door) {
  int status = CANNOT, wants_input = 0;
  for (;;) {
    struct pollfd watched[3] = {
        {.fd = door, .events = POLLIN},
        {.fd = signal_pipe[0], .events = POLLIN},
        {.fd = wants_input ? STDIN_FILENO : -1, .events = POLLIN},
    };
    if (poll(watched, 3, -1) < 0) {
      if (errno == EINTR) continue;
      return fail("poll");
    }
    if (watched[1].revents & POLLIN) {
      uint8_t number;
      if (read(signal_pipe[0], &number, 1) == 1 && send_frame(door, 'S', &number, 1)) return CANNOT;
    }
    if (watched[2].revents) {
      wants_input = 0;
      if (pass_input(door)) return CANNOT;
    }
    if (watched[0].revents && take_frame(door, &wants_input, &status)) return status;
  }
}

static int perform(const char *name, char **arguments) {
  const char *path = getenv("DOJO_DOOR");
  static char bytes[LONGEST_CALL];
  call call = {.bytes = bytes};
  if (compose(&call, name, arguments)) return fail(name);
  int door = connect_door(path ? path : "/run/dojo/door");
  if (door < 0 || open_call(door, &call)) return fail("no way to the grader");
  if (watch_signals()) return fail("signals");
  return converse(door);
}

static int run(char **words) {
  execvp(words[0], words);
  int status = errno == ENOENT ? MISSING : CANNOT;
  fprintf(stderr, "%s: %s\n", words[0], errno == ENOENT ? "command not found" : strerror(errno));
  return status;
}

// `dojo shell MACHINE [-- COMMAND…]`: the same program, told that it is on another machine.
static int shell_on(const char *machine, char **command) {
  static char *shell[] = {"bash", NULL};
  setenv("DOJO_MACHINE", machine, 1);
  const char *folder = getenv("DOJO_DAEMON_FOLDER");
  char file[4096];
  if (folder && snprintf(file, sizeof file, "%s/%s/daemon.json", folder, machine) < (int)sizeof file)
    setenv("DOJO_DAEMON_JSON", file, 1);
  if (*command && !strcmp(*command, "--")) command++;
  return run(*command ? command : shell);
}

static int dispatch(const char *name, char **arguments);

static int as_sudo(char **arguments) {
  static const char *const flags[] = {"-E", "-H", "-n", "-S", "-k", "--"};
  for (; *arguments; arguments++) {
    int is_flag = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) is_flag |= !strcmp(*arguments, flags[i]);
    if (!is_flag) break;
  }
  return *arguments ? run(arguments) : 0;
}

// `link COMMAND…`: runs the command with fewer system calls. Without them nothing is run.
static int run_confined(char **command, int steps) {
  if (confine()) return fail("system calls cannot be confined");
  // Whoever grades goes first: a submission that takes all it can get must not keep its grader from ending it. So many
  // steps below the grader, wherever that stands.
  nice(steps);
  return *command ? run(command) : 0;
}

// `become USER GROUP FURTHER-GROUPS RIGHTS COMMAND…`: runs the command as a user of a container.
static int run_as(char **words) {
  for (int word = 0; word < 5; word++)
    if (!words[word]) return CANNOT;
  if (become(words)) return fail(words[0]);
  return run(words + 4);
}

// `stand …`: never ends by itself.
static int stand_in(char **words) {
  int count = 0;
  while (words[count]) count++;
  if (count != 8) return CANNOT;
  stand(words, words[-1], words[7] + strlen(words[7]) + 1);
  return fail(words[7]);
}

static int dispatch(const char *name, char **arguments) {
  if (!strcmp(name, "link")) return run_confined(arguments, 5);
  // In a container the number of processes has no limit of the kernel's; they get what everybody else leaves.
  if (!strcmp(name, "idle")) return run_confined(arguments, 19);
  if (!strcmp(name, "become")) return run_as(arguments);
  if (!strcmp(name, "stand")) return stand_in(arguments);
  if (!strcmp(name, "sudo")) return as_sudo(arguments);
  if (!strcmp(name, "dojo") && arguments[0] && arguments[1] && !strcmp(arguments[0], "shell"))
    return shell_on(arguments[1], arguments + 2);
  return perform(name, arguments);
}

int main(int count, char **words) {
  if (count < 1) return MISSING;
  const char *slash = strrchr(words[0], '/');
  return dispatch(slash ? slash + 1 : words[0], words + 1);
}
