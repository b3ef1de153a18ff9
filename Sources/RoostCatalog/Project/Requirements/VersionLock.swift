package import RoostModel

/// The versions an app stays on when it is deployed again: those of its live release, as long as they will do. Pure.
///
/// Without it, an app would move whenever somebody installs a newer version or the catalogue's default moves.
package struct VersionLock: Sendable {
  /// By runtime.
  private let versions: [RuntimeID: String]

  /// `layers` are those of the live release that are still installed.
  package init(_ layers: [InstalledLayer]) {
    versions = Dictionary(layers.map { ($0.runtime, $0.version) }, uniquingKeysWith: { first, _ in first })
  }

  /// What to ask of the installer for a requirement. Where nobody asked for a version, the one that is used will always do;
  /// whoever asks for the newest gets it.
  package func specifier(for requirement: RuntimeRequirement, in catalogue: Catalogue) throws(Problem) -> String {
    guard let version = versions[requirement.runtime] else { return requirement.specifier }
    let selector = try catalogue.entry(requirement.runtime).selector(requirement.selector)
    let isAskedFor = requirement.authority?.isAskedFor ?? true
    let keeps = isAskedFor ? !selector.asksForNewest && selector.matches(version) : true
    return keeps ? "\(requirement.runtime)@\(version)" : requirement.specifier
  }
}
