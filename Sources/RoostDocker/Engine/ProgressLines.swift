import FoundationEssentials
import RoostModel

/// Cuts a stream of bytes into JSON documents, one a line. Bounded: a line that is too long ends it. Pure.
struct ProgressLines {
  private static let limit = 1 << 20
  private var rest: [UInt8] = []

  mutating func append(_ bytes: some Sequence<UInt8>) throws(Problem) -> [EngineProgress] {
    var documents: [EngineProgress] = []
    for byte in bytes {
      guard byte == UInt8(ascii: "\n") else {
        rest.append(byte)
        guard rest.count <= ProgressLines.limit else {
          throw ProgressLines.broken("a line of more than \(ProgressLines.limit) bytes")
        }
        continue
      }
      documents += try finish()
    }
    return documents
  }

  /// What stands after the last line end.
  mutating func finish() throws(Problem) -> [EngineProgress] {
    defer { rest.removeAll(keepingCapacity: true) }
    guard rest.contains(where: { $0 > UInt8(ascii: " ") }) else { return [] }
    do {
      return [try JSONDecoder().decode(EngineProgress.self, from: Data(rest))]
    } catch {
      throw ProgressLines.broken(String(decoding: rest.prefix(200), as: UTF8.self))
    }
  }

  private static func broken(_ what: String) -> Problem {
    Problem(
      .engineFailed, "the engine sent something else than progress", hint: "compare its version: docker version", cause: what)
  }
}
