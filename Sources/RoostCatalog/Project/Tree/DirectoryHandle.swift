import Glibc
import SystemPackage

/// An open directory. Everything is opened relative to it and without following symbolic links.
struct DirectoryHandle: ~Copyable {
  enum Kind { case file, directory, other }

  private let descriptor: CInt

  private init(descriptor: CInt) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// A symbolic link to the top directory itself is the user's own choice and is followed.
  init(top path: FilePath) throws(Errno) {
    descriptor = try DirectoryHandle.opened(path.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
  }

  func directory(_ name: String) throws(Errno) -> DirectoryHandle {
    DirectoryHandle(
      descriptor: try DirectoryHandle.opened(openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)))
  }

  /// The bytes of a regular file; `nil` when there are more than `limit`.
  func read(_ name: String, limit: Int) throws(Errno) -> [UInt8]? {
    let file = try DirectoryHandle.opened(openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Errno(rawValue: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Errno.invalidArgument }
    guard status.st_size <= limit else { return nil }
    return try DirectoryHandle.contents(of: file, limit: limit)
  }

  /// A file may grow while it is read: the limit holds for what arrives.
  private static func contents(of file: CInt, limit: Int) throws(Errno) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw Errno(rawValue: errno)
      }
      bytes += buffer[..<count]
      if bytes.count > limit { return nil }
    }
  }

  /// At most `limit` names with their kinds; names that are not UTF-8 are left out.
  func entries(limit: Int) throws(Errno) -> [(name: String, kind: Kind)] {
    let copy = try DirectoryHandle.opened(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard let stream = fdopendir(copy) else {
      close(copy)
      throw Errno(rawValue: errno)
    }
    defer { closedir(stream) }
    var found: [(name: String, kind: Kind)] = []
    while found.count < limit, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name, name != ".", name != ".." else { continue }
      found.append((name, kind(name, entry.pointee.d_type)))
    }
    return found
  }

  private func kind(_ name: String, _ type: UInt8) -> Kind {
    switch Int(type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .directory
    case Int(DT_UNKNOWN): break
    default: return .other
    }
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
    return status.st_mode & S_IFMT == S_IFREG ? .file : status.st_mode & S_IFMT == S_IFDIR ? .directory : .other
  }

  private static func opened(_ result: CInt) throws(Errno) -> CInt {
    guard result >= 0 else { throw Errno(rawValue: errno) }
    return result
  }
}
