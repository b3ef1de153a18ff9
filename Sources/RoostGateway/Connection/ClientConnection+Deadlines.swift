import NIOCore

extension ClientConnection {
  /// The deadline passed.
  func expired() {
    switch phase {
    case .reading: expiredReading()
    case .held: expiredHeld()
    case .connecting: answer(.connectTimeout)
    case .proxying: expiredProxying()
    case .answering, .tunnel, .finishing, .closed: cut()
    }
  }

  /// The head was kept in the input, to be looked at again.
  private func expiredHeld() {
    input?.moveReaderIndex(forwardBy: machine.scanner.head.end)
    answer(.heldTooLong)
  }

  private func expiredReading() {
    guard input != nil else { return cut() }
    exchange = nil
    answer(.readTimeout)
  }

  private func expiredProxying() {
    guard let exchange, !exchange.responseStarted else { return cut() }
    answer(exchange.requestDone ? .answerTimeout : .readTimeout)
  }
}
