/// What a shell's completion script lacks as the argument parser makes it. Pure.
enum CompletionScript {
  /// bash ends a word at an `@`, so that a version after one could not be completed.
  private static let bash = """

    # nodejs@22 is one word
    COMP_WORDBREAKS="${COMP_WORDBREAKS//@/}"

    """

  /// What follows the parser's answer to these arguments.
  static func addition(for arguments: [String]) -> String {
    let asksForBash =
      arguments.contains("--generate-completion-script=bash") || arguments == ["--generate-completion-script", "bash"]
    return asksForBash ? bash : ""
  }
}
