import RoostCatalog
import RoostModel

/// Whether a layer can be had at all, asked before what it stands on is there: making a base takes long, and would be in vain.
struct LayerForesight: Sendable {
  let installer: Installer
  let wanted: WantedLayer

  /// Why it cannot be had; `nil` when it can, when an installed version will do, or when only the finished base can tell.
  func problem() async throws(Problem) -> Problem? {
    let layers = try await installer.store.scan().layers
    guard installer.fitting(wanted.specifier, among: layers) == nil else { return nil }
    guard wanted.below.contains(where: { installer.fitting($0, among: layers) == nil }) else { return nil }
    let entry = try installer.catalogue.entry(wanted.specifier.runtime)
    do throws(Problem) {
      _ = try await installer.newestOffer(wanted.specifier, of: entry, base: nil)
      return nil
    } catch {
      return LayerForesight.isFinal(error) ? error : nil
    }
  }

  /// A source that has to be asked with the base in hand answers `runtime.missing`. Pure.
  static func isFinal(_ problem: Problem) -> Bool {
    problem.code == .downloadFailed || problem.code == .runtimeVersionUnavailable
  }
}
