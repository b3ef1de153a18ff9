import NIOCore

extension ClientConnection {
  /// The deadline passed.
  func expired() {
    switch phase {
    case .reading: expiredReading()
    case .held: giveUpWaiting()
    case .connecting: answer(.connectTimeout)
    case .stranded: answer(.connectionLost)
    case .proxying: expiredProxying()
    case .sending, .finishing: expiredSending()
    case .answering, .tunnel, .closed: cut()
    }
  }

  /// A client that takes some of what is on its way, however slowly, keeps its connection.
  private func expiredSending() {
    let left = bytesOnTheirWay
    guard left > 0, left < unsent else { return cut() }
    unsent = left
    extend(loop.limits.stall)
  }

  /// 0 where only the channel itself could tell, and does not: nothing is waited for there.
  private var bytesOnTheirWay: Int {
    guard carriesFiles, let context else { return 0 }
    do {
      return try context.channel.syncOptions?.getOption(.bufferedWritableBytes) ?? 0
    } catch {
      // The channel is closed.
      return 0
    }
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
