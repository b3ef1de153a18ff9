import RoostModel

/// A command line that somebody else wrote, for `sh`.
struct ShellCommand: Equatable, Sendable {
  let line: String

  init(_ line: String) { self.line = line.trimmed }

  /// The line with `exec` before it when it is one simple command, so that signals reach the program and not a shell.
  var replacingShell: String {
    guard isSimple, let first = line.split(separator: " ").first, first != "exec" else { return line }
    return first.contains("=") ? "exec env \(line)" : "exec \(line)"
  }

  /// As ``replacingShell``, with a directory of the project first in PATH.
  func replacingShell(withProgramsIn directory: String) -> String {
    ShellCommand.programs(in: directory) + replacingShell
  }

  /// What goes before a command line so that it finds the programs of a directory of the project first.
  static func programs(in directory: String) -> String { "export PATH=\"$PWD/\(directory):$PATH\"; " }

  /// Whether it is one command: nothing outside quotes that joins, groups or sends to the background.
  private var isSimple: Bool {
    var quote: UInt8?
    var previous: UInt8 = 0
    for byte in line.utf8 {
      if previous == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
        previous = 0
        continue
      }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if separators.contains(byte) || (byte == UInt8(ascii: "&") && previous != UInt8(ascii: ">")) {
        return false
      }
      previous = byte
    }
    return quote == nil && !line.isEmpty && !ShellCommand.words.contains(String(line.prefix { $0 != " " }))
  }

  private var separators: Set<UInt8> { Set(";|()\n`#".utf8) }

  /// Words that only a shell understands.
  private static let words: Set<String> = [
    "cd", "if", "for", "while", "until", "case", "{", "!", "export", "set", "unset", "eval", ".", "source", "trap", "umask",
    "ulimit",
    "read", "wait", "exit", "return", "alias", ":",
  ]

  /// A text as one word of a command line, whatever is in it.
  static func quoted(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { ASCII.isAlphanumericOrDash($0) || "_./:=@%+,".utf8.contains($0) }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
