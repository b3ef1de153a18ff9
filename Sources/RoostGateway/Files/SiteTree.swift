import Glibc
import SystemPackage

/// A directory whose files are served. Names are opened one by one from the root without following links, so no
/// link in a site, whoever put it there, leads out of it. Blocks: not for an event loop.
struct SiteTree {
  let root: FilePath

  enum Entry {
    case file(OpenFile)
    case directory
    case missing
  }

  /// Throws when the root itself cannot be read.
  func open(_ names: [String]) throws(Errno) -> Entry {
    var current = try openRoot()
    for (index, name) in names.enumerated() {
      let isLast = index == names.count - 1
      let next = openat(
        current.rawValue, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (isLast ? 0 : O_DIRECTORY))
      close(current)
      guard next >= 0 else { return .missing }
      current = FileDescriptor(rawValue: next)
    }
    return try entry(current)
  }

  /// A file at the top; `nil` when there is none. No more than `limit` bytes of it.
  func contents(of name: String, upTo limit: Int) throws(Errno) -> [UInt8]? {
    guard case .file(let file) = try open([name]) else { return nil }
    return try file.contents(upTo: limit)
  }

  private func openRoot() throws(Errno) -> FileDescriptor {
    do {
      return try FileDescriptor.open(root, .readOnly, options: [.directory, .closeOnExec])
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
  }

  private func entry(_ descriptor: FileDescriptor) throws(Errno) -> Entry {
    var status = stat()
    guard fstat(descriptor.rawValue, &status) == 0 else {
      let error = Errno(rawValue: errno)
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return status.st_mode & S_IFMT == S_IFDIR ? .directory : .missing
    }
    return .file(
      OpenFile(
        descriptor: descriptor, size: Int(status.st_size), modified: status.st_mtim.tv_sec,
        modifiedNanoseconds: status.st_mtim.tv_nsec))
  }

  private func close(_ descriptor: FileDescriptor) { _ = Glibc.close(descriptor.rawValue) }
}
