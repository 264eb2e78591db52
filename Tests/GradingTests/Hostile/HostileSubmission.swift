/// A submission that means harm, and what must have come of it.
///
/// In its text `MARK` stands for a word that nothing else on this computer contains, and a line of output that begins
/// with `ESCAPED` is how it tells that it got out.
struct HostileSubmission: Sendable, CustomStringConvertible {
  /// The stem of its file's name, which is the learner's key.
  let name: String
  /// How it must have ended.
  let ending: Ending
  /// What some command of it must have printed: that the harm was tried, and what it met.
  let shows: [String]
  let text: String

  enum Ending: Sendable, Equatable {
    /// It was graded and earned exactly this.
    case points(Double)
    /// It was graded until a limit stopped it.
    case stopped
    /// It was graded; whether a limit stopped it depends on the computer.
    case graded
  }

  init(_ name: String, _ ending: Ending, shows: [String] = [], _ text: String) {
    self.name = name
    self.ending = ending
    self.shows = shows
    self.text = text
  }

  var description: String { name }
}

extension HostileSubmission {
  /// The lesson's own way, which earns everything.
  static let honestWork = """
    docker run -d -p 5000:5000 registry:2.7.1
    docker images
    docker tag nginx:1.19.2 host:5000/testimage:v1
    docker images
    docker push host:5000/testimage:v1
    curl localhost:5000/v2/_catalog
    dojo shell other -- docker pull host:5000/testimage:v1
    dojo shell other -- docker images
    docker rm -f `docker ps -a -q`

    """

  /// Every submission that is plain text.
  static let all = [
    using, signalling, reaching, forging, engines, containers, networks, shells, texts,
  ].flatMap(\.self).filter { isThisProcessor || !numbered.contains($0.name) }

  /// Those that name system calls by their numbers, which are those of x86-64.
  private static let numbered = ["memory-without-a-process", "trace", "kernel-interfaces"]

  #if arch(x86_64)
    private static let isThisProcessor = true
  #else
    private static let isThisProcessor = false
  #endif
}
