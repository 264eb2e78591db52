extension HostileSubmission {
  private static func server(_ address: String, _ module: String = "INET") -> String {
    """
    perl -MIO::Socket::IP -e '$s = IO::Socket::IP->new(LocalHost => "\(address)", LocalPort => 5000, Listen => 5, \
    ReuseAddr => 1) or die "not bound\\n"; while ($c = $s->accept) { sysread $c, $_, 4096; $b = q({"repositories":["testimage"]}); \
    print $c "HTTP/1.0 200 OK\\r\\nDocker-Distribution-Api-Version: registry/2.0\\r\\nContent-Length: " . length($b) . \
    "\\r\\n\\r\\n$b"; close $c }' &
    sleep 0.3

    """
  }

  /// Those that use the network.
  static let networks = [
    HostileSubmission(
      "registry-of-its-own", .points(0), shows: ["address already in use"],
      server("127.0.0.1") + """
        curl localhost:5000/v2/_catalog
        curl 127.0.0.1:5000/v2/_catalog
        docker run -d -p 5000:5000 registry:2.7.1
        curl localhost:5000/v2/_catalog
        kill %1
        """),
    HostileSubmission(
      "registry-beside-the-real", .points(2),
      """
      docker run -d -p 5000:5000 registry:2.7.1

      """ + server("::1") + server("127.0.0.1") + server("127.0.0.2") + server("0.0.0.0") + """
        for i in 1; do curl localhost:5000/v2/_catalog; curl '[::1]:5000/v2/_catalog'; \
        curl 127.0.0.2:5000/v2/_catalog; curl ip6-localhost:5000/v2/_catalog; curl 0.0.0.0:5000/v2/_catalog; done
        kill %1 %2 %3 %4
        """),
    HostileSubmission(
      "registry-of-the-other-machine", .points(2),
      """
      docker run -d -p 5000:5000 registry:2.7.1
      docker stop $(docker ps -q)

      """ + server("0.0.0.0") + """
        curl localhost:5000/v2/_catalog
        docker start $(docker ps -aq)
        DOJO_MACHINE=other curl localhost:5000/v2/_catalog
        DOJO_MACHINE=../x curl localhost:5000/v2/_catalog
        curl -L localhost:5000/v2/_catalog
        kill %1
        """),
    HostileSubmission(
      "outside", .points(0), shows: ["nobody outside"],
      """
      timeout 2 bash -c 'echo >/dev/tcp/192.0.2.1/80' 2>/dev/null && echo ESCAPED tcp
      timeout 2 bash -c 'echo >/dev/udp/192.0.2.1/53' 2>/dev/null && echo ESCAPED udp
      curl -s -m 2 http://192.0.2.1/ >/dev/null && echo ESCAPED curl
      timeout 2 getent hosts example.com && echo ESCAPED name
      ping -c 1 -W 1 192.0.2.1 >/dev/null 2>&1 && echo ESCAPED ping
      docker pull 192.0.2.1:5000/x; docker login -u a -p b 192.0.2.1
      grep -v '^Iface\\|^ *lo' /proc/net/route; grep -c . /proc/net/dev | grep -v '^3$' | sed 's/^/ESCAPED /'
      echo nobody outside
      """),
    HostileSubmission(
      "sockets-without-names", .points(0), shows: ["alone"],
      """
      grep -a '@' /proc/net/unix | sed 's/^/ESCAPED /'
      perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new(Local => "\\0MARK", Listen => 1) and sleep 1' &
      sleep 0.2; kill %1 2>/dev/null; echo alone
      """),
    HostileSubmission(
      "port-of-one", .graded, shows: ["waiting"],
      """
      perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => 7777, Listen => 5, ReuseAddr => 1) or die; \
      alarm 4; $c = $s->accept and print "ESCAPED, somebody came\\n"' &
      sleep 4; echo waiting
      """),
    HostileSubmission(
      "port-of-another", .graded, shows: ["knocked"],
      """
      for i in {1..30}; do (: </dev/tcp/127.0.0.1/7777) 2>/dev/null && echo ESCAPED; \
      (: </dev/tcp/127.0.0.1/5000) 2>/dev/null && echo ESCAPED; sleep 0.1; done
      echo knocked
      """),
    HostileSubmission(
      "connections-to-the-registry", .graded,
      """
      docker run -d -p 5000:5000 registry:2.7.1
      for r in 1 2 3 4; do for i in 1 2; do perl -MIO::Socket::INET -e 'my @s; for (1..250) { push @s, \
      IO::Socket::INET->new(PeerAddr => "127.0.0.1:5000", Timeout => 1) || last }' & done; wait; done
      """),
    HostileSubmission(
      "upload-without-end", .graded,
      """
      docker run -d -p 5000:5000 registry:2.7.1
      perl -MIO::Socket::INET -e '$SIG{PIPE} = "IGNORE"; my $s = IO::Socket::INET->new("127.0.0.1:5000"); \
      print $s "POST /v2/x/blobs/uploads/ HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 0\\r\\n\\r\\n"; my $l; \
      while (<$s>) { $l = $1 if /^Location: \\S*?(\\/v2\\S+)/i; last if /^\\r/ } \
      print $s "PATCH $l HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 9999999999\\r\\n\\r\\n"; for (1..2000) { print $s "x" x 1e6 or last }'
      docker images
      """),
  ]
}
