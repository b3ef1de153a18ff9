import CRoost
import Dispatch
import Glibc
import RoostSystem
import Synchronization

/// Bytes on their way to an agent. Writes at once what the socket takes; the rest, bounded, when it takes more.
final class AgentOutbox: Sendable {
  /// A daemon that is this far ahead of an agent has lost it.
  private static let capacity = 16 << 20

  private struct State {
    var unsent: [UInt8] = []
    var writer: (any DispatchSourceWrite)?
    var isClosed = false
  }

  private let state = Mutex(State())
  private let socket: OwnedDescriptor
  private let queue: DispatchQueue

  init(_ socket: OwnedDescriptor, _ queue: DispatchQueue) {
    self.socket = socket
    self.queue = queue
  }

  /// False when the connection is of no use any more.
  func send(_ bytes: [UInt8]) -> Bool {
    state.withLock { state in
      guard !state.isClosed, state.unsent.count + bytes.count <= AgentOutbox.capacity else { return false }
      state.unsent.append(contentsOf: bytes)
      if state.writer != nil { return true }
      guard flush(&state) else { return false }
      return state.unsent.isEmpty || wait(&state)
    }
  }

  func close() {
    state.withLock { state in
      state.isClosed = true
      state.unsent = []
      stopWaiting(&state)
    }
  }

  private func flush(_ state: inout State) -> Bool {
    var sent = 0
    while sent < state.unsent.count {
      let count = state.unsent.withUnsafeBytes {
        roost_send(socket.number, $0.baseAddress?.advanced(by: sent), $0.count - sent, -1)
      }
      if count == -EAGAIN || count == -EINTR { break }
      guard count > 0 else { return false }
      sent += Int(count)
    }
    state.unsent.removeSubrange(..<sent)
    return true
  }

  /// A source on a copy of the descriptor, because sources of one descriptor do not know of one another.
  private func wait(_ state: inout State) -> Bool {
    let copy = fcntl(socket.number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { return false }
    let writer = DispatchSource.makeWriteSource(fileDescriptor: copy, queue: queue)
    writer.setEventHandler { [weak self] in self?.canWrite() }
    writer.setCancelHandler { Glibc.close(copy) }
    writer.activate()
    state.writer = writer
    return true
  }

  private func canWrite() {
    state.withLock { state in
      // A socket that fails here fails for the reader too, which closes the connection.
      if !flush(&state) || state.unsent.isEmpty { stopWaiting(&state) }
    }
  }

  private func stopWaiting(_ state: inout State) {
    state.writer?.cancel()
    state.writer = nil
  }
}
