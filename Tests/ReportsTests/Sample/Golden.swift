import Basics
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files that hold what a format looks like; `DOJO_RECORD=1` rewrites them and fails the run.
enum Golden {
  /// The folder of the checkout.
  static let top: String = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }

  static func expect(_ text: String, equals name: String) throws {
    let path = "\(top)/fixtures/golden/reports/\(name)"
    if ProcessInfo.processInfo.environment["DOJO_RECORD"] == "1" {
      try AtomicFile.write(text.utf8, to: path)
      Issue.record("\(path) was rewritten: look at the difference, then run again without DOJO_RECORD")
      return
    }
    guard let known = try FileBytes.readIfPresent(path) else {
      Issue.record("\(path) is missing; DOJO_RECORD=1 writes it")
      return
    }
    #expect(text == String(decoding: known, as: UTF8.self), "\(path)")
  }
}
