/// How much of a project is looked at.
package struct ProjectTreeLimits: Sendable {
  /// Directories below the project's own.
  package var depth = 4
  package var entries = 20_000
  /// Bytes of a file that is read.
  package var fileBytes = 1 << 20
  /// Bytes of all files that are read in one go over the tree, as when searching sources.
  package var searchBytes = 8 << 20

  package init() {}
}
