import RoostApps
import RoostModel
import RoostServer

extension Daemon {
  var secondFactorOperations: SecondFactorOperations {
    let access = parts.access
    return SecondFactorOperations(
      offer: { (name) async throws(Problem) in try await access.offerSecondFactor(name) },
      confirm: { (name, proof) async throws(Problem) in try await access.confirmSecondFactor(name, proof) },
      remove: { (name) async throws(Problem) in try await access.removeSecondFactor(name) },
      logIn: { (ticket, code, mark) async throws(Problem) in try await access.logIn(ticket: ticket, code: code, mark) })
  }

  static func sealing(of supervisor: Supervisor) -> AccessSealing {
    AccessSealing(
      seal: { (bytes, context) async throws(Problem) in try await supervisor.seal(bytes, for: context) },
      open: { (bytes, context) async throws(Problem) in try await supervisor.open(bytes, for: context) })
  }
}
