/// The catalogue's name of a runtime: `nodejs`, `python`, `debian` (the base). Lowercase letters, digits and `-`.
package struct RuntimeID: Hashable, Sendable, Codable, CustomStringConvertible {
  package let text: String
  package var description: String { text }

  package init?(_ text: String) {
    let allowed = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    guard allowed, (1...40).contains(text.utf8.count), text.first != "-" else { return nil }
    self.text = text
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = RuntimeID(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the name of a runtime")
    }
    self = value
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
