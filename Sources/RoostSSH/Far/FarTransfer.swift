import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// One file or tree on its way to a host.
struct FarTransfer: Sendable {
  let content: FarContent
  let connection: SSHConnection
  let facts: FarFacts
  let limit: Duration
  /// `nil` decides by what is worth it.
  var compresses: Bool?

  func run() async throws(Problem) -> SSHAnswer {
    switch content.kind {
    case .agent: try await sendAgent()
    case .tree: isCompressed ? try await sendCompressed() : try await sendPlain()
    }
  }

  /// Not to this machine itself, and where both sides can.
  private var isCompressed: Bool {
    compresses
      ?? (!facts.isLocal && facts.tools.contains("zstd")
        && ["/usr/bin/zstd", "/bin/zstd", "/usr/local/bin/zstd"].contains { (path: String) in access(path, X_OK) == 0 })
  }

  private func sendAgent() async throws(Problem) -> SSHAnswer {
    let source = content.source
    let script = FarScript.receiveAgent(content.path.string, sha256: content.sha256)
    return try await connection.call(script, within: limit) { (socket) throws(Problem) in
      try FarTransfer.copy(source, to: socket)
    }
  }

  private func sendPlain() async throws(Problem) -> SSHAnswer {
    let source = content.source
    return try await connection.call(receiving(false), within: limit) { (socket) throws(Problem) in
      var writer = TreeArchiveWriter(to: socket)
      _ = try writer.write(source)
    }
  }

  /// Through `zstd`, whose output is copied: it and `ssh` are two commands of this process.
  private func sendCompressed() async throws(Problem) -> SSHAnswer {
    let (plain, packed) = (try StreamSocket.make(), try StreamSocket.make())
    let source = content.source
    async let compression = Result.of { () async throws(Problem) in
      defer {
        plain.end()
        packed.endSending()
        packed.end()
      }
      try await ExternalCommand("zstd", ["-3", "-c", "-q", "--no-progress"]).filter(from: plain.theirs, to: packed.theirs)
    }
    async let writing = Result.of { () async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in
        defer { plain.endSending() }
        var writer = TreeArchiveWriter(to: plain)
        _ = try writer.write(source)
      }
    }
    let answer = await Result.of { () async throws(Problem) in
      defer { packed.end() }
      return try await connection.call(receiving(true), within: limit) { (socket) throws(Problem) in
        try FarTransfer.pass(on: packed, to: socket)
      }
    }
    let (written, compressed) = await (writing, compression)
    let result = try answer.get()
    guard result.status == .exited(0) else { return result }
    try written.get()
    try compressed.get()
    return result
  }

  private func receiving(_ isCompressed: Bool) -> RemoteCommand {
    FarScript.receiveTree(
      facts.places.scratch().string, as: content.path.string, sha256: content.sha256, isCompressed: isCompressed)
  }

  private static func copy(_ path: FilePath, to socket: StreamSocket) throws(Problem) {
    let number = open(path.string, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .lastSystemCall("open \(path)") }
    try pass(from: OwnedDescriptor(owning: number), to: socket)
  }

  private static func pass(on source: StreamSocket, to socket: StreamSocket) throws(Problem) {
    try pass(from: source.ours, to: socket)
  }

  private static func pass(from source: OwnedDescriptor, to socket: StreamSocket) throws(Problem) {
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = piece.withUnsafeMutableBytes { read(source.number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .lastSystemCall("read what is sent") }
      guard count > 0 else { return }
      try socket.send(Array(piece[..<count]))
    }
  }
}
