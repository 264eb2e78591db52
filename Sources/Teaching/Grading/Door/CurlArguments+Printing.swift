import Practice

// What `CurlProof` asks is another question: a curl that writes a file can prove something, and one that prints nothing but
// its answer may have asked anybody. The lists of options are apart for that, and each says no to what it does not know.
extension CurlArguments {
  /// Whether curl does nothing but ask over HTTP and print the answer: no file is read, written or even named.
  var onlyPrints: Bool {
    let alone = [
      "-s", "-S", "-sS", "-i", "-I", "-f", "-v", "-L", "-q", "-sv", "-sf", "-fsS", "-sSf", "-sL", "-sI",
      "-si", "--silent",
      "--show-error", "--include", "--head", "--fail", "--verbose", "--location", "--no-progress-meter",
    ]
    let withWord = ["-X", "--request", "-H", "--header", "--connect-to", "-m", "--max-time"]
    var words = arguments[...]
    while let word = words.popFirst() {
      if withWord.contains(word) {
        guard let value = words.popFirst(), !value.hasPrefix("@") else { return false }
      } else if !alone.contains(word) {
        guard !word.hasPrefix("-"), CurlArguments.target(word) != nil,
          !word.contains(where: { "{}[]".contains($0) })
        else {
          return false
        }
      }
    }
    return true
  }
}
