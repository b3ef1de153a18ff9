/// Where the code of a deployment comes from. In JSON an object with one member: `{"git": {"url": "https://..."}}`.
package enum DeploySource: Sendable, Equatable {
  /// An absolute path on the daemon's machine.
  case directory(String)
  case archive(Archive)
  case url(Web)
  case git(Git)

  /// A `.zip`, `.tar`, `.tar.gz`, `.tar.xz` or `.tar.zst`; which one, its first bytes say.
  package struct Archive: Codable, Sendable, Equatable {
    /// Absolute, on the daemon's machine. `nil` when it was uploaded.
    package var path: String?
    /// What `POST /api/v1/uploads` answered; good for one deployment.
    package var upload: UploadID?
    /// Its file name, from which an app without a name gets one.
    package var name: String?

    package init(path: String? = nil, upload: UploadID? = nil, name: String? = nil) {
      self.path = path
      self.upload = upload
      self.name = name
    }
  }

  /// An archive on a server.
  package struct Web: Codable, Sendable, Equatable {
    package var url: String
    /// What it must be: 64 hexadecimal digits.
    package var sha256: String?
    /// An upload with header lines for the server. They are kept with the app, never in this value.
    package var headers: UploadID?

    package init(url: String, sha256: String? = nil, headers: UploadID? = nil) {
      self.url = url
      self.sha256 = sha256
      self.headers = headers
    }
  }

  package struct Git: Codable, Sendable, Equatable {
    package var url: String
    /// A branch, a tag or a whole commit; `nil` is the server's default branch.
    package var reference: String?
    /// The directory in it that is the project; `nil` is its top.
    package var subdirectory: String?
    package var submodules: Bool?
    /// An upload with a token, or for SSH a private key. It is kept with the app, never in this value.
    package var credential: UploadID?
    /// Behind SSH: keys of the host, as `ssh-keyscan` prints them.
    package var hostKeys: String?

    package init(
      url: String, reference: String? = nil, subdirectory: String? = nil, submodules: Bool? = nil, credential: UploadID? = nil,
      hostKeys: String? = nil
    ) {
      self.url = url
      self.reference = reference
      self.subdirectory = subdirectory
      self.submodules = submodules
      self.credential = credential
      self.hostKeys = hostKeys
    }
  }
}

package enum UploadKind {}
package typealias UploadID = Identifier<UploadKind>

extension DeploySource {
  /// An upload that comes with it and is kept apart.
  package var credential: UploadID? {
    switch self {
    case .directory, .archive: nil
    case .url(let web): web.headers
    case .git(let git): git.credential
    }
  }

  package var uploads: [UploadID] {
    if case .archive(let archive) = self { archive.upload.map { [$0] } ?? [] } else { credential.map { [$0] } ?? [] }
  }

  /// What can be fetched again: without uploads. `nil` when there is nothing left.
  package var lasting: DeploySource? {
    switch self {
    case .directory: return self
    case .archive(let archive): return archive.path == nil ? nil : self
    case .url(var web):
      web.headers = nil
      return .url(web)
    case .git(var git):
      git.credential = nil
      return .git(git)
    }
  }
}

extension DeploySource: Codable {
  private enum Key: String, CodingKey { case directory, archive, url, git }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let wrong = DecodingError.Context(
      codingPath: decoder.codingPath, debugDescription: "a source is one of directory, archive, url and git")
    guard container.allKeys.count == 1, let key = container.allKeys.first else { throw DecodingError.dataCorrupted(wrong) }
    switch key {
    case .directory: self = .directory(try container.decode(String.self, forKey: key))
    case .archive: self = .archive(try container.decode(Archive.self, forKey: key))
    case .url: self = .url(try container.decode(Web.self, forKey: key))
    case .git: self = .git(try container.decode(Git.self, forKey: key))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .directory(let path): try container.encode(path, forKey: .directory)
    case .archive(let archive): try container.encode(archive, forKey: .archive)
    case .url(let web): try container.encode(web, forKey: .url)
    case .git(let git): try container.encode(git, forKey: .git)
    }
  }
}
