import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// Walks a file or a directory of this machine and hands it out in portions, one directory after the other. No link is
/// followed. Blocking.
struct HostTreeWalk: Sendable {
  struct Portion: Sendable {
    /// Relative to what is walked.
    var path: String
    var tree: FileTree
    var isFile = false
    var files = 0
    var bytes = 0
    var skipped: [String] = []
    /// Files too long to be held, relative to what is walked; empty is that itself.
    var long: [String] = []
  }

  /// Bytes that a portion holds, but for its last file; and of a file that is held at all.
  private static let longestPortion = 8 << 20
  private static let mostEntries = 2000
  private static let mostPending = 1_000_000

  private let root: FilePath
  private var isFile: Bool
  private var isDone = false
  /// Directories that were not entered yet, relative to the root.
  private var directories: [String] = []
  /// Names of the present directory that were not taken yet.
  private var names: [String] = []
  private var current = ""

  init(_ source: String) throws(Problem) {
    guard source.hasPrefix("/"), !source.utf8.contains(0) else {
      throw Problem(
        .usageInvalid, "\(source.debugDescription.prefix(200)) is not an absolute path", hint: "write it from the root: /srv/data"
      )
    }
    root = FilePath(source)
    var status = stat()
    guard stat(source, &status) == 0 else {
      throw Problem(.usageInvalid, "there is no \(source)", hint: "look what there is: ls -l \(root.removingLastComponent())")
    }
    isFile = status.st_mode & S_IFMT != S_IFDIR
    if !isFile { directories = [""] }
  }

  /// Nil at the end.
  mutating func next() throws(Problem) -> Portion? {
    if isFile {
      guard !isDone else { return nil }
      isDone = true
      return try file()
    }
    if names.isEmpty {
      guard let directory = directories.popLast() else { return nil }
      current = directory
      names = try DirectoryListing.names(in: directory.isEmpty ? root : root.appending(directory), hidden: true).reversed()
    }
    return try portion()
  }

  private func file() throws(Problem) -> Portion {
    guard let (bytes, mode) = try HostTreeWalk.read(root) else {
      return Portion(path: "", tree: .directory([:]), isFile: true, long: [""])
    }
    return Portion(path: "", tree: .file(bytes, mode: mode), isFile: true, files: 1, bytes: bytes.count)
  }

  private mutating func portion() throws(Problem) -> Portion {
    var portion = Portion(path: current, tree: .directory([:]))
    var children: [String: FileTree] = [:]
    while let name = names.last, children.count < HostTreeWalk.mostEntries, portion.bytes < HostTreeWalk.longestPortion {
      names.removeLast()
      let relative = current.isEmpty ? name : "\(current)/\(name)"
      let path = root.appending(relative)
      var status = stat()
      guard lstat(path.string, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        children[name] = .directory([:])
        guard directories.count < HostTreeWalk.mostPending else { throw HostTreeWalk.tooMuch(root) }
        directories.append(relative)
      case S_IFLNK: children[name] = .link(to: try HostTreeWalk.target(of: path))
      case S_IFREG:
        guard let (bytes, mode) = try HostTreeWalk.read(path) else {
          portion.long.append(relative)
          continue
        }
        children[name] = .file(bytes, mode: mode)
        portion.files += 1
        portion.bytes += bytes.count
      default: portion.skipped.append(relative)
      }
    }
    portion.tree = .directory(children)
    return portion
  }

  /// Nil when it is too long to be held.
  private static func read(_ path: FilePath) throws(Problem) -> ([UInt8], UInt16)? {
    let file = try HostFile(path)
    guard file.size <= UInt64(longestPortion) else { return nil }
    return (try file.read(from: 0, limit: Int(file.size)), file.mode)
  }

  private static func target(of link: FilePath) throws(Problem) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(link.string, &buffer, buffer.count)
    guard count >= 0 else { throw Problem.lastSystemCall("read the link \(link)") }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func tooMuch(_ path: FilePath) -> Problem {
    Problem(.usageInvalid, "\(path) holds too many directories", hint: "mount it instead: roost env create NAME --mount \(path)")
  }
}
