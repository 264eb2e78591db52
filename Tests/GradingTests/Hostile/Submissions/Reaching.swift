extension HostileSubmission {
  /// Those that reach for what is not theirs: files, rights, other submissions.
  static let reaching = [
    HostileSubmission(
      "write-over-the-grader", .points(15), shows: ["nothing could be changed"],
      """
      for f in /run/dojo /run/dojo/* /run/dojo/links/* /run/dojo/channel/run.bash; do \
      { rm -rf $f; mv $f ~/x; ln -sf /etc/passwd $f; chmod 777 $f; cp /bin/true $f; } >/dev/null 2>&1; done
      { echo x >/run/dojo/link; } 2>/dev/null && echo ESCAPED
      { echo x >>/run/dojo/channel/run.bash; } 2>/dev/null && echo ESCAPED
      [[ -x /run/dojo/links/docker && -S /run/dojo/door ]] || echo ESCAPED
      echo nothing could be changed

      """ + honestWork),
    HostileSubmission(
      "other-submissions", .points(0), shows: ["nothing found"],
      """
      find / -xdev \\( -name 'honest*' -o -name 'other-submissions*' -o -name 'roster*' \\) 2>/dev/null | sed 's/^/ESCAPED /'
      ls -d /work /root /home/[!l]* /srv /mnt /var /tmp/dojo-* 2>/dev/null | sed 's/^/ESCAPED /'
      echo nothing found
      """),
    HostileSubmission(
      "rights", .points(0), shows: ["still nobody"],
      """
      unshare -U true 2>/dev/null && echo ESCAPED user namespace
      unshare -m true 2>/dev/null && echo ESCAPED mount namespace
      unshare -rn true 2>/dev/null && echo ESCAPED network namespace
      mount -t tmpfs none /tmp 2>/dev/null && echo ESCAPED mount
      umount /proc 2>/dev/null && echo ESCAPED umount
      chroot / true 2>/dev/null && echo ESCAPED chroot
      setpriv --reuid 0 true 2>/dev/null && echo ESCAPED root
      cp /bin/bash ~/rootbash && chmod 6755 ~/rootbash && ~/rootbash -p -c '[[ $EUID == 0 ]]' && echo ESCAPED setuid
      [[ $(grep -c 'Cap[PEB].*:.*[1-9a-f]' /proc/self/status) == 0 ]] || echo ESCAPED capabilities
      nice -n -5 bash -c '[[ $(nice) -lt 0 ]]' 2>/dev/null && echo ESCAPED nice
      ionice -c 1 true 2>/dev/null && echo ESCAPED ionice
      echo still nobody
      """),
    HostileSubmission(
      "system-settings", .points(0), shows: ["as it was"],
      """
      hostname MARK 2>/dev/null && echo ESCAPED host name
      date -s 2001-01-01 >/dev/null 2>&1 && echo ESCAPED clock
      for f in /proc/sys/kernel/{hostname,core_pattern,shmmax} /proc/sys/net/ipv4/ip_forward /proc/sysrq-trigger \
      /sys/kernel/uevent_helper; do { echo 1 >$f; } 2>/dev/null && echo ESCAPED $f; done
      { echo MARK >/proc/sys/kernel/hostname; } 2>/dev/null && echo ESCAPED hostname
      ls /sys 2>/dev/null | head -1 | sed 's/^/ESCAPED /'
      mknod ~/disk b 8 0 2>/dev/null && echo ESCAPED device
      ip link add dummy0 type dummy 2>/dev/null && echo ESCAPED network device
      echo as it was
      """),
    HostileSubmission(
      "devices", .points(2), shows: ["no device was told of"],
      """
      for f in /etc/passwd /etc /dev/ptmx /dev/nosuch; do docker run --rm --device $f hello-world 2>&1 \
      | grep -q "custom device \\"$f\\": no such file or directory" || echo ESCAPED $f; done
      for f in /dev/ptmx /dev/nosuch; do docker run --rm --device-read-bps $f:1mb hello-world 2>&1 \
      | grep -q "stat $f: no such file or directory" || echo ESCAPED rate of $f; done
      docker run --rm --device /dev/null --device-read-bps /dev/null:1mb hello-world 2>&1 | grep -q Hello \
      && echo no device was told of
      """),
    HostileSubmission(
      "kernel-interfaces", .points(0), shows: ["kernel closed"],
      """
      perl -e 'for ([250, "keyctl", 0, -3, 1], [248, "add_key", 0, 0, 0], [321, "bpf", 0, 0, 0], [298, "perf", 0, 0, 0], \
      [323, "userfaultfd", 0, 0, 0], [425, "io_uring", 1, 0, 0], [272, "unshare", 0x10000000, 0, 0], \
      [165, "mount", 0, 0, 0], [246, "kexec", 0, 0, 0]) { my ($n, $w, @a) = @$_; $! = 0; \
      my $r = syscall($n, @a); print "ESCAPED $w\\n" if $r >= 0 || ($! + 0 != 1 && $! + 0 != 38) }'
      echo kernel closed
      """),
    HostileSubmission(
      "hidden-checks", .points(0), shows: ["no secret"],
      """
      grep -rlas 'secret-of-the-[i]nstructor' /run /tmp /home /etc 2>/dev/null | sed 's/^/ESCAPED /'
      cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | grep -ac 'secret-of-the-[i]nstructor' | grep -v '^0' \
      | sed 's/^/ESCAPED /'
      dojo solution 1; dojo hint 1; dojo lesson show image-registry; dojo grade x; dojo report x
      echo no secret
      """),
  ]
}
