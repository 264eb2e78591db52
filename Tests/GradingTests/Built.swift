/// What was built together with these tests, and the checkout in which that happened.
enum Built {
  /// The folder of the checkout.
  static let top: String = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

  static let folder: String = {
    let own = CommandLine.arguments[0]
    let folder =
      own.contains(".xctest/") ? own.split(separator: "/").dropLast(4) : own.split(separator: "/").dropLast()
    return folder.reduce("") { "\($0)/\($1)" }
  }()

  static let dojo = "\(folder)/dojo"
  /// The program that stands for docker.
  static let link = "\(folder)/dojo-link"
  static let images = "\(top)/fixtures/images"
  static let lessons = "\(top)/lessons"
}
