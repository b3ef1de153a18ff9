import RoostModel

/// Lines of a file that are sent with a request: `Authorization: Bearer ...`. Pure.
enum HeaderLines {
  private static let most = 20
  private static let reserved: Set<String> = [
    "host", "connection", "content-length", "transfer-encoding", "accept-encoding", "range", "te", "upgrade", "expect",
  ]

  static func parse(_ bytes: [UInt8]) throws(Problem) -> [(name: String, value: String)] {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw wrong("they are not UTF-8") }
    var fields: [(String, String)] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.allSatisfy(\.isWhitespace) { continue }
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, isToken(parts[0]) else { throw wrong("line \(index + 1) is not `Name: value`") }
      let name = String(parts[0])
      guard !reserved.contains(name.lowercased()) else { throw wrong("line \(index + 1): \(name) is Roost's own to set") }
      let value = parts[1].drop { $0 == " " || $0 == "\t" }
      guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 9 }) else {
        throw wrong("line \(index + 1) holds control characters")
      }
      fields.append((name, String(value)))
    }
    guard fields.count <= most else { throw wrong("there are more than \(most)") }
    return fields
  }

  private static func isToken(_ text: Substring) -> Bool {
    let marks = Set("!#$%&'*+-.^_`|~".utf8)
    return !text.isEmpty
      && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0 & 0xDF) && $0 < 0x80 || marks.contains($0) }
  }

  private static func wrong(_ why: String) -> Problem {
    Problem(.usageInvalid, "the header lines are not accepted: \(why)", hint: "write lines such as `Authorization: Bearer ...`")
  }
}
