/// Something that happened to files of an environment that are watched. Paths are absolute, as seen inside.
///
/// In JSON `{"kind": "created", "path": "/app/a"}`; an overflow has no path.
package enum FileChange: Sendable, Equatable {
  /// The first that whoever watches is told: what happens there from now on is told.
  case watching(path: String)
  /// It came, or was found in a directory that came; so it may be told twice.
  case created(path: String)
  case changed(path: String)
  /// It went. A directory stands for all that was in it.
  case removed(path: String)
  /// More happened than could be told: look again at everything.
  case overflow

  package enum Kind: String, Sendable, Codable, CaseIterable { case watching, created, changed, removed, overflow }

  package var kind: Kind {
    switch self {
    case .watching: .watching
    case .created: .created
    case .changed: .changed
    case .removed: .removed
    case .overflow: .overflow
    }
  }

  package var path: String? {
    switch self {
    case .watching(let path), .created(let path), .changed(let path), .removed(let path): path
    case .overflow: nil
    }
  }
}

extension FileChange: Codable {
  private enum CodingKeys: CodingKey { case kind, path }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .watching: self = .watching(path: try container.decode(String.self, forKey: .path))
    case .created: self = .created(path: try container.decode(String.self, forKey: .path))
    case .changed: self = .changed(path: try container.decode(String.self, forKey: .path))
    case .removed: self = .removed(path: try container.decode(String.self, forKey: .path))
    case .overflow: self = .overflow
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encodeIfPresent(path, forKey: .path)
  }
}
