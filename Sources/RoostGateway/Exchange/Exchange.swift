/// One request and its response: what is left to do, and what the loss of the app's connection means. Pure.
struct Exchange {
  /// The request can be sent again as it is.
  let isReplayable: Bool
  let isHeadRequest: Bool
  let isUpgrade: Bool
  /// The client allows another request on its connection.
  let keepsClient: Bool
  /// An HTTP/1.0 client understands neither chunks nor interim responses.
  let isVersion10: Bool
  private(set) var requestDone: Bool
  private(set) var responseStarted = false
  private(set) var wasSent = false
  private var onReusedConnection = false
  private var retried = false

  init(_ head: RequestHead) {
    isReplayable = head.method.isIdempotent && head.framing == .none
    isHeadRequest = head.method == .head
    isUpgrade = head.isUpgrade
    keepsClient = head.keepsAlive
    isVersion10 = head.isVersion10
    requestDone = head.framing == .none
  }

  mutating func sent(onReusedConnection reused: Bool) {
    onReusedConnection = reused
    wasSent = true
  }
  mutating func requestEnded() { requestDone = true }
  mutating func responseBegan() { responseStarted = true }

  /// Nobody has seen the request, or it can be sent again as it is and nothing of the response was seen.
  var canBeMadeAgain: Bool { !wasSent || isReplayable && !responseStarted }

  /// What to do when the app's connection ended.
  enum Loss: Equatable {
    /// Send the request once more, on a fresh connection.
    case retry
    /// Tell the client: nothing was sent to it yet.
    case answer
    /// The response is whole.
    case finish
    /// Only breaking the client's connection tells it that the response is not whole.
    case cut
  }

  mutating func lost(_ ending: ResponseMachine.Ending) -> Loss {
    switch ending {
    case .complete: return .finish
    case .unanswered where onReusedConnection && isReplayable && !retried:
      retried = true
      return .retry
    case .unanswered, .betweenResponses, .truncated: return responseStarted ? .cut : .answer
    }
  }

  /// Whether the client's connection serves on after the response. A request that was not read to its end cannot
  /// be told from the next one.
  func clientContinues(_ response: ResponseHead) -> Bool {
    keepsClient && requestDone && response.framing(ofHead: isHeadRequest) != .untilClose
  }

  /// Whether the app's connection may carry another request after the response.
  func upstreamContinues(_ response: ResponseHead) -> Bool { requestDone && response.keepsAlive && !isVersion10 }
}
