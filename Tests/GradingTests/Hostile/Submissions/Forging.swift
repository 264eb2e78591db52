extension HostileSubmission {
  /// A connection to the door with perl, and what a call looks like.
  private static let door = """
    cat >~/door.pm <<'END'
    use strict; use IO::Socket::UNIX; use Socket;
    sub dial { IO::Socket::UNIX->new(Peer => '/run/dojo/door', Type => SOCK_STREAM) }
    sub call { my ($machine, @words) = @_;
      my $body = join "", map "$_\\0", '/home/learner', $machine, 'foreground', scalar(@words), @words, 'X=y';
      "POST /call HTTP/1.1\\r\\nHost: door\\r\\nConnection: Upgrade\\r\\nUpgrade: frames\\r\\nContent-Length: "
      . length($body) . "\\r\\n\\r\\n$body" }
    $SIG{PIPE} = 'IGNORE'; $| = 1; 1;
    END

    """

  /// Those that want a record of something that did not happen, or talk to the grader in other ways than its own.
  static let forging = [
    HostileSubmission(
      "own-docker-on-path", .points(0),
      """
      mkdir ~/bin; printf '#!/bin/sh\\necho "host:5000/testimage v1"\\n' >~/bin/docker; cp ~/bin/docker ~/bin/curl
      cp ~/bin/docker ~/bin/bash; chmod +x ~/bin/*; export PATH=~/bin:$PATH; hash -r
      docker run -d -p 5000:5000 registry:2.7.1; docker images; docker push host:5000/testimage:v1
      curl localhost:5000/v2/_catalog
      """),
    HostileSubmission(
      "functions-called-docker", .points(0), shows: ["host:5000/testimage"],
      """
      docker() { echo 'registry:2.7.1 0.0.0.0:5000->5000/tcp host:5000/testimage v1'; }
      curl() { echo '{"repositories":["testimage"]}'; }; export -f docker curl
      shopt -s expand_aliases; alias dojo='echo passed'
      docker images; docker ps; curl localhost:5000/v2/_catalog
      dojo check
      """),
    HostileSubmission(
      "printed-lists", .points(0), shows: ["0.0.0.0:5000->5000/tcp"],
      """
      printf 'CONTAINER ID  IMAGE  PORTS\\nb81610e84203  registry:2.7.1  0.0.0.0:5000->5000/tcp\\n'
      printf 'REPOSITORY TAG\\nhost:5000/testimage v1\\nregistry 2.7.1\\n'
      echo '{"repositories":["testimage"]}'
      """),
    HostileSubmission(
      "channel-of-garbage", .graded,
      """
      timeout 1 yes garbage >/run/dojo/channel/ask
      timeout 1 cat /dev/urandom >/run/dojo/channel/ask
      timeout 1 bash -c 'yes >/run/dojo/channel/reply' &
      docker run -d -p 5000:5000 registry:2.7.1
      """),
    HostileSubmission(
      "channel-forged", .graded,
      """
      for i in {1..300}; do printf '%s start docker images\\n%s 0\\n' $i $i; done >/run/dojo/channel/ask
      printf '1 start docker push host:5000/testimage:v1\\n1 0\\n1 99999999999999999999\\n-1 -1\\n' >/run/dojo/channel/ask
      """),
    HostileSubmission(
      "channel-of-one-line", .graded,
      "timeout 3 tr '\\0' x </dev/zero >/run/dojo/channel/ask\necho it went on"),
    HostileSubmission(
      "door-garbage", .points(0), shows: ["answered", "others may call"],
      door + """
        perl -I$HOME -Mdoor -e 'for (1..20) { my $s = dial(); print $s join "", map chr(rand 256), 1..4000; } \
        my $s = dial(); print $s "GET / HTTP/1.1\\r\\n\\r\\n"; print "answered\\n" if defined <$s>; \
        $s = dial(); print $s "POST /call HTTP/1.1\\r\\nUpgrade: frames\\r\\nContent-Length: 3\\r\\n\\r\\nabc"; <$s>;'
        docker images >/dev/null && echo others may call
        """),
    HostileSubmission(
      "door-half-a-call", .points(0), shows: ["others may call"],
      door + """
        perl -I$HOME -Mdoor -e 'my @s; for (1..100) { my $s = dial(); print $s substr call("", "docker", "ps"), 0, 90; \
        push @s, $s } sleep 2' &
        docker images >/dev/null && echo others may call
        """),
    HostileSubmission(
      "door-a-thousand-times", .graded, shows: ["dialled"],
      door + """
        for r in 1 2; do for i in 1; do perl -I$HOME -Mdoor -e 'my @s; for (1..500) { push @s, dial() || last; @s = () if @s > 240 }' & \
        done; wait; done; echo dialled
        docker run -d -p 5000:5000 registry:2.7.1
        """),
    HostileSubmission(
      "door-huge-call", .points(0), shows: ["others may call"],
      door + """
        perl -I$HOME -Mdoor -e 'my $s = dial(); print $s "POST /call HTTP/1.1\\r\\nUpgrade: frames\\r\\nConnection: \
        Upgrade\\r\\nContent-Length: 99999999999\\r\\n\\r\\n"; for (1..400) { print $s "x" x 1e6 or last }'
        perl -I$HOME -Mdoor -e 'my $s = dial(); print $s "POST /call HTTP/1.1\\r\\nX: "; for (1..400) \
        { print $s "x" x 1e6 or last }'
        docker images >/dev/null && echo others may call
        """),
    HostileSubmission(
      "door-broken-frames", .points(0), shows: ["others may call"],
      door + """
        perl -I$HOME -Mdoor -e 'for my $f ("X\\0\\0\\0\\1\\0", "I\\xff\\xff\\xff\\xff", "Z\\0\\0\\0\\0", "1\\0\\0\\0\\1x", "I\\0") \
        { my $s = dial(); print $s call("", "docker", "run", "-i", "hello-world"); <$s>; print $s $f; }'
        docker images >/dev/null && echo others may call
        """),
    HostileSubmission(
      "door-unasked-input", .graded, shows: ["others may call"],
      door + """
        timeout 4 perl -I$HOME -Mdoor -e 'my $s = dial(); print $s call("", "docker", "events"); <$s>; \
        my $f = "I" . pack("N", 65536) . "x" x 65536; while (print $s $f) { $n += 65536 } print "sent $n\\n"'
        docker images >/dev/null && echo others may call
        """),
    HostileSubmission(
      "door-other-names", .points(0), shows: ["126 or 127"],
      door + """
        perl -I$HOME -Mdoor -e 'for (["nowhere", "docker", "ps"], ["../../etc", "docker", "ps"], ["", "bash", "-c", "id"], \
        ["", "/bin/sh", "-c", "id"], ["", ""], ["", "dojo", "engine", "serve"], ["other\\n", "docker", "images"]) \
        { my $s = dial(); print $s call(@$_); local $/; my $r = <$s>; print "ESCAPED $r\\n" if $r =~ /uid=/ }'
        echo 126 or 127
        """),
    HostileSubmission(
      "calls-without-end", .graded,
      door + """
        for n in 1 2 3 4; do perl -I$HOME -Mdoor -e 'for (1..100000) { my $s = dial() or next; \
        print $s call("", "docker", "images", "--filter", "label=" . "x" x 200000); <$s> }' & done; wait
        """),
  ]
}
