extension HostileSubmission {
  /// Those that send signals, look into other processes, or want to outlive their time.
  static let signalling = [
    HostileSubmission("kill-everybody", .points(15), "kill -9 -1\n" + honestWork),
    HostileSubmission("kill-parents", .graded, "kill -9 1\nkill -9 $PPID\nkill -9 0\n" + honestWork),
    HostileSubmission("stop-everybody", .stopped, "kill -STOP -1\nkill -STOP $$\necho ESCAPED, it went on"),
    HostileSubmission(
      "look-into-processes", .points(0), shows: ["nobody else here"],
      """
      for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline | grep -q 'grade-worker\\|report.html' && echo ESCAPED $p; done
      for p in /proc/[0-9]*; do tr '\\0' '\\n' <$p/environ 2>/dev/null | grep '^DOJO_HOME\\|^SECRET_OF' \
      | sed 's/^/ESCAPED /'; done
      perl -e 'for (glob "/proc/[0-9]*/root") { print "ESCAPED $_\\n" if -e "$_/root/.bashrc" || -e "$_/run/grade" }'
      echo nobody else here
      """),
    HostileSubmission(
      "trace", .points(0), shows: ["trace refused"],
      """
      perl -e 'print syscall(101, 16, 1, 0, 0) == 0 ? "ESCAPED\\n" : "trace refused\\n"'
      perl -e 'print syscall(101, 0, 0, 0, 0) == 0 ? "ESCAPED\\n" : "trace refused\\n"'
      """),
    HostileSubmission(
      "stderr-of-the-grader", .points(0),
      """
      for p in /proc/[0-9]*/fd/*; do [[ $p == */fd/[12] ]] && { printf '\\033]0;MARK-title\\007' >>$p; } 2>/dev/null; done
      for p in /dev/tty /dev/console /dev/pts/*; do { echo MARK-title >$p; } 2>/dev/null; done
      """),
    HostileSubmission(
      "open-descriptors", .points(0), shows: ["only pipes"],
      """
      ls -l /proc/[0-9]*/fd 2>/dev/null | grep -v 'pipe:\\|/dev/null\\|/proc\\|eventfd\\|run.bash\\|^total\\|^$' \
      | grep -e '->' | sed 's/^/ESCAPED /'
      echo only pipes
      """),
    HostileSubmission(
      "survivors", .graded, shows: ["left behind"],
      """
      nohup bash -c 'exec -a MARK-nohup sleep 1000' >/dev/null 2>&1 &
      setsid bash -c 'exec -a MARK-setsid sleep 1000' >/dev/null 2>&1 </dev/null &
      ( ( exec -a MARK-fork sleep 1000 >/dev/null 2>&1 </dev/null & ) & )
      perl -e 'fork && exit; fork && exit; $0 = "MARK-daemon"; open STDOUT, ">/dev/null"; sleep 1000' &
      echo 'touch /tmp/MARK-at' | at now 2>/dev/null
      echo '* * * * * touch /tmp/MARK-cron' | crontab - 2>/dev/null
      trap 'sleep 1000' EXIT
      touch ~/MARK-home /tmp/MARK-tmp
      echo left behind
      """),
    HostileSubmission(
      "port-holder", .points(0), shows: ["holding"],
      """
      setsid perl -MIO::Socket::INET -e '$0 = "MARK-holder"; $s = IO::Socket::INET->new(LocalPort => 5000, Listen => 5, \
      ReuseAddr => 1) or die; open STDOUT, ">/dev/null"; sleep 1000' </dev/null &
      sleep 0.3
      echo holding
      docker run -d -p 5000:5000 registry:2.7.1
      """),
  ]
}
