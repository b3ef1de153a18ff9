/// A file on its maker's server: a tar archive, a zip or a single program. In all templates `{version}`, `{arch}` and `{os}` are filled in.
package struct ArchiveSource: Hashable, Sendable, Codable {
  package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
    case tarGzip = "tar.gz"
    case tarXZ = "tar.xz"
    case tarZstandard = "tar.zst"
    case zip
    /// Not an archive: the file is the program.
    case program
  }

  /// Template of its address.
  package var url: String
  package var form: Form
  /// What `{arch}` is for `x86_64` and `aarch64`. A machine that is not listed is not supported.
  package var architectures: [String: String]
  package var versions: VersionListing
  package var checksum: Checksum
  package var signature: Signature?
  /// Leading path components that are dropped.
  package var strip: Int
  /// The directory of the archive that is taken, after ``strip``.
  package var subtree: String?
  /// Where it lands in the layer, relative to its root. For ``Form/program`` the path of the file itself.
  package var destination: String
  /// Globs relative to the subtree that are left out.
  package var skip: [String]
  /// Symbolic links made afterwards: path relative to ``destination`` -> target.
  package var links: [String: String]
  /// A variable that replaces scheme and host of all addresses: `ROOST_NODE_MIRROR`.
  package var mirrorVariable: String?

  package init(
    url: String, form: Form, architectures: [String: String], versions: VersionListing, checksum: Checksum,
    signature: Signature? = nil, strip: Int = 0, subtree: String? = nil, destination: String, skip: [String] = [],
    links: [String: String] = [:], mirrorVariable: String? = nil
  ) {
    self.url = url
    self.form = form
    self.architectures = architectures
    self.versions = versions
    self.checksum = checksum
    self.signature = signature
    self.strip = strip
    self.subtree = subtree
    self.destination = destination
    self.skip = skip
    self.links = links
    self.mirrorVariable = mirrorVariable
  }
}

/// Where the versions are listed.
package struct VersionListing: Hashable, Sendable, Codable {
  package enum Form: String, Hashable, Sendable, Codable, CaseIterable { case json, text }

  package var url: String
  package var form: Form
  /// JSON: dotted path of the versions, `[]` for each element: `[].version`.
  package var key: String?
  /// A regular expression whose first group is the version: of each match in a text, of each value in JSON.
  package var pattern: String?

  package init(
    url: String, form: Form, key: String? = nil, pattern: String? = nil
  ) {
    self.url = url
    self.form = form
    self.key = key
    self.pattern = pattern
  }
}

/// Where the checksum of the file is stated: a SHA-256 in hexadecimal, or a SHA-512 in hexadecimal or as npm writes it, `sha512-` and
/// base64.
package struct Checksum: Hashable, Sendable, Codable {
  package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
    /// Lines `HASH  NAME`.
    case shasums
    /// The hash alone, or first in a line.
    case single
    case json
    /// The first group of ``key``, a regular expression in which `{file}` is filled in, in a text.
    case pattern
  }

  /// Template; `{url}` is the address of the file itself, `{file}` its last component.
  package var url: String
  package var form: Form
  /// JSON: dotted path; `[filename={file}]` chooses an element. ``Form/pattern``: the regular expression.
  package var key: String?

  package init(
    url: String, form: Form, key: String? = nil
  ) {
    self.url = url
    self.form = form
    self.key = key
  }
}

/// A detached OpenPGP signature of the checksum file. It is checked when the keyring is on this machine: `/etc/roost/keyrings/NAME.gpg`.
package struct Signature: Hashable, Sendable, Codable {
  /// Template; `{checksums}` is the address of the checksum file.
  package var url: String
  package var keyring: String

  package init(
    url: String, keyring: String
  ) {
    self.url = url
    self.keyring = keyring
  }
}
