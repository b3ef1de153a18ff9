/// What a release was made of, as it is kept and shown. Holds no secret; texts of others are cleaned.
package struct SourceRecord: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case directory, archive, url, git
    /// A directory that goes on being followed: `roost dev`.
    case sync
  }

  package var kind: Kind
  /// A path, a file's name or a URL without user and password.
  package var place: String
  /// The branch or tag that was asked for.
  package var reference: String?
  package var commit: String?
  /// The first line.
  package var message: String?
  package var author: String?
  /// Of the archive.
  package var sha256: String?
  /// Of a directory that is followed: which one it was.
  package var directory: DirectoryIdentity?
  /// SHA-256 of the files as they were copied: names, modes, bytes, and where links lead.
  package var tree: String?
  /// Names all that the release was made from: the files, the plan, runtimes, and what its build was given.
  package var inputs: String?

  package init(kind: Kind, place: String, reference: String? = nil, sha256: String? = nil) {
    self.kind = kind
    self.place = place
    self.reference = reference
    self.sha256 = sha256
  }
}

extension SourceRecord {
  /// `main 0123456 Repair the till (Ada)`, or where it comes from.
  package var headline: String {
    guard let commit else { return place }
    let words = [reference ?? "", String(commit.prefix(7)), message ?? ""].filter { !$0.isEmpty }
    return words.joined(separator: " ") + (author.map { " (\($0))" } ?? "")
  }
}

/// The body of `PUT /api/v1/apps/NAME/source` and its answer.
package struct AppSource: Codable, Sendable, Equatable {
  package var source: DeploySource?
  /// A token, a key or header lines are kept for it.
  package var hasCredential: Bool

  package init(source: DeploySource?, hasCredential: Bool = false) {
    self.source = source
    self.hasCredential = hasCredential
  }
}

/// What `POST /api/v1/uploads` answers.
package struct UploadSummary: Codable, Sendable, Equatable {
  package var id: UploadID
  package var bytes: ByteCount
  package var sha256: String

  package init(id: UploadID, bytes: ByteCount, sha256: String) {
    self.id = id
    self.bytes = bytes
    self.sha256 = sha256
  }
}
