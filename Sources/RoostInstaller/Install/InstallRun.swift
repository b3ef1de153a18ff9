import Glibc
import RoostCatalog
import RoostModel
import RoostSystem

/// The building of what one transaction is to install: side by side, each as soon as what it stands on is there.
struct InstallRun: Sendable {
  let installer: Installer
  let wanted: [WantedLayer]
  let transaction: OpenTransaction
  let progress: ProgressSink
  /// Of these newer versions are looked for although an installed one fits.
  var upgraded: Set<RuntimeSpecifier> = []

  /// How many layers are fetched and built at the same time: fetching waits for the network, so more than there are cores.
  static var width: Int { min(8, max(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// All of them, in the order they are wanted. When one fails the others are cancelled, and its problem is the one reported.
  func layers() async throws(Problem) -> [InstalledLayer] {
    var schedule = InstallSchedule(needs: wanted.map(positions(below:)), width: InstallRun.width)
    var layers: [Int: InstalledLayer] = [:]
    do {
      try await withThrowingTaskGroup(of: (Int, InstalledLayer)?.self) { group in
        for index in schedule.begin() { start(index, above: layers, in: &group) }
        for index in wanted.indices where !wanted[index].below.isEmpty { foresee(index, in: &group) }
        while let ended = try await group.next() {
          guard let (index, layer) = ended else { continue }
          layers[index] = layer
          for next in schedule.finished(index) { start(next, above: layers, in: &group) }
        }
      }
    } catch {
      throw Problem.unexpected(error, during: "installing \(wanted.map(\.specifier.description).joined(separator: ", "))")
    }
    return wanted.indices.compactMap { layers[$0] }
  }

  /// Ends the run while the base is still being made when what is to stand on it cannot be had.
  private func foresee(_ index: Int, in group: inout ThrowingTaskGroup<(Int, InstalledLayer)?, any Error>) {
    group.addTask {
      if let problem = try await LayerForesight(installer: installer, wanted: wanted[index]).problem() { throw problem }
      return nil
    }
  }

  private func start(
    _ index: Int, above layers: [Int: InstalledLayer], in group: inout ThrowingTaskGroup<(Int, InstalledLayer)?, any Error>
  ) {
    let stack = positions(below: wanted[index]).compactMap { layers[$0] }
    group.addTask { (index, try await layer(for: wanted[index].specifier, stack: stack)) }
  }

  private func positions(below layer: WantedLayer) -> [Int] {
    layer.below.compactMap { specifier in wanted.firstIndex { $0.specifier == specifier } }
  }

  private func layer(for specifier: RuntimeSpecifier, stack: [InstalledLayer]) async throws(Problem) -> InstalledLayer {
    let entry = try installer.catalogue.entry(specifier.runtime)
    let installed = installer.fitting(specifier, among: try await installer.store.scan().layers)
    let wantsNewest = specifier.selector.asksForNewest || upgraded.contains(specifier)
    if let installed, !wantsNewest, try await rely(on: installed) { return installed }
    let found: SourcedOffer
    do throws(Problem) {
      progress(.stage("plan", detail: "which \(entry.title) to install"))
      found = try await installer.newestOffer(specifier, of: entry, base: installer.base(of: stack), progress: progress)
    } catch {
      guard let installed, error.code == .downloadFailed, try await rely(on: installed) else { throw error }
      progress(.warning("nobody could say whether there is a newer \(entry.title) than \(installed.version): \(error.message)"))
      return installed
    }
    if let installed, !entry.scheme.isNewer(found.version, than: installed.version), try await rely(on: installed) {
      return installed
    }
    return try await LayerJob(
      installer: installer, entry: entry, source: found.source, offer: found.offer, stack: stack, transaction: transaction,
      progress: progress
    ).run()
  }

  /// Says that this transaction counts on a layer that another one has published and may still take back.
  /// False when it is gone meanwhile.
  func rely(on layer: InstalledLayer) async throws(Problem) -> Bool {
    guard let publisher = layer.transaction, publisher != transaction.id, installer.journal.isRunning(publisher) else {
      return true
    }
    let lock = try await installer.lock(layer)
    defer { lock.release() }
    guard let present = try await installer.store.layer(named: layer.name) else { return false }
    try await transaction.step(JournalStep("rely", present.name, before: present.transaction.map(String.init)))
    return true
  }
}
