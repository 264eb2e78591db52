extension ShellDressing {
  /// zsh reads its start-up files from `$ZDOTDIR`: ours, which read the learner's from where theirs are.
  func zshStart(_ folder: String, _ environment: [String: String]) -> ShellStart {
    ShellStart(
      arguments: ["-i"],
      environment: ["ZDOTDIR": folder],
      files: [
        ".zshenv": zshEnvironment(folder, learnersFolder: environment["ZDOTDIR"]),
        ".zshrc": zshStartup(folder),
      ])
  }

  private func zshEnvironment(_ folder: String, learnersFolder: String?) -> String {
    """
    \(learnersFolder.map { "ZDOTDIR=\(Self.quoted($0))" } ?? "unset ZDOTDIR")
    [[ -f ${ZDOTDIR:-$HOME}/.zshenv ]] && . "${ZDOTDIR:-$HOME}/.zshenv"
    __dojo_zdotdir=${ZDOTDIR-}
    ZDOTDIR=\(Self.quoted(folder))

    """
  }

  // Some systems derive HISTFILE from ZDOTDIR before `.zshrc` is read: history must stay the learner's own.
  private func zshStartup(_ folder: String) -> String {
    """
    if [[ -n $__dojo_zdotdir ]]; then ZDOTDIR=$__dojo_zdotdir; else unset ZDOTDIR; fi
    unset __dojo_zdotdir
    [[ ${HISTFILE-} == \(Self.quoted(folder))/* ]] && HISTFILE=${ZDOTDIR:-$HOME}/.zsh_history
    [[ -f ${ZDOTDIR:-$HOME}/.zshrc ]] && . "${ZDOTDIR:-$HOME}/.zshrc"

    \(posixExchange)
    __dojo_before() {
      emulate -L zsh
      local code=$1
      __dojo_put_links_first
      __dojo_exchange "$code"
    }
    __dojo_precmd_first() { __dojo_before $?; }
    __dojo_precmd_last() {
      emulate -L zsh
      PROMPT=${PROMPT#"$__dojo_shown"}
      __dojo_shown=${__dojo_mark:+${__dojo_mark//\\%/%%} }
      PROMPT=$__dojo_shown$PROMPT
    }
    __dojo_put_links_first() {
      [[ $path[1] == $__dojo_links ]] || path=($__dojo_links $path)
      unalias \(names) 2>/dev/null
      unfunction \(names) 2>/dev/null
      return 0
    }
    typeset -ga precmd_functions
    precmd_functions=(__dojo_precmd_first $precmd_functions __dojo_precmd_last)
    __dojo_put_links_first

    """
  }
}
