import RoostModel

/// A fixed script and words for it, as one line that every login shell there is takes the same way.
struct RemoteCommand: Sendable {
  /// What the script's output begins with, so that the greetings of a login shell are told apart.
  static let marker = "roost-begin"

  /// Run by `sh`; `$1` and so on are ``arguments``. One line without single quotes, backslashes and exclamation marks.
  let script: String
  let arguments: [String]

  init(_ script: String, _ arguments: [String] = []) {
    self.script = script
    self.arguments = arguments
  }

  /// Refuses words that some shell would read as something else.
  func line() throws(Problem) -> String {
    try RemoteCommand("echo \(RemoteCommand.marker); " + script, arguments).lineForProgram()
  }

  /// The same for a program whose output is somebody's.
  func lineForProgram() throws(Problem) -> String {
    (["exec sh -c", try RemoteCommand.quoted(script), "roost"] + (try words)).joined(separator: " ")
  }

  /// The same for a ``FarShell``, which says nothing before the script does.
  func lineForShell() throws(Problem) -> String { (["set --"] + (try words)).joined(separator: " ") + "; " + script }

  private var words: [String] {
    get throws(Problem) {
      var words: [String] = []
      for word in arguments { words.append(try RemoteCommand.quoted(word)) }
      return words
    }
  }

  /// Between single quotes everything stands for itself, but for what fish and csh make of these.
  private static func quoted(_ word: String) throws(Problem) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte >= 32 && byte < 127 && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "!")
    }
    guard isPlain else {
      throw Problem(
        .usageInvalid, "\(word.debugDescription.prefix(200)) cannot be sent to a host as a word of a command",
        hint: "use names of letters, digits and dashes there: roost plan DIR")
    }
    return "'\(word)'"
  }

  /// What the script itself wrote; `nil` when it did not begin.
  static func output(in bytes: [UInt8]) -> [UInt8]? {
    let wanted = Array((marker + "\n").utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
      if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return Array(bytes[(start + wanted.count)...]) }
    }
    return nil
  }
}
