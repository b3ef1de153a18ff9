import RoostModel

/// Cuts a byte stream into lines. A line longer than its limit is a problem, so a daemon that never sends a line
/// break cannot fill the memory.
struct LineSplitter {
  private let limit: Int
  private var rest: [UInt8] = []

  init(limit: Int) { self.limit = limit }

  /// The lines that `bytes` completes, without their line breaks. Empty lines are heartbeats and are left out.
  mutating func append(_ bytes: some Sequence<UInt8>) throws(Problem) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        if !rest.isEmpty { lines.append(rest) }
        rest.removeAll(keepingCapacity: true)
      } else {
        guard rest.count < limit else { throw tooLong }
        rest.append(byte)
      }
    }
    return lines
  }

  /// What stands after the last line break.
  var unfinished: [UInt8] { rest }

  private var tooLong: Problem {
    Problem(
      .connectionLost, "the daemon sent a line of more than \(limit) bytes",
      hint: "compare the versions of both sides: roost version")
  }
}
