import SystemPackage

/// A regular file opened for reading. Who gets it closes it.
struct OpenFile: Sendable {
  let descriptor: FileDescriptor
  let size: Int
  /// Seconds since 1970, and the rest in nanoseconds.
  let modified: Int
  let modifiedNanoseconds: Int

  /// Changes when the file does.
  var tag: String {
    "\"\(String(modified, radix: 16))-\(String(modifiedNanoseconds, radix: 16))-\(String(size, radix: 16))\""
  }

  func close() {
    // Closing a file that was only read has nothing to report.
    _ = try? descriptor.close()
  }
}
