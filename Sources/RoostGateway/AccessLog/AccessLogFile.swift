import Glibc
import SystemPackage

/// The access log of one app on disk: one file, and the one before it. Blocks: not for an event loop.
struct AccessLogFile: Sendable {
  /// Of each of the two files.
  static let limit = 8 << 20

  let path: FilePath
  var limit = AccessLogFile.limit

  private var older: FilePath { FilePath(path.string + ".1") }

  /// Adds whole lines. Once the file is full, it becomes the one before.
  func append(_ bytes: [UInt8]) throws(Errno) {
    let file = try open()
    defer { _ = Glibc.close(file.rawValue) }
    try write(bytes, to: file)
    var status = stat()
    guard fstat(file.rawValue, &status) == 0, Int(status.st_size) >= limit else { return }
    guard rename(path.string, older.string) == 0 else { throw Errno(rawValue: errno) }
  }

  func remove() {
    unlink(path.string)
    unlink(older.string)
  }

  /// The newest lines of both files, in so many bytes at most.
  func newest(_ count: Int) throws(Errno) -> [UInt8] {
    let current = try AccessLogFile.end(of: path, count + 1)
    let all = current.count > count ? current : try AccessLogFile.end(of: older, count + 1 - current.count) + current
    guard all.count > count, let end = all.firstIndex(of: UInt8(ascii: "\n")) else { return all }
    return Array(all[(end + 1)...])
  }

  private func open() throws(Errno) -> FileDescriptor {
    let file = Glibc.open(path.string, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Errno(rawValue: errno) }
    return FileDescriptor(rawValue: file)
  }

  private func write(_ bytes: [UInt8], to file: FileDescriptor) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file.rawValue, $0.baseAddress, $0.count) }
      if count > 0 {
        rest.removeFirst(count)
      } else if errno != EINTR {
        throw Errno(rawValue: errno)
      }
    }
  }

  /// The last bytes of a file; nothing of one that is not there.
  private static func end(of path: FilePath, _ count: Int) throws(Errno) -> [UInt8] {
    let file = Glibc.open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return [] }
      throw Errno(rawValue: errno)
    }
    defer { _ = Glibc.close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Errno(rawValue: errno) }
    let size = Int(status.st_size)
    let start = max(0, size - count)
    var bytes = [UInt8](repeating: 0, count: size - start)
    let read = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, off_t(start)) }
    guard read >= 0 else { throw Errno(rawValue: errno) }
    return Array(bytes.prefix(read))
  }
}
