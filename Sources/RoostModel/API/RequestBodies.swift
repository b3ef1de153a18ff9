/// The body of requests about named runtimes; none means all of them.
package struct SpecifierList: Codable, Sendable, Equatable {
  package var specifiers: [String]
  package init(specifiers: [String]) { self.specifiers = specifiers }
}

/// The body of `PUT /api/v1/profiles/chosen`.
package struct ProfileChoice: Codable, Sendable, Equatable {
  package var name: String
  package init(name: String) { self.name = name }
}

/// The body of requests about a bundle on the daemon's machine.
package struct BundlePath: Codable, Sendable, Equatable {
  /// Absolute.
  package var path: String
  /// To compare it with another one instead of what is installed.
  package var other: String?
  package init(path: String, other: String? = nil) {
    self.path = path
    self.other = other
  }
}

/// The body of requests about a directory on the daemon's machine.
package struct DirectoryPath: Codable, Sendable, Equatable {
  /// Absolute.
  package var directory: String
  package init(directory: String) { self.directory = directory }
}
