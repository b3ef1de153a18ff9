import Dispatch
import Glibc
import RoostModel

/// A yes-or-no question to whoever sits at the terminal.
enum Question {
  /// Everything but `y` or `yes` is no, end of input too.
  static func ask(_ text: String, console: Console) async -> Bool {
    console.note("\(text) [y/N] ")
    return isYes(await line())
  }

  /// Goes on after a yes alone. Throws `unasked` where nobody can be asked, `declined` after everything else.
  static func confirm(_ text: String, console: Console, unasked: Problem, declined: Problem) async throws(Problem) {
    guard console.surroundings.interactive, !console.json else { throw unasked }
    guard await ask(text, console: console) else { throw declined }
  }

  /// One of several, by its number or its name; `nil` for everything else, end of input too.
  static func choose(_ text: String, among names: [String], console: Console) async -> Int? {
    console.note("\(text) [1-\(names.count)] ")
    return choice(await line(), among: names)
  }

  static func choice(_ line: String?, among names: [String]) -> Int? {
    let answer = line?.lowercased().filter { !$0.isWhitespace } ?? ""
    if let number = Int(answer), names.indices.contains(number - 1) { return number - 1 }
    return names.firstIndex(of: answer)
  }

  /// One line of the input; `nil` at its end.
  static func line() async -> String? {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "roost.question").async { continuation.resume(returning: readLine()) }
    }
  }

  static func isYes(_ line: String?) -> Bool {
    ["y", "yes"].contains(line?.lowercased().filter { !$0.isWhitespace } ?? "")
  }
}
