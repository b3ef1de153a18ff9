import Logging
import NIOCore
import NIOPosix
import RoostModel

/// The door out of the hot path: what the gateway says itself.
extension ClientConnection {
  /// A client's mistake ends its connection: where its next request begins is not certain.
  func refuse(_ fault: MessageFault) {
    loop.logger.debug("request refused", metadata: ["gateway.fault": "\(fault)"])
    if exchange?.responseStarted ?? false { return cut() }
    abandonUpstream()
    exchange = nil
    if fault == .bodyTooLarge { meter.refusedByBody.add() }
    answer(.refused(fault))
  }

  func answer(_ page: Page) {
    abandonUpstream()
    let named = route.map { page.naming($0.name) } ?? page
    answer(named.answer(as: format))
  }

  /// Answers the request at hand and ends it.
  func answer(_ answer: Answer) {
    var answer = responseEdit.map { $0.apply(to: answer) } ?? answer
    guard phase != .closed, phase != .finishing else { return }
    let continues = (exchange.map { $0.keepsClient && $0.requestDone } ?? false) && !loop.isStopping
    let isHead = exchange?.isHeadRequest ?? false
    if scheme == .https, let value = route?.strictTransport, !value.isEmpty {
      answer.fields.append((name: "Strict-Transport-Security", value: value))
    }
    if let note { answer.fields.append((name: "X-Request-Id", value: String(decoding: note.id, as: UTF8.self))) }
    let head = AnswerHead.bytes(answer, date: loop.date, closes: !continues)
    measureAnswer(answer.status, sending: head.readableBytes + (isHead ? 0 : answer.length))
    write(head)
    if case .file(let file, let from, let count) = answer.content, !isHead, count > 0 {
      return send(FilePieces(file, from: from, count: count, continues: continues))
    }
    if !isHead { writeContent(answer.content) }
    answered(continues: continues)
  }

  /// The whole response is written.
  func answered(continues: Bool) {
    loop.readClock()
    leaveRoute()
    guard continues else { return finish() }
    let wasWaiting = phase != .reading
    beginNextRequest()
    // In the middle of `process` the loop there goes on by itself.
    guard wasWaiting else { return }
    flushResponse()
    continueReading()
  }

  private func writeContent(_ content: Answer.Content) {
    switch content {
    case .none, .file: break
    case .text(let text): write(ByteBuffer(string: text))
    case .bytes(let bytes): write(bytes)
    }
  }

  private func abandonUpstream() {
    upstream?.close()
    upstream = nil
    setWaiting(upstream: false)
  }
}
