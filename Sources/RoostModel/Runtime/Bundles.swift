/// A layer in a bundle.
package struct BundleLayer: Codable, Sendable, Equatable {
  package var name: String
  package var runtime: RuntimeID
  package var version: String
  package var digest: String
  /// Name of its member in the file.
  package var member: String
  /// Of that member.
  package var sha256: String
  package var packed: ByteCount
  /// Length of the tree as an archive, not compressed.
  package var unpacked: ByteCount
  /// SHA-256 over names, modes, links and contents of the tree.
  package var treeDigest: String
  /// Variables its processes get.
  package var variables: [String: String]
  /// How long fetching and building it took where it was made, in seconds.
  package var seconds: Double

  package init(
    name: String, runtime: RuntimeID, version: String, digest: String, member: String, sha256: String, packed: ByteCount,
    unpacked: ByteCount, treeDigest: String, variables: [String: String] = [:], seconds: Double = 0
  ) {
    self.name = name
    self.runtime = runtime
    self.version = version
    self.digest = digest
    self.member = member
    self.sha256 = sha256
    self.packed = packed
    self.unpacked = unpacked
    self.treeDigest = treeDigest
    self.variables = variables
    self.seconds = seconds
  }
}

/// What a bundle says about itself; signed as a whole.
package struct BundleManifest: Codable, Sendable, Equatable {
  package var schema: String
  package var createdAt: Double
  /// `roost 0.1.0`.
  package var creator: String
  package var architecture: String
  /// What it was made for: `web`, `ruby`.
  package var request: [String]
  /// Base first.
  package var layers: [BundleLayer]
  /// What each layer was made from, by its name.
  package var provenance: [String: [String]]

  package init(
    schema: String, createdAt: Double, creator: String, architecture: String, request: [String], layers: [BundleLayer],
    provenance: [String: [String]]
  ) {
    self.schema = schema
    self.createdAt = createdAt
    self.creator = creator
    self.architecture = architecture
    self.request = request
    self.layers = layers
    self.provenance = provenance
  }
}

/// What a look into a bundle found. There is no report of a bad one: that is a problem.
package struct BundleReport: Codable, Sendable, Equatable {
  package var path: String
  package var size: ByteCount
  package var manifest: BundleManifest
  /// Fingerprint of the key it is signed with.
  package var signer: String
  package var trusted: Bool

  package init(
    path: String, size: ByteCount, manifest: BundleManifest, signer: String, trusted: Bool
  ) {
    self.path = path
    self.size = size
    self.manifest = manifest
    self.signer = signer
    self.trusted = trusted
  }
}

/// What a bundle holds beside what is installed, or beside another bundle.
package struct BundleDifference: Codable, Sendable, Equatable {
  /// Only in the (second) bundle.
  package var added: [String]
  /// Only here, or only in the first bundle.
  package var removed: [String]
  /// Another version or another build: `nodejs 24.18.0 -> 24.19.0`.
  package var changed: [String]
  package var same: [String]

  package init(
    added: [String], removed: [String], changed: [String], same: [String]
  ) {
    self.added = added
    self.removed = removed
    self.changed = changed
    self.same = same
  }
}

/// What is to be bundled.
package struct BundleRequest: Codable, Sendable, Equatable {
  /// Profiles and runtimes: `web`, `ruby@3`.
  package var specifiers: [String]
  /// Absolute path of the file.
  package var output: String

  package init(
    specifiers: [String], output: String
  ) {
    self.specifiers = specifiers
    self.output = output
  }
}

/// A bundle to install from.
package struct BundleInstallRequest: Codable, Sendable, Equatable {
  package var path: String
  /// Empty is everything in it.
  package var specifiers: [String]
  /// Fingerprint of a key that is accepted although this node does not know it.
  package var trust: String?

  package init(
    path: String, specifiers: [String] = [], trust: String? = nil
  ) {
    self.path = path
    self.specifiers = specifiers
    self.trust = trust
  }
}

extension BundleInstallRequest {
  /// What is left out has its default.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      path: try container.decode(String.self, forKey: .path),
      specifiers: try container.decodeIfPresent([String].self, forKey: .specifiers) ?? [],
      trust: try container.decodeIfPresent(String.self, forKey: .trust))
  }
}
