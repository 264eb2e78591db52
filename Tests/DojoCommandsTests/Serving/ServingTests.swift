import Basics
import Testing

@testable import DojoCommands

@Suite struct `dojo registry serve: what may be done` {
  @Test func `nothing but pulling when it is read-only`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        echo x >blob; b=blobs/sha256:$(sha256sum <blob | cut -d' ' -f1)
        serve; push app blob; stop
        serve --read-only; push app blob; status -X DELETE $url/v2/app/$b; status $url/v2/app/$b; status -X POST $url/v2/
        curl -sSi -X PUT $url/v2/app/manifests/1 -d x | tr -d '\r' | grep -iE '^(HTTP|Allow|\{)'
        stop
        serve --no-delete; status -X DELETE $url/v2/app/$b; stop
        serve; status -X DELETE $url/v2/app/$b; status $url/v2/app/$b
        """#)
      #expect(
        output == """
          201
          ended 0
          405
          405
          200
          200
          HTTP/1.1 405 Method Not Allowed
          Allow: GET, HEAD
          {"errors":[{"code":"UNSUPPORTED","message":"The operation is unsupported.","detail":null}]}
          ended 0
          405
          ended 0
          202
          404

          """, "\(output)")
    }
  }

  @Test func `blobs up to a length, however they are sent`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        head -c 2048 /dev/zero >fits; head -c 2049 /dev/zero >long
        serve --max-upload 2K
        push app fits; push app long
        open() { curl -sS -X POST -D - -o /dev/null $url/v2/app/blobs/uploads/ | tr -d '\r' | sed -n 's/^Location: //p'; }
        l=$(open); status -X PATCH -T - -H 'Transfer-Encoding: chunked' $url$l <long; status $url$l
        l=$(open); status -X PATCH --data-binary @fits $url$l; curl -sS -X PATCH --data-binary x $url$l
        find store -size +2k -type f
        """#)
      #expect(
        output == """
          201
          413
          413
          404
          202
          {"errors":[{"code":"SIZE_INVALID","message":"a blob may have 2048 bytes in this registry","detail":{"limit":2048}}]}

          """, "\(output)")
    }
  }

  @Test func `what is damaged is said, and uploads that nobody goes on with are removed`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        echo x >blob
        begin() { status -X POST $url/v2/app/blobs/uploads/; }
        left() { find store -name startedat | wc -l; }
        serve; begin; begin; push app blob; stop; left
        find store -path '*_uploads/*' -exec touch -d '2 days ago' {} +
        serve; stop; left
        serve --upload-age 0s; stop; left
        serve --upload-age 1d --read-only; stop; left
        serve --upload-age 1d; until_seen 'Removed 2 uploads' err; left
        link=$(find store -path '*_layers*' -name link); printf 'sha256:zz' >$link
        for _ in 1 2 3; do status $url/v2/app/blobs/sha256:$(sha256sum <blob | cut -d' ' -f1); done
        grep -c 'link is damaged' err
        """#)
      #expect(
        output == """
          202
          202
          201
          ended 0
          2
          ended 0
          2
          ended 0
          2
          ended 0
          2
          0
          404
          404
          404
          1

          """, "\(output)")
    }
  }

  @Test(
    arguments: [
      ("1", 1), ("500B", 500), ("2K", 2048), ("2kb", 2048), ("1M", 1 << 20), ("3GiB", 3 << 30),
      ("1t", 1 << 40),
      ("0", nil), ("", nil), ("-1", nil), ("1X", nil), ("M", nil), ("9223372036854775807K", nil),
      ("1.5G", nil),
      ("1KBB", nil), ("1IB", nil),
    ] as [(String, Int?)])
  func `lengths are read as people write them`(text: String, bytes: Int?) {
    #expect(ByteCount(argument: text)?.bytes == bytes)
  }
}

@Suite struct `dojo registry serve: how it is served` {
  @Test func `with a health page and counts for Prometheus`() async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        #"""
        serve --htpasswd htpasswd --debug-addr 127.0.0.1:0 --access-log
        status $url/v2/; status -u alice:wonder $url/v2/_catalog; echo x >blob; push app blob -u alice:wonder
        status -X LOCK -u alice:wonder $url/v2/
        curl -sS $debug/healthz; status $debug/debug/health; status -X POST $debug/metrics; status $debug/other
        until_seen 'LOCK' out
        curl -sS $debug/metrics | grep -E '^dojo_registry_(requests|refused|request_seconds_count)|^process_resident'
        status $url/metrics
        rm -rf store; echo x >store; status $debug/healthz
        cat out
        """#)
      for line in [
        "401\n200\n201\n200\n{}\n200\n405\n404\n",
        "\ndojo_registry_requests_total{route=\"base\",method=\"GET\",code=\"401\"} 1\n",
        "\ndojo_registry_requests_total{route=\"base\",method=\"other\",code=\"200\"} 1\n",
        "\ndojo_registry_requests_total{route=\"catalog\",method=\"GET\",code=\"200\"} 1\n",
        "\ndojo_registry_requests_total{route=\"upload\",method=\"POST\",code=\"201\"} 1\n",
        "\ndojo_registry_refused_total 1\n", "\ndojo_registry_request_seconds_count 4\n",
        "\nprocess_resident_memory_bytes ", "\n404\n503\n",
        "\"GET /v2/_catalog HTTP/1.1\" 200 20 \"\" \"curl/",
      ] {
        #expect(output.contains(line), "\(line) in \(output)")
      }
    }
  }

  @Test func `to the end of what is under way when it is told to end`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        serve; mkfifo pipe; head -c 100000 /dev/zero >half; cat half half >blob
        d=sha256:$(sha256sum <blob | cut -d' ' -f1)
        status -X POST -T - -H 'Expect:' "$url/v2/app/blobs/uploads/?digest=$d" <pipe >answer & client=$!
        exec 9>pipe; cat half >&9
        for _ in $(seq 1200); do [ "$(find store -name data -size +1k 2>/dev/null)" ] && break; sleep 0.05; done
        kill -TERM $pid; until_seen 'Ending' err
        code=0; for _ in $(seq 1200); do curl -s -o /dev/null $url/v2/; code=$?; [ $code = 0 ] || break; sleep 0.05; done
        echo "closed $code"
        cat half >&9; exec 9>&-; wait $client; cat answer; wait $pid; echo "ended $?"
        serve; curl -sS $url/v2/app/blobs/$d | cmp - blob && echo same
        kill -INT $pid; wait $pid; echo "ended $?"
        """#)
      #expect(output == "closed 7\n201\nended 0\nsame\nended 0\n", "\(output)")
    }
  }

  @Test func `at once to its end when it is told twice`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        serve; exec 9<>/dev/tcp/${host%:*}/${host#*:}
        printf 'POST /v2/app/blobs/uploads/?digest=sha256:%064d HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab' 0 >&9
        for _ in $(seq 1200); do [ "$(find store -name startedat 2>/dev/null)" ] && break; sleep 0.05; done
        kill -TERM $pid; until_seen 'Ending' err; kill -TERM $pid; wait $pid; echo "ended $?"
        """#)
      #expect(output == "ended 143\n", "\(output)")
    }
  }
}
