import Basics
import Engine
import Shell

/// Finds the programs of this computer that stand-ins are made to run.
struct StandInPrograms {
  let context: ProcessContext

  /// The programs; `nil` where dojo cannot run in a container: not on Linux, or without a busybox that needs no libraries.
  func find() async -> StandIns.Programs? {
    #if os(Linux)
      let path = context.environment["PATH"] ?? ""
      guard let busybox = try? ContainerTools(searchPath: path).busybox,
        let applets = await lines(of: busybox, ["--list"]),
        let loader = Self.loader(of: context.executable),
        let loaded = await lines(of: loader, ["--list", context.executable])
      else { return nil }
      var libraries = loaded.compactMap(Self.library)
      for opened in Self.opened(beside: libraries) {
        guard let needed = await lines(of: loader, ["--list", opened]) else { return nil }
        libraries += ([opened] + needed.compactMap(Self.library)).filter { !libraries.contains($0) }
      }
      return StandIns.Programs(
        busybox: busybox, applets: applets, dojo: context.executable, loader: loader, libraries: libraries)
    #else
      return nil
    #endif
  }

  private func lines(of program: String, _ arguments: [String]) async -> [String]? {
    let outcome = try? await ChildCommand(program, arguments, environment: context.environment).capture()
    guard let outcome, outcome.status == 0 else { return nil }
    return outcome.stdout.split(whereSeparator: \.isNewline).map(String.init)
  }

  /// The path in a line of the loader's list: `libm.so.6 => /lib/libm.so.6 (0x7f…)`.
  static func library(in line: String) -> String? {
    let words = line.split(separator: " ")
    guard let arrow = words.firstIndex(of: "=>"), words.indices.contains(arrow + 1) else { return nil }
    let path = String(words[arrow + 1])
    return path.hasPrefix("/") ? path : nil
  }

  /// Libraries that dojo opens only when it needs them: digests want libcrypto, password files libcrypt.
  private static func opened(beside libraries: [String]) -> [String] {
    let folders = libraries.compactMap { path in path.lastIndex(of: "/").map { String(path[...$0]) } }
    return ["libcrypto.so.3", "libcrypt.so.1", "libcrypt.so.2"].compactMap { name in
      folders.map { $0 + name }.first(where: Folders.exists)
    }
  }

  /// The program that an ELF file names as its interpreter.
  static func loader(of program: String) -> String? {
    guard let bytes = try? FileBytes.read(program) else { return nil }
    let head = bytes.prefix(4096)
    let start = Array("/lib".utf8)
    for index in head.indices where head[index...].starts(with: start) {
      let text = String(decoding: head[index...].prefix { $0 != 0 }, as: UTF8.self)
      if text.contains("/ld-") { return text }
    }
    return nil
  }
}
