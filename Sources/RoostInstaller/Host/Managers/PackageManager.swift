import RoostModel
import RoostSystem

/// A package manager as exact commands and readings of their answers. Pure: ``PackageRunner`` runs them.
protocol PackageManager: Sendable {
  var kind: PackageManagerKind { get }
  /// Everything that is installed.
  func query() -> PackageQuestion<PackageSet>
  /// The versions of packages that could be installed now, the preferred one first. Unknown packages are missing in the answer.
  func candidates(of names: [String]) -> PackageQuestion<[String: [String]]>
  /// Brings the lists of what there is.
  func updateLists() -> ExternalCommand
  /// Does exactly this, without asking anything.
  func command(for action: PackageAction) -> ExternalCommand
  /// What the action would come to; `nil` where the manager cannot tell beforehand.
  func foresee(_ action: PackageAction) -> PackageQuestion<PackageForesight>?
  var care: PackageCare { get }
}

extension PackageManager {
  func foresee(_ action: PackageAction) -> PackageQuestion<PackageForesight>? { nil }
}
