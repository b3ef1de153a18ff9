import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Looks who holds the locks of a package manager, without taking one.
struct LockLook: Sendable {
  let root: HostRoot
  let locks: [PackageLock]

  /// The first holder there is. Blocking, a few system calls.
  func holder() throws(Problem) -> LockHolder? {
    for lock in locks {
      let path = root.outside(lock.path).string
      let pid: Int32? =
        switch lock.form {
        case .record: recordHolder(path)
        case .pidFile: try fileHolder(path)
        }
      if let pid, pid != getpid() { return LockHolder(pid: pid, command: LockLook.command(of: pid), path: path) }
    }
    return nil
  }

  private func recordHolder(_ path: String) -> Int32? {
    let file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    guard fcntl(file, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
    return lock.l_pid
  }

  /// A number whose process is gone is no holder.
  private func fileHolder(_ path: String) throws(Problem) -> Int32? {
    guard let bytes = try SmallFile.read(FilePath(path), limit: 64) else { return nil }
    let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let pid = Int32(String(decoding: digits, as: UTF8.self)), pid > 0, kill(pid, 0) == 0 || errno == EPERM else {
      return nil
    }
    return pid
  }

  /// Its command line, at most 80 characters of it.
  static func command(of pid: Int32) -> String {
    guard pid > 0, let bytes = try? SmallFile.read(FilePath("/proc/\(pid)/cmdline"), limit: 1 << 20) else { return "" }
    let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    let text = words.joined(separator: " ").filter { !$0.isNewline }
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }
}
