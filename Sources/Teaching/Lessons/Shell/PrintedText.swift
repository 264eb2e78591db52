/// What programs print, told from what is typed by how it starts.
enum PrintedText {
  private static let starts = [
    "REPOSITORY ", "CONTAINER ID", "NAME ", "NAMES ", "IMAGE ", "NETWORK ID", "DRIVER ", "VOLUME NAME",
    "LOCAL ", "UID ",
    "PID ", "total ", "drwx", "-rw", "Sending build context", "Successfully ", "Step 1/", "[+] Building",
    "#1 [", " ---> ",
    "--->", "Removing intermediate", "Unable to find image", "Using default tag", "Digest:", "Status:",
    "sha256:",
    "The push refers to", "latest: ", "Hello from Docker", "HTTP/1.", "HTTP/2", "<!DOCTYPE", "<!doctype",
    "<html",
    "Deleted:", "Untagged:", "Error response", "Error:", "error:", "curl: (", "docker: ", "Client:",
    "Server:", "{\"",
    "[{\"", "Loaded image", "Login Succeeded", "Total reclaimed", "PING ", "64 bytes from", "LISTEN", "tcp ",
    "bash: ",
    "sh: ", "-bash: ", "Cannot connect", "permission denied", "Docker version", "Creating ", "Pulling ",
    "Starting ",
    "Recreating ", "WARNING", "Swarm initialized",
  ]
  private static let finder = PhraseFinder(starts.map { $0.lowercased() })
  private static let layers = PhraseFinder([": pulling ", ": pull complete", ": pushed"])
  private static let outputSigns = PhraseFinder(["出力されれば", "表示され", "output:"])

  /// Whether a line looks like something a program prints.
  static func looksPrinted(_ line: Substring) -> Bool {
    let text = line.withoutIndent
    guard let first = text.utf8.first else { return false }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "}") {
      return text.utf8.count == 1 || text.hasPrefix("{\"") || text.hasPrefix("[{") || text.hasPrefix("[\"")
        || text.hasPrefix("[+]") || text.hasPrefix("{ \"") || text == "[]" || text == "{}"
    }
    if isIdentifier(text) { return true }
    return finder.starts(text) && starts.contains { text.hasPrefix($0) } || isIPv4(text) || layers.isIn(text)
  }

  /// Twelve or more hexadecimal digits and nothing else: the ID of a container or an image.
  private static func isIdentifier(_ text: Substring) -> Bool {
    let utf8 = text.utf8
    guard utf8.count == 12 || utf8.count == 64 else { return false }
    return utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func isIPv4(_ text: Substring) -> Bool {
    guard text.utf8.first.map({ (0x30...0x39).contains($0) }) == true else { return false }
    let word = text.prefix { $0 != " " }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  private static let outputWords = PhraseFinder([
    "output", "result", "expected", "you should see", "you will see", "prints", "実行結果", "出力", "結果", "表示",
    "成功例",
    "以下の様な", "以下のような", "次のような", "输出", "结果", "résultat", "sortie", "salida", "resultado", "ausgabe", "saída",
    "출력", "결과",
  ])

  /// Whether a comment says that output follows: `# Output:`, `# 実行結果`.
  static func announces(comment: Substring) -> Bool {
    guard comment.utf8.count <= 160 else { return false }
    let text = comment.drop { $0 == "#" || $0 == " " || $0 == "\t" }
    return outputWords.starts(text) || outputSigns.isIn(text) || text.lowercased().hasSuffix("output")
  }
}
