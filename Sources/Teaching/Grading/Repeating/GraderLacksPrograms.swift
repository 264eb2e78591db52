import Basics

/// A submission ran programs in containers, and the computer that grades it cannot.
struct GraderLacksPrograms: UserFacingError, Equatable {
  /// The names of Debian's packages to install; empty where the system is not Linux.
  let packages: [String]

  var summary: Phrase {
    guard !packages.isEmpty else {
      return Phrase(
        en: "it ran programs in containers, which can be done again on Linux only",
        ja: "コンテナの中でプログラムを実行しています。これを再現できるのは Linux の上だけです")
    }
    let names = packages.joined(separator: ", ")
    return Phrase(
      en: "it ran programs in containers, which this computer cannot do again without \(names)",
      ja: "コンテナの中でプログラムを実行していますが、このコンピューターで再現するには \(names) が必要です")
  }

  var remedy: Phrase? {
    guard !packages.isEmpty else { return nil }
    return Phrase(en: "Install it and grade again.", ja: "インストールしてから、もう一度採点してください。")
  }

  var exitCode: ExitCode { .undetermined }
}
