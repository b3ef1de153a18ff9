import NIOCore

/// A WebSocket: after the handshake both directions are passed on as they come.
extension ClientConnection {
  func openTunnel() {
    phase = .tunnel
    machine.tunnelOpened()
    tunnelFrames = FrameBoundary()
    measure.isTunnel = true
    meter.webSockets.add()
    extend(loop.limits.stream)
    continueReading()
  }

  /// An answer is under way, or a WebSocket is open.
  var isStreaming: Bool { phase == .tunnel || exchange?.responseStarted ?? false }

  func passTunnel(_ slice: ByteBuffer) {
    measure.sent += slice.readableBytes
    extend(loop.limits.stream)
    slice.withUnsafeReadableBytes { tunnelFrames?.pass($0) }
    writeResponse()
    write(slice)
  }

  /// Tells the client that the service restarts, between two frames of the app; in the middle of one nothing can be
  /// said, and the tunnel stays until it is cut.
  func endTunnel() {
    guard phase == .tunnel, tunnelFrames?.isBetweenFrames ?? false else { return }
    write(ByteBuffer(bytes: FrameBoundary.serviceRestart))
    abandonTunnel()
  }

  private func abandonTunnel() {
    upstream?.close()
    upstream = nil
    leaveRoute()
    finish()
  }
}
