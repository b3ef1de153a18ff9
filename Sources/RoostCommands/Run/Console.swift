import FoundationEssentials
import Glibc
import RoostModel

/// Where a command writes: results to standard output, everything else to standard error.
struct Console: Sendable {
  /// Machines read standard output: JSON and nothing else, problems included.
  let json: Bool
  let surroundings: Surroundings

  var style: TextStyle { TextStyle(enabled: surroundings.colours, width: surroundings.outputWidth) }
  /// For standard error.
  var noteStyle: TextStyle {
    TextStyle(enabled: surroundings.redraws && surroundings.colours, width: surroundings.redraws ? surroundings.width : nil)
  }

  /// One result, as JSON or as the text a person reads.
  func show(_ value: some Encodable, as text: (TextStyle) -> String) throws(Problem) {
    try json ? Console.write(Console.encode(value, pretty: true) + "\n") : Console.write(text(style))
  }

  /// One line of a stream of JSON values.
  func showLine(_ value: some Encodable) throws(Problem) { try Console.write(Console.encode(value, pretty: false) + "\n") }

  /// The end of something that showed progress: with `--json` the last line of the stream.
  func finish(_ result: some Encodable, as text: (TextStyle) -> String) throws(Problem) {
    try json ? showLine(["result": result]) : show(result, as: text)
  }

  func note(_ text: String) { Console.write(text, to: STDERR_FILENO) }

  /// With `--json` `{"problem": {...}}` on standard output; otherwise title, message and hint on standard error.
  func report(_ problem: Problem) {
    do throws(Problem) {
      if json { return try showLine(["problem": problem]) }
    } catch {
      note("\(error)\n")
    }
    note(ProblemText(problem: problem).text(noteStyle))
  }

  static func encode(_ value: some Encodable, pretty: Bool) throws(Problem) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw Problem.unexpected(error, during: "writing JSON")
    }
  }

  /// A reader that went away (`| head`) ends the command as it would end any other tool.
  static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) { write(Array(text.utf8), to: descriptor) }

  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest.removeFirst(count)
      } else if errno == EPIPE {
        exit(128 + SIGPIPE)
      } else if errno != EINTR {
        return
      }
    }
  }
}
