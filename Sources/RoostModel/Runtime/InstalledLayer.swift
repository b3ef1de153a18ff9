/// A layer in the store: one immutable directory tree. Written as `layer.json` beside it.
package struct InstalledLayer: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  /// Opaque; ordered by the rule of its catalogue entry.
  package var version: String
  /// SHA-256 (64 hexadecimal digits) over what the layer was made from.
  package var digest: String
  /// Absolute path of the tree.
  package var tree: String
  package var size: ByteCount
  /// Seconds since 1970.
  package var installedAt: Double
  /// Variables that processes using it get. `PATH` parts are not here: layers hold their programs at native paths.
  package var variables: [String: String]
  /// What it was made from: a wheel's file name, packages with versions.
  package var provenance: [String]
  /// How long fetching and building took, in seconds.
  package var seconds: Double
  /// The transaction that published it.
  package var transaction: Int?
  /// SHA-256 over the names, kinds, modes, owners, sizes and times in the tree, made when it was published.
  package var seal: String?

  package init(
    runtime: RuntimeID, version: String, digest: String, tree: String, size: ByteCount, installedAt: Double,
    variables: [String: String], provenance: [String], seconds: Double, transaction: Int? = nil, seal: String? = nil
  ) {
    self.runtime = runtime
    self.version = version
    self.digest = digest
    self.tree = tree
    self.size = size
    self.installedAt = installedAt
    self.variables = variables
    self.provenance = provenance
    self.seconds = seconds
    self.transaction = transaction
    self.seal = seal
  }

  /// `nodejs-24.19.0-4196a947bcc8`: the name of its directory.
  package var name: String { "\(runtime)-\(version)-\(digest.prefix(12))" }
}
