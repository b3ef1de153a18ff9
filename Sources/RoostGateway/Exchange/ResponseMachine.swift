/// Reads one app's connection: the response to the request at hand, and nothing when there is none.
///
/// Pure, like ``RequestMachine``.
struct ResponseMachine {
  enum Action: Equatable {
    case wait
    /// A 100, 102 or 103 is complete. Step over `head.end`, then ``interimPassed()``.
    case interim
    /// The head is complete, see ``scanner``. Step over `head.end` once used. `ends` when no body follows.
    case begin(ends: Bool)
    case forward(Int, ends: Bool)
    case tunnel(Int)
    case refuse(MessageFault)
    /// Bytes that no request asked for.
    case surplus
  }

  /// What the end of the connection means.
  enum Ending: Equatable {
    case betweenResponses
    /// Not one byte of the response came.
    case unanswered
    /// The connection's end is the body's end.
    case complete
    case truncated
  }

  private enum State {
    case idle, head
    case body(BodyReader)
    case tunnel, refused
  }

  private(set) var scanner: ResponseScanner
  private var state = State.idle
  private var isHeadRequest = false
  private var expectsUpgrade = false
  private var sawBytes = false
  private var interims = 0

  private static let maximumInterims = 16

  init(limits: HeadLimits) { scanner = ResponseScanner(limits: limits) }

  /// A request was sent.
  mutating func expect(isHeadRequest: Bool, upgrade: Bool) {
    self.isHeadRequest = isHeadRequest
    expectsUpgrade = upgrade
    sawBytes = false
    interims = 0
    scanner.reset()
    state = .head
  }

  /// `bytes` is not empty.
  @inline(__always)
  mutating func next(_ bytes: UnsafeRawBufferPointer) -> Action {
    sawBytes = true
    switch state {
    case .idle: return .surplus
    case .head: return nextHead(bytes)
    case .body(var reader):
      let step = reader.next(bytes)
      state = .body(reader)
      return nextBody(step)
    case .tunnel: return .tunnel(bytes.count)
    case .refused: return .surplus
    }
  }

  mutating func interimPassed() { scanner.reset() }

  mutating func closed() -> Ending {
    defer { state = .refused }
    switch state {
    case .idle: return .betweenResponses
    case .head: return sawBytes ? .truncated : .unanswered
    case .body(.untilClose), .tunnel: return .complete
    case .body, .refused: return .truncated
    }
  }

  @inline(__always)
  private mutating func nextHead(_ bytes: UnsafeRawBufferPointer) -> Action {
    switch scanner.scan(bytes) {
    case .incomplete: return .wait
    case .fault(let fault): return refuse(fault)
    case .complete: return begin(scanner.head)
    }
  }

  @inline(__always)
  private mutating func begin(_ head: ResponseHead) -> Action {
    if head.isInterim {
      interims += 1
      return interims <= ResponseMachine.maximumInterims ? .interim : refuse(.statusLine)
    }
    if head.isUpgrade {
      guard expectsUpgrade else { return refuse(.upgrade) }
      state = .tunnel
      return .begin(ends: false)
    }
    guard let reader = BodyReader(head.framing(ofHead: isHeadRequest), .response) else {
      state = .idle
      return .begin(ends: true)
    }
    state = .body(reader)
    return .begin(ends: false)
  }

  private mutating func nextBody(_ step: ChunkedScanner.Step) -> Action {
    switch step {
    case .forward(let count): return .forward(count, ends: false)
    case .last(let count):
      state = .idle
      return .forward(count, ends: true)
    case .fault(let fault): return refuse(fault)
    }
  }

  private mutating func refuse(_ fault: MessageFault) -> Action {
    state = .refused
    return .refuse(fault)
  }
}
