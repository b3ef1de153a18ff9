/// Files given by value, as in WebContainer's `FileSystemTree`.
package indirect enum FileTree: Sendable, Equatable {
  /// `mode` holds permission bits only.
  case file([UInt8], mode: UInt16)
  case link(to: String)
  case directory([String: FileTree])
}
