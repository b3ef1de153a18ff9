/// What a shell's completion script lacks as the argument parser makes it. Pure.
enum CompletionScript {
  /// bash takes what follows an `@` for the name of a host, so that a version there could not be completed, and writes `\@`
  /// where it expects files. `COMP_WORDBREAKS` will not do: whoever restores all of bash's options puts the `@` back.
  private static let bash = """

    # nodejs@22 is one word, and no name of a file
    shopt -u hostcomplete
    _roost_words() {
        _roost "${@}"
        [[ "${COMPREPLY[*]}" != *@* ]] || compopt +o filenames
    }
    complete -o filenames -F _roost_words roost

    """

  /// What follows the parser's answer to these arguments.
  static func addition(for arguments: [String]) -> String {
    let asksForBash =
      arguments.contains("--generate-completion-script=bash") || arguments == ["--generate-completion-script", "bash"]
    return asksForBash ? bash : ""
  }
}
