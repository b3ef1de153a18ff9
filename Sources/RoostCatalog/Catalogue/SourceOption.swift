/// One of the ways a layer can be made. They are tried in order: the first that offers a version that fits is taken.
package struct SourceOption: Hashable, Sendable, Codable {
  package var source: RuntimeSource
  /// Written against its maker's documentation and checked against a server that answers like it; never run against the real one.
  package var untested: Bool

  /// For people; says whether it was ever run.
  package var description: String { untested ? "\(source) (untested)" : source.description }

  package init(
    source: RuntimeSource, untested: Bool = false
  ) {
    self.source = source
    self.untested = untested
  }
}
