import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Finds out what removals from a machine come to. Changes nothing.
struct HostDepartures: Sendable {
  let scope: HostScope

  /// One for each runtime that is named, none twice. `runtime.missing` or `transaction.not-found` for what Roost did not bring.
  func find(_ specifiers: [String]) async throws(Problem) -> [HostDeparture] {
    let read = HostWishes(catalogue: scope.installer.catalogue).read(specifiers)
    if let first = read.problems.first { throw first }
    var departures: [HostDeparture] = []
    for wish in read.wishes where wish.requiredBy.isEmpty { departures.append(try await installation(wish)) }
    let all = departures.flatMap { $0.going.flatMap { $0.map(\.name) } }
    for place in departures.indices { try await look(&departures[place], together: Set(all)) }
    return departures
  }

  private func installation(_ wish: HostWish) async throws(Problem) -> HostDeparture {
    let standing = try await scope.standing(wish)
    guard let newest = standing.last else { throw try await notOurs(wish) }
    var departure = HostDeparture(wish: wish, version: HostJournal.version(in: newest) ?? "")
    departure.going = HostDepartures.transactions(for: standing.reversed().map(\.record.changes))
    return departure
  }

  /// What goes in one transaction each: all packages, and every archive with its links, so that each can be had again.
  /// Newest first. Pure.
  static func transactions(for installations: [[TransactionChange]]) -> [[TransactionChange]] {
    var packages: [TransactionChange] = []
    for change in installations.joined() where change.action == .added && !change.name.hasPrefix("/") {
      if !packages.contains(where: { $0.name == change.name }) { packages.append(change) }
    }
    var archives: [[TransactionChange]] = []
    for changes in installations.map({ $0.filter { $0.name.hasPrefix("/") } }) where !changes.isEmpty {
      if !archives.contains(where: { $0.first?.name == changes.first?.name }) { archives.append(changes) }
    }
    return archives + (packages.isEmpty ? [] : [packages])
  }

  private func look(_ departure: inout HostDeparture, together: Set<String>) async throws(Problem) {
    try await lookAtPackages(&departure, together)
    departure.runtimes = try await dependents(of: departure.wish, beside: departure.going.count)
    let (root, version) = (scope.root, departure.version)
    let paths = departure.going.flatMap { $0 }.map(\.name)
    let provides = departure.wish.entry.provides
    departure.running = await BlockingWork.run {
      let programs = provides.compactMap { HostProgram.find($0, in: root, searchPath: HostRoot.searchPath) }
      // A package's programs are where the machine looks first, unless an archive's are.
      let isArchive = paths.contains { $0.hasPrefix(RuntimeArchive.home) }
      let isPackage = paths.contains { !$0.hasPrefix("/") }
      let own = programs.filter { $0.path.hasPrefix("/usr/local/bin/") ? isArchive : isPackage }
      return HostUse.find(own, version: version)
    }
  }

  /// Runtimes of the machine that stand on this one, when nothing of it is left.
  private func dependents(of wish: HostWish, beside count: Int) async throws(Problem) -> [String] {
    guard try await scope.standing(HostWish(entry: wish.entry, selector: nil)).count == count else { return [] }
    var found: [String] = []
    let above = RuntimeGraph(scope.installer.catalogue).dependents(of: wish.entry.id)
    for runtime in above.sorted(by: { $0.text < $1.text }) {
      let dependent = HostWish(entry: try scope.installer.catalogue.entry(runtime), selector: nil)
      if let entry = try await scope.standing(dependent).last {
        found.append("\(runtime) \(HostJournal.version(in: entry) ?? "")")
      }
    }
    return found
  }

  private func lookAtPackages(_ departure: inout HostDeparture, _ together: Set<String>) async throws(Problem) {
    let names = Set(departure.going.flatMap { $0.map(\.name) }.filter { !$0.hasPrefix("/") })
    guard !names.isEmpty, let runner = scope.runner({ _ in }) else { return }
    let now = try await runner.ask(runner.manager.query())
    let present = names.filter { now.installed[$0] != nil }
    let wanted = PackageChoice.names(of: departure.wish, for: runner.manager.kind)
    let own = present.filter { PackageForesight.contains($0, in: Set(wanted)) }
    let look = DepartureLook(runner: runner, together: together)
    departure.lost = try await look.losses(own.isEmpty ? present : own)
    let spared = together.union(departure.lost)
    let rest = present.subtracting(own)
    let automatic = try await runner.automatic() ?? rest
    let asked = rest.filter { !PackageForesight.contains($0, in: automatic) }
    let needed = try await DepartureLook(runner: runner, together: spared).needed(rest.subtracting(asked).sorted())
    let kept = own.isEmpty ? [] : asked.union(needed)
    departure.kept = kept.sorted()
    departure.going = departure.going.map { $0.filter { !kept.contains($0.name) } }
  }

  private func notOurs(_ wish: HostWish) async throws(Problem) -> Problem {
    guard let found = try await scope.detector.find(wish.entry) else {
      return Problem(
        .runtimeMissing, "\(wish.text) is not installed on this machine", hint: "see what is there: roost capabilities")
    }
    let names = scope.managerKind.map { PackageChoice.names(of: wish, for: $0) } ?? []
    let hint = scope.managerKind.map { HostReversal.removal(of: names, by: $0) } ?? "remove it as it was installed: \(found.path)"
    return Problem(
      .transactionNotFound, "\(wish.entry.title) \(found.version) at \(found.path) was not installed by Roost", hint: hint)
  }
}
