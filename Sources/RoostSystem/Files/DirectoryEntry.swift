import Glibc

/// One name in a directory, as the kernel lists it.
package struct DirectoryEntry: Sendable {
  package var name: [UInt8]
  package var text: String { String(decoding: name, as: UTF8.self) }

  package init(name: [UInt8]) { self.name = name }

  /// The entries of an open directory without `.` and `..`; `nil` when it cannot be read (errno tells why).
  /// The descriptor stays open and may be at any position.
  /// No more than so many, whichever come first.
  package static func all(in directory: Int32, atMost most: Int = .max) -> [DirectoryEntry]? {
    let copy = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return nil }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return nil
    }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    while entries.count < most {
      errno = 0
      guard let found = readdir(stream) else { return errno == 0 ? entries : nil }
      let name = withUnsafePointer(to: &found.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { start in
          Array(UnsafeRawBufferPointer(start: start, count: strnlen(start, 256)))
        }
      }
      if name != [46], name != [46, 46] { entries.append(DirectoryEntry(name: name)) }
    }
    return entries
  }

  /// Calls `body` with the name as a C string.
  package func withName<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
    (name + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { start in
        guard let base = start.baseAddress else { preconditionFailure("an array with an element has an address") }
        return body(base)
      }
    }
  }
}
