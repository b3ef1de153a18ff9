import Glibc
import Logging
import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import Synchronization
import SystemPackage

@testable import RoostAgentClient

/// A socket where an agent would listen, that says what a test tells it to. One connection at a time; a refusal answers
/// whatever the test did not foresee.
final class FakeAgent: Sendable {
  /// What is said to a request; nil ends the connection.
  typealias Answer = @Sendable (AgentRequest) -> [AgentMessage]?

  private let listener: Int32
  private let connection = Mutex<Int32>(-1)
  private let schema: UInt16
  private let answer: Answer

  /// Hands the environment that it speaks for to the test.
  static func with(
    schema: UInt16, answer: @escaping Answer, _ body: (AgentEnvironment, FakeAgent) async throws -> Void
  ) async throws {
    let home = FilePath("/tmp/roost-fake-\(UInt32.random(in: .min ... .max))")
    let directory = EnvironmentDirectory(EnvironmentID(), below: home)
    guard mkdir(home.string, 0o700) == 0, mkdir(directory.path.string, 0o700) == 0 else { throw Errno(rawValue: errno) }
    defer {
      unlink(directory.socket.string)
      rmdir(directory.path.string)
      rmdir(home.string)
    }
    let agent = try FakeAgent(at: directory.socket.string, schema: schema, answer: answer)
    defer { agent.end() }
    let environment = AgentEnvironment(
      EnvironmentSpec(id: directory.id, layers: [], user: 0), in: directory, carriedBy: NoCarrier(), answerLimit: .seconds(5),
      logger: Logger(label: "test"))
    guard try await environment.reattach(at: .local(nil)) else { throw Errno.connectionRefused }
    try await body(environment, agent)
  }

  private init(at path: String, schema: UInt16, answer: @escaping Answer) throws {
    self.schema = schema
    self.answer = answer
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0, listen(listener, 4) == 0 else { throw Errno(rawValue: errno) }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<FakeAgent>.fromOpaque(context).takeRetainedValue().serve() }
        return nil
      }, context)
    pthread_detach(thread)
  }

  /// Cuts the present connection.
  func hangUp() { connection.withLock { _ = shutdown($0, Int32(SHUT_RDWR)) } }

  func end() {
    shutdown(listener, Int32(SHUT_RDWR))
    hangUp()
  }

  private func serve() {
    while true {
      let number = accept(listener, nil, nil)
      guard number >= 0 else { break }
      connection.withLock { $0 = number }
      converse(number)
      connection.withLock { $0 = -1 }
      close(number)
    }
    close(listener)
  }

  private func converse(_ number: Int32) {
    var decoder = FrameDecoder()
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(number, &buffer, buffer.count)
      guard count > 0 else { return }
      decoder.append(buffer[..<count])
      while let frame = try? decoder.next(), let request = try? AgentRequest(frame) {
        guard let messages = said(to: request) else { return }
        for bytes in messages.map({ $0.frame(channel: frame.channel).encoded }) { _ = write(number, bytes, bytes.count) }
      }
    }
  }

  private func said(to request: AgentRequest) -> [AgentMessage]? {
    switch request {
    case .hello: [.hello(AgentGreeting(schema: schema, version: "0"))]
    case .subscribe: [.caughtUp]
    case .list: [.processes([])]
    case .credit, .detach: []
    default: answer(request)
    }
  }
}

private struct NoCarrier: AgentCarrier {
  func start() async throws(Problem) -> AgentAddress { .local(nil) }
  func end(within limit: Duration) async {}
  func remove() async throws(Problem) {}
}
