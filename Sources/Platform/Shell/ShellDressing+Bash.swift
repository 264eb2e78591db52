extension ShellDressing {
  /// bash reads its own system file and then our `--rcfile`, which reads the learner's.
  func bashStart(_ folder: String) -> ShellStart {
    ShellStart(
      arguments: ["--rcfile", "\(folder)/bashrc", "-i"], environment: [:], files: ["bashrc": bashStartup])
  }

  // The learner's PROMPT_COMMAND runs between our two functions, sees the true `$?`, and may set PS1.
  private var bashStartup: String {
    """
    [ -f ~/.bashrc ] && . ~/.bashrc

    \(posixExchange)
    __dojo_before() {
      local status=$?
      __dojo_put_links_first
      __dojo_exchange "$status"
      return "$status"
    }
    __dojo_after() {
      local status=$?
      case $PS1 in "$__dojo_shown"*) PS1=${PS1#"$__dojo_shown"} ;; esac
      __dojo_shown=${__dojo_mark:+$__dojo_mark }
      PS1=$__dojo_shown$PS1
      return "$status"
    }
    __dojo_put_links_first() {
      case $PATH in "$__dojo_links":*) ;; *) PATH=$__dojo_links:$PATH ;; esac
      unalias \(names) 2>/dev/null
      unset -f \(names) 2>/dev/null
    }
    if [[ ${BASH_VERSINFO[0]} -gt 5 || ${BASH_VERSINFO[0]} -eq 5 && ${BASH_VERSINFO[1]} -ge 1 ]]; then
      PROMPT_COMMAND=(__dojo_before "${PROMPT_COMMAND[@]}" __dojo_after)
    else
      PROMPT_COMMAND="__dojo_before"$'\\n'"$PROMPT_COMMAND"$'\\n'"__dojo_after"
    fi
    __dojo_put_links_first

    """
  }

  var names: String { linkedPrograms.joined(separator: " ") }

  /// The variables and the handshake of bash and zsh: builtins only, no process is started.
  ///
  /// Both FIFOs are opened for reading and writing, so that no open blocks when nobody is at the other end;
  /// the reply is waited for in short turns, between which the answering process must still be alive.
  var posixExchange: String {
    """
    __dojo_links=\(Self.quoted(links))
    __dojo_channel=\(Self.quoted(channel))
    __dojo_process=\(answeringProcess)
    __dojo_turn=0
    __dojo_mark=
    __dojo_shown=
    __dojo_is_answering() {
      [[ -p $__dojo_channel/ask ]] && kill -0 "$__dojo_process" 2>/dev/null
    }
    __dojo_leave() {
      [[ -n $__dojo_process ]] && printf '%s\\n' \(Self.quoted(farewell)) >&2
      __dojo_process=
      __dojo_mark=
    }
    __dojo_exchange() {
      local part= line=
      [[ -n $__dojo_process ]] || return 0
      __dojo_is_answering || { __dojo_leave; return 0; }
      __dojo_turn=$((__dojo_turn + 1))
      printf '%s %s\\n' "$__dojo_turn" "$1" 1<>"$__dojo_channel/ask"
      while :; do
        part=
        if IFS= read -r -t 1 part <>"$__dojo_channel/reply"; then
          line+=$part
          [[ ${line%% *} == "$__dojo_turn" ]] && { __dojo_mark=${line#* }; return 0; }
          line=
        else
          # The second can be over in the middle of a reply; what was read of it would be lost.
          line+=$part
        fi
        __dojo_is_answering || { __dojo_leave; return 0; }
      done
    }
    """
  }
}
