import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import RoostModel

/// How a stream of values is written.
enum StreamForm: Sendable {
  /// One JSON value a line (NDJSON).
  case lines
  /// Server-sent events, as browsers read them: https://html.spec.whatwg.org/multipage/server-sent-events.html
  case events

  init(wantedBy request: Request) {
    let accepted = request.headers[.accept] ?? ""
    self = accepted.lowercased().contains("text/event-stream") ? .events : .lines
  }

  /// What a client of events saw last, when it connects again.
  static func lastID(of request: Request) -> String? {
    guard StreamForm(wantedBy: request) == .events, let name = HTTPField.Name("Last-Event-ID") else { return nil }
    return request.headers[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The same where events are numbered.
  static func lastNumber(of request: Request) throws(Problem) -> Int? {
    guard let text = lastID(of: request) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw Problem(
        .usageInvalid, "Last-Event-ID must be the id of an event of this stream", hint: "leave the field out to begin anew")
    }
    return number
  }

  var headers: HTTPFields {
    switch self {
    case .lines: [.contentType: "application/x-ndjson"]
    case .events: [.contentType: "text/event-stream", .cacheControl: "no-cache"]
    }
  }

  var heartbeat: String {
    switch self {
    case .lines: "\n"
    case .events: ":\n\n"
    }
  }

  /// Behind the last line of a stream that came to its own end.
  var end: String {
    switch self {
    case .lines: ""
    case .events: "event: end\ndata: {}\n\n"
    }
  }

  /// JSON has no line end in it.
  func write(_ line: some Encodable, to bytes: inout ByteBuffer) throws {
    if self == .events {
      let event = line as? any StreamedEvent
      if let id = event?.eventID { bytes.writeString("id: \(id)\n") }
      if let name = event?.eventName { bytes.writeString("event: \(name)\n") }
      bytes.writeString("data: ")
    }
    bytes.writeImmutableBuffer(try JSONAnswer.bytes(of: line))
    bytes.writeString(self == .events ? "\n\n" : "\n")
  }
}

/// What a line of a stream is as an event.
protocol StreamedEvent {
  /// `nil` is a plain message.
  var eventName: String? { get }
  /// Where a client goes on that has seen it.
  var eventID: String? { get }
}

/// A value that says where to go on.
protocol Resumable {
  var streamID: String { get }
}

extension LogLine: Resumable { var streamID: String { next.description } }
extension ServerEvent: Resumable { var streamID: String { "\(id)" } }
extension AuditEntry: Resumable { var streamID: String { "\(id)" } }
extension MetricsPoint: Resumable { var streamID: String { "\(Int(at))" } }
extension AccessRecord: Resumable { var streamID: String { AccessLogPlace(self).text } }
extension ProcessOutput: Resumable { var streamID: String { "\(next)" } }
extension EnvironmentNotice: Resumable { var streamID: String { "\(id)" } }

extension StreamItem: StreamedEvent {
  var eventName: String? {
    switch self {
    case .item: nil
    case .problem: "problem"
    }
  }

  var eventID: String? {
    switch self {
    case .item(let item): (item as? any Resumable)?.streamID
    case .problem: nil
    }
  }
}

extension StreamLine: StreamedEvent {
  var eventName: String? {
    switch self {
    case .progress: "progress"
    case .result: "result"
    case .problem: "problem"
    }
  }

  var eventID: String? { nil }
}
