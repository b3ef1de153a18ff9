/// Reads one client's connection: a head, its body, and nothing of the next request before the answer is complete.
///
/// Pure: told what arrived and what happened, it says what to do. Holds no bytes.
struct RequestMachine {
  enum Action: Equatable {
    /// The bytes are not enough; come again with more behind them.
    case wait
    /// A head is complete, see ``scanner``. Its bytes are still there: step over `head.end` once used.
    case begin
    case forward(Int, ends: Bool)
    case discard(Int)
    /// The bytes belong to a later request.
    case hold
    case refuse(MessageFault)
  }

  private enum State {
    case head
    case body(BodyReader)
    case complete, tunnel, refused
  }

  private(set) var scanner: RequestScanner
  private let gatewayMaximum: Int
  private var maximumBody: Int
  private var received = 0
  private var state = State.head

  init(limits: HeadLimits, maximumBody: Int) {
    scanner = RequestScanner(limits: limits)
    gatewayMaximum = maximumBody
    self.maximumBody = maximumBody
  }

  /// The request at hand was read to its end.
  var isComplete: Bool { if case .complete = state { true } else { false } }

  /// `bytes` is not empty.
  @inline(__always)
  mutating func next(_ bytes: UnsafeRawBufferPointer) -> Action {
    switch state {
    case .head: return nextHead(bytes)
    case .body(var reader):
      let step = reader.next(bytes)
      state = .body(reader)
      return nextBody(step)
    case .complete: return .hold
    case .tunnel: return .forward(bytes.count, ends: false)
    case .refused: return .discard(bytes.count)
    }
  }

  /// The answer is complete and so was the request: the next one may begin.
  mutating func exchangeEnded() {
    scanner.reset()
    received = 0
    maximumBody = gatewayMaximum
    state = .head
  }

  /// For the request at hand alone, whose head is complete. Returns whether the body it announced is not larger.
  mutating func limitBody(to maximum: Int) -> Bool {
    maximumBody = min(maximum, gatewayMaximum)
    guard case .length(let length) = scanner.head.framing else { return true }
    return length <= maximumBody
  }

  /// For the request at hand alone, whose head is complete: fields that its route takes out of heads come no other way.
  mutating func refuseTrailers(_ names: Set<String>) {
    guard case .body(.chunked(var scanner)) = state else { return }
    scanner.trailerRule.removed = names
    state = .body(.chunked(scanner))
  }

  mutating func tunnelOpened() { state = .tunnel }

  /// Whatever else arrives is thrown away.
  mutating func stop() { state = .refused }

  @inline(__always)
  private mutating func nextHead(_ bytes: UnsafeRawBufferPointer) -> Action {
    switch scanner.scan(bytes) {
    case .incomplete: return .wait
    case .fault(let fault): return refuse(fault)
    case .complete:
      if case .length(let length) = scanner.head.framing, length > maximumBody { return refuse(.bodyTooLarge) }
      state = BodyReader(scanner.head.framing, .request).map(State.body) ?? .complete
      return .begin
    }
  }

  private mutating func nextBody(_ step: ChunkedScanner.Step) -> Action {
    switch step {
    case .forward(let count), .last(let count):
      received += count
      if received > maximumBody, case .chunked = scanner.head.framing { return refuse(.bodyTooLarge) }
      guard case .last = step else { return .forward(count, ends: false) }
      state = .complete
      return .forward(count, ends: true)
    case .fault(let fault): return refuse(fault)
    }
  }

  private mutating func refuse(_ fault: MessageFault) -> Action {
    state = .refused
    return .refuse(fault)
  }
}
