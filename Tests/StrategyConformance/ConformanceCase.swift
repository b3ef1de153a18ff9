package import RoostModel

/// One behaviour that every strategy has which says it can.
package struct ConformanceCase: Sendable, CustomStringConvertible {
  /// `topic.behaviour`; what lists of missing cases hold.
  package let name: String
  let needs: Set<StrategyAbility>
  /// The least isolation with which it makes sense.
  let isolation: IsolationLevel
  /// On a quick engine; ``ConformanceSubject/slowness`` stretches it.
  let limit: Duration
  let body: @Sendable (ConformanceScene) async throws -> Void

  init(
    _ name: String, needs: Set<StrategyAbility> = [], isolation: IsolationLevel = .none, within limit: Duration = .seconds(60),
    _ body: @escaping @Sendable (ConformanceScene) async throws -> Void
  ) {
    self.name = name
    self.needs = needs
    self.isolation = isolation
    self.limit = limit
    self.body = body
  }

  package var description: String { name }

  /// Whether a strategy that reports this has to behave so.
  package func applies(to report: ProbeReport) -> Bool {
    report.isUsable && report.isolation >= isolation && needs.isSubset(of: report.abilities)
  }

  package static let all: [ConformanceCase] = [
    LifecycleCases.all, ProcessCases.all, StartCases.all, OutputCases.all, InputCases.all, TerminalCases.all, UploadCases.all,
    FileCases.all, PortCases.all, DialCases.all, EventCases.all, IsolationCases.all, LimitCases.all, NetworkCases.all,
    PauseCases.all, LayerCases.all, ReattachCases.all,
  ].flatMap { $0 }
}
