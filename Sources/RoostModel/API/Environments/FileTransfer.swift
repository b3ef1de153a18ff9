/// The body of requests that copy files into or out of an environment: one of the paths is the machine's, one the environment's.
package struct FileTransfer: Codable, Sendable, Equatable {
  /// Absolute; what is copied.
  package var source: String
  /// Absolute; what it becomes.
  package var target: String
  package init(source: String, target: String) {
    self.source = source
    self.target = target
  }
}

/// What was copied.
package struct FileTransferResult: Codable, Sendable, Equatable {
  package var files: Int
  package var size: ByteCount
  /// What is neither a file, a directory nor a link, and stayed behind.
  package var skipped: [String]
  package init(files: Int = 0, size: ByteCount = ByteCount(0), skipped: [String] = []) {
    self.files = files
    self.size = size
    self.skipped = skipped
  }
}

/// A portion of a file.
package struct FilePortion: Codable, Sendable, Equatable {
  package var offset: UInt64
  /// Empty past the end.
  package var bytes: EncodedBytes
  package init(offset: UInt64, bytes: [UInt8]) {
    self.offset = offset
    self.bytes = EncodedBytes(bytes)
  }
}
