/// What a client sends behind a right beginning, and what must come of it.
struct HTTP2Case: Sendable, CustomStringConvertible {
  enum Outcome: Sendable, Equatable {
    /// Stream 1 gets a response with this status.
    case status(Int)
    /// Stream 1 gets 200 and this body.
    case body(String)
    /// Stream 1 is reset, with one of these codes, and the connection serves on.
    case isReset([HTTP2Error])
    /// The connection ends; a GOAWAY says why, if the client still reads it.
    case ends([HTTP2Error])
    /// Nothing happens: the connection serves on.
    case ignored

    static func reset(_ codes: HTTP2Error...) -> Outcome { .isReset(codes) }
    static func goAway(_ codes: HTTP2Error...) -> Outcome { .ends(codes) }
  }

  /// Of RFC 9113, unless it says otherwise.
  let section: String
  let what: String
  let outcome: Outcome
  /// Of another stream than 1.
  var stream: UInt32 = 1
  let frames: @Sendable () -> [HTTP2Frame]

  init(
    _ section: String, _ what: String, _ outcome: Outcome, stream: UInt32 = 1, _ frames: @escaping @Sendable () -> [HTTP2Frame]
  ) {
    (self.section, self.what, self.outcome, self.stream, self.frames) = (section, what, outcome, stream, frames)
  }

  var description: String { "\(section) \(what)" }
}

/// An error code (RFC 9113, 7).
enum HTTP2Error: UInt32, Sendable {
  case none, `protocol`, `internal`, flowControl, settingsTimeout, streamClosed, frameSize, refusedStream, cancel
  case compression, connect, calm
}
