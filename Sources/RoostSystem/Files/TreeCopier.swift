import Crypto
import Glibc
import RoostModel

/// The state of one ``TreeCopy``. Blocking.
struct TreeCopier {
  private var report = TreeCopyReport()
  private var digest = CopyDigest()
  private let options: TreeCopyOptions
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)

  private static let depthLimit = 256

  init(options: TreeCopyOptions) { self.options = options }

  /// What was copied, at its end.
  var finished: TreeCopyReport {
    var report = report
    report.digest = digest.text
    return report
  }

  mutating func copyDirectory(_ source: OwnedDescriptor, to target: OwnedDescriptor, path: String, depth: Int) throws(Problem) {
    guard depth < TreeCopier.depthLimit else { throw refusal(path, "is nested more than \(TreeCopier.depthLimit) levels deep") }
    guard let entries = DirectoryEntry.all(in: source.number) else { throw Problem.lastSystemCall("list \(path)") }
    let excluded = options.excluded(among: entries)
    // As the digest wants them.
    let ordered = entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    for entry in ordered where !excluded.contains(entry.text) {
      try copy(entry, from: source, to: target, path: path.isEmpty ? entry.text : "\(path)/\(entry.text)", depth: depth)
    }
  }

  private mutating func copy(
    _ entry: DirectoryEntry, from source: OwnedDescriptor, to target: OwnedDescriptor, path: String, depth: Int
  ) throws(Problem) {
    report.entries += 1
    guard report.entries <= options.entryLimit else { throw tooMuch("more than \(options.entryLimit) files and directories") }
    var status = stat()
    guard entry.withName({ fstatat(source.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      throw Problem.lastSystemCall("look at \(path)")
    }
    switch status.st_mode & S_IFMT {
    case S_IFLNK: try copyLink(entry, from: source, to: target, path: path)
    case S_IFDIR:
      let (from, to) = try openDirectories(entry, source: source, target: target, path: path)
      let mode = status.st_mode & 0o777 | 0o700
      digest.enter(entry.name, mode: mode)
      try copyDirectory(from, to: to, path: path, depth: depth + 1)
      digest.leave()
      try finish(to, mode: mode, path: path)
    case S_IFREG: try copyFile(entry, from: source, to: target, path: path)
    default: throw refusal(path, "is a device, a pipe or a socket")
    }
  }

  func openDirectories(
    _ entry: DirectoryEntry, source: OwnedDescriptor, target: OwnedDescriptor, path: String
  ) throws(Problem) -> (OwnedDescriptor, OwnedDescriptor) {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let from = entry.withName { openat(source.number, $0, flags) }
    guard from >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    let fromDirectory = OwnedDescriptor(owning: from)
    guard entry.withName({ mkdirat(target.number, $0, 0o700) }) == 0 || errno == EEXIST else {
      throw Problem.lastSystemCall("make \(path)")
    }
    let to = entry.withName { openat(target.number, $0, flags) }
    guard to >= 0 else { throw Problem.lastSystemCall("open the copy of \(path)") }
    return (fromDirectory, OwnedDescriptor(owning: to))
  }

  mutating func copyLink(_ entry: DirectoryEntry, from source: OwnedDescriptor, to target: OwnedDescriptor, path: String)
    throws(Problem)
  {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = entry.withName { readlinkat(source.number, $0, &text, Int(PATH_MAX)) }
    guard count >= 0 else { throw Problem.lastSystemCall("read the link \(path)") }
    guard entry.withName({ symlinkat(text, target.number, $0) }) == 0 else {
      throw Problem.lastSystemCall("make the link \(path)")
    }
    digest.add(link: entry.name, to: text.prefix(count).map { UInt8(bitPattern: $0) })
    guard let owner = options.owner else { return }
    guard entry.withName({ fchownat(target.number, $0, owner, owner, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      throw Problem.lastSystemCall("change the owner of \(path)")
    }
  }

  /// `copy` is its name in the target, if that is another.
  mutating func copyFile(
    _ entry: DirectoryEntry, from source: OwnedDescriptor, to target: OwnedDescriptor, path: String,
    as copy: DirectoryEntry? = nil
  ) throws(Problem) {
    let from = entry.withName { openat(source.number, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard from >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    let input = OwnedDescriptor(owning: from)
    var status = stat()
    guard fstat(from, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw refusal(path, "changed while it was copied") }
    let to = (copy ?? entry).withName { openat(target.number, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
    guard to >= 0 else { throw Problem.lastSystemCall("make \(path)") }
    let output = OwnedDescriptor(owning: to)
    let content = try copyBytes(from: input, to: output, path: path)
    digest.add(file: entry.name, mode: status.st_mode & 0o777, content)
    try finish(output, mode: status.st_mode & 0o777, path: path)
    var times = [status.st_atim, status.st_mtim]
    guard futimens(to, &times) == 0 else { throw Problem.lastSystemCall("set the time of \(path)") }
  }

  private mutating func copyBytes(
    from input: OwnedDescriptor, to output: OwnedDescriptor, path: String
  ) throws(Problem) -> SHA256.Digest {
    var hash = SHA256()
    while true {
      let count = retryingInterrupts { buffer.withUnsafeMutableBytes { read(input.number, $0.baseAddress, $0.count) } }
      guard count >= 0 else { throw Problem.lastSystemCall("read \(path)") }
      if count == 0 { return hash.finalize() }
      buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
      report.bytes.bytes += UInt64(count)
      guard report.bytes <= options.byteLimit else { throw tooMuch("more than \(options.byteLimit)") }
      var written = 0
      while written < count {
        let sent = retryingInterrupts {
          buffer.withUnsafeBytes { write(output.number, $0.baseAddress?.advanced(by: written), count - written) }
        }
        guard sent >= 0 else { throw Problem.lastSystemCall("write \(path)") }
        written += sent
      }
    }
  }

  func finish(_ copy: OwnedDescriptor, mode: mode_t, path: String) throws(Problem) {
    if let owner = options.owner, fchown(copy.number, owner, owner) != 0 {
      throw Problem.lastSystemCall("change the owner of \(path)")
    }
    guard fchmod(copy.number, mode) == 0 else { throw Problem.lastSystemCall("change the mode of \(path)") }
  }

  private func refusal(_ path: String, _ what: String) -> Problem { .refusedInProject(path, what) }

  private func tooMuch(_ what: String) -> Problem { .tooMuchInProject(what) }
}
