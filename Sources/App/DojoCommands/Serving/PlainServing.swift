import HTTPServer

/// `dojo registry serve` with nothing but an address and a folder, as it is mostly called.
///
/// ArgumentParser looks at the types of all options there are, which takes longer than everything else that stands
/// between the call and the first answer. What is not read here is left to it, mistakes above all.
struct PlainServing: Equatable {
  var address = Self.defaultAddress
  let root: String

  static let defaultAddress = "127.0.0.1:5000"

  /// Reads the arguments after the program's name; `nil` unless they are exactly such a call.
  init?(_ arguments: [String]) {
    guard arguments.count % 2 == 0, arguments.prefix(2) == ["registry", "serve"] else { return nil }
    var values: [String: String] = [:]
    for index in stride(from: 2, to: arguments.count, by: 2) {
      let (name, value) = (arguments[index], arguments[index + 1])
      guard ["--addr", "--root"].contains(name), !value.hasPrefix("-"), values[name] == nil else {
        return nil
      }
      values[name] = value
    }
    guard let root = values["--root"] else { return nil }
    self.root = root
    if let address = values["--addr"] { self.address = address }
  }
}
