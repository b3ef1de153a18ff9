/// One entry of a tar archive.
package struct TarEntry: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case file
    case directory
    case symbolicLink
    /// Another name of an earlier file.
    case hardLink
    /// A device or a pipe.
    case special
  }

  package var name: [UInt8]
  package var kind: Kind
  /// Bytes of contents.
  package var size: UInt64
  /// Permission bits with setuid, setgid and sticky.
  package var mode: UInt32
  package var user: UInt32
  package var group: UInt32
  /// Seconds since 1970.
  package var modified: Int64
  /// What a link leads to.
  package var target: [UInt8]

  package var path: String { String(decoding: name, as: UTF8.self) }
}
