package import SystemPackage

/// Files of a release that served before. Pages of it are open in browsers still, and ask for what they name.
package struct EarlierFiles: Sendable {
  /// Where they were served, below the app's place, with `/` at both ends.
  let path: String
  let root: FilePath
  /// For how long they are, in seconds since 1970.
  let until: Double

  package init(path: String = "/", root: FilePath, until: Double) {
    self.path = path
    self.root = root
    self.until = until
  }
}

extension StaticFiles {
  /// The same once another release serves.
  package func earlier(until: Double) -> EarlierFiles {
    EarlierFiles(path: String(decoding: path, as: UTF8.self), root: site.root, until: until)
  }
}

extension Target {
  /// Whether the gateway answers requests from files at all.
  package var hasFiles: Bool { if case .files = kind { true } else { !statics.isEmpty } }

  /// From now on a file that is not there, and whose name holds a hash of its contents, is answered from the first of these
  /// that has it: no other content ever has that name.
  package func lookBack(to earlier: [EarlierFiles]) {
    if case .files(let site) = kind { site.lookBack(to: earlier.filter { $0.path == "/" }) }
    for own in statics { own.site.lookBack(to: earlier.filter { $0.path.utf8.elementsEqual(own.path) }) }
  }
}
