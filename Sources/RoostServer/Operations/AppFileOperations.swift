package import RoostModel

/// What the API can tell of the files of apps. It changes none.
package struct AppFileOperations: Sendable {
  /// A directory, from one of its entries on. A file is refused with `file.not-found`.
  package var list: @Sendable (AppName, AppTree, AppFilePath, _ from: Int) async throws(Problem) -> AppFileListing
  /// A file that has a content.
  package var open: @Sendable (AppName, AppTree, AppFilePath) async throws(Problem) -> StoredFile

  package init(
    list: @escaping @Sendable (AppName, AppTree, AppFilePath, Int) async throws(Problem) -> AppFileListing,
    open: @escaping @Sendable (AppName, AppTree, AppFilePath) async throws(Problem) -> StoredFile
  ) {
    self.list = list
    self.open = open
  }
}

/// The bytes of an open file, read from its beginning to its end.
package struct StoredFile: Sendable {
  package var size: UInt64
  /// At most so many bytes from an offset on; none at the end.
  package var read: @Sendable (_ offset: UInt64, _ count: Int) async throws(Problem) -> [UInt8]

  package init(size: UInt64, read: @escaping @Sendable (UInt64, Int) async throws(Problem) -> [UInt8]) {
    self.size = size
    self.read = read
  }
}
