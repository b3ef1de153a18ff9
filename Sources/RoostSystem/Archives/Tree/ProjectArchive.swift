import Glibc
package import RoostModel
package import SystemPackage

/// A project's directory as a tar stream on its way to another machine: what a ``TreeCopy`` with the same options would copy.
///
/// Links are not followed; devices, pipes and sockets are refused. Users of this machine are left out.
package struct ProjectArchive {
  private let output: StreamSocket
  private let options: TreeCopyOptions
  private let told: (UInt64) -> Void
  private var pending: [UInt8] = []
  private var sent: UInt64 = 0
  private var report = TreeCopyReport()
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)

  /// `told` hears how many bytes were sent so far.
  package init(to output: StreamSocket, options: TreeCopyOptions, told: @escaping (UInt64) -> Void = { _ in }) {
    self.output = output
    self.options = options
    self.told = told
  }

  /// Blocking. The report has no digest.
  package mutating func write(_ root: FilePath) throws(Problem) -> TreeCopyReport {
    try TreeWalk.walk(root, without: options) { (node) throws(Problem) in try add(node) }
    try send([UInt8](repeating: 0, count: 2 * TarBlock.size))
    try flush()
    return report
  }

  private mutating func add(_ node: TreeWalk.Node) throws(Problem) {
    report.entries += 1
    guard report.entries <= options.entryLimit else { throw tooMuch("more than \(options.entryLimit) files and directories") }
    let entry = TreeEntry(
      path: node.pathBytes, kind: try kind(of: node), mode: UInt32(node.status.st_mode) & 0o777,
      modifiedAt: UInt64(max(0, node.status.st_mtim.tv_sec)))
    guard let header = TreeHeader.encode(entry) else { throw refusal(node, "is too large") }
    try send(header)
    guard case .file(let size) = entry.kind else { return }
    report.bytes.bytes += size
    guard report.bytes <= options.byteLimit else { throw tooMuch("more than \(options.byteLimit)") }
    try sendContents(of: node, size: size)
    try send([UInt8](repeating: 0, count: TarBlock.padding(after: size)))
  }

  private func kind(of node: TreeWalk.Node) throws(Problem) -> TreeEntry.Kind {
    switch node.kind {
    case .directory: return .directory
    case .link: return .symbolicLink(try node.linkTarget())
    // Each name of a file with several is a file of its own, as in a copy.
    case .file: return .file(size: UInt64(node.status.st_size))
    case .other: throw refusal(node, "is a device, a pipe or a socket")
    }
  }

  private mutating func sendContents(of node: TreeWalk.Node, size: UInt64) throws(Problem) {
    let file = try node.openFile()
    var left = size
    while left > 0 {
      let count = try node.read(file, into: &buffer, atMost: left)
      guard count > 0 else { throw refusal(node, "became shorter while it was read") }
      try send(buffer[..<count])
      left -= UInt64(count)
    }
  }

  private mutating func send(_ bytes: some Collection<UInt8>) throws(Problem) {
    pending += bytes
    if pending.count >= buffer.count { try flush() }
  }

  private mutating func flush() throws(Problem) {
    try output.send(pending)
    sent += UInt64(pending.count)
    pending.removeAll(keepingCapacity: true)
    told(sent)
  }

  private func refusal(_ node: TreeWalk.Node, _ what: String) -> Problem { .refusedInProject(node.path, what) }

  private func tooMuch(_ what: String) -> Problem { .tooMuchInProject(what) }
}

extension Problem {
  static func refusedInProject(_ path: String, _ what: String) -> Problem {
    Problem(.projectFileRefused, "\(path) \(what)", hint: "remove it from the directory, or from what is deployed: rm '\(path)'")
  }

  static func tooMuchInProject(_ what: String) -> Problem {
    Problem(
      .projectFileRefused, "the directory holds \(what)", hint: "deploy a directory with less in it: du -sh DIR/* | sort -h")
  }
}
