import FoundationEssentials

/// Any bytes, in JSON as base64.
package struct EncodedBytes: Sendable, Equatable, Codable {
  package var values: [UInt8]
  package init(_ values: [UInt8]) { self.values = values }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let data = Data(base64Encoded: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not base64")
    }
    values = Array(data)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Data(values).base64EncodedString())
  }
}
