import Shell

/// The loop in which bash runs piped commands, telling dojo before and after each.
///
/// A command is complete when bash can parse it as the body of a function. If what stops it is the end of the text
/// or our own closing brace, the next line belongs to it; any other complaint is the learner's to see. Commands read
/// nothing from our input, or `docker run -i` would swallow those that follow.
package enum ScriptLoop {
  /// The script.
  ///
  /// - Parameters:
  ///   - channel: The folder of the `PromptChannel`.
  ///   - marksOutput: Whether each command's output ends with a record separator, for whoever reads it.
  ///   - preamble: What is to be run first.
  /// - Returns: bash text.
  package static func text(channel: String, marksOutput: Bool = false, preamble: String = "") -> String {
    """
    exec 9<&0 </dev/null
    \(preamble)
    __dojo_mark() { \(marksOutput ? "printf '\\036'" : ":"); }
    __dojo_channel=\(ShellDressing.quoted(channel))
    __dojo_turn=0
    __dojo_command=
    __dojo_line=
    __dojo_status=0
    __dojo_tell() {
      local part= line=
      [[ -p $__dojo_channel/ask ]] || return 0
      __dojo_turn=$((__dojo_turn + 1))
      printf '%s %s\\n' "$__dojo_turn" "$1" 1<>"$__dojo_channel/ask"
      while [[ -p $__dojo_channel/ask ]] && kill -0 $PPID 2>/dev/null; do
        part=
        if IFS= read -r -t 1 part <>"$__dojo_channel/reply"; then
          line+=$part
          [[ ${line%% *} == "$__dojo_turn" ]] && return 0
          line=
        else
          # The second can be over in the middle of a reply; what was read of it would be lost.
          line+=$part
        fi
      done
    }
    __dojo_is_unfinished() {
      local complaint
      # Words alone cannot be unfinished, and asking bash about them would cost a process.
      [[ $1 =~ ^[[:alnum:][:blank:]./:=@,+%_-]+$ &&
        ! $1 =~ ^[[:blank:]]*(if|for|while|until|case|select|function|time|coproc)[[:blank:]] ]] &&
        return 1
      complaint=$(LC_ALL=C; eval "__dojo_probe() { :
    $1
    }" 2>&1) && return 1
      case $complaint in
        *'end of file'* | *'unexpected EOF'* | *"near unexpected token \\`}'"*) return 0 ;;
      esac
      return 1
    }
    while IFS= read -r -u 9 __dojo_line || [[ -n $__dojo_line ]]; do
      __dojo_command+=$__dojo_line$'\\n'
      __dojo_line=
      [[ $__dojo_command =~ [^[:space:]] ]] || { __dojo_command=; continue; }
      __dojo_is_unfinished "${__dojo_command%$'\\n'}" && continue
      __dojo_command=${__dojo_command%$'\\n'}
      __dojo_tell "start ${__dojo_command//$'\\n'/$'\\036'}"
      eval "$__dojo_command" 9<&-
      __dojo_status=$?
      __dojo_mark
      __dojo_tell "$__dojo_status"
      __dojo_command=
    done
    if [[ -n $__dojo_command ]]; then
      __dojo_tell "start ${__dojo_command//$'\\n'/$'\\036'}"
      eval "$__dojo_command" 9<&-
      __dojo_status=$?
      __dojo_mark
      __dojo_tell "$__dojo_status"
    fi
    exit "$__dojo_status"

    """
  }
}
