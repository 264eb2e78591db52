import Basics
import Testing

@testable import DojoCommands

@Suite(
  "dojo registry serve: with TLS", .enabled(if: ServedRegistry.has("openssl"), "openssl is not installed"))
struct EncryptionTests {
  /// Makes `NAME.pem` and `NAME.key` for this computer.
  static let certificate = #"""
    certificate() {
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $1.key -out $1.pem -days 2 \
        -subj "/CN=$1" -addext subjectAltName=IP:127.0.0.1 2>/dev/null
    }

    """#

  @Test func `it speaks HTTP/1.1, whole blobs and nothing older than TLS 1.2`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        Self.certificate
          + #"""
          certificate one; serve --tls-cert one.pem --tls-key one.key; echo ${url%%:*}
          curl -sSv --cacert one.pem $url/v2/ 2>&1 | grep -oE 'ALPN[^:]*: server accepted [^ ]*|HTTP/1.1 200 OK'
          head -c 5000000 /dev/urandom >blob; push app blob --cacert one.pem
          b=$url/v2/app/blobs/sha256:$(sha256sum <blob | cut -d' ' -f1)
          curl -sS --cacert one.pem $b | cmp - blob && echo same
          curl -sS --cacert one.pem -r 100-4999999 $b | cmp - <(tail -c +101 blob) && echo part
          curl -sSI --cacert one.pem $b | tr -d '\r' | grep -i content-length
          curl -sS --cacert one.pem -r 1-2,5-6 $b | grep -ac Content-Range
          curl -sS --cacert one.pem --tls-max 1.1 $b >/dev/null 2>&1 || echo old
          curl -sS $url/v2/ >/dev/null 2>&1 || echo unknown
          curl -sSi http://$host/v2/ | tr -d '\r'
          """#)
      #expect(
        output == """
          https
          ALPN: server accepted http/1.1
          HTTP/1.1 200 OK
          201
          same
          part
          Content-Length: 5000000
          2
          old
          unknown
          HTTP/1.0 400 Bad Request
          Content-Type: text/plain; charset=utf-8
          Content-Length: 48
          Connection: close

          Client sent an HTTP request to an HTTPS server.

          """, "\(output)")
    }
  }

  @Test func `new files are used without a restart, and half of a pair is not`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        Self.certificate
          + #"""
          certificate one; certificate two; certificate three
          cp one.pem now.pem; cp one.key now.key
          serve --tls-cert now.pem --tls-key now.key; status --cacert one.pem $url/v2/
          cp two.pem now.pem; status --cacert one.pem $url/v2/
          cp two.key now.key; status --cacert two.pem $url/v2/
          cp three.pem next.pem; cp three.key next.key; mv next.pem now.pem; mv next.key now.key
          status --cacert three.pem $url/v2/
          echo broken >now.pem; status --cacert three.pem $url/v2/; rm now.key; status --cacert three.pem $url/v2/
          stop; cat err
          """#)
      #expect(output.hasPrefix("200\n200\n200\n200\n200\n200\nended 0\n"), "\(output)")
      let text = unspaced(output)
      #expect(
        text.contains(unspaced("the key in now.key is not that of the certificate in now.pem")), "\(output)")
      #expect(text.contains(unspaced("now.pem holds no certificate in PEM form")), "\(output)")
    }
  }

  @Test func `files that are no pair are told so at once`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        Self.certificate
          + #"""
          certificate one; certificate two
          for files in 'one.pem two.key' 'one.key one.key' 'one.pem one.pem'; do
            set -- $files; timeout 60 $DOJO registry serve --root store --tls-cert $1 --tls-key $2; echo "ended $?"
          done
          """#)
      let text = unspaced(output)
      for sentence in [
        "the key in two.key is not that of the certificate in one.pem", "one.key holds no certificate",
        "one.pem holds no private key",
      ] {
        #expect(text.contains(unspaced(sentence)), "\(output)")
      }
      #expect(output.split(separator: "\n").filter { $0 == "ended 3" }.count == 3, "\(output)")
    }
  }
}
