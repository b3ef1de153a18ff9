/// One file, directory or link of a tree archive.
package struct TreeEntry: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case file(size: UInt64)
    case directory
    /// Whatever text it holds; it is never followed.
    case symbolicLink([UInt8])
    /// Another name of a file that came before.
    case hardLink([UInt8])
  }

  /// Relative to the root, with `/` between the parts.
  package var path: [UInt8]
  package var kind: Kind
  /// Permissions and the sticky bit; nothing else is kept.
  package var mode: UInt32
  package var owner: UInt32
  package var group: UInt32
  /// Seconds since 1970.
  package var modifiedAt: UInt64

  package init(
    path: [UInt8], kind: Kind, mode: UInt32 = 0o644, owner: UInt32 = 0, group: UInt32 = 0, modifiedAt: UInt64 = 0
  ) {
    self.path = path
    self.kind = kind
    self.mode = mode
    self.owner = owner
    self.group = group
    self.modifiedAt = modifiedAt
  }

  static let modeBits: UInt32 = 0o1777

  package var isFile: Bool { if case .file = kind { true } else { false } }
  /// Bytes of contents that follow the header.
  package var contentSize: UInt64 { if case .file(let size) = kind { size } else { 0 } }
  var linkTarget: [UInt8] {
    switch kind {
    case .symbolicLink(let target), .hardLink(let target): target
    case .file, .directory: []
    }
  }
  /// For messages.
  var shownPath: String { String(decoding: path.prefix(200), as: UTF8.self).debugDescription }
}
