import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
package import RoostModel
import Synchronization

extension DaemonClient {
  /// Milliseconds after which the daemon is told that somebody is still here.
  private static let signOfLife: Int32 = 20_000
  private static let gitPiece = 64 << 10

  /// Carries what git says, from one open descriptor, to the app's repository, and the answer to another one. Returns when the
  /// other side has said all. `connected` is called before the first byte of the answer.
  ///
  /// A read that is under way then goes on: the caller ends the process.
  package func git(
    _ service: GitService, of name: AppName, from input: Int32, to output: Int32, connected: () throws(Problem) -> Void
  ) async throws(Problem) {
    let source = GitSource(descriptor: input)
    let pieces = AsyncThrowingStream<ByteBuffer, any Error> {
      ByteBuffer(bytes: try await NIOThreadPool.singleton.runIfActive { try source.next(within: DaemonClient.signOfLife) })
    }
    var request = request("apps/\(name)/git/\(service.rawValue)")
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/x-git")
    request.body = .stream(pieces, length: .unknown)
    do {
      let response = try await send(request)
      try connected()
      for try await piece in response.body { try DaemonClient.write(Array(piece.readableBytesView), to: output) }
    } catch {
      throw ConnectionProblem.from(error, place)
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Problem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw Problem(.connectionLost, "git does not listen any more", hint: "push again: git push roost HEAD")
      }
      rest = rest.dropFirst(count)
    }
  }

  /// What git says, as frames.
  private final class GitSource: Sendable {
    private let descriptor: Int32
    private let isOver = Atomic(false)

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Blocks until there is something, the end of it, or the time is over.
    func next(within milliseconds: Int32) throws -> [UInt8] {
      var watched = pollfd(fd: isOver.load(ordering: .relaxed) ? -1 : descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&watched, 1, milliseconds)
      if ready == 0 || ready < 0 && errno == EINTR { return GitWord.signOfLife }
      var piece = [UInt8](repeating: 0, count: DaemonClient.gitPiece)
      let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { return GitWord.signOfLife }
      guard count > 0 else {
        isOver.store(true, ordering: .relaxed)
        return GitWord.end.frame
      }
      return GitWord.bytes(Array(piece[..<count])).frame
    }
  }
}
