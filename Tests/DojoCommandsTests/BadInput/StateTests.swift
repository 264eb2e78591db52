import Basics
import Practice
import TestSupport
import Testing

@testable import DojoCommands

/// A place for progress that is damaged, closed, full or missing.
@Suite struct StateTests {
  private static let start = "docker run -d -p 5000:5000 registry:2.7.1 2>/dev/null"

  @Test(arguments: Language.allCases)
  func `a torn end and garbage in the journal are told, cost no pass, and stay as they are`(
    language: Language
  )
    async throws
  {
    try await Workplace.with { place in
      _ = try await place.dojo(
        ["run", "image-registry", "--ports", "private"], input: Self.start + "\n", language: language)
      var bytes = try FileBytes.read(place.journal)
      bytes += Array("garbage\n".utf8)
      let torn = Array(#"{"at": 12, "ev"#.utf8)
      try AtomicFile.write(bytes + torn, to: place.journal)
      let status = try await place.dojo(["status"], language: language)
      #expect(status.output.contains("✓ 1"), "\(status.output)")
      #expect(unspaced(status.output).contains(language.choose("isnotreadable", "読み取れません")))
      #expect(unspaced(status.output).contains(language.choose("wascutoff", "途切れていました")))
      #expect(try FileBytes.read(place.journal) == bytes + torn, "looking changes nothing")
      let run = try await place.dojo(["run", "image-registry"], input: "docker images\n", language: language)
      #expect(run.output.contains(language.choose("Step 2 passed", "手順2 合格")), "\(run.output)")
      #expect(unspaced(run.output).contains(language.choose("wascutoff", "途切れていました")))
      #expect(try FileBytes.read(place.journal).starts(with: bytes), "what was there is still there")
    }
  }

  @Test(arguments: Language.allCases)
  func `a state folder that cannot be written to is named, with a way out`(language: Language) async throws {
    try await Workplace.with { place in
      try AtomicFile.write("a file".utf8, to: "\(place.home)/file")
      let run = try await place.script(
        "echo 'docker ps' | dojo run image-registry", language: language,
        changes: ["XDG_STATE_HOME": "\(place.home)/file"])
      let text = unspaced(run.output)
      #expect(text.contains(language.choose("progresscannotbekeptin", "進み具合を")), "\(run.output)")
      #expect(text.contains("\(place.home)/file/dojo"))
      #expect(text.contains("XDG_STATE_HOME"))
      #expect(run.status == 3)
      #expect(fitsScreen(run.output))
    }
  }

  @Test(arguments: Language.allCases)
  func `without HOME a sitting says what to set, and what needs no place for progress still works`(
    language: Language
  ) async throws {
    try await Workplace.with { place in
      let run = try await place.script(
        "echo 'docker ps' | dojo run image-registry; echo [$?]; dojo run image-registry; echo [$?]",
        language: language, changes: ["HOME": nil])
      #expect(run.output.contains(language.choose("dojo: HOME is not set", "dojo: HOME が設定されていない")))
      #expect(run.output.contains("[3]"), "\(run.output)")
      #expect(run.output.contains(language.choose("What will be judged", "判定されること")))
    }
  }

  @Test(
    .enabled("needs unshare with mount rights in a namespace of our own") {
      await canUnshare("-rm", "mount -t tmpfs none /mnt")
    }, arguments: Language.allCases)
  func `a disk that fills up in the middle is told, and only what is on it counts as passed`(
    language: Language
  )
    async throws
  {
    try await Workplace.with { place in
      try Folders.create("\(place.home)/.local")
      let run = try await place.script(
        """
        mount -t tmpfs -o size=4m none .local
        dojo run image-registry --ports private <<'X'
        \(Self.start)
        head -c 9000000 /dev/zero >.local/filler 2>/dev/null
        docker images; docker images >/dev/null; docker images >/dev/null; docker images >/dev/null
        docker tag nginx:1.19.2 $(hostname):5000/testimage:v1
        docker ps
        X
        echo "[$?]"; dojo status; rm .local/filler
        echo 'docker images' | dojo run image-registry
        """, language: language, wrapper: ["unshare", "-rm"])
      let text = unspaced(run.output)
      #expect(
        text.contains(language.choose("couldnotbesaved:Nospaceleft", "保存できませんでした:Nospaceleft")), "\(text)")
      #expect(text.contains("[1]"))
      let parts = run.output.split(separator: "[1]", maxSplits: 1)
      for step in 1...3 {
        let told = parts[0].contains(language.choose("Step \(step) passed", "手順\(step) 合格"))
        #expect(told == parts[1].contains("✓ \(step)"), "step \(step): \(run.output)")
      }
      #expect(unspaced(String(parts[1])).contains(language.choose("Savedatstep", "で中断し、保存しました")))
    }
  }

  @Test(
    .enabled("needs unshare with mount rights in a namespace of our own") {
      await canUnshare("-rm", "mount -t tmpfs none /mnt")
    }, arguments: Language.allCases)
  func `a disk that is full from the start is told before anything begins`(language: Language) async throws {
    try await Workplace.with { place in
      try Folders.create("\(place.home)/.local")
      let run = try await place.script(
        """
        mount -t tmpfs -o size=64k none .local
        head -c 90000 /dev/zero >.local/filler 2>/dev/null
        echo 'docker ps' | dojo run image-registry --ports private
        """, language: language, wrapper: ["unshare", "-rm"])
      #expect(
        unspaced(run.output).contains(language.choose("Freesomediskspace", "ディスクの空きを増やしてから")), "\(run.output)"
      )
      #expect(run.status == 3)
    }
  }
}
