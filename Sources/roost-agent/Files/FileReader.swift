import CRoost
import Glibc
import RoostAgentProtocol

/// Shows a client what is in files and directories. See ``FileAccess`` for where paths may lead.
enum FileReader {
  /// More bytes than this are not read at once.
  private static let portion = 512 << 10
  /// More names than this are not told at once.
  private static let page = 1000
  /// A directory with more names is not listed: EFBIG.
  private static let maximumNames = 200_000

  static func read(_ path: String, offset: UInt64, limit: UInt32) throws(SystemFailure) -> [UInt8] {
    let path = try FileAccess.checked(path)
    let flags = O_RDONLY | O_NOCTTY | O_NONBLOCK
    let file = try Descriptor(checking: FileAccess.resolve("/" + path.relative, flags))
    var found = stat()
    try SystemFailure.checkLibrary(fstat(file.number, &found))
    guard found.st_mode & S_IFMT == S_IFREG else {
      throw SystemFailure(found.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    guard offset <= UInt64(Int64.max) else { return [] }
    return try file.read(min(Int(limit), portion), at: offset)
  }

  /// Names that are not text are left out.
  static func list(_ path: String, after name: String) throws(SystemFailure) -> AgentMessage {
    let place = path == "/" ? path : "/" + (try FileAccess.checked(path)).relative
    let directory = try Descriptor(checking: FileAccess.resolve(place, O_RDONLY | O_DIRECTORY))
    let names = try Listing.names(in: directory, limit: maximumNames).filter { $0 > name }.sorted()
    let entries = names.prefix(page).compactMap { entry($0, in: directory) }
    return .entries(entries, hasMore: names.count > page && !entries.isEmpty)
  }

  private static func entry(_ name: String, in directory: Descriptor) -> EntryRecord? {
    var found = stat()
    guard fstatat(directory.number, name, &found, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    let modified = Int64(found.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(found.st_mtim.tv_nsec)
    return EntryRecord(
      name: name, kind: kind(found.st_mode), size: UInt64(max(0, found.st_size)), mode: UInt16(found.st_mode & 0o7777),
      modified: modified)
  }

  private static func kind(_ mode: mode_t) -> EntryRecord.Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .link
    default: .other
    }
  }
}
