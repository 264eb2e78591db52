/// What the official images hold and the practice images of the same names do not.
///
/// That they are missing would be learnt as a fact about Docker; so they are refused, and inside a container a script of
/// that name says why.
enum PracticeGaps {
  private static let programs: [String: [String]] = [
    "alpine": ["/sbin/apk"],
    "debian": ["/usr/bin/apt", "/usr/bin/apt-get", "/bin/bash", "/usr/bin/perl"],
    "ubuntu": ["/usr/bin/apt", "/usr/bin/apt-get", "/bin/bash", "/usr/bin/perl"],
    "centos": ["/usr/bin/yum", "/usr/bin/dnf", "/bin/bash", "/usr/bin/curl"],
    "nginx": ["/usr/bin/apt", "/usr/bin/apt-get", "/bin/bash", "/usr/bin/curl"],
    "httpd": [
      "/usr/bin/apt", "/usr/bin/apt-get", "/bin/bash", "/usr/bin/perl", "/usr/local/apache2/bin/httpd",
      "/usr/local/apache2/bin/apachectl",
    ],
    "registry": ["/sbin/apk"],
  ]

  /// The paths of the programs that an image lacks.
  static func paths(image: String) -> [String] {
    let last = image.split(separator: "/").last ?? ""
    return programs[String(last.prefix { $0 != ":" && $0 != "@" })] ?? []
  }

  static func lacks(_ program: String, image: String) -> Bool {
    paths(image: image).contains { $0 == program || $0.hasSuffix("/\(program)") }
  }

  /// The script in the place of such a program.
  static func script(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return """
      #!/bin/sh
      echo "$0: this practice image has no \(name); start dojo with --docker system to use a real Docker for it" >&2
      exit 1

      """
  }
}
