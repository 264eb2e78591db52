extension HostileSubmission {
  /// Those that work from inside of a container.
  static let containers = [
    HostileSubmission(
      "fork-bomb-in-a-container", .graded,
      """
      docker run -d --name box alpine sleep 600
      docker exec box sh -c 'bomb() { bomb | bomb & }; bomb; sleep 4; echo ESCAPED, it went on'
      """),
    HostileSubmission(
      "memory-in-a-container", .graded,
      """
      docker run --rm alpine sh -c 'for i in 1 2 3 4; do (head -c 40m /dev/zero | tail >/dev/null; sleep 9) & done; \
      head -c 90m /dev/zero | tail >/dev/null; sleep 3; echo ESCAPED, it went on'
      docker run --rm --memory 1g alpine sh -c 'head -c 200m /dev/zero | tail >/dev/null && echo ESCAPED, it went on'
      """),
    HostileSubmission(
      "disk-in-a-container", .graded,
      """
      docker run --rm alpine sh -c 'i=0; while dd if=/dev/zero of=/big$i bs=1M count=40 2>/dev/null; do \
      i=$((i + 1)); [ $i -gt 9 ] && echo ESCAPED, it went on; done'
      docker run -d alpine sh -c 'while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done'
      docker volume create data; docker run --rm -v data:/v alpine sh -c 'head -c 300m /dev/zero >/v/MARK && echo ESCAPED'
      """),
    HostileSubmission(
      "system-from-a-container", .graded, shows: ["tried"],
      """
      docker run -d --name box alpine sleep 600
      docker exec box sh -c 'mount -t tmpfs x /mnt && echo ESCAPED mount; unshare -r true && echo ESCAPED unshare; \
      chroot / true && echo ESCAPED chroot; mknod /disk b 8 0 && echo ESCAPED mknod; nsenter -t 1 -m true && echo ESCAPED; \
      for place in /proc/1/root /proc/self/root /dev/.dojo/..; do cat $place/etc/shadow $place/run/grade/door; done; \
      for place in /dev/.dojo/busybox /dev/.dojo/idle /proc/sysrq-trigger; do \
      echo x >$place && echo ESCAPED $place; done; kill -9 -1; echo tried' 2>&1
      docker exec box sh -c 'wget -T 1 -qO- http://192.0.2.1 && echo ESCAPED; ls /proc | grep -c "^[0-9]"; echo tried' 2>&1
      for option in "-v /:/x" "-v /etc:/x" "-v /run:/x" "-v /proc:/x" "--privileged -v /:/x" "--pid host" \
      "--device /dev/sda" "--security-opt seccomp=unconfined" "--cap-add SYS_ADMIN" "--network host"; do \
      docker run --rm $option alpine sh -c 'cat /x/shadow /x/etc/shadow /x/1/environ /proc/1/environ | tr "\\0" "\\n" | \
      grep -a "root:\\|SECRET" | sed "s/^/ESCAPED /"; echo x >/x/MARK; unshare -m true && echo ESCAPED' 2>&1; done
      """),
    HostileSubmission(
      "containers-that-live-on", .graded,
      """
      docker run -d --restart always alpine sh -c 'while :; do sleep 1; : MARK; done'
      docker run -d --init alpine sh -c 'trap "" TERM INT HUP; setsid sleep 600 MARK & nohup sleep 600 & wait'
      docker exec -d $(docker ps -lq) sh -c 'exec -a MARK sleep 600; sleep 600; : MARK'
      """),
  ]
}
