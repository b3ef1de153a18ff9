import Dispatch
import Glibc
import RoostModel

/// A yes-or-no question to whoever sits at the terminal.
enum Question {
  /// Everything but `y` or `yes` is no, end of input too.
  static func ask(_ text: String, console: Console) async -> Bool {
    console.note("\(text) [y/N] ")
    let line = await withCheckedContinuation { continuation in
      DispatchQueue(label: "roost.question").async { continuation.resume(returning: readLine()) }
    }
    return isYes(line)
  }

  static func isYes(_ line: String?) -> Bool {
    ["y", "yes"].contains(line?.lowercased().filter { !$0.isWhitespace } ?? "")
  }
}
