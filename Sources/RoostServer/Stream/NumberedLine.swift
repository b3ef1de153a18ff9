import RoostModel

/// A line of progress with its number in the stream, so that a client that comes again goes on behind it.
struct NumberedLine<Value: Codable & Sendable>: Sendable, Encodable, StreamedEvent {
  let number: Int
  let line: StreamLine<Value>

  func encode(to encoder: any Encoder) throws { try line.encode(to: encoder) }
  var eventName: String? { line.eventName }
  var eventID: String? { number > 0 ? "\(number)" : nil }
}
