import NIOCore

/// Files on their way to a client: one piece at a time, the next when the client took the last.
extension ClientConnection {
  /// The head is written.
  func send(_ pieces: FilePieces) {
    phase = .answering
    self.pieces = pieces
    sendNextPiece()
  }

  /// Does nothing while a piece is on its way.
  func sendNextPiece() {
    guard let pieces, !pieces.isBusy else { return }
    guard !pieces.isEmpty else { return sent(pieces) }
    if carriesFiles { return pass(pieces) }
    guard isWritable else { return }
    pieces.read(loop.threads, on: loop.eventLoop) { self.read($0, of: pieces) }
  }

  /// The kernel copies from the file to the socket as the client takes it.
  private func pass(_ pieces: FilePieces) {
    guard let context else { return self.pieces = nil }
    extend(loop.limits.stall)
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { result in
      pieces.passed()
      guard case .success = result, self.pieces === pieces else { return }
      self.sendNextPiece()
    }
    context.writeAndFlush(wrapOutboundOut(.fileRegion(pieces.region())), promise: written)
    needsFlush = false
  }

  private func read(_ result: Result<ByteBuffer, any Error>, of pieces: FilePieces) {
    guard self.pieces === pieces, phase == .answering else { return }
    switch result {
    case .success(let bytes):
      extend(loop.limits.stall)
      write(bytes)
      flushResponse()
      sendNextPiece()
    case .failure: cut()
    }
  }

  private func sent(_ pieces: FilePieces) {
    self.pieces = nil
    answered(continues: pieces.continues && !loop.isStopping)
  }
}
