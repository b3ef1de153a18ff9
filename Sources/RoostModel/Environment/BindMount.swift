/// A directory or file of the host that appears inside an environment.
package struct BindMount: Codable, Sendable, Equatable {
  /// Absolute path on the host; never followed through a symbolic link.
  package var source: String
  /// Absolute path inside the environment; created when missing.
  package var target: String
  package var readOnly: Bool
  /// Whose files on the host are those of the environment's user. `nil`: that user's own. Needs root, and a file system that can.
  package var owner: FileOwner?
  /// For strategies that do not see this host's files: they keep a directory of this name, which lasts, and show that
  /// instead. `nil`: they refuse the mount.
  package var volume: String?

  package init(source: String, target: String, readOnly: Bool) {
    self.source = source
    self.target = target
    self.readOnly = readOnly
  }
}
