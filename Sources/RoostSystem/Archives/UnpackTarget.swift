package import SystemPackage

/// Where an archive is unpacked to, and what of it.
package struct UnpackTarget: Sendable {
  package enum Style: Sendable {
    /// What a maker publishes: plain names, links that stay inside, plain modes, no owners.
    case files
    /// A layer of a system's root over what is in the tree already: links as in that system, modes and owners kept
    /// (owners where this process is root), deletions carried out, devices left out.
    case system
  }

  /// Exists.
  package var tree: FilePath
  package var style: Style
  package var limits: ArchiveLimits
  /// Whether two names that differ by case only are taken for an attack: on Linux they are two files.
  package var refusesCaseCollisions = true
  /// Where an entry lands, relative to ``tree``; `nil` leaves it out.
  package var place: @Sendable (_ path: String) -> String?
  /// Files that become executable even where the archive does not say so; asked with the archive's own paths.
  package var isExecutable: @Sendable (_ path: String) -> Bool = { _ in false }

  package init(
    tree: FilePath, style: Style = .files, limits: ArchiveLimits = ArchiveLimits(),
    place: @escaping @Sendable (_ path: String) -> String? = { $0 }
  ) {
    self.tree = tree
    self.style = style
    self.limits = limits
    self.place = place
  }
}
