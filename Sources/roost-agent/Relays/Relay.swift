/// Two sockets made into one stream: what comes from either goes to the other, until both have ended or one fails.
final class Relay {
  /// Reads of one side in a round, so that others get their turn.
  private static let turns = 16

  private let loop: EventLoop
  private let sockets: [Descriptor]
  /// By the side that they come from.
  private var flows: [RelayFlow]
  private var watches: [Watch?] = [nil, nil]
  private let closed: (Relay) -> Void
  private var isOpen = true

  /// - Parameter early: what the client sent already.
  init(_ loop: EventLoop, client: Descriptor, early: [UInt8], port: Descriptor, closed: @escaping (Relay) -> Void) {
    self.loop = loop
    sockets = [client, port]
    flows = [RelayFlow(from: client, to: port, early), RelayFlow(from: port, to: client, [])]
    self.closed = closed
  }

  /// Carries what is there, and waits for more.
  func pump() {
    guard isOpen else { return }
    do throws(SystemFailure) {
      for side in 0...1 { try flows[side].move(turns: Relay.turns) }
      if flows.allSatisfy(\.isOver) { return close() }
      for side in 0...1 { try wait(for: side) }
    } catch {
      close()
    }
  }

  /// A side from which nothing is wanted is not watched, or its end would be announced all the time; but for one that has
  /// said all, whose end is the end.
  private func wait(for side: Int) throws(SystemFailure) {
    let readable = flows[side].wantsInput
    let writable = flows[1 - side].wantsRoom
    guard readable || writable || flows[side].isOver else {
      watches[side]?.cancel()
      watches[side] = nil
      return
    }
    if let watch = watches[side] { return watch.want(readable: readable, writable: writable) }
    watches[side] = try loop.watch(sockets[side], readable: readable, writable: writable) { [unowned self] ready in
      if ready.isClosed && !ready.isReadable && !ready.isWritable { close() } else { pump() }
    }
  }

  private func close() {
    isOpen = false
    for watch in watches { watch?.cancel() }
    sockets.forEach { $0.close() }
    closed(self)
  }
}
