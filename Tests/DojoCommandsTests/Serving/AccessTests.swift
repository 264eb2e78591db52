import Basics
import Testing

@testable import DojoCommands

@Suite struct `dojo registry serve: who may come in` {
  @Test func `users of a password file, which may change while it serves`() async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        #"""
        echo 'old:$apr1$x$y' >>htpasswd
        serve --auth htpasswd --htpasswd htpasswd --realm 'The lab'
        curl -sSi $url/v2/ | tr -d '\r' | grep -i '^www-auth'
        status $url/v2/; status -u alice:wrong $url/v2/; status -u eve:wonder $url/v2/; status -u alice:wonder $url/v2/
        echo x >blob; push app blob; push app blob -u alice:wonder
        echo 'bob:$2a$04$abcdefghijklmnopqrstuu/GACL4BASs5qZJ2H5JEo0yW9XEj5.iq' >htpasswd
        status -u alice:wonder $url/v2/; status -u bob:builder $url/v2/
        stop; cat err
        """#)
      #expect(
        output.hasPrefix(
          "Www-Authenticate: Basic realm=\"The lab\"\n401\n401\n401\n200\n401\n201\n401\n200\nended 0\n"),
        "\(output)")
      #expect(output.contains("htpasswd:2: the password of old is not in bcrypt"), "\(output)")
    }
  }

  @Test func `everybody for pulling, and users for the rest`() async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        #"""
        serve --htpasswd htpasswd --anonymous-pull
        echo x >blob; push app blob; push app blob -u alice:wonder
        status $url/v2/app/blobs/sha256:$(sha256sum <blob | cut -d' ' -f1)
        status $url/v2/app/tags/list; status -X DELETE $url/v2/app/manifests/1
        token=$(curl -sS -u alice:wonder "$url/token?scope=repository:app:pull,push" | sed 's/.*"token":"\([^"]*\)".*/\1/')
        push app blob -H "Authorization: Bearer $token"
        curl -sS -u alice:wrong "$url/token?scope=repository:app:pull,push"
        """#)
      #expect(
        output == """
          401
          201
          200
          200
          401
          201
          {"errors":[{"code":"UNAUTHORIZED","message":"incorrect username or password","detail":null}]}

          """, "\(output)")
    }
  }

  @Test func `bearers of tokens that a token server signed`() async throws {
    try await ServedRegistry.with { registry in
      let file = "\(Workplace.top)/fixtures/tokens/signed.json"
      let json = try JSONValue(parsing: try FileBytes.read(file))
      try AtomicFile.write(json["jwks"]?.utf8() ?? [], to: "\(registry.place.home)/jwks.json")
      let (all, pull) = (
        json["tokens"]?["lasting"]?.string ?? "", json["tokens"]?["lastingPull"]?.string ?? ""
      )
      let output = try await registry.script(
        #"""
        serve --auth token --realm https://auth.example/token --service dojo-registry --issuer dojo-auth --jwks jwks.json
        curl -sSi $url/v2/lab/app/tags/list | tr -d '\r' | grep -i '^www-auth'
        echo x >blob; push lab/app blob; push lab/app blob -H 'Authorization: Bearer \#(pull)'
        push lab/app blob -H 'Authorization: Bearer \#(all)'; push lab/other blob -H 'Authorization: Bearer \#(all)'
        status -H 'Authorization: Bearer \#(pull)' $url/v2/lab/app/blobs/sha256:$(sha256sum <blob | cut -d' ' -f1)
        stop
        serve --auth token --realm https://auth.example/token --service other --issuer dojo-auth --jwks jwks.json
        status -H 'Authorization: Bearer \#(all)' $url/v2/
        """#)
      #expect(
        output == """
          Www-Authenticate: Bearer realm="https://auth.example/token",service="dojo-registry",scope="repository:lab/app:pull"
          401
          401
          201
          401
          200
          ended 0
          401

          """, "\(output)")
    }
  }

  @Test(
    arguments: [
      ("--auth htpasswd", "--auth htpasswd needs --htpasswd", "--auth htpasswd には --htpasswd が必要です", 64),
      (
        "--auth none --htpasswd f", "--htpasswd means nothing with --auth none",
        "--htpasswd は --auth none では意味がありません", 64
      ),
      ("--anonymous-pull", "--anonymous-pull means nothing with --auth none", "--anonymous-pull は", 64),
      ("--auth htpasswd --htpasswd f --jwks k", "--jwks means nothing with --auth htpasswd", "--jwks は", 64),
      ("--jwks k", "--auth token needs --realm", "--auth token には --realm が必要です", 64),
      (
        "--jwks k --realm here --service s --issuer i", "--realm here is no URL",
        "--realm here は URL ではありません", 64
      ),
      ("--htpasswd missing", "open missing: No such file", "missing の処理", 3),
      (
        "--jwks missing --realm http://a --service s --issuer i", "open missing: No such file", "missing の処理",
        3
      ),
      ("--tls-cert c", "--tls-cert needs --tls-key", "--tls-cert には --tls-key が必要です", 64),
      ("--tls-key c", "--tls-key needs --tls-cert", "--tls-key には --tls-cert が必要です", 64),
      ("--tls-cert missing --tls-key missing", "open missing: No such file", "missing の処理", 3),
      (
        "--debug-addr nonsense", "--debug-addr nonsense is no address", "--debug-addr nonsense はアドレスとして読めません",
        64
      ),
      ("--addr 127.0.0.1", "--addr 127.0.0.1 is no address", "--addr 127.0.0.1 はアドレスとして読めません", 64),
      (
        "--addr 0.0.0.0:0", "0.0.0.0:0 can be reached from other computers", "0.0.0.0:0 にはほかのコンピューターからも接続でき",
        64
      ),
      ("--addr :0", "[::]:0 can be reached from other computers", "ほかのコンピューターから", 64),
      ("--debug-addr 0.0.0.0:0", "can be reached from other computers", "ほかのコンピューターから", 64),
      ("--max-upload lots", "--max-upload", "コマンドの書き方が正しくありません", 64),
    ], Language.allCases)
  func `options that make no sense are told so`(
    mistake: (options: String, english: String, japanese: String, status: Int), language: Language
  ) async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        "timeout 60 $DOJO registry serve --root store \(mistake.options); echo \"ended $?\"",
        language: language)
      let text = unspaced(output)
      #expect(text.contains(unspaced(language == .english ? mistake.english : mistake.japanese)), "\(output)")
      #expect(output.hasSuffix("ended \(mistake.status)\n"), "\(output)")
    }
  }

  @Test func `beyond this computer only with protection, or when that is spelled out`() async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        #"""
        serve --addr 0.0.0.0:0 --insecure-anyone; status $url/v2/; cat err; stop
        serve --addr 0.0.0.0:0 --htpasswd htpasswd; status $url/v2/; cat err; stop
        """#)
      #expect(output.hasPrefix("200\n"), "\(output)")
      let text = unspaced(output)
      #expect(
        text.contains(unspaced("Anyone who reaches 0.0.0.0:0 can pull from this registry and push to it.")))
      #expect(text.contains(unspaced("passwords travel to it unencrypted")), "\(output)")
      #expect(output.contains("\n401\n"), "\(output)")
    }
  }
}
