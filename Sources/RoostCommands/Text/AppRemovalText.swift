import RoostModel

/// The end of an app as a person reads it.
struct AppRemovalText {
  let removal: AppRemoval

  func text(_ style: TextStyle) -> String {
    let lines = removal.left.map { problem in
      "  something of it is still there, and goes as soon as that works again: \(problem.message)\n  hint: \(problem.hint)\n"
    }
    return CleanText.clean("removed \(style.bold(removal.removed.text))\n" + lines.joined(), colours: style.enabled)
  }
}
