import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

extension HostScope {
  /// Whether runtimes that Roost installed on the machine may be removed, who is in the way, and what forcing it would do.
  /// Changes nothing; needs no root on this machine.
  ///
  /// `runtime.missing` for what is not there, `transaction.not-found` for what came by other hands.
  package func canRemove(_ request: RemoveRequest) async throws(Problem) -> SafetyCheck {
    try requireSight()
    return SafetyCheck(try await HostDepartures(scope: self).find(request.specifiers), manager: managerKind)
  }

  /// Removes runtimes that Roost installed on the machine: exactly what came with them and nobody else needs. Configuration
  /// that the catalogue wants kept stays.
  ///
  /// `runtime.in-use`, with the exact command, when other packages or runtimes need one, or its programs run; `force` takes
  /// those packages along.
  package func remove(_ request: RemoveRequest, progress: @escaping ProgressSink) async throws(Problem) -> RemoveResult {
    try requireRights(doing: "removing something from")
    try await installer.open()
    let lock = try await lock(progress)
    defer { lock.release() }
    _ = try await recoverKilled(progress)
    progress(.stage("plan", detail: "who needs \(request.specifiers.joined(separator: ", "))"))
    let departures = try await HostDepartures(scope: self).find(request.specifiers)
    if !request.force, let problem = SafetyCheck.hostRefusal(departures, manager: managerKind) { throw problem }
    let allowed = Set(departures.flatMap { $0.lost + $0.going.flatMap { $0.map(\.name) } })
    var result = RemoveResult(
      removed: [], freed: ByteCount(0), warnings: SafetyCheck(departures, manager: managerKind).warnings)
    for departure in departures { try await remove(departure, allowing: allowed, into: &result, progress) }
    return result
  }

  private func remove(
    _ departure: HostDeparture, allowing allowed: Set<String>, into result: inout RemoveResult,
    _ progress: @escaping ProgressSink
  ) async throws(Problem) {
    let keeps = departure.wish.entry.host?.keeps.isEmpty == false
    let taking = HostTaking(purging: !keeps && departure.lost.isEmpty, allowed: allowed)
    result.removed.append(departure.title)
    for changes in departure.going where !changes.isEmpty {
      let record = try await take(
        changes, of: departure.wish.entry.id, as: .remove, request: departure.wish.text, taking, progress)
      result.transaction = record.id
      let gone = record.changes.filter { $0.action == .removed }
      result.packages += gone.filter { !$0.name.hasPrefix("/") }.map { "\($0.name)=\($0.version)" }
    }
  }
}
