import CRoost
import Glibc
import RoostAgentProtocol

/// Connects to ports inside, and hands the connections out.
final class Dialer {
  private static let limitNanoseconds: UInt64 = 5_000_000_000

  private struct Attempt {
    var watch: Watch
    var timer: UInt64
  }

  private let loop: EventLoop
  private let ports: PortWatch
  private var attempts: [UInt64: Attempt] = [:]
  private var lastAttempt: UInt64 = 0

  init(_ loop: EventLoop, _ ports: PortWatch) {
    self.loop = loop
    self.ports = ports
  }

  /// Calls `done` with a connected socket or why there is none, usually before it returns.
  func dial(_ port: UInt16, done: @escaping (Result<Descriptor, SystemFailure>) -> Void) {
    if ports.table.addresses(of: port).isEmpty { ports.refresh() }
    attempt(ports.table.addresses(of: port)[...], port, SystemFailure(ECONNREFUSED), done)
  }

  private func attempt(
    _ addresses: ArraySlice<[UInt8]>, _ port: UInt16, _ last: SystemFailure,
    _ done: @escaping (Result<Descriptor, SystemFailure>) -> Void
  ) {
    guard let address = addresses.first else { return done(.failure(last)) }
    let rest = addresses.dropFirst()
    connect(address, port) { [unowned self] result in
      if case .failure(let failure) = result { attempt(rest, port, failure, done) } else { done(result) }
    }
  }

  private func connect(
    _ address: [UInt8], _ port: UInt16, done: @escaping (Result<Descriptor, SystemFailure>) -> Void
  ) {
    do throws(SystemFailure) {
      let socket = try Descriptor(checking: roost_tcp_connect(address, address.count, port))
      let state = roost_tcp_connected(socket.number)
      if state != -EINPROGRESS {
        try SystemFailure.check(state)
        return done(.success(socket))
      }
      try wait(for: socket, done: done)
    } catch {
      done(.failure(error))
    }
  }

  /// For a connection that is not there at once: the queue of the listening socket is full.
  private func wait(
    for socket: Descriptor, done: @escaping (Result<Descriptor, SystemFailure>) -> Void
  ) throws(SystemFailure) {
    lastAttempt += 1
    let number = lastAttempt
    let watch = try loop.watch(socket, readable: false, writable: true) { [unowned self] _ in
      let state = roost_tcp_connected(socket.number)
      if state == -EINPROGRESS { return }
      end(number)
      done(state < 0 ? .failure(SystemFailure(-state)) : .success(socket))
    }
    let timer = loop.after(nanoseconds: Dialer.limitNanoseconds) { [unowned self] in
      end(number)
      done(.failure(SystemFailure(ETIMEDOUT)))
    }
    attempts[number] = Attempt(watch: watch, timer: timer)
  }

  private func end(_ number: UInt64) {
    guard let attempt = attempts.removeValue(forKey: number) else { return }
    attempt.watch.cancel()
    loop.cancelTimer(attempt.timer)
  }
}
