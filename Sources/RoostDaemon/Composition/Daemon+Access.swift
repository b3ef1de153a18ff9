import Glibc
import Logging
import RoostModel
import RoostServer

extension Daemon {
  var accessOperations: AccessOperations {
    let access = parts.access
    return AccessOperations(
      identify: { (credential, isUse) async throws(Problem) in try await access.identify(credential, isUse: isUse) },
      record: { await access.record($0) },
      audit: { (query) async throws(Problem) in try await access.audit(query) },
      sessions: SessionOperations(
        openClaim: { () async throws(Problem) in try await access.openClaim() },
        claim: { (request, mark) async throws(Problem) in try await access.claim(request, mark) },
        logIn: { (request, mark) async throws(Problem) in try await access.logIn(request, mark) },
        changePassword: { (actor, change, mark) async throws(Problem) in try await access.changePassword(actor, change, mark) },
        list: { () async throws(Problem) in try await access.sessions() },
        end: { (id) async throws(Problem) in try await access.endSession(id) }),
      accounts: AccountOperations(
        list: { () async throws(Problem) in try await access.accounts() },
        set: { (name, request) async throws(Problem) in try await access.setAccount(name, request) },
        remove: { (name) async throws(Problem) in try await access.removeAccount(name) }),
      tokens: TokenOperations(
        list: { () async throws(Problem) in try await access.tokens() },
        make: { (request, actor) async throws(Problem) in try await access.makeToken(request, by: actor) },
        revoke: { (name) async throws(Problem) in try await access.revokeToken(name) }),
      secondFactor: secondFactorOperations)
  }

  /// The API over TCP; `nil` where it is off.
  func networkServer(beside api: APIServer) -> NetworkServer? {
    guard settings.apiPort != 0 else { return nil }
    let place = NetworkPlace(
      address: settings.apiAddress, port: settings.apiPort, hosts: settings.apiHosts, isBehindProxy: settings.apiBehindProxy,
      isAskedFor: settings.apiPortIsAskedFor)
    let (access, logger) = (parts.access, logger)
    return NetworkServer(place, beside: api, logger: logger.quieter) { port in
      access.listens(on: port)
      await Daemon.offerClaim(access, logger)
    }
  }

  /// The right to claim the daemon is shown to a terminal alone: others may read a journal.
  private static func offerClaim(_ access: AccessControl, _ logger: Logger) async {
    do throws(Problem) {
      guard try await !access.isClaimed else { return }
      guard isatty(STDERR_FILENO) == 1 else {
        return logger.notice("nobody has claimed this daemon yet; the network needs tokens", metadata: ["command": "roost claim"])
      }
      let ticket = try await access.openClaim()
      logger.notice("claim this daemon within 15 minutes", metadata: ["url": "\(ticket.url ?? "")", "token": "\(ticket.token)"])
    } catch {
      logger.error("the accounts cannot be read", metadata: ["problem": "\(error.message)"])
    }
  }
}
