/// A target as `Package.swift` declares it.
struct ManifestTarget: Equatable {
  enum Kind: String, Decodable { case regular, executable, test, system, binary, plugin, macro }

  var name: String
  var kind: Kind
  /// Where its sources are, when that is not `Sources/NAME`.
  var path: String?
  /// Names of targets and products.
  var dependencies: [String]

  /// Whether the import table speaks of it: it lies in `Sources`.
  var isProduct: Bool { kind != .test && (path ?? "Sources/").hasPrefix("Sources/") }
}

extension ManifestTarget: Decodable {
  private enum CodingKeys: String, CodingKey { case name, type, path, dependencies }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    kind = try container.decode(Kind.self, forKey: .type)
    path = try container.decodeIfPresent(String.self, forKey: .path)
    dependencies = try container.decode([Dependency].self, forKey: .dependencies).map(\.name)
  }

  /// `{"byName": ["X", null]}`, `{"product": ["X", "package", null, null]}` or `{"target": ["X", null]}`; the name comes first.
  private struct Dependency: Decodable {
    let name: String

    init(from decoder: any Decoder) throws {
      let forms = try decoder.singleValueContainer().decode([String: FirstString].self)
      guard forms.count == 1, let form = forms.first else {
        throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a dependency has one form"))
      }
      name = form.value.text
    }
  }

  private struct FirstString: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      text = try list.decode(String.self)
    }
  }
}
