extension HostileSubmission {
  /// Those that use up what there is.
  static let using = [
    HostileSubmission(
      "fork-bomb", .graded,
      """
      bomb() { bomb | bomb & }
      bomb 2>/dev/null
      sleep 2
      """),
    HostileSubmission(
      "memory-of-one", .stopped,
      """
      perl -e '$kept[$_] = "x" x (16 << 20) for 1..24; sleep 20; print "ESCAPED\\n"'
      echo ESCAPED, it went on
      """),
    HostileSubmission(
      "memory-of-many", .stopped,
      """
      for i in {1..30}; do perl -e '$kept = "x" x (6 << 20); sleep 20' & done; wait
      echo ESCAPED, it went on
      """),
    HostileSubmission(
      "memory-without-a-process", .points(0), shows: ["memfd refused", "segment refused"],
      """
      perl -e '$fd = syscall(319, my $name = "MARK", 0); print $fd < 0 ? "memfd refused\\n" : "ESCAPED memfd\\n"'
      perl -e 'print defined shmget(0, 32 << 20, 0600) ? "ESCAPED segment\\n" : "segment refused\\n"'
      """),
    HostileSubmission(
      "memory-as-files", .points(0), shows: ["nothing but home and tmp"],
      """
      for place in / /dev /dev/shm /etc /run /run/dojo /home /dev/pts /proc /usr/local /var/tmp; do \
      { echo x >$place/MARK-file; } 2>/dev/null && echo "ESCAPED into $place"; done
      mkdir /MARK-folder 2>/dev/null && echo ESCAPED folder
      echo nothing but home and tmp
      """),
    HostileSubmission(
      "disk-home", .points(0), shows: ["No space left on device"],
      """
      for i in {1..12}; do head -c 16M /dev/zero >~/big-$i || break; done
      [[ $(du -sm ~ | cut -f1) -gt 66 ]] && echo ESCAPED
      """),
    HostileSubmission(
      "disk-tmp-and-home", .points(0), shows: ["No space left on device"],
      """
      for i in {1..6}; do head -c 16M /dev/zero >~/a-$i; head -c 16M /dev/zero >/tmp/b-$i || break; done
      [[ $(du -cm ~ /tmp | tail -1 | cut -f1) -gt 66 ]] && echo ESCAPED
      """),
    HostileSubmission(
      "disk-inodes", .points(0), shows: ["No space left on device"],
      """
      perl -e 'for (1..40000) { open(my $f, ">", "/tmp/f$_") or die "$!\\n" } print "ESCAPED\\n"'
      """),
    HostileSubmission(
      "disk-one-huge-file", .points(0), shows: ["huge refused"],
      """
      truncate -s 900G ~/huge 2>&1 || echo huge refused
      truncate -s 60M ~/sparse && docker run --env-file ~/sparse hello-world:latest
      docker run -v ~/sparse:/x hello-world:latest
      """),
    HostileSubmission("output-endless", .stopped, "yes MARK\necho ESCAPED, it went on"),
    HostileSubmission("output-without-newline", .stopped, "tr '\\0' x </dev/zero\necho ESCAPED, it went on"),
    HostileSubmission("output-of-marks", .stopped, "yes $'\\036\\036\\036'\necho ESCAPED, it went on"),
    HostileSubmission("sleep-endless", .stopped, "trap '' INT\nsleep 1000000\necho ESCAPED, it went on"),
    HostileSubmission("sleep-in-a-loop", .stopped, "while :; do sleep 1; done\necho ESCAPED, it went on"),
    HostileSubmission("busy", .stopped, "trap '' INT TERM\nwhile :; do :; done\necho ESCAPED, it went on"),
    HostileSubmission(
      "environment-of-a-megabyte", .points(0), shows: ["Argument list too long"],
      """
      for i in {1..40}; do export "MARK$i=$(head -c 100000 /dev/zero | tr '\\0' x)"; done
      docker images
      /bin/true
      """),
  ]
}
