import Basics
import HTTPClient
import OCI
import TestSupport
import Testing

@testable import Registry

@Suite struct `Real clients` {
  /// An OCI layout of one image with one tiny layer, written by hand.
  private static func makeLayout(in folder: ScratchFolder) async throws {
    let script = """
      mkdir -p oci/blobs/sha256 layer && echo hello > layer/hello.txt && tar -C layer -czf layer.tgz . \
      && diff=$(gunzip -c layer.tgz | sha256sum | cut -d' ' -f1) \
      && put() { d=$(sha256sum "$1" | cut -d' ' -f1); s=$(wc -c < "$1" | tr -d ' '); cp "$1" oci/blobs/sha256/$d; } \
      && put layer.tgz && ld=$d ls=$s \
      && printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
      $diff > config.json && put config.json && cd_=$d cs=$s \
      && printf '{"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","size":%s,"digest":"sha256:%s"},'\
      '"layers":[{"mediaType":"%s","size":%s,"digest":"sha256:%s"}]}' \
      application/vnd.oci.image.manifest.v1+json application/vnd.oci.image.config.v1+json $cs $cd_ \
      application/vnd.oci.image.layer.v1.tar+gzip $ls $ld > manifest.json && put manifest.json \
      && printf '{"imageLayoutVersion":"1.0.0"}' > oci/oci-layout \
      && printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",'\
      '"size":%s,"digest":"sha256:%s","annotations":{"org.opencontainers.image.ref.name":"v1"}}]}' $s $d \
      > oci/index.json
      """
    let made = await Command.shell(script, in: folder)
    try #require(made.status == 0, "\(made.output)")
  }

  @Test(.enabled(if: Command.exists("skopeo"), "skopeo is not installed"), arguments: ["oci", "v2s2"])
  func `skopeo pushes, lists, inspects, copies and deletes`(format: String) async throws {
    try await RegistryFixture.run { registry in
      try await Self.makeLayout(in: registry.folder)
      let name = "127.0.0.1:\(registry.port)/lab/app"
      let result = await Command.shell(
        """
        set -e
        skopeo --insecure-policy copy -q --format \(format) --dest-tls-verify=false oci:oci:v1 docker://\(name):v1
        skopeo list-tags --tls-verify=false docker://\(name)
        skopeo inspect --tls-verify=false --format '{{.Name}} {{len .Layers}}' docker://\(name):v1
        skopeo --insecure-policy copy -q --src-tls-verify=false docker://\(name):v1 dir:back
        skopeo --insecure-policy copy -q --src-tls-verify=false --dest-tls-verify=false docker://\(name):v1 \
        docker://127.0.0.1:\(registry.port)/other/app:v1
        cmp back/$(sha256sum layer.tgz | cut -d' ' -f1) layer.tgz
        skopeo delete --tls-verify=false docker://\(name):v1
        """, in: registry.folder)
      #expect(result.status == 0, "\(result.output)")
      #expect(result.output.contains("\"v1\""))
      #expect(result.output.contains("\(name) 1"))
      let catalog = try await registry.send("GET", "/v2/_catalog")
      #expect(catalog.text == "{\"repositories\":[\"lab/app\",\"other/app\"]}\n")
      #expect(try await registry.send("GET", "/v2/lab/app/manifests/v1").status == 404)
    }
  }

  @Test(.enabled(if: Command.exists("curl"), "curl is not installed"))
  func `curl uploads in chunks, waits for 100 Continue and asks for ranges`() async throws {
    try await RegistryFixture.run { registry in
      let result = await Command.shell(
        """
        set -e
        head -c 3000000 /dev/urandom > blob
        d=sha256:$(sha256sum blob | cut -d' ' -f1)
        u=http://127.0.0.1:\(registry.port)
        l=$(curl -fsS -X POST -D - -o /dev/null $u/v2/app/blobs/uploads/ | tr -d '\\r' | sed -n 's/^Location: //p')
        curl -fsS -X PATCH -T - -H 'Transfer-Encoding: chunked' -H 'Expect: 100-continue' $u$l < blob
        curl -fsS -X PUT "$u$l?digest=$d"
        curl -fsS $u/v2/app/blobs/$d | cmp - blob
        curl -fsS -r 1000-1999 $u/v2/app/blobs/$d > part
        head -c 2000 blob | tail -c 1000 | cmp - part
        curl -fsS -0 -o /dev/null -w '%{http_version} ' $u/v2/
        curl -fsS --http2 -w '%{http_code} ' $u/v2/ $u/v2/
        curl -sS -k https://127.0.0.1:\(registry.port)/v2/ || echo refused
        """, in: registry.folder)
      #expect(result.status == 0, "\(result.output)")
      #expect(result.output.contains("{}200 {}200"), "\(result.output)")
      #expect(result.output.hasSuffix("refused\n"), "\(result.output)")
    }
  }
}
