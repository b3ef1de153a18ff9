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
