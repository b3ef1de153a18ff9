/// How an HTTP/2 connection ends: which GOAWAY is due and when nothing holds it open any more. Pure.
struct HTTP2Life {
  enum Action: Equatable {
    case none
    /// GOAWAY that excludes no stream yet, and a PING: what the client began before it read the former arrives
    /// before the latter's answer (RFC 9113, 6.8).
    case announce
    /// GOAWAY naming the last stream that is served. `closes` when no stream is left either.
    case refuse(after: Int32, closes: Bool)
    case close
  }

  private enum State { case serving, announced, refusing }

  private(set) var streams = 0
  private var last: Int32 = 0
  private var state = State.serving

  mutating func opened(_ stream: Int32) {
    streams += 1
    last = max(last, stream)
  }

  mutating func closed() -> Action {
    streams -= 1
    return state == .refusing && streams == 0 ? .close : .none
  }

  /// The gateway stops.
  mutating func stop() -> Action {
    guard state == .serving else { return .none }
    state = .announced
    return .announce
  }

  /// The PING came back, or its time is over.
  mutating func settled() -> Action { state == .announced ? refuse() : .none }

  /// Nothing was asked for too long.
  mutating func expired() -> Action {
    guard streams == 0 else { return .none }
    return state == .refusing ? .close : refuse()
  }

  private mutating func refuse() -> Action {
    state = .refusing
    return .refuse(after: last, closes: streams == 0)
  }
}
