import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import SystemPackage

/// Puts files into an environment as the environment's user: directories first, then small files, many in one request,
/// because what takes long is the way there and back, then large ones.
struct TreeUpload {
  let link: AgentLink

  /// Bytes of a file in one request.
  private static let chunk = 512 << 10
  /// Requests that may be under way, so that they stay far below what a connection holds.
  private static let window = 8
  private static let directoryMode: UInt16 = 0o755

  func run(_ tree: FileTree, at path: String) async throws(Problem) {
    guard SpecRules.isPlain(path) else { throw UploadPlan.refused(path) }
    let plan = try UploadPlan(tree, at: path)
    if case .directory = tree {} else { try await makeDirectory(above: path) }
    // In any order: each makes its missing parents.
    try await each(plan.directories) { (path) async throws(Problem) in
      try await ask(.makeDirectory(path: path, mode: TreeUpload.directoryMode), path)
    }
    try await each(plan.small) { (batch) async throws(Problem) in try await put(batch) }
    for leaf in plan.large { try await put(leaf) }
  }

  private func each<Item: Sendable>(
    _ items: [Item], _ body: @escaping @Sendable (Item) async throws(Problem) -> Void
  ) async throws(Problem) {
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        var rest = items[...]
        for item in rest.prefix(TreeUpload.window) { group.addTask { try await body(item) } }
        rest = rest.dropFirst(TreeUpload.window)
        while try await group.next() != nil {
          if let item = rest.popFirst() { group.addTask { try await body(item) } }
        }
      }
    } catch { throw Problem.unexpected(error, during: "mounting files") }
  }

  /// What went wrong with one of them, each alone tells; also how an agent that does not know many at once is asked.
  private func put(_ batch: [UploadPlan.Leaf]) async throws(Problem) {
    let drafts = batch.map(\.draft)
    if drafts.count > 1, link.knows(.putFiles(drafts)), try await link.request(.putFiles(drafts)).message == .done { return }
    for leaf in batch { try await put(leaf) }
  }

  private func put(_ leaf: UploadPlan.Leaf) async throws(Problem) {
    switch leaf.content {
    case .file(let bytes, let mode): try await write(bytes, mode: mode, to: leaf.path)
    case .link(let target): try await ask(.makeLink(path: leaf.path, target: target), leaf.path)
    }
  }

  private func makeDirectory(above path: String) async throws(Problem) {
    let parent = FilePath(path).removingLastComponent().string
    if parent != "/" { try await ask(.makeDirectory(path: parent, mode: TreeUpload.directoryMode), parent) }
  }

  /// From an offset on, as ``AgentRequest/writeFile(path:mode:offset:bytes:)`` takes it.
  func write(_ bytes: [UInt8], mode: UInt16, to path: String, at start: UInt64 = 0) async throws(Problem) {
    var offset = 0
    repeat {
      let end = min(offset + TreeUpload.chunk, bytes.count)
      try await ask(
        .writeFile(path: path, mode: mode & 0o777, offset: start + UInt64(offset), bytes: Array(bytes[offset..<end])), path)
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
}
