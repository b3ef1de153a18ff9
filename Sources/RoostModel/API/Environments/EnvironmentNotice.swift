/// Something that happened to a named environment; one line of `GET /api/v1/environments/events`.
package struct EnvironmentNotice: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case state
    case serverReady = "server-ready"
    case serverGone = "server-gone"
    case processStart = "process-start"
    case processExit = "process-exit"
    case limitHit = "limit-hit"
    case fallback
    case error
  }

  /// Grows by one; a client that saw 17 goes on with `after=17`.
  package var id: Int
  /// Seconds since 1970.
  package var at: Double
  package var environment: EnvironmentName
  package var kind: Kind
  /// One sentence.
  package var text: String
  package var state: EnvironmentState?
  package var port: ServedPort?
  /// Where to dial it: inside the environment, unless somebody forwards the port.
  package var url: String?
  package var process: ProcessNumber?
  package var exit: ExitStatus?
  package var problem: Problem?
  package var limit: EnvironmentLimit?

  package init(environment: EnvironmentName, kind: Kind, text: String) {
    id = 0
    at = 0
    self.environment = environment
    self.kind = kind
    self.text = text
  }
}
