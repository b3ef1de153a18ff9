/// What a git client sends through the daemon's API, in order. The connection outlasts it: whoever has said all waits for the
/// answer, and shows by words without bytes that they still do.
package enum GitWord: Sendable, Equatable {
  case bytes([UInt8])
  /// Git has nothing more to send.
  case end

  /// Four bytes of length, most significant first, and the bytes. No length is a sign of life, the highest one the end.
  package var frame: [UInt8] {
    switch self {
    case .bytes(let bytes): GitWord.head(UInt32(bytes.count)) + bytes
    case .end: GitWord.head(.max)
    }
  }

  package static let signOfLife = head(0)
  package static let longest = 1 << 20

  private static func head(_ length: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } }
}

/// Puts frames together again, however they arrive. Pure.
package struct GitWordReader: Sendable {
  private var pending: [UInt8] = []

  package init() {}

  package mutating func words(in piece: some Collection<UInt8>) throws(Problem) -> [GitWord] {
    pending += piece
    var words: [GitWord] = []
    var start = 0
    while pending.count - start >= 4 {
      let length = pending[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if length == .max {
        words.append(.end)
        start += 4
        continue
      }
      guard length <= GitWord.longest else {
        throw Problem(
          .usageInvalid, "a frame of git's data is too long", hint: "compare the versions of both sides: roost version")
      }
      let end = start + 4 + Int(length)
      guard pending.count >= end else { break }
      if length > 0 { words.append(.bytes(Array(pending[(start + 4)..<end]))) }
      start = end
    }
    pending.removeFirst(start)
    return words
  }
}
