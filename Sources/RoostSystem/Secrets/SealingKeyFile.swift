import Glibc
package import RoostModel
import Synchronization
package import SystemPackage

/// The key of this node in `$ROOST_HOME/key`. Read once, made once: whoever loses it loses what was sealed with it.
package final class SealingKeyFile: Sendable {
  package let path: FilePath
  private let known = Mutex<SealingKey?>(nil)

  package init(home: FilePath) { path = home.appending("key") }

  /// Blocking. A missing file is made when `creating` is true, which the caller says as long as nothing was sealed;
  /// otherwise it is `key.unusable`, as is a file that others may read.
  package func key(creating: Bool) throws(Problem) -> SealingKey {
    if let key = known.withLock({ $0 }) { return key }
    if let key = try read() { return remember(key) }
    guard creating else {
      throw unusable("is missing, and there are values that were sealed with it", "put it back from a backup")
    }
    try make()
    guard let key = try read() else { throw unusable("went away while it was made", "try again") }
    return remember(key)
  }

  private func remember(_ key: SealingKey) -> SealingKey {
    known.withLock { $0 = key }
    return key
  }

  private func read() throws(Problem) -> SealingKey? {
    let file = open(path.string, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      if errno == ELOOP { throw unusable("is a symbolic link", "put the file itself there") }
      throw Problem.lastSystemCall("open \(path)")
    }
    let owned = OwnedDescriptor(owning: file)
    var status = stat()
    guard fstat(owned.number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
      throw unusable("is not a file of the user who runs the daemon", "look at it: ls -l \(path)")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw unusable("may be read by others", "close it: chmod 600 \(path); and think of its secrets as known")
    }
    guard let bytes = try SmallFile.read(path, limit: SealingKey.length), let key = SealingKey(bytes: bytes) else {
      throw unusable("is not a key: it has not \(SealingKey.length) bytes", "put it back from a backup")
    }
    return key
  }

  /// A name appears when all bytes are on the disk, and never replaces one that is there.
  private func make() throws(Problem) {
    let temporary = FilePath(path.string + ".\(String(UInt64.random(in: .min ... .max), radix: 36)).new")
    try AtomicFile.write(SealingKey.randomBytes(), to: temporary, mode: 0o600)
    defer { unlink(temporary.string) }
    guard link(temporary.string, path.string) == 0 || errno == EEXIST else { throw Problem.lastSystemCall("make \(path)") }
    try AtomicFile.syncDirectory(path.removingLastComponent())
  }

  private func unusable(_ what: String, _ cure: String) -> Problem {
    Problem(.keyUnusable, "the key \(path) \(what)", hint: cure)
  }
}
