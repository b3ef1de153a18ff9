import Dispatch
import Glibc

/// One line of standard input that a terminal does not show.
enum HiddenLine {
  /// `nil` at the end of the input.
  static func read(_ prompt: String, console: Console) async -> String? {
    let before = hide()
    if before != nil { console.note(prompt) }
    let line = await withCheckedContinuation { continuation in
      DispatchQueue(label: "roost.hidden-line").async { continuation.resume(returning: readLine()) }
    }
    if var before {
      tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
      console.note("\n")
    }
    return line
  }

  /// What the terminal did before; `nil` when standard input is none.
  private static func hide() -> termios? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var hidden = before
    hidden.c_lflag &= ~tcflag_t(ECHO)
    return tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 ? before : nil
  }
}
