import Basics
import Testing

@testable import DojoCommands

/// Clients as Debian packages them, against the real binary.
@Suite struct `dojo registry serve: clients of others` {
  /// A tiny image as an OCI layout in `oci:image:v1`.
  private static let image = #"""
    image() {
      mkdir -p image/blobs/sha256 layer && echo hello >layer/hello.txt && tar -C layer -czf layer.tgz .
      put() { d=$(sha256sum <"$1" | cut -d' ' -f1); s=$(wc -c <"$1"); cp "$1" image/blobs/sha256/$d; }
      put layer.tgz; ld=$d ls=$s; diff=$(gunzip -c layer.tgz | sha256sum | cut -d' ' -f1)
      printf '{"architecture":"amd64","os":"linux","config":{"Cmd":["/x"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
        $diff >config.json; put config.json; cd_=$d cs=$s; t=application/vnd.oci.image
      printf '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json","size":%s,"digest":"sha256:%s"},"layers":[{"mediaType":"%s.layer.v1.tar+gzip","size":%s,"digest":"sha256:%s"}]}' \
        $t $t $cs $cd_ $t $ls $ld >manifest.json; put manifest.json
      printf '{"imageLayoutVersion":"1.0.0"}' >image/oci-layout
      printf '{"schemaVersion":2,"manifests":[{"mediaType":"%s.manifest.v1+json","size":%s,"digest":"sha256:%s","annotations":{"org.opencontainers.image.ref.name":"v1"}}]}' \
        $t $s $d >image/index.json
    }
    image

