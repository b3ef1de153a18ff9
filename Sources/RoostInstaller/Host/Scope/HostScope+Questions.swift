import Logging
import RoostCatalog
import RoostModel

extension HostScope {
  /// What Roost brought to the machine and is still there, beside what its manager and its makers have now.
  func outdated() async throws(Problem) -> [OutdatedRuntime] {
    var rows: [OutdatedRuntime] = []
    for (entry, brought) in try await brought() {
      let selectorText = try HostWork.read(brought)?.selector ?? "*"
      let installed = try await detector.find(entry)?.version ?? HostJournal.version(in: brought) ?? ""
      let available = await available(entry, as: brought)
      let newest = available.newest(in: try entry.selector(selectorText), beside: installed)
      var row = OutdatedRuntime(
        runtime: entry.id, installed: installed, selector: selectorText == "*" ? "system" : selectorText, newestInRange: newest,
        newest: available.newest,
        support: entry.support(of: installed, on: CalendarDay(secondsSince1970: installer.options.now())), scope: .host)
      if row.isOutdated, let newest { row.command = "roost install '\(entry.id)@\(newest)' --scope host" }
      rows.append(row)
    }
    return rows
  }

  /// A package's versions are the manager's, an archive's the makers'.
  private func available(_ entry: CatalogueEntry, as brought: JournalEntry) async -> AvailableVersions {
    if brought.record.changes.contains(where: { $0.name.hasPrefix("/") }) {
      guard let relocatable = RuntimeArchive.relocatable(entry) else { return AvailableVersions(scheme: entry.scheme, lists: []) }
      return await installer.available(relocatable, base: nil)
    }
    var available = AvailableVersions(scheme: entry.scheme, lists: [])
    do throws(Problem) {
      available.lists.append(try await planner { _ in }.packageVersions(HostWish(entry: entry, selector: nil)))
    } catch {
      installer.logger.debug("package manager silent", metadata: ["problem": "\(error.message)"])
    }
    return available
  }

  /// Why a runtime is on the machine, in a sentence; `nil` when it is not there.
  func why(_ runtime: RuntimeID) async throws(Problem) -> String? {
    let entry = try installer.catalogue.entry(runtime)
    guard entry.kind != .base, entry.kind != .asset else { return nil }
    let found = try await detector.find(entry)
    guard let by = try await standing(HostWish(entry: entry, selector: nil)).last?.record else {
      return found.map { "\(runtime) \($0.version) is on the machine itself, at \($0.path); Roost did not bring it there" }
    }
    let what = by.changes.filter { $0.action == .added && !$0.name.hasPrefix("/usr/local/bin/") }.map(\.name)
    let place = found.map { "\(runtime) \($0.version) is on the machine itself, at \($0.path)" } ?? "\(runtime) is on the machine"
    return "\(place); transaction \(by.id) (\(by.request)) brought it: \(what.joined(separator: ", "))"
  }
}
