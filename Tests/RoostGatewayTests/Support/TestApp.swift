import Foundation
import RoostGateway
import RoostModel
import Synchronization

/// An app on a loopback port. `serve` runs on a thread of its own for each connection and may block.
final class TestApp: Sendable {
  let port: Int
  private let listener: RawSocket
  private let state = Mutex(State())

  private struct State {
    var connections = 0
    var open: [RawSocket] = []
  }

  init(_ serve: @escaping @Sendable (RawSocket) throws -> Void) throws {
    (listener, port) = try RawSocket.listen()
    Thread.detachNewThread { [self] in
      while let socket = listener.accept() {
        state.withLock {
          $0.connections += 1
          $0.open.append(socket)
        }
        Thread.detachNewThread {
          // A client that leaves in the middle is part of many tests.
          try? serve(socket)
          socket.unblock()
        }
      }
    }
  }

  /// Answers every request with what `respond` makes of it.
  static func answering(_ respond: @escaping @Sendable (Message) -> String) throws -> TestApp {
    try TestApp { socket in
      let reader = MessageReader(socket)
      while let request = try reader.next(isResponse: false) { try socket.send(respond(request)) }
    }
  }

  var connections: Int { state.withLock { $0.connections } }

  func target(prefixMode: PrefixMode = .strip) -> Target {
    let port = port
    return .upstream(prefixMode: prefixMode) { () async throws(Problem) -> CInt in try Dial.loopback(port) }
  }

  func stop() {
    listener.unblock()
    for socket in state.withLock({ $0.open }) { socket.unblock() }
  }
}

func ok(_ body: String, _ fields: String = "") -> String {
  "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
}