    """#

  @Test(
    .enabled(
      if: ServedRegistry.has("skopeo") && ServedRegistry.has("openssl"), "skopeo or openssl is not installed"),
    arguments: [[], ["--htpasswd"], ["--htpasswd", "--anonymous-pull"], ["--htpasswd", "--tls"], ["--tls"]])
  func `skopeo copies, inspects, lists, synchronises and deletes`(options: [String]) async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      var words = options.filter { $0 != "--tls" }.map { $0 == "--htpasswd" ? "--htpasswd htpasswd" : $0 }
      var verify = "--tls-verify=false"
      if options.contains("--tls") {
        words.append("--tls-cert one.pem --tls-key one.key")
        verify = "--cert-dir certs"
      }
      let isGuarded = options.contains("--htpasswd")
      let user = isGuarded ? "--creds alice:wonder" : ""
      let (from, to) = (Self.sided(verify, user, "src"), Self.sided(verify, user, "dest"))
      let output = try await registry.script(
        EncryptionTests.certificate + Self.image
          + #"""
          certificate one; mkdir certs; cp one.pem certs/ca.crt
          serve \#(words.joined(separator: " "))
          set -e
          s="skopeo --insecure-policy"
          $s copy -q \#(to) oci:image:v1 docker://$host/lab/app:v1
          $s copy -q \#(to) --format v2s2 oci:image:v1 docker://$host/lab/app:v2
          skopeo inspect \#(verify) \#(user) --format '{{.Name}} {{len .Layers}}' docker://$host/lab/app:v1 | sed 's/.*lab/lab/'
          skopeo list-tags \#(verify) \#(user) docker://$host/lab/app | tr -d ' \n' | sed 's/.*"Tags"/Tags/'; echo
          $s copy -q \#(from) \#(to) docker://$host/lab/app:v1 docker://$host/other/app:v1
          $s sync \#(from) --src docker --dest dir $host/lab/app mirror >sync.log 2>&1; ls mirror | wc -l
          cmp mirror/app:v1/$(sha256sum <layer.tgz | cut -d' ' -f1) layer.tgz
          skopeo delete \#(verify) \#(user) docker://$host/lab/app:v1
          skopeo inspect \#(verify) \#(user) docker://$host/lab/app:v1 2>&1 | grep -o 'manifest unknown' | head -1
          \#(isGuarded ? "skopeo copy --insecure-policy -q \(Self.sided(verify, "--creds alice:wrong", "dest")) oci:image:v1 docker://$host/lab/app:v3 2>&1 | grep -ciE 'unauthorized|invalid username' || true" : "echo 1")
          """#)
      #expect(
        output == """
          lab/app 1
          Tags:["v1","v2"]}
          2
          manifest unknown
          1

          """, "\(output)")
    }
  }

  private static func sided(_ verify: String, _ user: String, _ side: String) -> String {
    "\(verify) \(user)".replacing("--", with: "--\(side)-")
  }

  @Test(
    .enabled(
      if: ServedRegistry.has("podman") && ServedRegistry.has("buildah"), "podman or buildah is not installed")
  )
  func `podman and buildah log in, push and pull`() async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        Self.image
          + #"""
          serve --htpasswd htpasswd
          export REGISTRY_AUTH_FILE=$PWD/auth.json XDG_RUNTIME_DIR=$PWD
          printf '{"default":[{"type":"insecureAcceptAnything"}]}' >policy.json
          p="podman --root $PWD/pr --runroot $PWD/prr --storage-driver vfs"; b="buildah --root $PWD/pr --runroot $PWD/prr --storage-driver vfs"
          $p login --tls-verify=false -u alice -p wrong $host 2>&1 | grep -o 'invalid username/password'
          $p login --tls-verify=false -u alice -p wonder $host
          $p pull -q --signature-policy policy.json oci:image:v1 >id 2>err1 || cat err1
          $p push -q --tls-verify=false --signature-policy policy.json $(cat id) docker://$host/lab/app:v1 && echo pushed
          $b push -q --tls-verify=false --signature-policy policy.json $(cat id) docker://$host/lab/app:v2 >/dev/null && echo pushed
          $p rmi -f $(cat id) >/dev/null
          $p pull -q --tls-verify=false --signature-policy policy.json $host/lab/app:v1 >/dev/null && echo pulled
          $b pull -q --tls-verify=false --signature-policy policy.json $host/lab/app:v2 >/dev/null && echo pulled
          $p search --tls-verify=false --list-tags $host/lab/app | grep -c lab/app
          $p logout $host
          """#)
      #expect(
        output.replacing(/127\.0\.0\.1:\d+/, with: "HOST") == """
          invalid username/password
          Login Succeeded!
          pushed
          pushed
          pulled
          pulled
          2
          Removed login credentials for HOST

          """, "\(output)")
    }
  }

  /// Requests in the order and the form in which oras and helm send them.
  @Test(.enabled(if: ServedRegistry.has("curl"), "curl is not installed"))
  func `the requests of oras and helm are answered as they want`() async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        #"""
        serve --htpasswd htpasswd; c="curl -sS -u alice:wonder"
        put() { # NAME FILE: HEAD, POST and one PUT whose digest joins the Location
          d=sha256:$(sha256sum <$2 | cut -d' ' -f1)
          $c -o /dev/null -w '%{http_code} ' -I $url/v2/$1/blobs/$d
          l=$($c -X POST -H 'Content-Length: 0' -D - -o /dev/null $url/v2/$1/blobs/uploads/ | tr -d '\r' | sed -n 's/^Location: //p')
          $c -o /dev/null -w '%{http_code}\n' -X PUT -H 'Content-Type: application/octet-stream' --data-binary @$2 "$url$l?digest=${d/:/%3A}"
        }
        printf '{"name":"chart","version":"0.1.0"}' >config; head -c 700 /dev/zero >chart.tgz; printf '{}' >empty
        put charts/app config; put charts/app chart.tgz; put charts/app empty
        h=application/vnd.cncf.helm
        printf '{"schemaVersion":2,"config":{"mediaType":"%s.config.v1+json","digest":"sha256:%s","size":%s},"layers":[{"mediaType":"%s.chart.content.v1.tar+gzip","digest":"sha256:%s","size":700}],"annotations":{"org.opencontainers.image.version":"0.1.0"}}' \
          $h $(sha256sum <config | cut -d' ' -f1) $(wc -c <config) $h $(sha256sum <chart.tgz | cut -d' ' -f1) >manifest
        m=application/vnd.oci.image.manifest.v1+json; d=sha256:$(sha256sum <manifest | cut -d' ' -f1)
        $c -o /dev/null -w '%{http_code}\n' -X PUT -H "Content-Type: $m" --data-binary @manifest $url/v2/charts/app/manifests/$d
        $c -o /dev/null -w '%{http_code}\n' -X PUT -H "Content-Type: $m" --data-binary @manifest $url/v2/charts/app/manifests/0.1.0
        $c -I -H "Accept: $m" $url/v2/charts/app/manifests/0.1.0 | tr -d '\r' | grep -iE "^content-(type|length)" | sort
        $c -H "Accept: $m, */*" $url/v2/charts/app/manifests/0.1.0 | cmp - manifest && echo same
        $c -I $url/v2/charts/app/blobs/sha256:$(sha256sum <chart.tgz | cut -d' ' -f1) | tr -d '\r' | grep -iE '^(accept-ranges|content-length)' | sort
        $c "$url/v2/charts/app/tags/list?n=1000"
        """#)
      #expect(
        output == """
          404 201
          404 201
          404 201
          201
          201
          Content-Length: 410
          Content-Type: application/vnd.oci.image.manifest.v1+json
          same
          Accept-Ranges: bytes
          Content-Length: 700
          {"name":"charts/app","tags":["0.1.0"]}

          """, "\(output)")
    }
  }
}
