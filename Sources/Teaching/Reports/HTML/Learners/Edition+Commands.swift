import Basics

extension Edition {
  /// More commands of one learner than this are left to the JSON report.
  private static let mostCommands = 300

  func writeCommands(of result: LearnerResult, in page: inout Markup) {
    guard !result.commands.isEmpty else { return }
    let differing = result.commands.count { $0.comparison == .differs }
    page.element(.details) { page in
      page.element(.summary) { page in
        let count = result.commands.count
        page.text(
          say(
            Phrase(
              en: count == 1 ? "1 command, run again" : "\(count) commands, run again",
              ja: "再実行したコマンド（\(count)件）")))
        guard differing > 0 else { return }
        page.text(" ")
        page.element(
          .span, .kind("badge"),
          text: say(
            Phrase(en: "\(differing) with other output than handed in", ja: "\(differing)件は提出された出力と違う")))
      }
      page.element(.ol, .kind("commands")) { page in
        for command in result.commands.prefix(Self.mostCommands) {
          page.element(.li) { write(command, in: &$0) }
        }
      }
      writeUnlisted(result.commands.count - Self.mostCommands, in: &page)
    }
  }

  private func writeUnlisted(_ count: Int, in page: inout Markup) {
    guard count > 0 else { return }
    page.element(
      .p, .kind("note"),
      text: say(
        Phrase(
          en: "… \(count) more commands stand in the JSON report.", ja: "… 残り\(count)件のコマンドは JSON レポートにあります。")
      ))
  }

  private func write(_ command: CommandResult, in page: inout Markup) {
    let (shown, rest) = excerpt.of(command.text)
    page.element(.code) { $0.lines(String(shown)) }
    writeRest(rest, in: &page)
    page.text(" ")
    page.element(.span, command.exit == 0 ? .kind("note") : .kind("note exit")) { page in
      page.foreign(Plain.name(command.machine))
      page.text(say(Phrase(en: " · exit \(command.exit)", ja: "・終了コード\(command.exit)")))
      if let line = command.line { page.text(say(Phrase(en: " · line \(line)", ja: "・\(line)行目"))) }
    }
    if command.comparison == .differs {
      page.text(" ")
      page.element(
        .span, .kind("badge"), text: say(Phrase(en: "other output than handed in", ja: "提出された出力と違う")))
    }
    guard !command.output.isEmpty else { return }
    writeExcerpt(of: command.output, in: &page)
  }
}
