/// A value that is one text in JSON: its description.
package protocol TextCoded: Codable, CustomStringConvertible {}

extension TextCoded {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension TextCoded where Self: LosslessStringConvertible {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no text of \(Self.self)")
    }
    self = value
  }
}
