import Basics
import Lessons

extension ConditionJudge {
  func judge(_ fact: FileFact, on machine: Machine.ID) async throws -> Finding {
    let file = try await observations.file(fact.path, on: machine)
    let sighting = FileSighting(
      machine: machine, path: fact.path, text: file.text.map { String($0.prefix(FileSighting.longestText)) })
    return Finding(
      fact.accepts(file) ? .passed : .failed, expected: fact.expected(on: name(of: machine)),
      found: fact.found(file), evidence: Evidence(files: [sighting]), usual: .notDoneYet)
  }
}

extension FileObservation {
  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }
}

extension FileFact {
  func accepts(_ file: FileObservation) -> Bool {
    guard exists else { return file == .missing }
    guard let content = file.text else { return file == .folder && text.isEmpty && json.isEmpty }
    guard text.allSatisfy({ $0.matches(content) }) else { return false }
    guard !json.isEmpty else { return true }
    return (try? JSONValue(parsing: content))?.hasAll(json) ?? false
  }

  /// What must be so, as one sentence.
  func expected(on machine: String) -> Phrase {
    guard exists else {
      return Phrase(en: "There is no \(path) on \(machine).", ja: "\(machine) に \(path) がない。")
    }
    let wanted = text + json.sorted { $0.key < $1.key }.map(\.value)
    let list = Phrase.list(wanted.map(\.words))
    guard !wanted.isEmpty else {
      return Phrase(en: "There is \(path) on \(machine).", ja: "\(machine) に \(path) がある。")
    }
    return Phrase(
      en: "\(path) on \(machine) contains \(list.en).", ja: "\(machine) の \(path) に \(list.ja) が書かれている。")
  }

  /// What stands there, as one sentence.
  func found(_ file: FileObservation) -> Phrase {
    switch file {
    case .missing: return Phrase(en: "There is no \(path).", ja: "\(path) はない。")
    case .folder: return Phrase(en: "\(path) is a folder.", ja: "\(path) はフォルダー。")
    case .text(let content):
      if let flaw = jsonFlaw(content) { return flaw }
      return exists
        ? Phrase(en: "\(path) is there, but holds something else.", ja: "\(path) はあるが、内容が違う。")
        : Phrase(en: "\(path) is there.", ja: "\(path) がある。")
    }
  }

  private func jsonFlaw(_ content: String) -> Phrase? {
    guard !json.isEmpty else { return nil }
    do {
      _ = try JSONValue(parsing: content)
      return nil
    } catch {
      return Phrase(en: "\(path) is not JSON: \(error)", ja: "\(path) は JSON として読めない：\(error)")
    }
  }
}
