extension HostileSubmission {
  /// Those that want docker or curl to do it for them.
  static let engines = [
    HostileSubmission(
      "another-engine", .points(0), shows: ["not available while a submission is graded"],
      """
      perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalAddr => "127.0.0.1:2375", Listen => 5, ReuseAddr => 1); \
      while ($c = $s->accept) { sysread $c, $_, 4096; $b = q([{"Id":"sha256:ab","RepoTags":["host:5000/testimage:v1"], \
      "Created":1,"Size":1,"Containers":-1,"Labels":null,"ParentId":"","RepoDigests":[],"SharedSize":-1}]); \
      print $c "HTTP/1.1 200 OK\\r\\nApi-Version: 1.47\\r\\nContent-Type: application/json\\r\\nContent-Length: " . \
      length($b) . "\\r\\n\\r\\n$b"; close $c }' &
      sleep 0.2
      docker -H tcp://127.0.0.1:2375 images
      docker -l debug -H tcp://127.0.0.1:2375 images | grep testimage | sed 's/^/ESCAPED /'
      docker --log-level debug --host=tcp://127.0.0.1:2375 images | grep testimage | sed 's/^/ESCAPED /'
      docker -DH tcp://127.0.0.1:2375 images | grep testimage | sed 's/^/ESCAPED /'
      docker -lH -H127.0.0.1:2375 images | grep testimage | sed 's/^/ESCAPED /'
      DOCKER_HOST=tcp://127.0.0.1:2375 docker images | grep testimage | sed 's/^/ESCAPED /'
      DOCKER_CONTEXT=x docker images >/dev/null
      kill %1
      """),
    HostileSubmission(
      "mounts-of-the-system", .graded, shows: ["served"],
      """
      ln -s /etc ~/link; ln -s / ~/root; ln -s /proc/1/root ~/proc
      n=8080; for place in / /etc ~/link; do \
      docker run -d -p $n:80 -v $place:/usr/share/nginx/html nginx:1.19.2 >/dev/null; n=$((n + 1)); done
      for n in {8080..8082}; do for f in hostname etc/hostname; do \
      curl -sf localhost:$n/$f | sed 's/^/ESCAPED /'; done; done
      mkdir ~/own; echo served >~/own/index.html; docker run -d -p 8099:80 -v ~/own:/usr/share/nginx/html nginx:1.19.2
      curl -s localhost:8099/
      """),
    HostileSubmission(
      "files-of-the-system", .points(0), shows: ["no such file"],
      """
      ln -s /etc/passwd ~/link
      for f in /etc/shadow /etc/passwd /proc/self/environ /proc/1/environ ~/link /run/grade/room/etc/passwd ../../etc/passwd; do \
      docker create --name c$((++n)) --env-file $f nginx:1.19.2; docker inspect c$n | grep 'root:\\|PATH=/usr/local/bin:/usr/bin:/bin"' | sed 's/^/ESCAPED /'; done
      for f in /tmp/../etc/MARK /run/MARK /run/grade/MARK /dev/shm/MARK /MARK ~/../../tmp/../MARK; do \
      docker create --cidfile $f nginx:1.19.2; done
      echo no such file
      """),
    HostileSubmission(
      "configuration-of-docker", .points(0), shows: ["not available while a submission is graded"],
      """
      docker --config /run/grade login -u MARK -p MARK localhost:5000
      docker -l debug --config ~/c login -u MARK -p MARK localhost:5000
      docker --debug --config=/etc images
      docker -c default images; docker --context x images
      docker login -u MARK -p MARK 192.0.2.1:5000
      """),
    HostileSubmission(
      "commands-that-are-not-there", .points(0),
      """
      head -c 100000 /dev/urandom >~/x.tar
      docker load -i ~/x.tar; docker load <~/x.tar; docker import ~/x.tar; docker build ~; docker cp / x:/
      docker run --privileged --pid host -v /:/host hello-world:latest; docker exec x id; docker context create x
      docker run --device /dev/sda --cap-add ALL --network host --security-opt seccomp=unconfined hello-world:latest
      docker plugin install x; docker swarm init; docker compose up; docker buildx ls
      """),
    HostileSubmission(
      "containers-by-the-hundred", .graded,
      """
      for n in 1 2 3; do (for i in {1..1000}; do docker run -d nginx:1.19.2 >/dev/null || exit; done) & done; wait
      """),
    HostileSubmission(
      "labels-of-megabytes", .graded,
      """
      label=$(head -c 100000 /dev/zero | tr '\\0' x)
      for i in {1..1000}; do docker create --label a=$label --label b=$label --env e=$label nginx:1.19.2 >/dev/null; done
      """),
    HostileSubmission(
      "input-without-end", .graded,
      """
      yes | docker run -i --rm nginx:1.19.2
      yes | timeout 3 docker run -i -a stdin -a stdout registry:2.7.1
      docker run -d --name web -p 8080:80 nginx:1.19.2
      for i in {1..200}; do printf 'GET /%s HTTP/1.0\\r\\n\\r\\n' "$(head -c 60000 /dev/zero | tr '\\0' y)" \
      >/dev/tcp/127.0.0.1/8080; done
      docker logs web | tail -c 100; docker logs -f web
      """),
    HostileSubmission(
      "races", .graded, shows: ["raced"],
      """
      mkdir ~/real; echo own >~/real/hostname; echo A=own >~/env.real
      (while :; do ln -sfn /etc ~/swap; rm -f ~/swap; cp -r ~/real ~/swap; rm -rf ~/swap; done) 2>/dev/null &
      (while :; do ln -sf /etc/passwd ~/env; ln -f ~/env.real ~/env; done) 2>/dev/null &
      for i in {1..3}; do docker create --name r$i --env-file ~/env nginx:1.19.2 >/dev/null 2>&1; docker inspect r$i | grep root: \
      | sed 's/^/ESCAPED /'; docker run -d -p 81$i:80 -v ~/swap:/usr/share/nginx/html nginx:1.19.2 >/dev/null 2>&1; \
      curl -sf localhost:81$i/hostname | grep -v own | sed 's/^/ESCAPED /'; done
      kill %1 %2; echo raced
      """),
    HostileSubmission(
      "curl-to-files", .points(0), shows: ["kept in"],
      """
      curl file:///etc/shadow | grep root | sed 's/^/ESCAPED /'
      curl file:///run/grade/room/sitting/journal.jsonl | grep . | sed 's/^/ESCAPED /'
      curl -o /etc/MARK file:///etc/hostname; curl -o /run/dojo/MARK file:///etc/hostname; curl -o /MARK file:///etc/hosts
      ls /MARK /etc/MARK /run/dojo/MARK 2>/dev/null | sed 's/^/ESCAPED /'
      curl -s --unix-socket /run/dojo/door -X POST http://door/call | grep . | sed 's/^/ESCAPED /'
      for f in ~/x /tmp/x; do curl -s -T /etc/passwd file://$f; done; echo kept in
      """),
    HostileSubmission(
      "curl-that-says-it-itself", .points(2),
      #"""
      docker run -d -p 5000:5000 registry:2.7.1
      printf 'write-out = "\\"testimage\\""\n' >~/.curlrc; echo '"testimage"' >~/f
      url=localhost:5000/v2/_catalog
      curl $url
      curl -w '"testimage"' $url
      curl --write-out '"testimage"' $url
      curl -sw '"testimage"' $url
      curl -v -H 'X: "testimage"' $url
      curl -v "$url?\"testimage\""
      curl --trace-ascii - -A '"testimage"' $url
      curl -K ~/.curlrc $url
      curl file:///home/learner/f $url
      curl -s FILE:///home/learner/f $url
      curl --url file:///home/learner/f $url
      curl '"testimage"' $url
      curl -d '"testimage"' $url
      curl --json '"testimage"' -i $url
      curl -s --stderr - '"testimage".invalid' $url
      CURL_HOME=~ HOME=~ curl $url
      """#),
  ]
}
