import Foundation
import Synchronization

/// An HTTP server on loopback that answers as it is told to: rightly, wrongly, partly or not at all. One connection a request.
final class FaultyServer: Sendable {
  struct Request: Sendable {
    var path: String
    /// First byte asked for by `Range`.
    var from: Int?
    /// How many requests for this path came before.
    var earlier: Int
    /// By lowercase name.
    var headers: [String: String] = [:]
  }

  struct Answer: Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// What the head says of the body's length; `nil` is the truth.
    var claimedLength: Int?
    /// Bytes of the body that are really sent; then the connection ends.
    var sent: Int?
    /// After what is sent, nothing happens until the server stops.
    var stalls = false
    /// After what is sent, nothing happens until this is signalled.
    var waits: DispatchSemaphore?

    /// A file, from where it was asked for.
    static func file(_ bytes: [UInt8], for request: Request) -> Answer {
      guard let from = request.from else { return Answer(body: bytes) }
      guard from < bytes.count else { return Answer(status: 416) }
      return Answer(
        status: 206, headers: ["Content-Range": "bytes \(from)-\(bytes.count - 1)/\(bytes.count)"], body: Array(bytes[from...]))
    }
  }

  let port: UInt16
  private let listener: Int32
  private let answer: @Sendable (Request) -> Answer
  private let seen = Mutex<[Request]>([])
  private let stopping = DispatchSemaphore(value: 0)

  var base: String { "http://127.0.0.1:\(port)" }
  var requests: [Request] { seen.withLock { $0 } }

  init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    self.answer = answer
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = listener
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) + listen(socket, 64) + getsockname(socket, $0, &length)
      }
    }
    guard result == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in acceptAll() }
  }

  func stop() {
    stopping.signal()
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func acceptAll() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { break }
      Thread.detachNewThread { [self] in
        serve(connection)
        close(connection)
      }
    }
    close(listener)
  }

  private func serve(_ connection: Int32) {
    guard let request = read(connection) else { return }
    let answer = answer(request)
    var head =
      "HTTP/1.1 \(answer.status) X\r\nContent-Length: \(answer.claimedLength ?? answer.body.count)\r\nConnection: close\r\n"
    for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
    send(Array((head + "\r\n").utf8) + answer.body.prefix(answer.sent ?? answer.body.count), to: connection)
    if let gate = answer.waits { _ = gate.wait(timeout: .now() + 20) }
    guard answer.stalls else { return }
    stopping.wait()
    stopping.signal()
  }

  private func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? "/"
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    let from = range.flatMap { Int($0.dropFirst("range: bytes=".count).prefix { $0.isNumber }) }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return seen.withLock { seen in
      let earlier = seen.filter { $0.path == path }.count
      let request = Request(path: path, from: from, earlier: earlier, headers: headers)
      seen.append(request)
      return request
    }
  }

  private func send(_ bytes: [UInt8], to connection: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }
}
