import CRoostEmbedded
import Crypto
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Finds `roost-agent`: the one inside this executable, written out once, or in a development build the one beside it.
struct AgentExecutable: Sendable {
  var home: FilePath

  func locate() async throws(Problem) -> FilePath {
    let home = home
    return try await BlockingWork.run { () throws(Problem) in
      let embedded = roost_embedded_agent()
      if let bytes = embedded.bytes, embedded.length > 0 {
        return try AgentExecutable.extract(Array(UnsafeBufferPointer(start: bytes, count: embedded.length)), below: home)
      }
      return try AgentExecutable.neighbour()
    }
  }

  /// Named by its content, so that an upgrade never writes over an agent that is running.
  private static func extract(_ bytes: [UInt8], below home: FilePath) throws(Problem) -> FilePath {
    let digest = SHA256.hash(data: bytes).prefix(8).map { String(Int($0) + 0x100, radix: 16).dropFirst() }.joined()
    let path = home.appending("agent").appending("roost-agent-\(digest)")
    var status = stat()
    if stat(path.string, &status) == 0, status.st_size == bytes.count { return path }
    try DirectoryCreation.ensure(path.removingLastComponent())
    try AtomicFile.write(bytes, to: path, mode: 0o755)
    return path
  }

  private static func neighbour() throws(Problem) -> FilePath {
    let path = OwnExecutable.path.removingLastComponent().appending("roost-agent")
    guard access(path.string, X_OK) == 0 else {
      throw Problem(
        .toolMissing, "this build of roost holds no agent, and there is none at \(path)",
        hint: "build a complete one: make release")
    }
    return path
  }
}
