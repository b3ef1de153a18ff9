import Glibc

/// The names in a directory, without `.` and `..`; none when it cannot be read.
enum Listing {
  static func names(in path: String) -> [String] {
    guard let listing = opendir(path) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let name = next(in: listing) { names.append(name) }
    return names
  }

  /// EFBIG when there are more than `limit`.
  static func names(in directory: Descriptor, limit: Int) throws(SystemFailure) -> [String] {
    let listing = try open(directory)
    defer { closedir(listing) }
    var names: [String] = []
    while let name = next(in: listing) {
      guard names.count < limit else { throw SystemFailure(EFBIG) }
      names.append(name)
    }
    return names
  }

  enum Kind { case directory, unknown, other }

  /// For ``nextKind(in:)``; whoever opens it closes it.
  static func open(_ directory: Descriptor) throws(SystemFailure) -> OpaquePointer {
    // Through a description of its own, so that it begins at the beginning; and one that the listing closes.
    let copy = try SystemFailure.checkLibrary(openat(directory.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    if let listing = fdopendir(copy) { return listing }
    let failure = SystemFailure.last
    close(copy)
    throw failure
  }

  /// The next name that is text and what the directory says it is, nil at the end.
  static func nextKind(in listing: OpaquePointer) -> (String, Kind)? {
    while let entry = readdir(listing) {
      let kind: Kind =
        switch Int(entry.pointee.d_type) {
        case Int(DT_DIR): .directory
        case Int(DT_UNKNOWN): .unknown
        default: .other
        }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name != ".", name != ".." { return (name, kind) }
    }
    return nil
  }

  /// The next name, nil at the end.
  static func next(in listing: OpaquePointer) -> String? {
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { return name }
    }
    return nil
  }
}
