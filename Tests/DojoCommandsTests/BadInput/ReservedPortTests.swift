import Basics
import Practice
import TestSupport
import Testing

@testable import DojoCommands
@testable import Engine

/// Ports that only root may open.
@Suite(.enabled(if: ReservedPorts.found().contains(80), "this account may open every port"))
struct ReservedPortTests {
  @Test(arguments: Language.allCases)
  func `are found by curl in dojo's shell, and docker run says that nothing else finds them`(
    language: Language
  ) async throws {
    try await Workplace.with { place in
      let run = try await place.dojo(
        ["run", "image-registry"],
        input: """
          docker run -d -p 80:80 --name web nginx:alpine
          docker port web
          curl -s localhost | grep '<title>'

          """, language: language)
      let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        text.contains(language.choose("this account may not open port 80", "ポート 80 を開けません")),
        "\(run.output)")
      #expect(text.contains("80/tcp -> 0.0.0.0:80"))
      #expect(text.contains("<title>nginx on a practice machine</title>"))
    }
  }

  @Test func `are refused with a reason where no shell of dojo's could find them`() async throws {
    try await Workplace.with { place in
      let run = try await place.script(
        """
        dojo engine serve --socket $HOME/e.sock --root $HOME/engine >/dev/null 2>&1 & server=$!
        trap 'kill $server; wait' EXIT
        docker() { curl -s --unix-socket $HOME/e.sock "http://d/$@"; }
        until docker _ping >/dev/null; do :; done
        docker "images/create?fromImage=nginx&tag=alpine" -X POST >/dev/null
        docker "containers/create?name=web" -X POST -H 'Content-Type: application/json' \
          -d '{"Image": "nginx:alpine", "HostConfig": {"PortBindings": {"80/tcp": [{"HostPort": "80"}]}}}' >/dev/null
        docker containers/web/start -X POST
        """)
      #expect(
        run.output.contains("bind: permission denied\\nThis account may not open ports below"),
        "\(run.output)")
    }
  }
}
