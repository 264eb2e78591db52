extension ShellDressing {
  /// fish reads the learner's configuration first and then our `--init-command`.
  func fishStart(_ folder: String) -> ShellStart {
    ShellStart(
      arguments: ["-i", "-C", "source \(Self.quotedForFish("\(folder)/init.fish"))"], environment: [:],
      files: ["init.fish": fishStartup])
  }

  // fish cannot open a FIFO for both directions and its `read` has no time limit. The answering process
  // holds both ends open, so no open blocks while it lives, and the reply ends with it when it dies.
  private var fishStartup: String {
    """
    set -g __dojo_links \(Self.quotedForFish(links))
    set -g __dojo_channel \(Self.quotedForFish(channel))
    set -g __dojo_process \(answeringProcess)
    set -g __dojo_turn 0
    set -g __dojo_mark ''
    function __dojo_put_links_first
      test "$PATH[1]" = $__dojo_links; or set -gx PATH $__dojo_links $PATH
    end
    function __dojo_is_answering
      test -p $__dojo_channel/ask; or return 1
      if test -d /proc/self
        test -d /proc/$__dojo_process
      else
        command kill -0 $__dojo_process 2>/dev/null
      end
    end
    function __dojo_return
      return $argv[1]
    end
    function __dojo_exchange --on-event fish_prompt
      set -l code $status
      __dojo_put_links_first
      test -n "$__dojo_process"; or return $code
      set -g __dojo_turn (math $__dojo_turn + 1)
      if __dojo_is_answering
        echo $__dojo_turn $code >$__dojo_channel/ask
        while read -l -d ' ' turn mark
          if test "$turn" = $__dojo_turn
            set -g __dojo_mark $mark
            return $code
          end
        end <$__dojo_channel/reply
      end
      echo \(Self.quotedForFish(farewell)) >&2
      set -g __dojo_process
      set -g __dojo_mark
      return $code
    end
    functions -q fish_prompt; and functions -c fish_prompt __dojo_learners_prompt
    function fish_prompt
      set -l code $status
      test -n "$__dojo_mark"; and printf '%s ' $__dojo_mark
      if functions -q __dojo_learners_prompt
        __dojo_return $code
        __dojo_learners_prompt
      end
    end
    \(linkedPrograms.map { "function \($0); command \($0) $argv; end" }.joined(separator: "\n"))
    __dojo_put_links_first
    true

    """
  }
}
