import Crypto
import Glibc
package import RoostModel
package import SystemPackage

/// Writes a directory tree as one tar stream: entries sorted by name, directories before what they hold, links to one file
/// as links, nothing of the machine it comes from but names, modes, owners, times and contents. The same tree is the same bytes.
///
/// Extended attributes are not kept: a layer has none that matter, as those that grant privileges are not let into it.
package struct TreeArchiveWriter {
  /// `nil` when only the summary is wanted.
  private let output: StreamSocket?
  private var sum: SHA256?
  private var pending: [UInt8] = []
  private var sent: UInt64 = 0
  private var digest = TreeDigest()
  private var order = TreeOrder()
  /// The first name of a file that has several.
  private var names: [UInt64: [UInt8]] = [:]
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)

  /// - Parameters:
  ///   - output: `nil` reads the tree and sends nothing.
  ///   - sums: also sum up the archive's own bytes.
  package init(to output: StreamSocket?, sums: Bool = false) {
    self.output = output
    sum = sums ? SHA256() : nil
  }

  /// Blocking. A device, a pipe or a socket is refused, as is a file that changes meanwhile.
  package mutating func write(_ root: FilePath) throws(Problem) -> TreeArchiveSummary {
    try TreeWalk.walk(root) { (node) throws(Problem) in try add(node, of: root) }
    try send([UInt8](repeating: 0, count: 2 * TarBlock.size))
    try flush()
    var summary = TreeArchiveSummary(bytes: sent, entries: order.entries, digest: digest.hexadecimal)
    summary.sha256 = sum.map { FileSection.hexadecimal($0) }
    return summary
  }

  private mutating func add(_ node: TreeWalk.Node, of root: FilePath) throws(Problem) {
    let status = node.status
    let entry = TreeEntry(
      path: node.pathBytes, kind: try kind(of: node), mode: status.st_mode & TreeEntry.modeBits, owner: owner(status.st_uid),
      group: owner(status.st_gid), modifiedAt: UInt64(max(0, status.st_mtim.tv_sec)))
    do throws(TarFault) { _ = try order.accept(entry) } catch { throw error.problem }
    guard let header = TreeHeader.encode(entry) else {
      throw TarFault("\(entry.shownPath) is too large for a bundle").problem
    }
    try send(header)
    digest.add(entry)
    guard case .file(let size) = entry.kind else { return }
    try sendContents(of: node, size: size)
    try send([UInt8](repeating: 0, count: TarBlock.padding(after: size)))
  }

  private mutating func kind(of node: TreeWalk.Node) throws(Problem) -> TreeEntry.Kind {
    switch node.kind {
    case .directory: return .directory
    case .link: return .symbolicLink(try node.linkTarget())
    case .file:
      let inode = UInt64(node.status.st_ino)
      if node.status.st_nlink > 1, let first = names[inode] { return .hardLink(first) }
      names[inode] = node.pathBytes
      return .file(size: UInt64(node.status.st_size))
    case .other: throw TarFault("\(node.path) is a device, a pipe or a socket").problem
    }
  }

  /// A user of this machine means nothing on another.
  private func owner(_ number: UInt32) -> UInt32 { geteuid() == 0 ? number : 0 }

  private mutating func sendContents(of node: TreeWalk.Node, size: UInt64) throws(Problem) {
    let file = try node.openFile()
    var left = size
    while left > 0 {
      let count = try node.read(file, into: &buffer, atMost: left)
      guard count > 0 else { throw TarFault("\(node.path) became shorter while it was read").problem }
      buffer.withUnsafeBytes { digest.add(contents: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      try send(buffer[..<count])
      left -= UInt64(count)
    }
  }

  private mutating func send(_ bytes: some Collection<UInt8>) throws(Problem) {
    pending += bytes
    sent += UInt64(bytes.count)
    if pending.count >= buffer.count { try flush() }
  }

  private mutating func flush() throws(Problem) {
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    sum?.update(data: bytes)
    try output?.send(bytes)
  }
}
