import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import SystemPackage

/// Puts files into an environment, one request after the other, as the environment's user.
struct TreeUpload {
  let link: AgentLink

  /// Bytes of a file in one request.
  private static let chunk = 512 << 10
  private static let directoryMode: UInt16 = 0o755

  func run(_ tree: FileTree, at path: String) async throws(Problem) {
    guard SpecRules.isPlain(path) else { throw TreeUpload.refused(path) }
    if case .directory = tree {} else { try await makeDirectory(above: path) }
    try await put(tree, at: path)
  }

  private func put(_ tree: FileTree, at path: String) async throws(Problem) {
    switch tree {
    case .file(let bytes, let mode): try await write(bytes, mode: mode, to: path)
    case .link(let target):
      guard !target.isEmpty, !target.utf8.contains(0) else { throw TreeUpload.refused(path) }
      try await ask(.makeLink(path: path, target: target), path)
    case .directory(let children):
      try await ask(.makeDirectory(path: path, mode: TreeUpload.directoryMode), path)
      for (name, child) in children.sorted(by: { $0.key < $1.key }) {
        guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(UInt8(ascii: "/")), name.utf8.count <= 255 else {
          throw TreeUpload.refused(name)
        }
        let below = path == "/" ? "/\(name)" : "\(path)/\(name)"
        guard SpecRules.isPlain(below) else { throw TreeUpload.refused(name) }
        try await put(child, at: below)
      }
    }
  }

  private func makeDirectory(above path: String) async throws(Problem) {
    let parent = FilePath(path).removingLastComponent().string
    if parent != "/" { try await ask(.makeDirectory(path: parent, mode: TreeUpload.directoryMode), parent) }
  }

  private func write(_ bytes: [UInt8], mode: UInt16, to path: String) async throws(Problem) {
    var offset = 0
    repeat {
      let end = min(offset + TreeUpload.chunk, bytes.count)
      try await ask(.writeFile(path: path, mode: mode & 0o777, offset: UInt64(offset), bytes: Array(bytes[offset..<end])), path)
      offset = end
    } while offset < bytes.count
  }

  private func ask(_ request: AgentRequest, _ path: String) async throws(Problem) {
    let reply = try await link.request(request)
    guard case .failed(let errno) = reply.message else { return }
    let error = Errno(rawValue: errno)
    throw Problem(
      error == .noSpace ? .diskFull : .environmentState, "cannot write \(path) in the environment: \(error)",
      hint: error == .noSpace ? "free some space: df -h" : "write below /app, /tmp or a mounted directory")
  }

  private static func refused(_ path: String) -> Problem {
    Problem(
      .usageInvalid, "\(path.debugDescription.prefix(200)) cannot be a path in an environment",
      hint: "use absolute paths without '..'")
  }
}
