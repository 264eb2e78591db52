extension HostileSubmission {
  /// Those whose text or output is the weapon.
  static let texts = [
    HostileSubmission("line-of-megabytes", .graded, "echo " + String(repeating: "a", count: 300_000) + "\n"),
    HostileSubmission(
      "lines-by-the-thousand", .stopped,
      String(repeating: "true aaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", count: 6_000)),
    HostileSubmission(
      "braces-without-end", .graded, String(repeating: "{ ( ", count: 20_000) + "\n"),
    HostileSubmission(
      "quote-without-end", .graded, "echo '" + String(repeating: "line of a quote\n", count: 600)),
    HostileSubmission(
      "terminal-escapes", .points(0),
      """
      printf '\\033]0;MARK-title\\007\\033[2J\\033[31m\\033]8;;http://192.0.2.1/\\007link\\n'
      printf '\\xe2\\x80\\xae MARK reversed \\xe2\\x81\\xa6\\n'; printf '\\x00\\xff\\xfe\\x80 bytes\\n'
      """),
    HostileSubmission(
      "markup", .points(0),
      """
      echo ']]>&<script>alert(1)</script><!-- "\\' {{7*7}} ${x} `x` <img src=x onerror=alert(1)>'
      printf '</testcase></testsuite>\\x01\\x0b\\xef\\xbf\\xbe\\n'
      docker run --name '<script>alert(1)</script>' '<b>x</b>'
      """),
    HostileSubmission(
      "combining-characters", .graded,
      "printf 'a'; for i in {1..30000}; do printf '\\xcc\\x81'; done\n"),
  ]
}
