extension HostileSubmission {
  /// Those that turn the shell against whoever reads it.
  static let shells = [
    HostileSubmission(
      "traps", .graded,
      """
      trap 'echo trapped; false' DEBUG
      trap 'sleep 0.1' EXIT ERR RETURN
      trap '' TERM HUP INT QUIT

      """ + honestWork),
    HostileSubmission(
      "hooks", .points(15),
      """
      PROMPT_COMMAND='exit 1'; PS0='$(exit)'; PS1='$(kill $$)'; PS4='$(echo x)'; export BASH_ENV=~/.evil ENV=~/.evil
      echo 'kill -9 $PPID' >~/.evil; cp ~/.evil ~/.bashrc; cp ~/.evil ~/.bash_profile; IFS=x; IFS=$' \\t\\n'
      unset BASH_ENV

      """ + honestWork),
    HostileSubmission(
      "exec", .points(2), "docker run -d -p 5000:5000 registry:2.7.1\nexec true\n" + honestWork),
    HostileSubmission("exit", .points(2), "docker run -d -p 5000:5000 registry:2.7.1\nexit 3\n" + honestWork),
    HostileSubmission("set-e", .graded, "set -euo pipefail\nfalse\n" + honestWork),
    HostileSubmission(
      "closed-input", .graded, "exec 9<&-\nexec 9</dev/zero\nexec 0<&- 1>&- 2>&-\n" + honestWork),
    HostileSubmission(
      "builtins-as-functions", .graded,
      """
      eval() { :; }; read() { return 1; }; printf() { :; }; kill() { return 1; }; local() { :; }
      declare -fr eval read printf kill

      """ + honestWork),
    HostileSubmission("builtins-off", .graded, "enable -n eval read printf kill local exit\n" + honestWork),
    HostileSubmission(
      "our-own-functions", .graded,
      """
      __dojo_tell() { echo told; }; __dojo_mark() { yes | head -c 9000; }; __dojo_is_unfinished() { return 0; }
      __dojo_channel=/tmp; __dojo_turn=x; __dojo_on nowhere; readonly __dojo_command __dojo_line __dojo_status

      """ + honestWork),
    HostileSubmission(
      "text-that-ends-functions", .points(0),
      """
      } ; echo inside ; {
      ) ; echo inside ; (
      EOF
      $(
      """),
  ]
}
