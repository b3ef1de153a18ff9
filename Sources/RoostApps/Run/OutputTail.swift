import RoostModel
import Synchronization

/// The last lines of an output, kept while it streams by. Bounded in lines and in bytes a line.
final class OutputTail: Sendable {
  private struct State {
    var lines: [String] = []
    var partial: [UInt8] = []
    var output: RedactedOutput
  }
  private let limit: Int
  private let state: Mutex<State>
  static let longestLine = 2000

  init(limit: Int = 50, redactor: Redactor = .none) {
    self.limit = limit
    state = Mutex(State(output: RedactedOutput(redactor)))
  }

  /// Returns the lines that became complete.
  @discardableResult func append(_ bytes: [UInt8], on channel: OutputChannel = .standardOutput) -> [String] {
    state.withLock { state in
      let bytes = state.output.take(bytes, on: channel)
      var complete: [String] = []
      for byte in bytes {
        if byte == UInt8(ascii: "\n") || state.partial.count >= OutputTail.longestLine {
          complete.append(String(decoding: state.partial, as: UTF8.self))
          state.partial.removeAll(keepingCapacity: true)
        }
        if byte != UInt8(ascii: "\n") { state.partial.append(byte) }
      }
      state.lines.append(contentsOf: complete)
      if state.lines.count > limit { state.lines.removeFirst(state.lines.count - limit) }
      return complete
    }
  }

  /// The kept lines, a last unfinished one included; `nil` when nothing was written.
  var text: String? {
    state.withLock { state in
      var lines = state.lines
      var output = state.output
      var partial = state.partial
      while let rest = output.takeRest() { partial += rest.bytes }
      if !partial.isEmpty { lines.append(String(decoding: partial, as: UTF8.self)) }
      return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
  }
}
